"""Imported documents as pages: made, brought up to date, or left as they are."""

from collections.abc import Sequence
from enum import Enum

from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

from legal_text.enums import ActKind
from legal_text.importing.articles import articles_of
from legal_text.importing.lines import Document
from legal_text.models import RulesIndexPage, RulesPage
from zaedno.core.transliteration import latin_slug

LONGEST_TITLE = 255
LONGEST_LEAD = 500


class Outcome(Enum):
    """What became of a document."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def existing_pages(documents: Sequence[Document]) -> dict[tuple[str, str], RulesPage]:
    """The pages made of these documents before, by id and language."""
    ids = [document.id for document in documents]
    found = RulesPage.objects.filter(source_id__in=ids).select_related("locale")
    return {(page.source_id, page.locale.language_code): page for page in found}


def import_document(
    document: Document, *, page: RulesPage | None, index: RulesIndexPage, publish: bool
) -> Outcome:
    """Bring the page of a document up to date, or make it.

    Args:
        document: what the file says.
        page: the page made of it before.
        index: where a new page goes.
        publish: whether readers see it at once; a draft waits for an editor.

    Raises:
        ValidationError: the page would not be valid.
    """
    outcome = outcome_of(document, page=page, publish=publish)
    if outcome is Outcome.UNCHANGED:
        return outcome
    # Nothing that is imported refers to other pages or files.
    with transaction.atomic(), disable_reference_index_auto_update():
        if page is None:
            page = _add_page(document, index)
        else:
            page = page.get_latest_revision_as_object()
            _fill(page, document)
        revision = page.save_revision(clean=outcome is Outcome.CHANGED)
        if publish:
            revision.publish()
    return outcome


def outcome_of(document: Document, *, page: RulesPage | None, publish: bool) -> Outcome:
    """What an import would do with a document."""
    if page is None:
        return Outcome.CREATED
    current = _is_current(page, document, publish=publish)
    return Outcome.UNCHANGED if current else Outcome.CHANGED


def _add_page(document: Document, index: RulesIndexPage) -> RulesPage:
    page = RulesPage(source_id=document.id, locale=index.locale, live=False)
    _fill(page, document)
    page.slug = find_available_slug(index, latin_slug(document.id) or "akt")
    # Read anew: a parent must know of each child that was added, also by others.
    RulesIndexPage.objects.get(pk=index.pk).add_child(instance=page)
    return page


def _fill(page: RulesPage, document: Document) -> None:
    page.title = page.draft_title = shown_title(document)
    page.lead = long_title(document)
    page.kind = kind_of(document)
    articles = articles_of(document.id, title=document.title, body=document.body)
    page.text = RulesPage._meta.get_field("text").to_python(articles)


def shown_title(document: Document) -> str:
    """The title, shortened after a word where it is longer than a page can have."""
    if len(document.title) <= LONGEST_TITLE:
        return document.title
    shortened, _space, _rest = document.title[: LONGEST_TITLE - 1].rpartition(" ")
    return f"{shortened or document.title[: LONGEST_TITLE - 1]}…"


def long_title(document: Document) -> str:
    """A title too long for a page, as its introduction."""
    return document.title[:LONGEST_LEAD] if len(document.title) > LONGEST_TITLE else ""


def kind_of(document: Document) -> ActKind:
    """The kind of act; what the source calls otherwise is kept among the rules."""
    return ActKind(document.kind) if document.kind in ActKind.values else ActKind.RULES


def _is_current(page: RulesPage, document: Document, *, publish: bool) -> bool:
    """Whether the newest version, published where asked, says what the document says."""
    if publish and (not page.live or page.has_unpublished_changes):
        return False
    newest = page.get_latest_revision_as_object() if page.has_unpublished_changes else page
    articles = articles_of(document.id, title=document.title, body=document.body)
    return (
        newest.title == shown_title(document)
        and newest.kind == kind_of(document)
        and list(newest.text.raw_data) == articles
    )


def index_in(index: RulesIndexPage, language: str) -> RulesIndexPage:
    """The index page in a language; made, with a name of its own, where it is missing."""
    if index.locale.language_code == language:
        return index
    locale = Locale.objects.get_or_create(language_code=language)[0]
    translated = index.get_translation_or_none(locale)
    if translated is not None:
        return translated
    translated = index.copy_for_translation(locale, copy_parents=True)
    if index.slug == "zakoni" and language == "en":
        translated.title, translated.slug = "Laws", "laws"
        translated.lead = "Acts of the state that people ask about most often."
    translated.save_revision().publish()
    return translated
