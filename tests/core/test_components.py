"""The components of the design system, rendered one by one."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from zaedno.core.gallery import CARDS, SampleForm
from zaedno.core.money import Currency, Money

REPOSITORY = Path(__file__).resolve().parents[2]
ICONS = {path.stem for path in (REPOSITORY / "assets" / "icons").glob("*.svg")}
TEMPLATES = sorted((REPOSITORY / "templates").rglob("*.html"))
# Mail readers know no stylesheets, and the CMS has a policy of its own.
PUBLIC = [path for path in TEMPLATES if not {"emails", "wagtailadmin"} & set(path.parts)]


def render(component: str, request: HttpRequest | None = None, **parameters: Any) -> str:
    with override("en"):
        return render_to_string(f"components/{component}.html", parameters, request)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_icons_that_a_template_names_are_drawn(template):
    named = re.findall(r'components/icon\.html" with name="([a-z-]+)"', template.read_text())
    assert set(named) <= ICONS


def test_built_sprite_holds_every_drawing():
    sprite = REPOSITORY / "site" / "zaedno" / "static" / "zaedno" / "icons.svg"
    assert set(re.findall(r'id="([a-z-]+)"', sprite.read_text())) == ICONS


@pytest.mark.parametrize("template", PUBLIC, ids=lambda path: path.name)
def test_templates_hold_no_inline_script_or_style(template):
    assert not re.search(
        r'<style|<script(?![^>]*\b(?:src=|type="application/json"))|\sstyle=|\son[a-z]+=',
        template.read_text(),
    )


@pytest.mark.parametrize(
    "state", ["planned", "open", "closed", "late", "success", "info", "warning", "error"]
)
def test_a_state_is_told_by_word_and_drawing(state):
    html = render("tag", state=state, label="A state")
    assert "A state" in html
    assert "<use" in html


def test_pagination_keeps_the_other_parameters():
    request = RequestFactory().get("/", {"topic": "roads", "page": "2"})
    html = render("pagination", request, page_obj=Paginator(range(30), 10).get_page(2))
    assert 'href="?topic=roads&amp;page=3"' in html


def test_pagination_of_a_long_list_names_its_ends_and_the_nearest_pages():
    request = RequestFactory().get("/")
    html = render("pagination", request, page_obj=Paginator(range(10_000), 10).get_page(500))
    items = BeautifulSoup(html, "html.parser").select("li:not(:has([rel]))")
    numbers = [item.get_text(strip=True).removeprefix("Page") for item in items]
    assert numbers == ["1", "…", "499", "500", "501", "…", "1000"]


def test_pagination_of_one_page_is_empty():
    assert not render("pagination", page_obj=Paginator(range(3), 10).get_page(1)).strip()


def test_progress_without_data_is_said_and_not_drawn():
    html = render("progress", label="Trees", value=None)
    assert "No data yet" in html
    assert "<progress" not in html


def test_progress_of_zero_is_drawn():
    assert 'value="0"' in render("progress", label="Trees", value=0)


def test_money_in_lev_has_its_value_in_euro():
    html = render("money", money=Money(Decimal("195.583"), Currency.BGN))
    assert "BGN" in html
    assert "100.00" in html


def test_money_in_euro_stands_alone():
    assert "BGN" not in render("money", money=Money(Decimal("5.00"), Currency.EUR))


def test_error_summary_leads_to_the_fields():
    html = render("error_summary", form=SampleForm({}))
    assert 'href="#id_name"' in html
    assert 'href="#id_kind_0"' in html


def test_error_summary_of_a_fresh_form_is_empty():
    assert not render("error_summary", form=SampleForm()).strip()


def test_a_field_names_its_help_and_its_error():
    html = render("field", field=SampleForm({})["name"])
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_a_form_with_a_file_is_sent_as_such():
    request = RequestFactory().get("/")
    assert 'enctype="multipart/form-data"' in render("form", request, form=SampleForm())
    assert "csrfmiddlewaretoken" in render("form", request, form=SampleForm())


def test_optional_fields_are_marked():
    class OneField(forms.Form):
        note = forms.CharField(label="Note", required=False)

    assert "(optional)" in render("field", field=OneField()["note"])
    assert "(optional)" not in render("field", field=OneField()["note"], hide_optional=True)


def test_a_removed_comment_shows_nothing_of_itself():
    comment = {"id": 1, "is_removed": True, "removed_text": "Removed.", "body": "An insult"}
    html = render("comment", comment=comment, level=3)
    assert "Removed." in html
    assert "An insult" not in html


def test_text_is_escaped():
    card = {**CARDS[0], "title": "<b>bold</b>", "text": "<script>"}
    html = render("card", **card)
    assert "<b>" not in html
    assert "<script>" not in html


@pytest.mark.parametrize("code", ["400", "500"])
def test_pages_of_last_resort_need_no_context(code):
    html = render_to_string(f"{code}.html")
    assert 'href="/bg/"' in html
    assert 'lang="en"' in html
