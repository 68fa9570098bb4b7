"""Rules of the project for page types and what editors fill in, as Django system checks.

They are for whoever changes the code, so they run with ``check --deploy`` and in the tests, not
at each start.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import models
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel, PanelGroup, get_edit_handler
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from zaedno.core.models import BasePage, CustomImage

_DESCRIBING = ("icon", "label", "group", "description")


def page_types() -> list[type[BasePage]]:
    """The page types of the product."""
    return [page for page in get_page_models() if issubclass(page, BasePage)]


@register(Tags.security, deploy=True)
def check_trusted_proxy(**kwargs: Any) -> list[CheckMessage]:
    """A site under TLS stands behind a proxy, and believes it."""
    if not settings.SITE_URL.startswith("https://") or settings.TRUSTED_PROXY:
        return []
    return [
        Error(
            "SITE_URL begins with https:// and no proxy is trusted: every address would lead to "
            "itself.",
            hint="Set TRUSTED_PROXY to the address of the proxy that terminates TLS.",
            id="zaedno.E020",
        )
    ]


@register(Tags.models, deploy=True)
def check_page_types(**kwargs: Any) -> list[CheckMessage]:
    """Each page type is in the API and in search, knows its place, and can be shown."""
    return [message for page in page_types() for message in _check_page_type(page)]


@register(Tags.models, deploy=True)
def check_help_texts(**kwargs: Any) -> list[CheckMessage]:
    """Each field that an editor fills in says what belongs there."""
    models_with_forms = [*page_types(), *get_snippet_models(), *settings_registry]
    return [
        Error(
            f"{model._meta.label}: the field “{field}” has no help text.",
            hint="Give the field or its panel a help_text: one sentence in English, translated.",
            obj=model,
            id="zaedno.E005",
        )
        for model in models_with_forms
        for field in sorted(set(_fields_without_help(_edit_handler(model))))
    ]


@register(Tags.models, deploy=True)
def check_blocks(**kwargs: Any) -> list[CheckMessage]:
    """Each block can be told from the others, and each of its fields says what belongs there."""
    streams = {
        (field.model._meta.label, field.name): field.stream_block
        for page in page_types()
        for field in page._meta.get_fields()
        if isinstance(field, StreamField)
    }
    return [
        message
        for (model, field), stream in sorted(streams.items())
        for message in _check_stream(f"{model}.{field}", stream)
    ]


@register(Tags.models, deploy=True)
def check_image_uses(**kwargs: Any) -> list[CheckMessage]:
    """Each image of a page or of the settings says where it is shown, so that copies are made."""
    return [
        Error(
            f"{model._meta.label}: image_uses does not say where “{field.name}” is shown.",
            hint=f'Write image_uses = {{"{field.name}": (ImageUse.CARD, …)}}.',
            obj=model,
            id="zaedno.E008",
        )
        for model in [*page_types(), *settings_registry]
        for field in model._meta.get_fields()
        if field.many_to_one and field.related_model is CustomImage
        if field.name not in getattr(model, "image_uses", {})
    ]


def _check_page_type(page: type[BasePage]) -> Iterator[CheckMessage]:
    if _own_fields(page):
        for attribute, error in (("api_fields", "zaedno.E001"), ("search_fields", "zaedno.E002")):
            if len(getattr(page, attribute)) <= len(getattr(BasePage, attribute)):
                yield Error(
                    f"{page._meta.label} adds nothing to {attribute}.",
                    hint=f"Write {attribute} = [*BasePage.{attribute}, …] with what it adds.",
                    obj=page,
                    id=error,
                )
    if getattr(page, "parent_page_types", None) is None:
        yield Error(
            f"{page._meta.label} does not say under which pages it may stand.",
            hint="Set parent_page_types.",
            obj=page,
            id="zaedno.E003",
        )
    try:
        get_template(page.template)
    except TemplateDoesNotExist:
        yield Error(
            f"{page._meta.label} has no template {page.template}.", obj=page, id="zaedno.E004"
        )


def _own_fields(page: type[BasePage]) -> list[str]:
    """Fields that the page type has beyond every page's."""
    common = {field.name for field in Page._meta.get_fields()} | {"lead"}
    return [
        field.name
        for field in page._meta.get_fields()
        if isinstance(field, models.Field) and not field.auto_created and field.name not in common
        if not field.name.endswith("_ptr")
    ]


def _edit_handler(model: type[models.Model]) -> Panel:
    return model.get_edit_handler() if issubclass(model, BasePage) else get_edit_handler(model)


def _fields_without_help(panel: Panel, *, helped: bool = False) -> Iterator[str]:
    """Names of the fields under a panel that neither they, their panel nor a group explains."""
    helped = helped or bool(panel.help_text)
    if isinstance(panel, FieldPanel):
        field = panel.db_field
        if not helped and not getattr(field, "help_text", ""):
            yield f"{panel.model._meta.model_name}.{panel.field_name}"
    elif isinstance(panel, InlinePanel):
        yield from _fields_without_help(panel.child_edit_handler)
    elif isinstance(panel, PanelGroup):
        for child in panel.children:
            yield from _fields_without_help(child, helped=helped)


def _check_stream(place: str, stream: BaseStreamBlock) -> Iterator[CheckMessage]:
    for name, block in stream.child_blocks.items():
        missing = [word for word in _DESCRIBING if not _said(block, word)]
        if missing:
            yield Error(
                f"{place}: the block “{name}” has no {', '.join(missing)}.",
                hint="Set them in the Meta of the block.",
                id="zaedno.E007",
            )
        for child in _without_help(name, block):
            yield Error(
                f"{place}: “{child}” has no help text.",
                hint="Give it a help_text.",
                id="zaedno.E006",
            )


def _said(block: Block, word: str) -> bool:
    value = getattr(block.meta, word, None)
    return bool(value) and not (word == "icon" and value == Block._meta_class.icon)


def _without_help(path: str, block: Block) -> Iterator[str]:
    """Paths of the fields within a block that nothing explains."""
    if isinstance(block, BaseStructBlock | BaseStreamBlock):
        for name, child in block.child_blocks.items():
            yield from _without_help(f"{path}.{name}", child)
    elif isinstance(block, ListBlock):
        if not _help_of(block):
            yield from _without_help(f"{path}.item", block.child_block)
    elif not _help_of(block):
        yield path


def _help_of(block: Block) -> str:
    field = getattr(block, "field", None)
    return str(getattr(field, "help_text", "") or getattr(block.meta, "help_text", ""))
