"""What pages and searches cost; `make bench` and `make bench-search`."""
