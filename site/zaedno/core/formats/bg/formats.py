"""How dates and numbers are written in Bulgarian on this site."""

DATE_FORMAT = "j F Y г."
SHORT_DATE_FORMAT = "d.m.Y г."
DATETIME_FORMAT = "j F Y г., H:i"
TIME_FORMAT = "H:i"
MONTH_DAY_FORMAT = "j F"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%Y-%m-%d", "%d.%m.%Y г."]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u00a0"
NUMBER_GROUPING = 3
