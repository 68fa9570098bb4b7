"""The project's rules for page types, blocks and help texts, and that the product keeps them."""

import pytest
from django.core.checks import run_checks
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from home.models import StandardPage
from news.models import NewsPage
from zaedno.core import checks
from zaedno.core.models import Unit


def ids(messages):
    return {message.id for message in messages}


def test_the_product_keeps_its_own_rules():
    broken = [m for m in run_checks(include_deployment_checks=True) if m.id.startswith("zaedno.E")]
    assert broken == []


def test_a_page_type_without_api_search_and_parents_is_named(monkeypatch):
    monkeypatch.setattr(StandardPage, "api_fields", [])
    monkeypatch.setattr(StandardPage, "search_fields", [])
    monkeypatch.setattr(StandardPage, "parent_page_types", None)
    monkeypatch.setattr(StandardPage, "template", "home/no_such_template.html")
    monkeypatch.setattr(checks, "page_types", lambda: [StandardPage])
    found = checks.check_page_types()
    assert ids(found) == {"zaedno.E001", "zaedno.E002", "zaedno.E003", "zaedno.E004"}
    assert all("StandardPage" in message.msg for message in found)


def test_an_image_that_does_not_say_where_it_is_shown_is_named(monkeypatch):
    monkeypatch.setattr(NewsPage, "image_uses", {})
    [message] = checks.check_image_uses()
    assert message.id == "zaedno.E008"
    assert "NewsPage" in message.msg


@pytest.fixture
def phone_without_help(monkeypatch):
    monkeypatch.setattr(Unit._meta.get_field("phone"), "help_text", "")


@pytest.mark.parametrize(
    ("panel", "missing"),
    [
        pytest.param(FieldPanel("phone"), ["unit.phone"], id="nothing said"),
        pytest.param(FieldPanel("phone", help_text="With the code."), [], id="said by the panel"),
        pytest.param(
            MultiFieldPanel([FieldPanel("phone")], help_text="How to call."),
            [],
            id="said by the group",
        ),
        pytest.param(
            MultiFieldPanel([FieldPanel("phone"), FieldPanel("email")]),
            ["unit.phone"],
            id="one of two in a group",
        ),
    ],
)
def test_a_field_without_help_is_named(phone_without_help, panel, missing):
    assert list(checks._fields_without_help(panel.bind_to_model(Unit))) == missing


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        pytest.param(blocks.CharBlock(), {"zaedno.E006", "zaedno.E007"}, id="a bare block"),
        pytest.param(
            blocks.CharBlock(help_text="Short."), {"zaedno.E007"}, id="explained, not described"
        ),
        pytest.param(
            blocks.CharBlock(
                help_text="Short.", icon="title", label=_("Text"), group="Text", description="Text."
            ),
            set(),
            id="complete",
        ),
        pytest.param(
            blocks.StructBlock(
                [("text", blocks.CharBlock())],
                icon="title",
                label=_("Text"),
                group="Text",
                description="Text.",
            ),
            {"zaedno.E006"},
            id="a part without help",
        ),
        pytest.param(
            blocks.ListBlock(
                blocks.CharBlock(),
                help_text="Names.",
                icon="title",
                label=_("Text"),
                group="Text",
                description="Text.",
            ),
            set(),
            id="a list explains its items",
        ),
    ],
)
def test_a_block_must_be_described(block, problem):
    stream = blocks.StreamBlock([("text", block)])
    assert ids(checks._check_stream("home.Page.body", stream)) == problem


def test_snippets_and_settings_are_looked_at_too(phone_without_help):
    assert "core.Unit: the field “unit.phone” has no help text." in [
        message.msg for message in checks.check_help_texts()
    ]
