"""Numbers of acts, references to articles and dates: found in whatever way they are written.

A date in a text adds a word that no text has («20250312», and «202503» for its month), the same for
«12.03.2025», «12 март 2025 г.», «12th March 2025» and «2025-03-12».
"""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = (
    "ян(?:уари|\\.)?|jan(?:uary|\\.)?",
    "февр?(?:уари|\\.)?|feb(?:ruary|\\.)?",
    "март|мар\\.|mar(?:ch|\\.)?",
    "апр(?:ил|\\.)?|apr(?:il|\\.)?",
    "май|may",
    "юни|june?",
    "юли|july?",
    "авг(?:уст|\\.)?|aug(?:ust|\\.)?",
    "септ?(?:ември|\\.)?|sept?(?:ember|\\.)?",
    "окт(?:омври|\\.)?|oct(?:ober|\\.)?",
    "ноем?(?:ври|\\.)?|nov(?:ember|\\.)?",
    "дек(?:ември|\\.)?|dec(?:ember|\\.)?",
)
_MONTH = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, 1))
_YEAR = r"(?P<year>(?:1[89]|20|21)\d\d)(?!\d)"
_A_YEAR = re.compile(rf"(?<!\d){_YEAR}")
_DAY = r"(?<![\d.])(?P<day>[0-3]?\d)"
_NUMBER = r"(?P<month>[01]?\d)"
_DATES = (
    re.compile(rf"{_DAY}\s?[./-]\s?{_NUMBER}\s?[./-]\s?{_YEAR}"),
    re.compile(rf"(?<![\d.]){_YEAR}[-./]{_NUMBER}[-./](?P<day>[0-3]?\d)(?!\d)"),
    re.compile(rf"{_DAY}(?:-?(?:ви|ри|ти|и|th|st|nd|rd))?\s+(?:{_MONTH})(?!\w)\s*,?\s*{_YEAR}"),
    re.compile(rf"(?<!\w)(?:{_MONTH})\s+(?P<day>[0-3]?\d)(?:th|st|nd|rd)?\s*,\s*{_YEAR}"),
)
_MONTHS_OF_YEARS = (
    re.compile(rf"(?<!\w)(?:{_MONTH})\s+{_YEAR}"),
    re.compile(rf"(?<![\w./-]){_NUMBER}[./]{_YEAR}"),
)

# «№ 5», «N 5», «No. 5»: the sign is no word, the number is.
_SIGN = re.compile(r"№|(?<!\w)(?:no?\.?|nr\.?)\s*(?=\d)")
_PARAGRAPH = re.compile(r"§+\s*")
# «чл26», «ал.5т.3»: what a number refers to is a word of its own.
# «член 26, алинея 5» is «чл. 26, ал. 5».
_SHORT = {"член": "чл", "алинея": "ал", "точка": "т", "article": "art"}
_IN_FULL = re.compile(rf"(?<!\w)({'|'.join(_SHORT)})(?=\s+\d)")
_GLUED_BEFORE = re.compile(r"(?<=\d)(?=(?:чл|ал|т|бр)\.?\s?\d)")
_GLUED_AFTER = re.compile(r"(?<!\w)(чл|ал|бр|т|стр)(?=\d)")
_LONGEST_DATE = 40


def apart(text: str) -> str:
    """Lower-case text with the words of references short, and apart from their numbers."""
    if "№" in text or "n" in text:
        text = _SIGN.sub(" ", text)
    if "§" in text:
        text = _PARAGRAPH.sub(" параграф ", text)
    text = _IN_FULL.sub(lambda found: _SHORT[found.group()], text)
    return _GLUED_AFTER.sub(r"\1 ", _GLUED_BEFORE.sub(" ", text))


def days_in(text: str) -> list[tuple[str, str]]:
    """Dates of a lower-case text: as they stand in it, and as the word of the day."""
    return list(
        dict.fromkeys(
            pair
            for piece in _around_years(text)
            for pattern in _DATES
            for pair in _days(pattern, piece)
        )
    )


def months_in(text: str) -> list[tuple[str, str]]:
    """Months with their year, written without a day: as they stand, and as the word of the month.

    Months of full dates are not among them.
    """
    return list(
        dict.fromkeys(
            (match.group(), f"{match['year']}{month:02}")
            for piece in _around_years(text)
            for pattern in _MONTHS_OF_YEARS
            for match in pattern.finditer(piece)
            if (month := _month(match)) <= 12 and month
        )
    )


def date_words(text: str) -> list[str]:
    """The words that the dates of a lower-case text add to it: each day, and its month."""
    days = [day for _, day in days_in(text)]
    months = [month for _, month in months_in(text)]
    return list(dict.fromkeys([*days, *(day[:6] for day in days), *months]))


def word_of_day(day: date) -> str:
    """The word of a date."""
    return f"{day:%Y%m%d}"


def _around_years(text: str) -> Iterator[str]:
    """The pieces of a text in which a date can stand; long texts have few."""
    for match in _A_YEAR.finditer(text):
        yield text[max(match.start() - _LONGEST_DATE, 0) : match.end() + _LONGEST_DATE]


def _days(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    for match in pattern.finditer(text):
        try:
            day = date(int(match["year"]), _month(match), int(match["day"]))
        except ValueError:
            continue
        yield match.group(), word_of_day(day)


def _month(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("month"):
        return int(groups["month"])
    return next((n for n in range(1, 13) if groups.get(f"m{n}")), 0)
