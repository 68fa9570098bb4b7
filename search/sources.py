"""The kinds that every installation has: pages of all types, documents, citizens' comments."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.apps import apps
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from search.registry import EntryData, SearchSource, register
from zaedno.comments.models import CitizenComment
from zaedno.comments.names import name_of
from zaedno.comments.querysets import CitizenCommentQuerySet
from zaedno.core.models import BasePage, CustomDocument
from zaedno.core.plain_text import in_sentences
from zaedno.core.visibility import is_public, public_documents, public_pages
from zaedno.documents.search_text import label_of, parts_of

DOCUMENT = "document"
COMMENT = "comment"
HOME_DEPTH = 2
PLACE_JOIN = " › "

LONGEST_PART = 100

# Enough of a long document for a passage beneath its title.
OPENING_WORDS = 400


def register_sources() -> None:
    """Register every page type there is, documents, and comments."""
    for model in apps.get_models():
        if issubclass(model, BasePage):
            register(page_source(model))
    register(
        SearchSource(
            key=DOCUMENT,
            label=capfirst(CustomDocument._meta.verbose_name),
            model=CustomDocument,
            entries=document_entries,
            public=public_documents,
            part_label=label_of,
        )
    )
    register(
        SearchSource(
            key=COMMENT,
            label=_("Comment"),
            model=CitizenComment,
            entries=comment_entries,
            public=CitizenCommentQuerySet.public,
            of_page="page",
        )
    )


def page_source(model: type[BasePage]) -> SearchSource:
    """The source of a page type."""
    kind = model.search_kind
    return SearchSource(
        key=kind.key if kind else model._meta.label_lower,
        label=kind.label if kind else capfirst(model._meta.verbose_name),
        model=model,
        entries=page_entries,
        public=public_originals,
    )


def public_originals(pages: PageQuerySet) -> PageQuerySet:
    """Public pages with words of their own: a mirror of another page (alias) is not found."""
    return public_pages(pages).filter(alias_of=None)


def page_entries(page: BasePage) -> Iterable[EntryData]:
    """A page as it is found, and its parts; nothing where it has no address (in no site)."""
    url = page.get_url()
    if url is None:
        return
    with translation.override(page.locale.language_code):
        whole = _whole_page(page, url)
        yield whole
        for part in page.text_parts():
            yield replace(
                whole,
                title=part.title,
                part_of=page.title,
                url=f"{url}#{part.anchor}",
                lead="",
                body=in_sentences(part.text),
                part=part.anchor[:LONGEST_PART],
            )


def _whole_page(page: BasePage, url: str) -> EntryData:
    first, last = page.search_open_days() or (None, None)
    return EntryData(
        title=page.title,
        url=url,
        language=page.locale.language_code,
        lead=page.lead,
        body=in_sentences(page.search_text().removeprefix(page.lead)),
        date=_date(page),
        area=_name(page, "area"),
        unit=_name(page, "unit"),
        place=_place(page),
        headings=tuple(page.search_headings()),
        facets=page.search_facets(),
        fades=page.search_fades,
        open_from=first,
        open_until=last,
    )


def _place(page: Page) -> str:
    """The public sections above a page, without the home page and the root."""
    above = public_pages(page.get_ancestors()).filter(depth__gt=HOME_DEPTH).order_by("path")
    return PLACE_JOIN.join(above.values_list("title", flat=True))


def _date(page: BasePage) -> date | None:
    own = getattr(page, "date", None)
    if isinstance(own, date):
        return own
    first = page.first_published_at
    return timezone.localtime(first).date() if first else None


def _name(page: BasePage, field: str) -> str:
    value: Any = getattr(page, field, None)
    return str(value) if value else ""


def document_entries(document: CustomDocument) -> Iterable[EntryData]:
    """A document by its title and its first words, and each of its pages by its text."""
    whole = EntryData(
        title=document.title,
        url=document.url,
        language=document.language,
        date=timezone.localtime(document.created_at).date(),
        facets={"file_type": [document.file_extension.lower()]},
    )
    parts = parts_of(document)
    if len(parts) == 1:
        yield replace(whole, body=parts[0].text)
        return
    yield replace(whole, body=parts[0].text[:OPENING_WORDS] if parts else "")
    for part in parts:
        yield replace(
            whole,
            title="",
            part_of=document.title,
            url=document.url + part.fragment,
            body=part.text,
            part=part.key,
        )


def comment_entries(comment: CitizenComment) -> Iterable[EntryData]:
    """A comment by its words, in the language in which it was written."""
    with translation.override(comment.language):
        page = _public_translation(comment.page)
        yield EntryData(
            # The page's own name is no title here: the page must stand before what is said of it.
            title=gettext("Comment by %(name)s") % {"name": name_of(comment, comment.user_name)},
            part_of=page.title,
            place=_place(page),
            url=comment.get_absolute_url(),
            language=comment.language,
            body=comment.comment,
            date=timezone.localtime(comment.submit_date).date(),
        )


def _public_translation(page: Page) -> Page:
    """The page in the language of the moment, if anyone may read that; the page itself if not."""
    translated = page.localized
    return translated if is_public(translated) else page
