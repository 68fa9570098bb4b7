"""Secrets in links: the row keeps only what they hash to."""

import hashlib


def hash_of(token: str) -> str:
    """What is kept of the secret in a link."""
    return hashlib.sha256(token.encode()).hexdigest()
