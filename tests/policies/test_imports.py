"""A file on its way: checked, imported whole or not at all, stopped, begun anew."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from policies import tasks
from policies.models import (
    ImportRun,
    Indicator,
    Measure,
    Measurement,
    PolicyPage,
    Spending,
    StatusEntry,
)
from policies.services import import_work, imports
from policies.services.entries import publish
from policies.services.imports import ImportRefused, check_again, start_import, stop, take
from policies.spreadsheets.checking import check_file
from policies.spreadsheets.rows import FileRefused
from tests import factories
from tests.policies.sheets import INDICATORS, MEASUREMENTS, MONEY, STATUSES, csv, xlsx
from zaedno.users.models import User

pytestmark = pytest.mark.django_db
SLUG = "plan"


@pytest.fixture(autouse=True)
def in_bulgarian() -> Any:
    with translation.override("bg"):
        yield


@pytest.fixture
def clerk() -> User:
    return factories.UserFactory(is_superuser=True)


@pytest.fixture
def measure(home: Page) -> Measure:
    index = factories.PolicyIndexPageFactory(parent=home)
    policy = factories.PolicyPageFactory(parent=index, slug=SLUG)
    objective = factories.ObjectiveFactory(policy=policy, code="1")
    return factories.MeasureFactory(objective=objective, code="1.1", title="Детска градина")


@pytest.fixture
def policy(measure: Measure) -> PolicyPage:
    return measure.policy


def statuses(*rows: Any) -> Any:
    return csv(STATUSES, *([SLUG, "1", *row] for row in rows))


def taken(file: Any, kind: str, by: User, **more: Any) -> ImportRun:
    return take(file, kind=kind, by=by, language="bg", **more)


def imported(file: Any, kind: str, by: User) -> ImportRun:
    run = taken(file, kind, by)
    assert run.state == "ready", run.findings
    start_import(run, by=by)
    return run


def test_a_check_writes_nothing(measure, clerk):
    run = taken(statuses(["1.2", "Нова", "изпълнена", "01.02.2026", ""]), "measures", clerk)
    assert (run.state, run.summary["new"], run.rows) == ("ready", 1, 1)
    assert not Measure.objects.filter(code="1.2").exists()
    assert not StatusEntry.objects.exists()


def test_a_faulty_file_keeps_its_mistakes_and_cannot_be_imported(measure, clerk):
    run = taken(statuses(["1.2", "", "изпълнена", "01.02.2026", ""]), "measures", clerk)
    assert run.state == "faulty"
    assert [(f["row"], f["column"]) for f in run.findings] == [(2, "Заглавие")]
    with pytest.raises(ImportRefused):
        start_import(run, by=clerk)


def test_new_measures_become_drafts_and_their_status_waits(measure, clerk):
    run = imported(statuses(["1.2", "Нова", "изпълнена", "01.02.2026", ""]), "measures", clerk)
    new = Measure.objects.get(code="1.2")
    assert (run.state, new.live, new.policy) == ("done", False, measure.policy)
    assert new.latest_revision.user == clerk
    assert ModelLogEntry.objects.filter(object_id=str(new.pk), action="wagtail.create").exists()
    entry = StatusEntry.objects.get()
    assert (entry.measure, entry.state, entry.from_file) == (new, "waiting", run)
    new.latest_revision.publish(user=clerk)
    new.refresh_from_db()
    assert new.live


def test_an_import_is_on_record_with_each_policy_that_it_changed(measure, policy, clerk):
    imported(statuses(["1.2", "Нова", "изпълнена", "01.02.2026", ""]), "measures", clerk)
    (line,) = PageLogEntry.objects.filter(action="policies.import")
    assert (line.page.specific, line.user) == (policy, clerk)
    assert (line.data["drafts"], line.data["entries"]) == (1, 1)
    assert "чернови – 1, записи за одобрение – 1" in line.message


def test_a_changed_measure_stays_public_as_it_was_until_its_draft_is_published(measure, clerk):
    factories.BudgetLineFactory(measure=measure)
    imported(statuses(["1.1", "Ново заглавие", "", "", ""]), "measures", clerk)
    measure.refresh_from_db()
    assert (measure.title, measure.has_unpublished_changes) == ("Детска градина", True)
    measure.latest_revision.publish(user=clerk)
    measure.refresh_from_db()
    assert measure.title == "Ново заглавие"
    assert measure.budget_lines.count() == 1


def test_planned_money_is_drafted_and_spent_money_waits(measure, clerk):
    row = [SLUG, "1.1", 2026, "общински бюджет", 1000, "900,50", "EUR"]
    imported(xlsx(MONEY, row), "money", clerk)
    assert not measure.budget_lines.exists()
    assert str(Spending.objects.get().amount) == "900.50"
    measure.refresh_from_db()
    measure.latest_revision.publish(user=clerk)
    assert measure.budget_lines.get().amount == 1000


def test_indicators_are_drafted_with_their_targets(measure, clerk):
    row = [
        *(SLUG, "1.1", "1.1.1", "Дял", "%", "колкото повече, толкова по-добре", 40),
        *("всяка година", "2026=50; 2027=60"),
    ]
    imported(xlsx(INDICATORS, row), "indicators", clerk)
    indicator = Indicator.objects.get()
    assert not indicator.live
    indicator.latest_revision.publish(user=clerk)
    assert [target.value for target in indicator.targets.all()] == [50, 60]
    row[-1] = "2026=55"
    imported(xlsx(INDICATORS, row), "indicators", clerk)
    indicator.refresh_from_db()
    indicator.latest_revision.publish(user=clerk)
    assert [target.value for target in indicator.targets.all()] == [55]


def test_measurements_wait_and_whoever_imported_them_may_publish_them(measure, clerk):
    indicator = factories.PolicyIndicatorFactory(measure=measure, code="1.1.1")
    imported(xlsx(MEASUREMENTS, [SLUG, "1.1.1", "31.12.2025", 14, "", ""]), "measurements", clerk)
    waiting = Measurement.objects.waiting()
    assert waiting.count() == 1
    assert publish(waiting, by=clerk, at=timezone.now()) == 1
    assert indicator.measurements.get().state == "published"


def test_a_file_imported_twice_changes_nothing_the_second_time(measure, clerk):
    rows = [["1.2", "Нова", "изпълнена", "01.02.2026", ""]]
    imported(statuses(*rows), "measures", clerk)
    versions = Revision.objects.count()
    run = imported(statuses(*rows), "measures", clerk)
    assert (run.summary["same"], Revision.objects.count()) == (1, versions)
    assert StatusEntry.objects.count() == 1


def test_a_value_exported_from_the_public_does_not_withdraw_what_waits(measure, clerk):
    factories.StatusEntryFactory(measure=measure, status="in_progress", state="published")
    factories.StatusEntryFactory(measure=measure, status="done", state="waiting")
    public = measure.statuses.published().get()
    row = ["1.1", "Детска градина", "в изпълнение", f"{public.on:%d.%m.%Y}", ""]
    imported(statuses(row), "measures", clerk)
    assert measure.statuses.waiting().get().status == "done"


def test_what_somebody_changed_between_check_and_import_is_seen(measure, clerk):
    run = taken(statuses(["1.1", "Ново заглавие", "", "", ""]), "measures", clerk)
    measure.locked = True
    measure.save()
    start_import(run, by=clerk)
    assert run.state == "faulty"
    assert not Revision.objects.for_instance(measure).exists()


@pytest.mark.parametrize("state", ["published", "waiting"])
def test_progress_that_changed_since_the_check_is_not_replaced_unseen(measure, clerk, state):
    run = taken(
        statuses(["1.1", "Детска градина", "изпълнена", "01.02.2026", ""]), "measures", clerk
    )
    factories.StatusEntryFactory(measure=measure, status="in_progress", state=state)
    start_import(run, by=clerk)
    assert (run.state, run.summary["is_outdated"]) == ("failed", True)
    assert StatusEntry.objects.get().status == "in_progress"
    check_again(run, by=clerk)
    start_import(run, by=clerk)
    assert run.state == "done"
    assert StatusEntry.objects.waiting().get().status == "done"


def test_a_value_published_after_the_check_is_not_replaced_unseen_by_one_that_was_the_same(
    measure, clerk
):
    before = factories.StatusEntryFactory(measure=measure, status="done", state="published")
    rows = [
        ["1.1", "Детска градина", "изпълнена", f"{before.on:%d.%m.%Y}", ""],
        ["1.2", "Нова", "", "", ""],
    ]
    run = taken(statuses(*rows), "measures", clerk)
    StatusEntry.objects.filter(pk=before.pk).update(state="replaced")
    factories.StatusEntryFactory(measure=measure, status="in_progress", state="published")
    start_import(run, by=clerk)
    assert run.state == "failed"
    assert not StatusEntry.objects.waiting().exists()


def test_progress_that_somebody_entered_during_the_import_is_not_replaced(
    measure, clerk, monkeypatch
):
    def check_slowly(*args: Any, **kwargs: Any) -> Any:
        plan = check_file(*args, **kwargs)
        factories.StatusEntryFactory(measure=measure, status="in_progress", state="waiting")
        return plan

    row = ["1.1", "Детска градина", "изпълнена", "01.02.2026", ""]
    run = taken(statuses(row), "measures", clerk)
    monkeypatch.setattr(import_work, "check_file", check_slowly)
    start_import(run, by=clerk)
    assert run.state == "faulty"
    assert StatusEntry.objects.waiting().get().status == "in_progress"


def test_a_row_that_replaces_what_waits_says_whose_it_is(measure, clerk):
    other = factories.UserFactory(first_name="Мария", last_name="Колева")
    factories.StatusEntryFactory(
        measure=measure, status="in_progress", state="waiting", entered_by=other
    )
    row = ["1.1", "Детска градина", "изпълнена", "01.02.2026", ""]
    run = taken(statuses(row), "measures", clerk)
    assert (run.state, run.summary["warnings"]) == ("ready", 1)
    assert "Мария Колева" in run.findings[0]["sentence"]


def test_a_version_that_somebody_wrote_during_the_import_is_not_overwritten(
    measure, clerk, monkeypatch
):
    def check_slowly(*args: Any, **kwargs: Any) -> Any:
        plan = check_file(*args, **kwargs)
        Measure.objects.get(pk=measure.pk).save_revision()
        return plan

    run = taken(statuses(["1.1", "Ново заглавие", "", "", ""]), "measures", clerk)
    monkeypatch.setattr(import_work, "check_file", check_slowly)
    start_import(run, by=clerk)
    assert (run.state, len(run.findings)) == ("faulty", 1)
    measure.refresh_from_db()
    assert measure.get_latest_revision_as_object().title == "Детска градина"


def test_a_number_that_somebody_took_during_the_import_is_not_given_twice(
    measure, clerk, monkeypatch
):
    def check_slowly(*args: Any, **kwargs: Any) -> Any:
        plan = check_file(*args, **kwargs)
        factories.MeasureFactory(objective=measure.objective, code="1.2")
        return plan

    run = taken(statuses(["1.2", "Нова", "изпълнена", "01.02.2026", ""]), "measures", clerk)
    monkeypatch.setattr(import_work, "check_file", check_slowly)
    start_import(run, by=clerk)
    assert run.state == "faulty"
    assert not StatusEntry.objects.exists()


def test_nothing_is_half_imported(measure, clerk, monkeypatch):
    def breaks_off(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    run = taken(statuses(["1.2", "Нова", "изпълнена", "01.02.2026", ""]), "measures", clerk)
    monkeypatch.setattr("policies.spreadsheets.applying.enter_all", breaks_off)
    with pytest.raises(RuntimeError):
        start_import(run, by=clerk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert not Measure.objects.filter(code="1.2").exists()


def test_a_long_file_is_worked_on_in_the_background(measure, clerk, monkeypatch):
    monkeypatch.setattr(imports, "MOST_AT_ONCE", 1)
    rows = [[f"1.{n}", "Мярка", "", "", ""] for n in range(2, 6)]
    run = taken(statuses(*rows), "measures", clerk)
    assert run.state == "checking"
    assert DBTaskResult.objects.filter(task_path="policies.tasks.check_import").count() == 1
    tasks.check_import.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.rows, run.rows_done) == ("ready", 4, 4)
    start_import(run, by=clerk)
    assert run.state == "importing"
    tasks.bring_in_import.call(run.pk, clerk.pk)
    run.refresh_from_db()
    assert run.state == "done"
    assert Measure.objects.filter(live=False).count() == 4


def test_a_run_that_was_stopped_imports_nothing_and_can_be_begun_anew(measure, clerk, monkeypatch):
    monkeypatch.setattr(imports, "MOST_AT_ONCE", 0)
    run = taken(statuses(["1.2", "Нова", "", "", ""]), "measures", clerk)
    stop(run, by=clerk)
    tasks.check_import.call(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    check_again(run, by=clerk)
    tasks.check_import.call(run.pk)
    run.refresh_from_db()
    assert run.state == "ready"
    with pytest.raises(ImportRefused):
        stop(run, by=clerk)


def test_a_worker_that_comes_back_to_life_writes_nothing(measure, clerk, monkeypatch):
    run = taken(statuses(["1.2", "Нова", "", "", ""]), "measures", clerk)
    start = ImportRun.objects.get(pk=run.pk)
    ImportRun.objects.filter(pk=run.pk).update(state="importing")
    start.state = "importing"
    stop(run, by=clerk)
    check_again(run, by=clerk)
    import_work.bring_in(start, by=clerk)
    assert not Measure.objects.filter(code="1.2").exists()


@pytest.mark.parametrize(
    ("permissions", "kinds"),
    [
        pytest.param((), set(), id="nobody"),
        pytest.param(("enter_progress",), {"money", "measurements"}, id="a unit"),
        pytest.param(
            ("enter_progress", "change_measure"),
            {"money", "measurements", "measures", "indicators"},
            id="an editor",
        ),
    ],
)
def test_who_may_bring_in_what(measure, permissions, kinds):
    user = factories.UserFactory()
    grant(user, *permissions)
    allowed = set()
    for kind in ("measures", "money", "indicators", "measurements"):
        try:
            taken(csv(["няма такава"], ["а"]), kind, user)
        except PermissionDenied:
            continue
        allowed.add(kind)
    assert allowed == kinds


def grant(user: User, *codenames: str) -> None:
    for codename in codenames:
        permissions = Permission.objects.filter(content_type__app_label="policies")
        user.user_permissions.add(permissions.get(codename=codename))


def test_what_is_no_table_is_refused_before_it_is_kept(measure, clerk):
    file = csv(["а"], ["б"])
    file.write(b"%PDF-1.7")
    file.seek(0)
    file.write(b"%PDF-1.7")
    with pytest.raises(FileRefused):
        taken(file, "measures", clerk)
    assert not ImportRun.objects.exists()


def test_files_are_kept_where_no_address_leads(measure, clerk, settings, client):
    run = taken(statuses(["1.2", "Нова", "", "", ""]), "measures", clerk)
    path = Path(run.file.path)
    assert not path.is_relative_to(settings.MEDIA_ROOT)
    assert run.name == "файл.csv"
    assert client.get(run.file.url).status_code == 404


def commanded(name: str, *arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(name, *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def path(tmp_path: Path, measure: Measure) -> Path:
    file = tmp_path / "мерки.csv"
    file.write_bytes(statuses(["1.2", "Нова", "изпълнена", "01.02.2026", ""]).getvalue())
    return file


def test_the_command_imports_in_the_name_of_a_user(path, clerk):
    unit = factories.UnitFactory(name="Образование")
    out, _err = commanded(
        "import_policies", "measures", str(path), "--user", clerk.username, "--unit", unit.name
    )
    assert "1 new" in out
    assert ImportRun.objects.get().unit == unit
    assert StatusEntry.objects.get().entered_by == clerk


def test_a_dry_run_of_the_command_writes_nothing(path):
    out, _err = commanded("import_policies", "measures", str(path), "--dry-run")
    assert "Nothing was written" in out
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["measures", "{missing}"], id="no file"),
        pytest.param(["measures", "{path}", "--user", "никой"], id="no user"),
        pytest.param(["measures", "{path}", "--unit", "няма"], id="no unit"),
        pytest.param(["measures", "{path}"], id="nobody named"),
        pytest.param(["money", "{path}", "--dry-run"], id="other columns"),
    ],
)
def test_the_command_says_in_a_line_what_is_wrong(path, arguments):
    names = {"path": path, "missing": path.with_name("няма.csv")}
    with pytest.raises(CommandError) as error:
        commanded("import_policies", *(part.format(**names) for part in arguments))
    assert "\n" not in str(error.value)


def test_the_command_lists_mistakes_by_row_and_column(path):
    path.write_bytes(statuses(["1.2", "", "изпълнена", "01.02.2026", ""]).getvalue())
    err = StringIO()
    with pytest.raises(CommandError, match="1 mistakes"):
        call_command("import_policies", "measures", str(path), "--dry-run", stderr=err)
    assert "2, Заглавие:" in err.getvalue()


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_what_the_export_command_writes_the_import_command_takes(
    tmp_path, measure, clerk, file_format
):
    out = tmp_path / f"мерки.{file_format}"
    commanded("export_policies", "measures", str(out), "--policy", SLUG)
    said, _err = commanded("import_policies", "measures", str(out), "--user", clerk.username)
    assert "0 new, 0 changed, 1 same" in said
    with pytest.raises(CommandError):
        commanded("export_policies", "measures", str(out), "--policy", "niama")
    with pytest.raises(CommandError):
        commanded("export_policies", "measures", str(tmp_path / "няма" / "x.csv"))
