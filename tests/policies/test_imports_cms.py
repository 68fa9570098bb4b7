"""Bringing in and taking out files in the CMS."""

from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from openpyxl import load_workbook
from wagtail.models import Page

from policies.models import ImportRun, Measure
from policies.services import imports
from policies.spreadsheets.findings import Findings
from tests import factories
from tests.policies.sheets import STATUSES, csv, headings_of
from zaedno.users.models import User

pytestmark = pytest.mark.django_db
SLUG = "plan"
ADDRESS = "/cms/policies/imports/"
GOOD = ["1.2", "Нова", "изпълнена", "01.02.2026", ""]
FAULTY = ["1.2", "", "изпълнена", "01.02.2026", ""]


@pytest.fixture
def clerk() -> User:
    return factories.UserFactory(is_superuser=True)


@pytest.fixture
def at_work(client: Client, clerk: User) -> Client:
    client.force_login(clerk)
    return client


@pytest.fixture
def measure(home: Page) -> Measure:
    index = factories.PolicyIndexPageFactory(parent=home)
    policy = factories.PolicyPageFactory(parent=index, slug=SLUG)
    objective = factories.ObjectiveFactory(policy=policy, code="1")
    return factories.MeasureFactory(objective=objective, code="1.1", title="Детска градина")


def brought(client: Client, *rows: Any, **more: Any) -> Any:
    content = csv(STATUSES, *([SLUG, "1", *row] for row in rows)).getvalue()
    unit = factories.UnitFactory()
    form = {
        "kind": "measures",
        "unit": unit.pk,
        "file": SimpleUploadedFile("мерки.csv", content),
        **more,
    }
    return client.post(ADDRESS, form, follow=True)


