"""What numbers say, in words: for readers who do not see the charts, and for all in a hurry."""

from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policies.bars import MoneyBars, Part
from policies.money import YearOfMoney
from policies.numbers import NBSP, short_date, shown, with_unit
from policies.outline import IndicatorLine
from policies.progress import Progress
from policies.series import Reading, is_better


def standings_in_words(parts: tuple[Part, ...]) -> str:
    """How many measures stand how: «Изпълнена: 3; в ход: 2.»."""
    told = [f"{part.label}: {part.count}" for part in parts if part.count]
    return capfirst("; ".join(told)) + "." if told else _("There are no measures yet.")


def progress_in_words(progress: Progress) -> str:
    """How many measures are done, and how many are late; empty where none is promised."""
    if not progress.total:
        return ""
    told = _("%(done)s of %(total)s measures are done.")
    told %= {"done": progress.done, "total": progress.total}
    if not progress.late:
        return told
    late = ngettext("%(late)s measure is late.", "%(late)s measures are late.", progress.late)
    return f"{told} {late % {'late': progress.late}}"


def trend_in_words(line: IndicatorLine) -> str:
    """Where an indicator began, where it is, and where it should be."""
    unit = line.indicator.unit_here
    told = [_movement(line)]
    if line.indicator.baseline is not None:
        told.append(_("Baseline: %(value)s.") % {"value": with_unit(line.indicator.baseline, unit)})
    for year, value in sorted(line.targets.items()):
        told.append(
            _("Target for %(year)s: %(value)s.") % {"year": year, "value": with_unit(value, unit)}
        )
    return " ".join(told)


def _movement(line: IndicatorLine) -> str:
    unit = line.indicator.unit_here
    if not line.readings:
        return _("No value has been published yet.")
    last = line.readings[-1]
    if len(line.readings) == 1:
        return _("One value: %(value)s on %(date)s.") % _told(last, unit)
    first = line.readings[0]
    between = {
        "first": with_unit(first.value, unit),
        "first_date": short_date(first.on),
        "last": with_unit(last.value, unit),
        "last_date": short_date(last.on),
    }
    if first.value == last.value:
        return _("%(last)s on %(last_date)s, as on %(first_date)s.") % between
    if is_better(last.value, first.value, line.indicator.direction):
        return (
            _("From %(first)s on %(first_date)s to %(last)s on %(last_date)s: it gets better.")
            % between
        )
    return (
        _("From %(first)s on %(first_date)s to %(last)s on %(last_date)s: it gets worse.") % between
    )


def _told(reading: Reading, unit: str) -> dict[str, str]:
    return {"value": with_unit(reading.value, unit), "date": short_date(reading.on)}


def money_in_words(money: MoneyBars) -> str:
    """What each year was to cost and what it has cost."""
    return " ".join(_year_in_words(year) for year in money.years)


def _year_in_words(year: YearOfMoney) -> str:
    planned = _("no data") if year.planned is None else euro(year.planned)
    spent = _("no data") if year.spent is None else euro(year.spent)
    sentence = _("%(year)s: planned %(planned)s, spent %(spent)s.")
    return sentence % {"year": year.year, "planned": planned, "spent": spent}


def euro(amount: Decimal) -> str:
    """An amount in euro: «1 200,00 €»."""
    return f"{shown(amount, places=2)}{NBSP}€"
