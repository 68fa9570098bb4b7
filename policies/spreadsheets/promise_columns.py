"""The columns of files of measures and of indicators."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from policies.enums import Direction, Frequency, MeasureStatus
from policies.spreadsheets.cells import (
    Code,
    Day,
    Number,
    Text,
    Whole,
)
from policies.spreadsheets.columns import (
    IN_ENGLISH,
    INDICATOR,
    MEASURE,
    NOTE,
    POLICY,
    SOURCE,
    TITLE,
    TITLE_EN,
    Column,
)
from policies.spreadsheets.word_cells import (
    Choice,
    Places,
    Targets,
    UnitName,
)

MEASURES = (
    POLICY,
    Column(
        "objective",
        pgettext_lazy("column", "Objective no."),
        Code(),
        _("Number of the objective that the measure serves."),
        "1",
        required=True,
    ),
    MEASURE,
    TITLE,
    TITLE_EN,
    Column(
        "text",
        pgettext_lazy("column", "Explanation"),
        Text(),
        _("In plain words."),
        _("Two new groups in the kindergarten."),
    ),
    Column("text_en", pgettext_lazy("column", "Explanation in English"), Text(), IN_ENGLISH, ""),
    Column(
        "unit",
        pgettext_lazy("column", "Responsible unit"),
        UnitName(),
        _("Its name as on the site. The list is on the sheet of allowed words."),
    ),
    Column("start", pgettext_lazy("column", "Start"), Day(), _("First day of work."), "01.03.2026"),
    Column(
        "deadline",
        pgettext_lazy("column", "Deadline"),
        Day(),
        _("Last day by which it must be done."),
        "31.12.2026",
    ),
    Column(
        "weight",
        pgettext_lazy("column", "Weight"),
        Whole(empty=1),
        _("How much it counts in the progress: 2 counts twice as much as 1."),
        1,
    ),
    Column(
        "places",
        pgettext_lazy("column", "Places"),
        Places(),
        _("Settlements, with semicolons between them. Empty: the whole municipality."),
    ),
    Column(
        "status",
        pgettext_lazy("column", "Status"),
        Choice(empty=None, choices=MeasureStatus),
        _("Goes to an editor for approval. Empty: nothing new is said."),
        MeasureStatus.IN_PROGRESS.label,
    ),
    Column(
        "on",
        pgettext_lazy("column", "Status since"),
        Day(),
        _("The day on which the status came true."),
        "15.04.2026",
    ),
    Column(
        "reason",
        pgettext_lazy("column", "Reason"),
        Text(),
        _("Needed for a dropped measure: why. Readers see it."),
    ),
    Column("reason_en", pgettext_lazy("column", "Reason in English"), Text(), IN_ENGLISH),
    NOTE,
)

INDICATORS = (
    POLICY,
    MEASURE,
    INDICATOR,
    TITLE,
    TITLE_EN,
    Column("text", pgettext_lazy("column", "Definition"), Text(), _("What is counted.")),
    Column("text_en", pgettext_lazy("column", "Definition in English"), Text(), IN_ENGLISH),
    Column(
        "method",
        pgettext_lazy("column", "Method"),
        Text(),
        _("How it is counted, so that others get the same."),
    ),
    Column("method_en", pgettext_lazy("column", "Method in English"), Text(), IN_ENGLISH),
    Column(
        "unit_of_measure",
        pgettext_lazy("column", "Unit of measure"),
        Text(),
        _("For instance: number, people, tonnes, %. In %, values go from 0 to 100."),
        "%",
        required=True,
    ),
    Column(
        "unit_of_measure_en",
        pgettext_lazy("column", "Unit of measure in English"),
        Text(),
        IN_ENGLISH,
    ),
    Column(
        "direction",
        pgettext_lazy("column", "Direction"),
        Choice(empty=None, choices=Direction),
        _("Which way it should move."),
        Direction.HIGHER.label,
        required=True,
    ),
    Column(
        "baseline",
        pgettext_lazy("column", "Baseline"),
        Number(),
        _("Value before the policy. Empty: it was not measured."),
        "32,5",
    ),
    Column(
        "baseline_on",
        pgettext_lazy("column", "Date of the baseline"),
        Day(),
        _("The day it was measured."),
        "31.12.2023",
    ),
    Column(
        "frequency",
        pgettext_lazy("column", "Frequency"),
        Choice(empty=None, choices=Frequency),
        _("How often it is measured. Readers see when a value is overdue."),
        Frequency.YEARLY.label,
        required=True,
    ),
    Column(
        "owner",
        pgettext_lazy("column", "Measured by"),
        UnitName(),
        _("The unit that enters the values. Empty: that of the measure."),
    ),
    SOURCE,
    Column("source_en", pgettext_lazy("column", "Source in English"), Text(), IN_ENGLISH),
    Column(
        "targets",
        pgettext_lazy("column", "Targets"),
        Targets(),
        _("Year and value, with semicolons between them."),
        "2026=40; 2027=55,5",
    ),
)
