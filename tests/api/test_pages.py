"""Pages whole: every type with its public fields, and nothing that is not public."""

import io
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import PIL.Image
import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction, Page

from home.models import ProjectResult
from tests import factories
from tests.api.conftest import Ask
from zaedno.core.days import today
from zaedno.core.models import CustomDocument

pytestmark = pytest.mark.django_db


def test_every_page_type_is_readable(full_tree: SimpleNamespace, ask: Ask) -> None:
    pages = Page.objects.filter(depth__gt=1).specific()
    told = {type(page): ask(f"pages/{page.pk}/").json() for page in pages}
    assert len(told) >= 16
    for model, answer in told.items():
        assert answer["meta"]["type"] == model._meta.label
        assert {field.name for field in model.api_fields} <= answer.keys()


def test_objectives_have_their_measures(full_tree: SimpleNamespace, ask: Ask) -> None:
    (objective,) = ask(f"pages/{full_tree.policy.pk}/").json()["objectives"]
    assert objective["measures"][0]["status"] == "done"
    assert objective["measures"][0]["late"] is False


def test_area_and_unit_have_names(site_tree: SimpleNamespace, ask: Ask) -> None:
    area: Any = factories.PolicyAreaFactory()
    site_tree.policy.area = area
    site_tree.policy.save()
    told = ask(f"pages/{site_tree.policy.pk}/").json()
    assert (told["area"], told["unit"]) == ({"id": area.pk, "name": area.name}, None)


def test_amounts_are_text_with_a_currency(site_tree: SimpleNamespace, ask: Ask) -> None:
    told = ask(f"pages/{site_tree.project.pk}/").json()
    assert (told["total"], told["currency"]) == ("57834.00", "BGN")


@pytest.mark.parametrize("live", [True, False], ids=["public", "draft"])
def test_an_activity_leads_only_to_a_public_page(
    site_tree: SimpleNamespace, ask: Ask, live: bool
) -> None:
    site_tree.policy.live = live
    site_tree.policy.save()
    factories.ProjectActivityFactory(page=site_tree.project, fulfilled_by=site_tree.policy)
    (activity,) = ask(f"pages/{site_tree.project.pk}/").json()["activities"]
    link = activity["fulfilled_by"]
    assert (link and link["title"]) == (site_tree.policy.title if live else None)


def test_an_activity_says_how_far_it_is_and_what_it_hands_over(
    site_tree: SimpleNamespace, ask: Ask
) -> None:
    factories.ProjectActivityFactory(
        page=site_tree.project, status="completed", deliverable="Доклад от проучване"
    )
    (activity,) = ask(f"pages/{site_tree.project.pk}/").json()["activities"]
    assert (activity["status"], activity["deliverable"]) == ("completed", "Доклад от проучване")


@pytest.mark.parametrize("achieved", ["", "0", "12"], ids=["no data", "nothing", "something"])
def test_a_result_of_which_nothing_is_known_is_not_nothing(
    site_tree: SimpleNamespace, ask: Ask, achieved: str
) -> None:
    ProjectResult.objects.create(
        page=site_tree.project,
        title="Обучени служители",
        expected="20",
        achieved=achieved,
        locale=site_tree.project.locale,
    )
    told = ask(f"pages/{site_tree.project.pk}/").json()["results"]
    assert told == [{"title": "Обучени служители", "expected": "20", "achieved": achieved}]


def test_the_funding_of_a_project_is_told_with_its_emblems(
    site_tree: SimpleNamespace, ask: Ask
) -> None:
    told = ask(f"pages/{site_tree.project.pk}/").json()
    assert (told["funding_statement"], told["emblems"]) == ("", None)
    site_tree.project.funding_statement = "С подкрепата на Европейския съюз."
    site_tree.project.emblems = factories.ImageFactory(description="Емблеми")
    site_tree.project.save()
    told = ask(f"pages/{site_tree.project.pk}/").json()
    assert told["funding_statement"] == "С подкрепата на Европейския съюз."
    assert told["emblems"]["alt"] == "Емблеми"


def _body(ask: Ask, page: Page, *blocks: dict[str, Any], **parameters: Any) -> Any:
    page.body = list(blocks)
    page.save()
    return [part["value"] for part in ask(f"pages/{page.pk}/", **parameters).json()["body"]]


@pytest.mark.parametrize("asked", ["html", "db_html", "markdown"])
def test_text_is_given_in_a_format_and_plain(
    site_tree: SimpleNamespace, ask: Ask, asked: str
) -> None:
    block = {"type": "paragraph", "value": "<p>Една <b>дума</b>.</p>"}
    (value,) = _body(ask, site_tree.standard, block, rich_text_format=asked)
    assert value["format"] == asked
    assert value["text"] == "Една дума."
    assert ("**" in value["content"]) is (asked == "markdown")


def test_an_unknown_format_of_text_is_refused(site_tree: SimpleNamespace, ask: Ask) -> None:
    assert ask(f"pages/{site_tree.standard.pk}/", rich_text_format="pdf").status_code == 400


def _picture(side: int) -> ContentFile[bytes]:
    out = io.BytesIO()
    PIL.Image.new("RGB", (side, side)).save(out, "PNG")
    return ContentFile(out.getvalue(), name="picture.png")


