"""Checks of what comes from outside that pages, forms and the API share: one place, one answer."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

# SQLite and PostgreSQL keep integers in 64 bits and no NUL in text.
LARGEST_ID = 2**63 - 1
LONGEST_NUMBER = 20
LARGEST_PORT = 2**16 - 1
LONGEST_QUERY = 300
LONGEST_ADDRESS = 2_000
_HOST = re.compile(r"[a-z0-9.-]{0,253}", re.IGNORECASE)
_NUMBERS_IN_QUERIES = ("offset", "limit", "page", "p", "area", "unit")


class Malformed(ValueError):
    """A value that no honest reader sends; the message says what to do."""


def check_text(value: str) -> str:
    """Refuse text that no database can keep.

    Raises:
        Malformed: the text has a NUL character or half of a surrogate pair.
    """
    if "\x00" in value:
        raise Malformed(_("The text contains a character that cannot be read (NUL)."))
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Malformed(_("The text contains a character that cannot be read.")) from error
    return value


def check_whole_number(value: str, *, smallest: int = 0) -> int:
    """Read a whole number that fits the database.

    Raises:
        Malformed: not a number, or out of range.
    """
    if not (value.isascii() and value.isdigit()):
        raise Malformed(_("“%(value)s” is not a whole number.") % {"value": value[:40]})
    # Python refuses to read thousands of digits.
    if len(value) >= LONGEST_NUMBER or not smallest <= int(value) <= LARGEST_ID:
        raise Malformed(_("The number %(value)s is out of range.") % {"value": value[:40]})
    return int(value)


def check_query(items: Iterable[tuple[str, str]]) -> None:
    """Refuse a query string that would break the database instead of finding nothing.

    Raises:
        Malformed: at the first parameter that cannot be read.
    """
    for name, value in items:
        check_text(name)
        check_text(value)
        if name in _NUMBERS_IN_QUERIES and value.lstrip("-").isdigit():
            _check_number_in_query(name, value.lstrip("-"))


def _check_number_in_query(name: str, value: str) -> None:
    try:
        check_whole_number(value)
    except Malformed as error:
        raise Malformed(f"{name}: {error}") from error


def check_host(value: str) -> str:
    """Refuse what cannot be the name of a site, with or without a port.

    Raises:
        Malformed: not a host name, or the port is no number that a port can have.
    """
    host, colon, port = value.partition(":")
    if not _HOST.fullmatch(host):
        raise Malformed(_("“%(value)s” is not the name of a site.") % {"value": value[:40]})
    if colon and check_whole_number(port) > LARGEST_PORT:
        raise Malformed(_("The number %(value)s is out of range.") % {"value": port})
    return value