def words(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_a_faulty_file_shows_its_mistakes_by_row_and_column(measure, at_work):
    html = words(brought(at_work, FAULTY))
    assert "2 Заглавие грешка" in html
    assert "Има една грешка" in html
    assert not at_work.post(f"{ADDRESS}{ImportRun.objects.get().pk}/import/").content
    assert not Measure.objects.filter(code="1.2").exists()


def test_a_faultless_file_says_what_it_changes_and_is_imported_by_a_button(measure, at_work):
    response = brought(at_work, GOOD)
    assert "Нови редове: 1" in words(response)
    run = ImportRun.objects.get()
    done = at_work.post(f"{ADDRESS}{run.pk}/import/", follow=True)
    assert "Файлът е внесен." in words(done)
    assert "/cms/policies/waiting/" in done.content.decode()
    assert Measure.objects.get(code="1.2").live is False


def test_what_is_no_table_is_said_beside_the_field(measure, at_work):
    pdf = SimpleUploadedFile("мерки.pdf", b"%PDF-1.7 ...")
    response = brought(at_work, GOOD, file=pdf)
    assert "PDF" in words(response)
    assert not ImportRun.objects.exists()


def test_the_list_shows_who_brought_which_file(measure, at_work, clerk):
    User.objects.filter(pk=clerk.pk).update(first_name="Мария", last_name="Колева")
    brought(at_work, GOOD)
    html = words(at_work.get(ADDRESS))
    assert "мерки.csv" in html
    assert "Качен от" in html
    assert "Мария Колева" in html
    assert clerk.username not in html


def test_many_files_are_counted_in_plain_words(measure, at_work, clerk):
    runs = [ImportRun(kind="measures", name="мерки.csv", started_by=clerk) for _n in range(22)]
    ImportRun.objects.bulk_create(runs)
    assert "22 файла" in words(at_work.get(ADDRESS))


def test_required_fields_of_the_form_are_marked(at_work):
    page = BeautifulSoup(at_work.get(ADDRESS).content, "html.parser")
    marked = page.select(".zaedno-fields--new label:has(.w-required-mark)")
    assert [label["for"] for label in marked] == ["id_kind", "id_file", "id_unit"]


def test_the_check_shows_what_was_and_what_it_becomes_before_and_after_the_import(measure, at_work):
    checked = words(brought(at_work, ["1.1", "Нова градина", "изпълнена", "01.02.2026", ""]))
    assert "2 1.1 Детска градина Заглавие Детска градина Нова градина" in checked
    assert "Състояние – изпълнена" in checked
    assert "След внасянето: 1 чернова, 1 запис за одобрение." in checked
    run = ImportRun.objects.get()
    done = at_work.post(f"{ADDRESS}{run.pk}/import/", follow=True)
    assert "Заглавие Детска градина Нова градина" in words(done)
    assert "Една чернова чака да бъде публикувана от таблото на политиката." in words(done)
    assert f"/cms/policies/{measure.policy_id}/" in done.content.decode()


def test_only_the_first_rows_are_shown_with_the_number_of_the_others(measure, at_work):
    html = words(brought(at_work, *([f"1.{n}", "Нова", "", "", ""] for n in range(2, 25))))
    assert "21 1.21 Нова" in html
    assert "22 1.22 Нова" not in html
    assert "Още 3 реда не са показани." in html


def test_a_file_that_changes_nothing_offers_no_import(measure, at_work):
    response = brought(at_work, ["1.1", "Детска градина", "", "", ""])
    assert "внасянето не променя нищо" in words(response)
    assert f"{ImportRun.objects.get().pk}/import/" not in response.content.decode()


def test_an_outdated_check_says_so_and_offers_another(measure, at_work):
    brought(at_work, ["1.1", "Нова градина", "", "", ""])
    Measure.objects.filter(pk=measure.pk).update(title="Друго заглавие")
    run = ImportRun.objects.get()
    response = at_work.post(f"{ADDRESS}{run.pk}/import/", follow=True)
    assert "се е променило след проверката" in words(response)
    assert f"{run.pk}/again/" in response.content.decode()
    again = words(at_work.post(f"{ADDRESS}{run.pk}/again/", follow=True))
    assert "Друго заглавие Нова градина" in again


def test_a_long_file_shows_its_progress_and_can_be_stopped(measure, at_work, monkeypatch):
    monkeypatch.setattr(imports, "MOST_AT_ONCE", 0)
    response = brought(at_work, GOOD)
    page = BeautifulSoup(response.content, "html.parser")
    bar = page.find("progress")
    assert page.find("label", {"for": bar["id"]})
    assert page.select("noscript meta[http-equiv=refresh]")
    run = ImportRun.objects.get()
    at_work.post(f"{ADDRESS}{run.pk}/stop/")
    run.refresh_from_db()
    assert run.state == "failed"
    at_work.post(f"{ADDRESS}{run.pk}/again/")
    run.refresh_from_db()
    assert run.state == "checking"


def test_many_mistakes_stand_on_several_pages(measure, at_work):
    brought(at_work, FAULTY)
    run = ImportRun.objects.get()
    found = Findings()
    for row in range(250):
        found.fault("Клетката е празна.", row=row + 2, column="Заглавие")
    ImportRun.objects.filter(pk=run.pk).update(findings=found.as_data(), summary={"faults": 260})
    html = words(at_work.get(f"{ADDRESS}{run.pk}/?p=3"))
    assert "251" in html
    assert "Още 10 не са показани." in html


@pytest.mark.parametrize("kind", ["measures", "money", "indicators", "measurements"])
@pytest.mark.parametrize("language", ["bg", "en"])
def test_a_template_has_the_headings_instructions_and_words_to_choose(at_work, kind, language):
    with translation.override(language):
        headings = headings_of(kind)
    at_work.cookies["django_language"] = language
    response = at_work.get(f"{ADDRESS}templates/{kind}.xlsx")
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    found = [cell.value for cell in book.worksheets[0][1]]
    assert found in (headings, headings_of(kind))
    assert book.worksheets[0].max_row == 1
    number = next(
        cell
        for cell in book.worksheets[0][1]
        if cell.value in ("Measure no.", "Мярка №", "Показател №", "Indicator no.")
    )
    assert book.worksheets[0].column_dimensions[number.column_letter].number_format == "@"
    assert len(book.worksheets) >= 2
    text = b"".join(at_work.get(f"{ADDRESS}templates/{kind}.csv").streaming_content)
    assert text.decode("utf-8-sig").strip().count(";") == len(headings) - 1


@pytest.mark.parametrize("name", ["measures.xls", "people.xlsx"])
def test_other_templates_do_not_exist(at_work, name):
    assert at_work.get(f"{ADDRESS}templates/{name}").status_code == 404


def test_an_export_of_one_policy_holds_only_its_own(measure, at_work):
    other = factories.MeasureFactory(
        objective__policy=factories.PolicyPageFactory(parent=measure.policy.get_parent())
    )
    asked = {"kind": "measures", "file_format": "csv", "policy": measure.policy.pk}
    response = at_work.get(f"{ADDRESS}export/", asked)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert measure.title in text
    assert other.title not in text
    assert "attachment" in response["Content-Disposition"]


@pytest.mark.parametrize(("asked", "shown"), [({}, False), ({"with_waiting": "on"}, True)])
def test_an_export_has_drafts_only_where_they_are_asked_for(measure, at_work, asked, shown):
    Measure.objects.filter(pk=measure.pk).update(live=False)
    asked = {"kind": "measures", "file_format": "csv", **asked}
    response = at_work.get(f"{ADDRESS}export/", asked)
    assert (measure.title in b"".join(response.streaming_content).decode()) is shown


def test_a_wrong_export_is_refused_in_a_sentence(at_work):
    response = at_work.get(f"{ADDRESS}export/", {"kind": "people"}, follow=True)
    assert response.status_code == 200


def test_an_exported_cell_is_never_run_as_a_formula(measure, at_work):
    Measure.objects.filter(pk=measure.pk).update(text="=HYPERLINK(1)", title="-1+1")
    for file_format in ("csv", "xlsx"):
        asked = {"kind": "measures", "file_format": file_format}
        content = b"".join(at_work.get(f"{ADDRESS}export/", asked).streaming_content)
        if file_format == "csv":
            assert ";'=HYPERLINK(1)" in content.decode()
            assert ";'-1+1" in content.decode()
        else:
            sheet = load_workbook(BytesIO(content)).worksheets[0]
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_file_itself_is_handed_out_to_those_who_work_with_it(measure, at_work, client):
    brought(at_work, GOOD)
    run = ImportRun.objects.get()
    response = at_work.get(f"{ADDRESS}{run.pk}/file/")
    assert "Нова" in b"".join(response.streaming_content).decode()
    assert "attachment" in response["Content-Disposition"]


@pytest.mark.parametrize(
    "address",
    ["", "export/?kind=measures&file_format=csv", "templates/measures.csv", "1/", "1/file/"],
)
def test_others_see_none_of_it(client, address):
    reader = factories.UserFactory(role="moderator")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    response = client.get(f"{ADDRESS}{address}")
    assert response.status_code in (302, 403)
    assert "csv" not in response.get("Content-Type", "")


@pytest.mark.parametrize("number", [0, 10**30])
def test_numbers_of_files_that_do_not_exist(at_work, number):
    assert at_work.get(f"{ADDRESS}{number}/", follow=True).status_code == 404