def test_images_come_with_words_and_copies(site_tree: SimpleNamespace, ask: Ask) -> None:
    image = factories.ImageFactory()
    image.renditions.create(filter_spec="width-50", width=50, height=50, file=_picture(50))
    chosen = {"image": image.pk, "alt_text": "Площадът", "decorative": False}
    block = {"type": "figure", "value": {"image": chosen, "caption": "Снимка: общината"}}
    (value,) = _body(ask, site_tree.standard, block)
    assert value["image"]["alt"] == "Площадът"
    assert value["image"]["renditions"][0]["width"] == 50
    assert value["image"]["url"].startswith("http")


def test_asking_makes_no_copies(site_tree: SimpleNamespace, ask: Ask) -> None:
    image = factories.ImageFactory()
    site_tree.news_page.image = image
    site_tree.news_page.save()
    assert ask(f"pages/{site_tree.news_page.pk}/").json()["image"]["renditions"] == []
    assert image.renditions.count() == 0


@pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
def test_documents_of_private_collections_are_not_named(
    site_tree: SimpleNamespace, ask: Ask, private: bool
) -> None:
    collection = Collection.get_first_root_node().add_child(name="За служители")
    if private:
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    document = CustomDocument.objects.create(
        title="Протокол", file=ContentFile(b"text", name="protokol.txt"), collection=collection
    )
    (value,) = _body(ask, site_tree.standard, {"type": "documents", "value": [document.pk]})
    assert [told and told["title"] for told in value] == [None if private else "Протокол"]
    assert ask("documents/").json()["count"] == int(not private)


@pytest.mark.parametrize("live", [True, False], ids=["public", "draft"])
def test_a_call_to_action_leads_only_to_a_public_page(
    site_tree: SimpleNamespace, ask: Ask, live: bool
) -> None:
    site_tree.policy.live = live
    site_tree.policy.save()
    block = {"type": "link", "value": {"text": "Вижте", "page": site_tree.policy.pk, "url": ""}}
    (value,) = _body(ask, site_tree.standard, block)
    assert (value["page"] is not None) is live


def test_a_form_tells_its_questions_and_no_answer(full_tree: SimpleNamespace, ask: Ask) -> None:
    full_tree.form.get_submissions().model.objects.create(
        page=full_tree.form, form_data={"vasheto_mnenie": "Тайна"}
    )
    whole, listed = ask(f"pages/{full_tree.form.pk}/"), ask("forms/")
    assert whole.json()["form_fields"][0]["label"] == "Вашето мнение"
    assert listed.json()["items"][0]["questions"][0]["label"] == "Вашето мнение"
    assert "Тайна" not in whole.content.decode() + listed.content.decode()


def test_a_form_knows_whether_it_takes_answers(full_tree: SimpleNamespace, ask: Ask) -> None:
    consultation, form = full_tree.consultation, full_tree.form
    for opens, closes in ((-5, 30), (1, 30), (-40, -1)):
        consultation.opens = today() + timedelta(days=opens)
        consultation.closes = today() + timedelta(days=closes)
        consultation.save()
        (listed,) = ask("forms/", consultation=consultation.pk).json()["items"]
        assert listed["accepts_answers"] is ask(f"pages/{form.pk}/").json()["accepts_answers"]
        assert listed["accepts_answers"] is (opens < 0 < closes)


def test_a_form_does_not_name_a_consultation_that_is_not_public(
    full_tree: SimpleNamespace, ask: Ask
) -> None:
    assert ask("forms/").json()["items"][0]["consultation_id"] == full_tree.consultation.pk
    full_tree.consultation.live = False
    full_tree.consultation.save()
    assert ask("forms/").json()["items"][0]["consultation_id"] is None


@pytest.mark.parametrize("path", ["/politiki/", "politiki", "/bg/politiki/", "//politiki//"])
def test_a_page_is_found_by_its_address(site_tree: SimpleNamespace, ask: Ask, path: str) -> None:
    assert ask("by-path/", path=path).json()["id"] == site_tree.policies.pk


def test_a_translation_is_found_by_its_address(
    site_tree: SimpleNamespace, locales: SimpleNamespace, ask: Ask
) -> None:
    site_tree.home.copy_for_translation(locales.en).save_revision().publish()
    page = site_tree.policies.copy_for_translation(locales.en)
    page.title, page.slug = "Policies", "policies"
    page.save_revision().publish()
    for parameters in ({"path": "/en/policies/"}, {"path": "/policies/", "locale": "en"}):
        assert ask("by-path/", **parameters).json()["title"] == "Policies"
    assert ask("by-path/", path="/policies/").status_code == 404
    page.live = False
    page.save()
    assert ask("by-path/", path="/en/policies/").status_code == 404


def test_the_menu_has_public_pages_only(site_tree: SimpleNamespace, ask: Ask) -> None:
    site_tree.news.live = False
    site_tree.news.save()
    told = ask("navigation/").json()
    assert [link["title"] for link in told["menu"]] == ["Политики", "Правила", "Консултации"]
    assert told["contacts"]["municipality"] == "Община Левски"
    assert ask("navigation/", locale="en").status_code == 404


def test_languages_are_for_everyone(locales: SimpleNamespace, ask: Ask) -> None:
    assert [(locale["code"], locale["is_default"]) for locale in ask("locales/").json()] == [
        ("bg", True),
        ("en", False),
    ]
