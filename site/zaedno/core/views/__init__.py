"""Addresses that belong to no app: health, robots, errors, files."""
