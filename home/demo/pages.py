"""Pages from their data, published through revisions, so that they have a history."""

from collections.abc import Mapping
from datetime import timedelta
from functools import singledispatch
from typing import Any

from django.apps import apps
from wagtail.models import Locale, Page

from home.demo import words
from home.demo.media import find_picture
from home.demo.outcomes import Loading, Outcome
from home.demo.streams import Raw
from home.demo.words import DemoChild, DemoPage, key_of, say, texts
from policies.models import Measure
from zaedno.core import models as core
from zaedno.core.models import BasePage

NOTICE = texts(
    say(
        "Тази страница е примерна. Имената, сроковете и числата в нея са измислени, "
        "за да покажат как работи платформата.",
        "This page is an example. Its names, dates and figures are made up "
        "to show how the platform works.",
    )
)


def load_page(demo: DemoPage, loading: Loading) -> Outcome:
    """Make a page and publish it; leave it alone where it is already there."""
    locale = Locale.get_default()
    page = find_page(demo)
    if page is not None and not loading.refresh:
        loading.page_ids[demo.slug] = page.pk
        return Outcome.UNCHANGED
    outcome = Outcome.REFRESHED if page else Outcome.CREATED
    if page is None:
        page = apps.get_model(demo.model)(slug=demo.slug, translation_key=demo.key, locale=locale)
    _fill(page, demo, loading)
    if outcome is Outcome.CREATED:
        _parent(demo, loading).add_child(instance=page)
    page.save_revision(user=loading.author).publish(user=loading.publisher)
    loading.page_ids[demo.slug] = page.pk
    return outcome


def find_page(demo: DemoPage) -> BasePage | None:
    """The Bulgarian page of this content, wherever editors have moved it."""
    model = apps.get_model(demo.model)
    return model.objects.filter(translation_key=demo.key, locale=Locale.get_default()).first()


def _parent(demo: DemoPage, loading: Loading) -> Page:
    if not demo.parent:
        return Page.get_first_root_node()
    # Read anew: each child added changes what the parent must know of its place in the tree.
    return Page.objects.get(pk=loading.page_ids[demo.parent])


def _fill(page: BasePage, demo: DemoPage, loading: Loading) -> None:
    page.title, page.lead = str(demo.title), str(demo.lead)
    page.draft_title = page.title
    page.show_in_menus = demo.in_menu
    for name, value in demo.values.items():
        setattr(page, name, resolve(value, loading))
    for name, parts in _streams(demo).items():
        raw = Raw(place=f"{demo.slug}/{name}", page_ids=loading.page_ids)
        field = page._meta.get_field(name)
        setattr(page, name, field.to_python(raw.stream(parts)))
    for relation, children in demo.children.items():
        _fill_children(page, relation, children, place=demo.slug, loading=loading)


def _streams(demo: DemoPage) -> Mapping[str, tuple[words.Part, ...]]:
    if not demo.invented:
        return demo.streams
    return {**demo.streams, "body": (*demo.streams.get("body", ()), NOTICE)}


def _fill_children(
    parent: Any, relation: str, children: tuple[DemoChild, ...], *, place: str, loading: Loading
) -> None:
    model = parent._meta.get_field(relation).related_model
    before = {child.translation_key: child.pk for child in getattr(parent, relation).all()}
    made = []
    for position, child in enumerate(children):
        key = key_of("child", place, relation, position)
        values = {name: resolve(value, loading) for name, value in child.values.items()}
        row = model(
            pk=before.get(key),
            translation_key=key,
            locale=Locale.get_default(),
            sort_order=position,
            **values,
        )
        for nested, rows in child.children.items():
            nested_place = f"{place}/{relation}/{position}"
            _fill_children(row, nested, rows, place=nested_place, loading=loading)
        made.append(row)
    setattr(parent, relation, made)


@singledispatch
def resolve(value: Any, loading: Loading) -> Any:
    """A value of the content as the field of a page takes it."""
    return value


@resolve.register
def _(value: str, loading: Loading) -> Any:
    return str(value)


@resolve.register
def _(value: words.InDays, loading: Loading) -> Any:
    return loading.today + timedelta(days=value.days)


@resolve.register
def _(value: words.Area, loading: Loading) -> Any:
    return _snippet(core.PolicyArea, "area", value.name)


@resolve.register
def _(value: words.Unit, loading: Loading) -> Any:
    return _snippet(core.Unit, "unit", value.name)


@resolve.register
def _(value: words.Picture, loading: Loading) -> Any:
    return find_picture(value.name)


@resolve.register
def _(value: words.PageOf, loading: Loading) -> Any:
    return Page.objects.get(pk=loading.page_ids[value.slug])


@resolve.register
def _(value: words.MeasureOf, loading: Loading) -> Any:
    return Measure.objects.get(policy=loading.page_ids[value.slug], code=value.code)


def _snippet(model: Any, kind: str, name: str) -> Any:
    return model.objects.get(translation_key=key_of(kind, name), locale=Locale.get_default())
