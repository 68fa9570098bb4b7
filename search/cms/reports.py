"""Reports on search in the CMS: by period, on screen and as a spreadsheet."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise, cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.widgets import AdminDateInput

from search.cms.views import SearchStaffView
from search.remedies import remedies_for
from search.usage import figures
from search.usage.figures import Period
from zaedno.core.days import today
from zaedno.core.exports import inert

USUAL_DAYS = 30
ROWS_A_PAGE = 50
# Excel takes a CSV without it for one of another script.
BYTE_ORDER_MARK = "\ufeff".encode()


@dataclass(frozen=True)
class Figure:
    """A column of a report.

    Attributes:
        name: of the attribute of a row.
        label: above the column.
        kind: text, number, share or rank: how it is written.
    """

    name: str
    label: "Promise | str"
    kind: str = "number"


TEXT = Figure("text", _("What is searched for"), "text")
LANGUAGE = Figure("language", _("Language"), "language")
SEARCHES = Figure("searches", _("Readers"))
RESULTS = Figure("results", _("Results"))
CLICKS = Figure("clicks", _("Followed results"))
SHARE = Figure("share", _("Followed, %"), "share")
RANK = Figure("rank", _("Place"))
SHOWN = Figure("shown", _("Shown"))


class PeriodForm(forms.Form):
    """Which days, and readers of which language."""

    since = forms.DateField(label=pgettext_lazy("the first day", "From"), widget=AdminDateInput)
    until = forms.DateField(label=pgettext_lazy("the last day", "To"), widget=AdminDateInput)
    language = forms.ChoiceField(
        label=_("Language of the readers"),
        required=False,
        choices=[("", _("Any")), *settings.LANGUAGES],
    )

    def period(self) -> Period:
        """What was chosen, or the last thirty days."""
        if self.is_valid():
            return Period(**self.cleaned_data)
        return Period(**usual_days())


def usual_days() -> dict[str, Any]:
    """The last thirty days."""
    return {"since": today() - timedelta(days=USUAL_DAYS), "until": today()}


class ReportView(SpreadsheetExportMixin, SearchStaffView):
    """A report: a table of figures about a period.

    Attributes:
        figures_of: gives the rows of a period.
        columns: what is shown of each.
        explanation: what the figures mean.
        with_remedies: whether something can be done about the query of a row.
    """

    template_name = "wagtailadmin/search/report.html"
    figures_of: ClassVar[Callable[[Period], Sequence[Any]]]
    columns: ClassVar[Sequence[Figure]]
    explanation: "Promise | str" = ""
    with_remedies = False
    export_filename = "search"

    @cached_property
    def form(self) -> PeriodForm:
        """The chosen period."""
        asked = self.request.GET
        chosen = {name: asked.get(name, "") for name in PeriodForm.base_fields if name in asked}
        return PeriodForm({**usual_days(), **chosen})

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Say what a file has."""
        super().setup(request, *args, **kwargs)
        self.list_export = [column.name for column in self.columns]
        self.export_headings = {column.name: column.label for column in self.columns}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the report, or give it as a file."""
        rows = type(self).figures_of(self.form.period())
        if self.is_export:
            return self.as_spreadsheet(rows, request.GET["export"])
        return self.render_to_response(self.get_context_data(rows=rows))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the rows, and what can be done about them."""
        pages = WagtailPaginator(kwargs.pop("rows"), ROWS_A_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        remedies = remedies_for(self.request.user) if self.with_remedies else []
        context = super().get_context_data(
            form=self.form,
            columns=self.columns,
            explanation=self.explanation,
            page_obj=page,
            elided_page_range=pages.get_elided_page_range(page.number),
            rows=[self._row(row, remedies) for row in page.object_list],
            with_remedies=bool(remedies),
            **kwargs,
        )
        return {**context, "media": context.get("media", forms.Media()) + self.form.media}

    def _row(self, row: Any, remedies: Sequence[Any]) -> dict[str, Any]:
        cells = [(column, _cell(row, column.name)) for column in self.columns]
        links = [(remedy.label, remedy.url(row.text)) for remedy in remedies]
        return {"cells": cells, "row": row, "links": links}

    def to_row_dict(self, item: Any) -> "OrderedDict[str, Any]":
        """One row by column, without formulas."""
        return OrderedDict((name, _cell(item, name)) for name in self.list_export)

    def stream_csv(self, queryset: Sequence[Any]) -> Iterator[bytes]:
        """The file, line by line."""
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)


class QueriesView(ReportView):
    """What is searched for most."""

    figures_of = figures.frequent_queries
    columns = (TEXT, LANGUAGE, SEARCHES, RESULTS)
    page_title = _("What is searched for")
    explanation = _(
        "Each reader counts once a day. Only what three readers or more searched for on one day is "
        "shown, and what may be personal data is never kept."
    )
    with_remedies = True


class NotFoundView(ReportView):
    """What is searched for and not found."""

    figures_of = figures.queries_without_results
    columns = (TEXT, LANGUAGE, SEARCHES)
    page_title = _("Searches without results")
    explanation = _(
        "The last time that somebody searched for these words, nothing was found. Write a page "
        "about it, or lead to one that there is."
    )
    with_remedies = True


class FollowedView(ReportView):
    """Whether readers follow what they find, query by query."""

    figures_of = figures.followed_queries
    columns = (
        TEXT,
        LANGUAGE,
        SEARCHES,
        CLICKS,
        SHARE,
        Figure("mean_rank", _("Mean place"), "rank"),
    )
    page_title = _("Followed results by search")
    explanation = _(
        "A low share says that readers do not see what they look for. A mean place far from 1 says "
        "that it does not stand first: recommend it. Browsers without scripts are not counted."
    )
    with_remedies = True


class PlacesView(ReportView):
    """Whether what stands first is what is followed."""

    figures_of = figures.places
    columns = (RANK, SHOWN, CLICKS, SHARE)
    page_title = _("Followed results by place")
    explanation = _("The share should fall from place to place. Where it rises, the order is poor.")


class NeverFollowedView(ReportView):
    """What is shown and not followed."""

    figures_of = figures.never_followed
    columns = (TEXT, LANGUAGE, Figure("title", _("Result"), "link"), RANK, SHOWN)
    page_title = _("Results that nobody follows")
    explanation = _(
        "They stood on the first page for a frequent search, and nobody opened them. Perhaps the "
        "title or the introduction does not say what the page is about."
    )


def _cell(row: Any, name: str) -> Any:
    """What a row has in a column; in a file it must be no formula."""
    value = getattr(row, name)
    if name == LANGUAGE.name:
        return capfirst(str(dict(settings.LANGUAGES).get(value, value)))
    return round(value, 1) if isinstance(value, float) else inert(value)
