"""Files of rows in the CMS: brought in, looked through, imported; and taken out."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator

from policies.cms.import_forms import ExportForm, ImportForm
from policies.cms.views import Crumb, StaffView
from policies.models import ImportKind, ImportRun, ImportState
from policies.permissions import (
    user_can_enter_progress,
    user_can_import,
    user_can_publish_progress,
)
from policies.services.imports import (
    CAN_BE_CHECKED_AGAIN,
    GOING_ON,
    ImportRefused,
    check_again,
    start_import,
    stop,
    take,
)
from policies.spreadsheets.exporting import export, template
from policies.spreadsheets.findings import from_data
from policies.spreadsheets.rows import FileRefused
from policies.spreadsheets.writing import CONTENT_TYPES, FileFormat
from zaedno.core.days import today
from zaedno.core.validation import LARGEST_ID

RUNS_A_PAGE = 20
FINDINGS_A_PAGE = 100
ACTIONS = {"import": start_import, "stop": stop, "again": check_again}


class ImportsView(StaffView):
    """All files so far; a form for the next; templates and exports."""

    allowed = user_can_enter_progress
    template_name = "wagtailadmin/policies/imports/list.html"
    page_title = gettext_lazy("Import and export")
    header_icon = "upload"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the forms and one page of files."""
        initial = {"policy": self.request.GET.get("policy")}
        runs = ImportRun.objects.select_related("unit", "started_by").defer("findings", "summary")
        return {
            **super().get_context_data(**kwargs),
            "form": kwargs.get("form") or ImportForm(user=self.user, initial=initial),
            "export_form": ExportForm(initial=initial),
            "kinds": ImportKind.choices,
            "formats": FileFormat.choices,
            **_page(FilePages(runs, RUNS_A_PAGE), self.request),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take a file in, and show what was found in it."""
        form = ImportForm(request.POST, request.FILES, user=self.user)
        if form.is_valid():
            try:
                run = self._take(form)
            except FileRefused as refusal:
                form.add_error("file", refusal.sentence)
            else:
                return redirect("policies_cms:import", run.pk)
        return self.render_to_response(self.get_context_data(form=form))

    def _take(self, form: ImportForm) -> ImportRun:
        return take(
            form.cleaned_data["file"],
            kind=form.cleaned_data["kind"],
            by=self.user,
            language=translation.get_language() or "bg",
            unit=form.cleaned_data["unit"],
            policy=form.cleaned_data["policy"],
        )


class ImportView(StaffView):
    """One file: how far it is, what is wrong with it, what it changes."""

    allowed = user_can_enter_progress
    template_name = "wagtailadmin/policies/imports/detail.html"
    header_icon = "upload"

    @cached_property
    def run(self) -> ImportRun:
        """The file of the address."""
        return _run_or_404(self.kwargs["pk"])

    def get_page_title(self) -> str:
        """The name of the file."""
        return self.run.name

    def above(self) -> list[Crumb]:
        """The list of files."""
        return [{"url": reverse("policies_cms:imports"), "label": _("Import and export")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the file, what was found, and what can be done with it."""
        run = self.run
        may_act = user_can_import(self.user, run.kind)
        return {
            **super().get_context_data(**kwargs),
            "run": run,
            **_page(WagtailPaginator(from_data(run.findings), FINDINGS_A_PAGE), self.request),
            "unlisted": _found(run) - len(run.findings),
            "is_going_on": run.state in GOING_ON,
            "unlisted_steps": _changing(run) - len(run.summary.get("steps", [])),
            "can_import": may_act and run.state == ImportState.READY and _changes_something(run),
            "can_stop": may_act and run.state in GOING_ON,
            "can_check_again": may_act and run.state in CAN_BE_CHECKED_AGAIN,
            "is_done": run.state == ImportState.DONE,
            "can_publish": user_can_publish_progress(self.user),
        }


class ActionView(StaffView):
    """Imports a file, stops the work on it, or begins it anew."""

    allowed = user_can_enter_progress
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        """Act, and show how the file is now."""
        run = _run_or_404(pk)
        try:
            ACTIONS[action](run, by=self.user)
        except ImportRefused as refusal:
            messages.warning(request, refusal.sentence)
        else:
            if run.state == ImportState.DONE:
                messages.success(request, _("The file is imported."))
            elif run.summary.get("is_outdated"):
                messages.warning(request, _("Nothing was imported. Look at the file again."))
        return redirect("policies_cms:import", run.pk)


class FileView(StaffView):
    """The file itself, for those who work with it."""

    allowed = user_can_enter_progress
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As a download, never shown as a page of this site."""
        run = _run_or_404(kwargs["pk"])
        try:
            file = run.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        return _download(file, run.name, "application/octet-stream")


class TemplateView(StaffView):
    """An empty file to fill in."""

    allowed = user_can_enter_progress
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The template of a kind in a format."""
        kind, file_format = kwargs["kind"], kwargs["file_format"]
        if kind not in ImportKind.values or file_format not in FileFormat.values:
            raise Http404
        name = _("template-%(kind)s.%(format)s") % {"kind": kind, "format": file_format}
        return _download(template(kind, file_format), name, CONTENT_TYPES[file_format])


class ExportView(StaffView):
    """What there is, as a file."""

    allowed = user_can_enter_progress
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file that the form asks for."""
        form = ExportForm(request.GET)
        if not form.is_valid():
            messages.error(request, _("Choose what to export, and in which format."))
            return redirect("policies_cms:imports")
        asked = form.cleaned_data
        file = export(
            asked["kind"],
            asked["file_format"],
            policy=asked["policy"],
            with_waiting=asked["with_waiting"],
        )
        whose = asked["policy"].slug if asked["policy"] else "all"
        name = f"{asked['kind']}-{whose}-{today():%Y-%m-%d}.{asked['file_format']}"
        return _download(file, name, CONTENT_TYPES[asked["file_format"]])


def _download(file: Any, name: str, content_type: str) -> Any:
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)


def _run_or_404(pk: int) -> ImportRun:
    runs: QuerySet[ImportRun] = ImportRun.objects.select_related("unit", "started_by", "policy")
    return get_object_or_404(runs, pk=min(pk, LARGEST_ID))


class FilePages(WagtailPaginator):
    """Pages of the list of files."""

    @property
    def items_count_label(self) -> str:
        """How many files there are."""
        return ngettext("%(n)s file", "%(n)s files", self.count) % {"n": self.count}


def _page(pages: WagtailPaginator, request: HttpRequest) -> dict[str, Any]:
    page = pages.get_page(request.GET.get("p"))
    return {"page_obj": page, "elided_page_range": pages.get_elided_page_range(page.number)}


def _changing(run: ImportRun) -> int:
    """How many rows change something."""
    return int(run.summary.get("new", 0)) + int(run.summary.get("changed", 0))


def _changes_something(run: ImportRun) -> bool:
    return bool(run.summary.get("drafts") or run.summary.get("entries"))


def _found(run: ImportRun) -> int:
    """How many mistakes and warnings there are, those not kept too."""
    return int(run.summary.get("faults", 0)) + int(run.summary.get("warnings", 0))


urlpatterns = [
    path("imports/", ImportsView.as_view(), name="imports"),
    path("imports/export/", ExportView.as_view(), name="export"),
    path(
        "imports/templates/<slug:kind>.<slug:file_format>",
        TemplateView.as_view(),
        name="import_template",
    ),
    path("imports/<int:pk>/", ImportView.as_view(), name="import"),
    path("imports/<int:pk>/file/", FileView.as_view(), name="import_file"),
    *(
        path(
            f"imports/<int:pk>/{action}/",
            ActionView.as_view(),
            {"action": action},
            name=f"import_{action}",
        )
        for action in ACTIONS
    ),
]
