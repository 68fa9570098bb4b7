"""Nothing that is not public shows itself anywhere in search, not even that a word is there."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from home.models import HomePage
from policies.enums import ObservationState
from policies.models import Measure, ReportLine
from search import urls
from search.registry import sources
from tests import factories
from tests.comments.making import make_comment
from tests.search.conftest import Search, titles
from zaedno.comments.enums import CommentState
from zaedno.comments.models import CommentRules
from zaedno.comments.services.authors import edit_comment
from zaedno.core.enums import ModerationMode
from zaedno.users.privacy.services import erase_person

# A hidden thing has both words: whoever asks for the one must not learn of the other.
ASKED, SECRET = "криволак", "Тайнодумие"
WITH_A_MISTAKE = "кривулак"
TITLE = f"{SECRET} {ASKED}"
FOLDER = "Папка"
NO_QUEUE = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
GROUPS = PageViewRestriction.GROUPS
CLOSED = (PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, GROUPS)

Document = get_document_model()


@pytest.fixture
def leaking(
    either_backend: str,
    site_tree: SimpleNamespace,
    client: Client,
    search: Search,
    settings: Settings,
) -> SimpleNamespace:
    """The usual tree, a reader, a way to ask, and one to stop the queue."""

    def stop_queue() -> None:
        settings.TASKS = NO_QUEUE

    return SimpleNamespace(tree=site_tree, client=client, search=search, stop_queue=stop_queue)


def assert_silent_from_now_on(leaking: SimpleNamespace) -> None:
    """Silent before the queue has run, and after."""
    assert_silent(leaking.client, leaking.search)
    call_command("search_repair", stdout=StringIO())
    assert_silent(leaking.client, leaking.search)


def assert_silent(client: Client, search: Search) -> None:
    """No hit, suggestion, count, correction, feed or answer of the API tells of what is hidden."""
    for text, language in ((ASKED, "bg"), (f'"{ASKED}"', "bg"), (SECRET, "en")):
        answer = search(text, language=language)
        assert (titles(answer), answer.total, answer.facets) == ([], 0, {}), text
    assert search(ASKED).missing == (ASKED,)
    assert search(WITH_A_MISTAKE).corrected == ""
    for address in _addresses():
        content = _text_of(client.get(address)).casefold()
        assert SECRET.casefold() not in content, address
        assert '"corrected": "криволак"' not in content


def _text_of(response: HttpResponse) -> str:
    """What was answered, with its letters as letters: JSON may have them as numbers."""
    if response["Content-Type"].startswith("application/json"):
        return json.dumps(json.loads(response.content), ensure_ascii=False)
    return response.content.decode()


def assert_found(client: Client, search: Search, number: int) -> None:
    """The opposite, so that silence means something."""
    answer = search(ASKED, limit=100)
    assert answer.total == number
    assert {SECRET in title for title in titles(answer)} == {True}
    suggestions = client.get(f"/bg/search/suggest/?q={ASKED}").json()["suggestions"]
    assert {SECRET in each["title"] for each in suggestions} == {True}
    assert search(WITH_A_MISTAKE).corrected == ASKED


def _addresses() -> Iterator[str]:
    """Every address of search that takes no more than a query, on the site and in the API."""
    names = [f"search:{pattern.name}" for pattern in urls.urlpatterns]
    paths = ["/api/v3/search/", "/api/v3/search/suggest/"]
    for name, language in product(names, ("bg", "en")):
        try:
            with translation.override(language):
                paths.append(reverse(name))
        except NoReverseMatch:
            continue
    for path in paths:
        yield from (f"{path}?q={asked}" for asked in (ASKED, ASKED[:5], WITH_A_MISTAKE))


# Pages of every type


def page_types() -> list[type[Model]]:
    """Every page type that can be found, without the home page, which is always public."""
    found = [source.model for source in sources() if issubclass(source.model, Page)]
    return [model for model in found if model is not HomePage]


def make_pages(tree: SimpleNamespace, **fields: Any) -> list[Page]:
    """A page of every type, where editors may make one."""
    makers = {maker._meta.model: maker for maker in factories.PageFactory.__subclasses__()}
    places = {type(page): page for page in vars(tree).values()}
    pages = []
    for number, model in enumerate(page_types()):
        parents = model.allowed_parent_page_models()  # type: ignore[attr-defined]
        parent = next(places[parent] for parent in parents if parent in places)
        made = makers[model](
            parent=Page.objects.get(pk=parent.pk), title=TITLE, slug=f"taina-{number}", **fields
        )
        pages.append(Page.objects.get(pk=made.pk).specific)
    return pages


def unpublish(pages: list[Page]) -> None:
    for page in pages:
        page.unpublish()


def expire(pages: list[Page]) -> None:
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(
        expire_at=timezone.now() - timedelta(hours=1)
    )
    call_command("publish_scheduled")


def delete(pages: list[Page]) -> None:
    for page in pages:
        Page.objects.get(pk=page.pk).delete()


def close_each(how: str) -> Callable[[list[Page]], None]:
    def close(pages: list[Page]) -> None:
        for page in pages:
            PageViewRestriction.objects.create(page_id=page.pk, restriction_type=how, password="x")

    return close


def close_above(pages: list[Page]) -> None:
    for parent in {page.get_parent() for page in pages}:
        PageViewRestriction.objects.create(page_id=parent.pk, restriction_type="login")


def move_under_closed(pages: list[Page]) -> None:
    home = HomePage.objects.get()
    closed = factories.StandardPageFactory(parent=home, title="Само за служители")
    PageViewRestriction.objects.create(page_id=closed.pk, restriction_type="login")
    for page in pages:
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=closed.pk), pos="last-child")


HIDING = {
    "unpublished": unpublish,
    "expired": expire,
    "deleted": delete,
    **{f"closed by {how}": close_each(how) for how in CLOSED},
    "under a closed page": close_above,
    "moved under a closed page": move_under_closed,
}


@pytest.mark.slow
@pytest.mark.parametrize("hide", HIDING.values(), ids=HIDING)
def test_pages_of_every_type_are_silent_from_the_moment_they_are_hidden(
    hide: Callable[[list[Page]], None],
    either_backend: str,
    leaking: SimpleNamespace,
) -> None:
    pages = make_pages(leaking.tree)
    assert_found(leaking.client, leaking.search, len(pages))
    leaking.stop_queue()
    hide(pages)
    assert_silent_from_now_on(leaking)


def schedule(tree: SimpleNamespace) -> None:
    for page in make_pages(tree, live=False):
        page.go_live_at = timezone.now() + timedelta(days=1)
        page.save_revision().publish()


def change_without_publishing(tree: SimpleNamespace) -> None:
    for page in vars(tree).values():
        draft = Page.objects.get(pk=page.pk).specific
        draft.title = TITLE
        draft.save_revision()


def make_drafts(tree: SimpleNamespace) -> None:
    make_pages(tree, live=False)


@pytest.mark.slow
@pytest.mark.parametrize("make", [make_drafts, schedule, change_without_publishing])
def test_what_was_never_public_is_silent(
    make: Callable[[SimpleNamespace], None], either_backend: str, leaking: SimpleNamespace
) -> None:
    make(leaking.tree)
    assert_silent_from_now_on(leaking)


def test_a_mirror_of_a_page_is_found_only_as_the_page(
    either_backend: str, leaking: SimpleNamespace, locales: SimpleNamespace
) -> None:
    page = factories.StandardPageFactory(parent=leaking.tree.home, title=TITLE)
    leaking.tree.home.copy_for_translation(locales.en).save_revision().publish()
    page.copy_for_translation(locales.en, alias=True)
    assert leaking.search(ASKED, language="en").total == 1
    page.unpublish()
    assert_silent(leaking.client, leaking.search)


# Other kinds of things


def a_comment(tree: SimpleNamespace) -> Model:
    return make_comment(tree.policy, comment=TITLE)


def a_document(tree: SimpleNamespace) -> Model:
    folder = Collection.get_first_root_node().add_child(name=FOLDER)
    return Document.objects.create(title=TITLE, collection=folder, file="a.pdf")


def a_measure(tree: SimpleNamespace) -> Model:
    return factories.MeasureFactory(objective__policy=tree.policy, title=TITLE)


def an_indicator(tree: SimpleNamespace) -> Model:
    return factories.PolicyIndicatorFactory(measure__objective__policy=tree.policy, title=TITLE)


def an_observation(tree: SimpleNamespace) -> Model:
    measure = factories.MeasureFactory(objective__policy=tree.policy)
    return factories.ObservationFactory(measure=measure, text=TITLE, author=SECRET)


def a_line_of_a_report(tree: SimpleNamespace) -> Model:
    measure = factories.MeasureFactory(objective__policy=tree.policy)
    report = factories.MonitoringReportPageFactory(parent=tree.policy)
    report.lines = [ReportLine(measure=measure, problems=TITLE, locale=report.locale)]
    report.save_revision().publish()
    return measure


def in_state(state: str) -> Callable[[Any], None]:
    def change(comment: Any) -> None:
        comment.state = state
        comment.save()

    return change


def with_its_page(thing: Any) -> None:
    Page.objects.get(pk=thing.page.pk).specific.unpublish()


def with_its_policy(thing: Any) -> None:
    policy = thing.policy if hasattr(thing, "policy") else thing.measure.policy
    Page.objects.get(pk=policy.pk).specific.unpublish()


def with_its_objective(part: Any) -> None:
    measure = part if isinstance(part, Measure) else part.measure
    measure.objective.unpublish()


def with_its_measure(part: Any) -> None:
    part.measure.unpublish()


def rejected(observation: Any) -> None:
    observation.state = ObservationState.REJECTED
    observation.save()


def in_a_closed_collection(document: Any) -> None:
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )


def moved_to_a_closed_collection(document: Any) -> None:
    closed = Collection.get_first_root_node().add_child(name="Затворена")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    document.collection = closed
    document.save()


def taken_back(part: Any) -> None:
    part.unpublish()


def gone(thing: Any) -> None:
    thing.delete()


HIDDEN = [
    *(
        pytest.param(a_comment, in_state(state), id=f"comment {state}")
        for state in CommentState.values
        if state != CommentState.PUBLISHED
    ),
    pytest.param(a_comment, with_its_page, id="comment of a hidden page"),
    pytest.param(a_comment, gone, id="comment deleted"),
    pytest.param(a_document, in_a_closed_collection, id="document in a closed collection"),
    pytest.param(a_document, moved_to_a_closed_collection, id="document moved to a closed one"),
    pytest.param(a_document, gone, id="document deleted"),
    pytest.param(a_measure, taken_back, id="measure taken back"),
    pytest.param(a_measure, with_its_policy, id="measure of a hidden policy"),
    pytest.param(a_measure, with_its_objective, id="measure of a hidden objective"),
    pytest.param(an_indicator, with_its_objective, id="indicator of a hidden objective"),
    pytest.param(an_observation, rejected, id="observation taken back"),
    pytest.param(an_observation, gone, id="observation deleted"),
    pytest.param(an_observation, with_its_measure, id="observation of a hidden measure"),
    pytest.param(an_observation, with_its_objective, id="observation of a hidden objective"),
    pytest.param(an_observation, with_its_policy, id="observation of a hidden policy"),
    pytest.param(a_line_of_a_report, taken_back, id="report on a measure taken back"),
    pytest.param(a_line_of_a_report, with_its_objective, id="report on a hidden objective"),
    pytest.param(a_line_of_a_report, gone, id="report on a deleted measure"),
    pytest.param(an_indicator, taken_back, id="indicator taken back"),
    pytest.param(an_indicator, with_its_policy, id="indicator of a hidden policy"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("make", "hide"), HIDDEN)
def test_other_things_are_silent_from_the_moment_they_are_hidden(
    make: Callable[[SimpleNamespace], Any],
    hide: Callable[[Any], None],
    either_backend: str,
    leaking: SimpleNamespace,
) -> None:
    thing = make(leaking.tree)
    assert leaking.search(ASKED).total > 0
    leaking.stop_queue()
    hide(thing)
    assert_silent_from_now_on(leaking)


def test_what_a_hidden_page_taught_is_forgotten(
    either_backend: str, leaking: SimpleNamespace
) -> None:
    long = "Криволашко дружество за озеленяване"
    teaching = factories.NewsPageFactory(
        parent=leaking.tree.news, body=factories.paragraphs(f"Решава {long} (КДО)")
    )
    factories.NewsPageFactory(
        parent=leaking.tree.news, title="Обява", body=factories.paragraphs(f"{long} обявява")
    )
    assert "Обява" in titles(leaking.search("КДО"))
    leaking.stop_queue()
    teaching.unpublish()
    assert titles(leaking.search("КДО")) == []


def test_what_waits_for_approval_is_silent(either_backend: str, leaking: SimpleNamespace) -> None:
    measure = factories.MeasureFactory(objective__policy=leaking.tree.policy)
    factories.ObservationFactory(measure=measure, text=TITLE, author=TITLE, state="waiting")
    factories.StatusEntryFactory(measure=measure, note=TITLE, state="waiting")
    make_comment(leaking.tree.policy, comment=TITLE, state=CommentState.PENDING)
    assert_silent_from_now_on(leaking)


def test_documents_are_silent_as_soon_as_their_folder_is_moved_into_a_closed_one(
    either_backend: str,
    leaking: SimpleNamespace,
    cms: Callable[..., Client],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    a_document(leaking.tree)
    folder = Collection.objects.get(name=FOLDER)
    closed = Collection.get_first_root_node().add_child(name="Затворена")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert leaking.search(ASKED).total > 0
    leaking.stop_queue()
    with django_capture_on_commit_callbacks(execute=True):
        answer = cms("administrator").post(
            f"/cms/collections/{folder.pk}/", {"name": folder.name, "parent": closed.pk}
        )
    assert answer.status_code == 302
    assert_silent_from_now_on(leaking)


@pytest.mark.parametrize("words", [False, True])
def test_an_erased_person_is_silent_at_once(
    words: bool, either_backend: str, leaking: SimpleNamespace
) -> None:
    make_comment(leaking.tree.policy, user_name=SECRET, comment=SECRET, user_email="a@example.org")
    make_comment(leaking.tree.policy, user_name="Петър", comment="Друго")
    other = leaking.search("Петър").total
    assert leaking.search(SECRET).total == 1
    leaking.stop_queue()
    erase_person("a@example.org", words=words, at=timezone.now())
    assert leaking.search(SECRET).total == 0
    call_command("search_repair", stdout=StringIO())
    assert leaking.search(SECRET).total == (0 if words else 1), "the words stay without the name"
    assert not [title for title in titles(leaking.search(SECRET)) if SECRET in title]
    assert leaking.search("Петър").total == other


def test_the_name_of_an_erased_observer_is_silent_at_once(
    either_backend: str, leaking: SimpleNamespace
) -> None:
    measure = factories.MeasureFactory(objective__policy=leaking.tree.policy)
    factories.ObservationFactory(measure=measure, author=SECRET, email="a@example.org")
    assert leaking.search(SECRET).total == 1
    leaking.stop_queue()
    erase_person("a@example.org", words=False, at=timezone.now())
    assert leaking.search(SECRET).total == 0


def test_what_an_author_wrote_otherwise_is_silent_at_once(
    either_backend: str, leaking: SimpleNamespace
) -> None:
    policy = leaking.tree.policy
    kind = ContentType.objects.get_for_model(policy)
    CommentRules.objects.create(content_type=kind, mode=ModerationMode.AFTER)
    comment = make_comment(policy, comment=TITLE)
    assert leaking.search(ASKED).total == 1
    leaking.stop_queue()
    changed = edit_comment(comment, text="Без имена", at=timezone.now())
    assert changed.state == CommentState.PUBLISHED
    assert_silent_from_now_on(leaking)


def test_what_stood_in_a_replaced_file_is_silent_at_once(
    either_backend: str, leaking: SimpleNamespace
) -> None:
    document = Document.objects.create(
        title="Преглед", file=ContentFile(TITLE.encode(), name="a.txt")
    )
    assert leaking.search(ASKED).total == 1
    leaking.stop_queue()
    document.file = ContentFile("Без имена".encode(), name="b.txt")
    document.save()
    assert_silent_from_now_on(leaking)
    assert titles(leaking.search("преглед")) == ["Преглед"]
