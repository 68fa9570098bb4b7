"""What may be seen is found, from the moment it may until the moment it may not."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)

from search import indexing, registry, services
from search.backends.base import Scope, SearchRequest
from search.backends.database_rows import term_weights
from search.models import SearchEntry, SearchWord
from search.registry import EntryData, SearchSource, labels, thing_changed
from tests.factories import (
    NewsPageFactory,
    ObjectiveFactory,
    PolicyPageFactory,
    SettlementFactory,
    StandardPageFactory,
    UnitFactory,
    paragraphs,
)
from tests.search.conftest import Search, refresh_index, titles
from zaedno.core.models import Settlement

Document = get_document_model()


def draft(parent: Page, title: str) -> Page:
    return NewsPageFactory(parent=parent, title=title, live=False)


def make_private(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(
        page_id=page.pk, restriction_type=PageViewRestriction.LOGIN
    )


def test_a_draft_is_found_from_its_publication_on(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    page = draft(site_tree.news, "Градушка край Малчика")
    assert titles(search("градушката")) == []
    page.save_revision().publish()
    assert titles(search("градушката")) == ["Градушка край Малчика"]


def test_changes_are_found_when_they_are_published_and_not_before(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    page = NewsPageFactory(parent=site_tree.news, title="Стар надпис")
    page.title = "Нова градушка"
    revision = page.save_revision()
    assert titles(search("градушка")) == []
    revision.publish()
    assert titles(search("градушка")) == ["Нова градушка"]
    assert "Нова градушка" not in titles(search("надпис"))


def test_what_is_unpublished_is_gone(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    page = NewsPageFactory(parent=site_tree.news, title="Градушка")
    assert titles(search("градушка")) == ["Градушка"]
    page.unpublish()
    answer = search("градушка")
    assert (titles(answer), answer.total, answer.facets) == ([], 0, {})


def test_words_that_are_taken_back_leave_the_list_of_words(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    def known(*words: str) -> set[str]:
        found = SearchWord.objects.filter(word__in=words)
        return set(found.values_list("word", flat=True))

    page = NewsPageFactory(parent=site_tree.news, title="Криволак и тайнодумие")
    NewsPageFactory(parent=site_tree.news, title="Криволаци")
    page.title = "Криволак и градушка"
    page.save_revision().publish()
    assert known("криволак", "тайнодумие", "градушка") == {"криволак", "градушка"}
    page.unpublish()
    assert known("градушка") == set()
    assert "криволаци" in known("криволаци")


def test_what_belongs_to_a_unit_is_found_by_its_new_name(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    unit = UnitFactory(name="Отдел Градушки")
    NewsPageFactory(parent=site_tree.news, title="Селскостопанска помощ", unit=unit)
    assert titles(search("отдел градушки")) == ["Селскостопанска помощ"]
    unit.name = "Сектор Зеленозон"
    unit.save()
    assert titles(search("зеленозон")) == ["Селскостопанска помощ"]
    assert titles(search("градушки")) == []


def test_words_are_found_out_before_anybody_has_to_wait_for_it(
    site_tree: SimpleNamespace, either_backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = NewsPageFactory(parent=site_tree.news, title="Стар надпис")
    outside, during = list(connection.savepoint_ids), []

    def weights(entry: SearchEntry) -> dict[str, float]:
        during.append(list(connection.savepoint_ids))
        return term_weights(entry)

    monkeypatch.setattr(indexing, "term_weights", weights)
    page.title = "Нов надпис"
    page.save(update_fields=["title"])
    indexing.refresh(page.content_type_id, [page.pk], at=timezone.now())
    assert during == [outside]


def test_what_is_taken_back_while_its_words_are_found_out_is_not_found(
    site_tree: SimpleNamespace,
    search: Search,
    either_backend: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = NewsPageFactory(parent=site_tree.news, title="Градушка", live=False)

    def weights(entry: SearchEntry) -> dict[str, float]:
        Page.objects.filter(pk=page.pk).update(live=False)
        return term_weights(entry)

    monkeypatch.setattr(indexing, "term_weights", weights)
    Page.objects.filter(pk=page.pk).update(live=True)
    indexing.refresh(page.content_type_id, [page.pk], at=timezone.now())
    assert titles(search("градушка")) == []
    assert not SearchEntry.objects.filter(title="Градушка").exists()


def test_what_is_deleted_is_gone_with_all_below_it(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    parent = StandardPageFactory(parent=site_tree.home, title="Бедствия")
    StandardPageFactory(parent=parent, title="Градушка")
    assert titles(search("градушка")) == ["Градушка"]
    Page.objects.get(pk=parent.pk).delete()
    assert titles(search("градушка бедствия")) == []


def test_what_becomes_private_is_gone_with_all_below_it_and_comes_back(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    restriction = make_private(site_tree.news)
    answer = search("градушка")
    assert (titles(answer), answer.facets) == ([], {})
    restriction.delete()
    assert titles(search("градушка")) == ["Градушка"]


def test_what_moves_under_a_private_page_is_gone(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    closed = StandardPageFactory(parent=site_tree.home, title="Затворено")
    make_private(closed)
    page = StandardPageFactory(parent=site_tree.home, title="Градушка")
    page.move(closed, pos="last-child")
    assert titles(search("градушка")) == []


def test_a_page_that_moves_is_found_at_its_new_address_with_all_below_it(
    site_tree: SimpleNamespace, search: Search
) -> None:
    here = StandardPageFactory(parent=site_tree.home, title="Тук")
    there = StandardPageFactory(parent=site_tree.home, title="Там")
    StandardPageFactory(parent=here, title="Градушка")
    here.move(there, pos="last-child")
    assert search("градушка").hits[0].url.endswith("/tam/tuk/gradushka/")


def test_a_new_slug_is_a_new_address_of_all_below(
    site_tree: SimpleNamespace,
    search: Search,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    parent = StandardPageFactory(parent=site_tree.home, title="Тук")
    StandardPageFactory(parent=parent, title="Градушка")
    parent.refresh_from_db()
    parent.slug = "tam"
    with django_capture_on_commit_callbacks(execute=True):
        parent.save_revision().publish()
    assert search("градушка").hits[0].url.endswith("/tam/gradushka/")


def test_an_english_page_is_found_and_its_untranslated_mirror_is_not(
    site_tree: SimpleNamespace, locales: SimpleNamespace, search: Search, either_backend: str
) -> None:
    page = StandardPageFactory(parent=site_tree.home, title="Градушка")
    site_tree.home.copy_for_translation(locales.en).save_revision().publish()
    mirror = page.copy_for_translation(locales.en, alias=True)
    assert mirror.live
    assert [hit.language for hit in search("градушка", language="en").hits] == ["bg"]
    mirror.alias_of = None
    mirror.title = "Hailstorm"
    mirror.save()
    mirror.save_revision().publish()
    assert titles(search("hailstorms", language="en")) == ["Hailstorm"]


def test_objectives_and_text_of_a_policy_are_found(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    policy = PolicyPageFactory(
        parent=site_tree.policies, title="Програма", body=paragraphs("Напояване на лозя.")
    )
    ObjectiveFactory(policy=policy, title="Противоградова защита")
    Page.objects.get(pk=policy.pk).specific.save_revision().publish()
    assert search("градова защита от лозята").hits[0].url.startswith(policy.url)
    assert search("противоградовата").hits[0].url.startswith(f"{policy.url}#objective-")


def test_a_document_is_found_while_its_collection_is_open(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    root = Collection.get_first_root_node()
    folder = root.add_child(name="Папка")
    inner = folder.add_child(name="Вътрешна")
    Document.objects.create(title="Доклад за градушката", collection=inner, file="a.pdf")
    assert [hit.kind for hit in search("градушка").hits] == ["document"]
    closed = CollectionViewRestriction.objects.create(
        collection=folder, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert titles(search("градушка")) == []
    Document.objects.create(title="Втори доклад за градушката", collection=inner, file="b.pdf")
    assert titles(search("градушка")) == []
    closed.delete()
    assert len(search("градушка").hits) == 2
    Document.objects.all().delete()
    assert titles(search("градушка")) == []


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "delete"])
def test_nothing_is_shown_that_the_queue_has_not_taken_out_yet(
    hide: str,
    site_tree: SimpleNamespace,
    search: Search,
    settings: Settings,
    either_backend: str,
) -> None:
    page = NewsPageFactory(parent=site_tree.news, title="Градушка")
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    if hide == "unpublish":
        Page.objects.get(pk=page.pk).specific.unpublish()
    elif hide == "restrict":
        make_private(site_tree.news)
    else:
        Page.objects.get(pk=page.pk).delete()
    assert SearchEntry.objects.filter(title="Градушка").exists()
    refresh_index()
    answer = search("градушка")
    assert (titles(answer), answer.total, answer.facets) == ([], 0, {})
    # Nor is a word with a mistake corrected to one that only stands there.
    assert search("градушца").corrected == ""
    assert services.suggest("граду", language="bg") == []


def test_the_task_is_committed_with_the_change_or_not_at_all(
    site_tree: SimpleNamespace, settings: Settings
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    before = DBTaskResult.objects.count()
    with transaction.atomic():
        NewsPageFactory(parent=site_tree.news, title="Градушка")
        transaction.set_rollback(True)
    assert DBTaskResult.objects.count() == before
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    names = DBTaskResult.objects.values_list("task_path", flat=True)
    assert "search.tasks.refresh_entries" in names


def test_every_page_type_can_be_found(site_tree: SimpleNamespace, search: Search) -> None:
    found = set(SearchEntry.objects.values_list("object_id", flat=True))
    assert {page.pk for page in vars(site_tree).values()} <= found


def test_lists_are_sections_and_standing_pages_are_pages(site_tree: SimpleNamespace) -> None:
    kinds = dict(SearchEntry.objects.filter(part="").values_list("object_id", "kind"))
    for name in ("policies", "rules", "consultations", "news", "campaigns", "analyses"):
        assert kinds[getattr(site_tree, name).pk] == "section"
    for name in ("home", "standard", "contact"):
        assert kinds[getattr(site_tree, name).pk] == "page"
    assert (labels()["section"], labels()["page"]) == ("Раздел", "Страница")


def test_addresses_of_results_lead_to_the_pages(site_tree: SimpleNamespace, client: Client) -> None:
    for entry in SearchEntry.objects.all():
        assert client.get(entry.url).status_code == 200, entry.url


def test_pages_that_lose_their_site_are_gone_and_come_back_with_it(
    site_tree: SimpleNamespace, locales: SimpleNamespace, search: Search, either_backend: str
) -> None:
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    english = site_tree.home.copy_for_translation(locales.en)
    english.save_revision().publish()
    NewsPageFactory(parent=english, title="Градушка (hail)", locale=locales.en)
    site = Site.objects.get()
    root, other = site.root_page, Page.get_first_root_node().add_child(title="Друг", slug="drug")
    assert len(titles(search("градушка"))) == 2
    site.root_page = other
    site.save()
    assert titles(search("градушка")) == []
    assert services.suggest("граду", language="bg") == []
    site.root_page = root
    site.save()
    assert {hit.url for hit in search("градушка").hits} == {
        "/bg/novini/gradushka/",
        "/en/gradushka-hail/",
    }


def test_a_kind_that_an_app_registers_is_found_and_leaves_with_it(
    locales: SimpleNamespace,
    search: Search,
    either_backend: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing in search knows of settlements: this is all that an app has to say of them."""
    village = SettlementFactory(name="Обнова")

    def entries(settlement: Settlement) -> Iterator[EntryData]:
        yield EntryData(title=settlement.name, url=f"/bg/sela/{settlement.pk}/", language="bg")

    source = SearchSource(
        key="village",
        label="Село",
        model=Settlement,
        entries=entries,
        public=lambda found: found.exclude(name__startswith="Тайно"),
    )
    monkeypatch.setitem(registry._sources, Settlement, source)
    thing_changed.send(Settlement, instance=village)
    (hit,) = search("обновата").hits
    assert (hit.kind_label, hit.url) == ("Село", f"/bg/sela/{village.pk}/")
    village.name = "Тайно Обнова"
    village.save()
    assert titles(search("обнова")) == []
    thing_changed.send(Settlement, instance=village)
    assert not SearchEntry.objects.current().exists()


@pytest.mark.elasticsearch
def test_what_is_taken_back_is_counted_no_more_once_the_node_was_told(
    site_tree: SimpleNamespace, elasticsearch: None, search: Search
) -> None:
    page = NewsPageFactory(parent=site_tree.news, title="Градушка")
    assert search("градушка").facets["kind"] == {"news.newspage": 1}
    page.unpublish()
    assert not SearchEntry.objects.filter(object_id=page.pk).exists()
    # At once: the index is not made to show the newest, as other tests do.
    answer = services.find(SearchRequest("градушка", Scope(language="bg")))
    assert (answer.total, answer.facets, answer.degraded) == (0, {}, False)
    assert services.find(SearchRequest("градушца", Scope(language="bg"))).corrected == ""
