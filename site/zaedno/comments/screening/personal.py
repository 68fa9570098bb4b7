"""Personal data in a text, found by shape and checksum."""

import re
from datetime import date

_DIGITS = re.compile(r"(?<!\d)\d{10}(?!\d)")
_EGN_WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3, 6)
# A country, two check digits, then groups as people write them; looked for from every place.
_IBAN = re.compile(r"(?<![A-Za-z0-9])(?=([A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}))", re.IGNORECASE)
# The checksum alone lets one of 97 through, so the length of each country counts too (ISO 13616).
_COUNTRIES_BY_IBAN_LENGTH = {
    15: "NO",
    16: "BE",
    18: "DK FI FO GL NL",
    19: "MK SI",
    20: "AT BA EE KZ LT LU XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS",
    23: "AE GI IL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "PT",
    26: "IS TR",
    27: "FR GR IT MC MR SM",
    28: "AL AZ BY CY DO HU LB PL",
    29: "BR PS QA UA",
    30: "JO KW MU",
    31: "MT",
}
_IBAN_LENGTHS = {
    country: length
    for length, countries in _COUNTRIES_BY_IBAN_LENGTH.items()
    for country in countries.split()
}
# +359, 00359 or 0, then the digits with the usual marks between them; a date is no number.
_PHONE = re.compile(
    r"(?<![\d+])(?!\d{1,2}[./-]\d{1,2}[./-]\d{4})"
    r"(?:(?:\+|00)359[ ./()-]*(?:\(0\))?|\(?0)([ ./()-]*[1-9](?:[ ./()-]*\d){6,8})(?!\d)"
)
_MOBILE_PREFIXES = ("87", "88", "89", "98", "99")
_MOBILE_DIGITS = 9
_LAND_LINE_DIGITS = (7, 8)
# Lines of firms and offices are nobody's personal data.
_SERVICE_PREFIXES = ("700", "800", "900")
_EMAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")


def has_egn(text: str) -> bool:
    """Whether there is a valid ЕГН: ten digits with a birthday and the right check digit."""
    return any(is_egn(digits) for digits in _DIGITS.findall(text))


def is_egn(digits: str) -> bool:
    """Whether ten digits are an ЕГН (the ordinance on the unified register, its annex)."""
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_EGN_WEIGHTS, digits, strict=False))
    return total % 11 % 10 == int(digits[9]) and _is_birthday(digits)


def _is_birthday(digits: str) -> bool:
    """The month says the century: 1-12 is 19.., 21-32 is 18.., 41-52 is 20..."""
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    century, month = {0: 1900, 1: 1800, 2: 2000}.get(month // 20, 0), month % 20
    try:
        date(century + year, month, day)
    except ValueError:
        return False
    return century > 0


def has_iban(text: str) -> bool:
    """Whether there is an account number with the right checksum (ISO 13616)."""
    return any(_begins_with_iban(found) for found in _IBAN.findall(text))


def _begins_with_iban(found: str) -> bool:
    """A word after the number may look like a part of it: only the country's length counts."""
    compact = re.sub(r"[ -]", "", found).upper()
    return is_iban(compact[: _IBAN_LENGTHS.get(compact[:2], 0)])


def is_iban(compact: str) -> bool:
    """Whether capital letters and digits without spaces are an account number."""
    if not (compact.isascii() and compact.isalnum()):
        return False
    if _IBAN_LENGTHS.get(compact[:2]) != len(compact):
        return False
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def has_phone(text: str) -> bool:
    """Whether there is a telephone number as they are written in Bulgaria."""
    return any(_is_phone(re.sub(r"\D", "", rest)) for rest in _PHONE.findall(text))


def _is_phone(digits: str) -> bool:
    """What follows +359 or 0: nine digits of a mobile, seven or eight with a town's code."""
    if len(digits) == _MOBILE_DIGITS:
        return digits.startswith(_MOBILE_PREFIXES)
    is_service = digits.startswith(_SERVICE_PREFIXES)
    return len(digits) in _LAND_LINE_DIGITS and digits[0] not in "01" and not is_service


def has_email(text: str) -> bool:
    """Whether there is an e-mail address."""
    return bool(_EMAIL.search(text))
