"""Real PostgreSQL, Redis, Elasticsearch and a mail catcher for tests and development.

`python -m tests.services start` puts them on free ports of this machine, without Docker and with
nothing but the standard library, and writes their addresses to `DATA_DIR/services.env`.
"""
