"""The demo content: loaded once for all questions that are asked of it."""

import io
import json
import re
import stat
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.contrib.sites.models import Site as DjangoSite
from django.core.management import call_command
from django.test import Client, TestCase
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import Collection, Locale, Page, Site
from wagtail_localize.models import StringSegment

from evaluation.models import Indicator
from forms.enums import Stage
from forms.models import ConsultationPage
from home.demo.content.policy_numbers import FIGURES
from home.demo.outcomes import Loading, Outcome, Step
from home.demo.parts import PAGES, POLICIES, dictionary, steps
from home.management.commands import load_demo
from home.models import ProjectPage
from legal_text.models import RulesPage
from news.models import NewsPage
from policies.enums import MeasureStatus
from policies.models import Measure, MeasureStanding, PolicyPage
from recommendations.enums import RecommendationStatus
from recommendations.models import Recommendation
from zaedno.comments.models import CitizenComment, PendingComment
from zaedno.core.days import today
from zaedno.core.models import (
    CustomDocument,
    CustomImage,
    PolicyArea,
    Settlement,
    SiteSettings,
    Unit,
)
from zaedno.users.models import User

# Wagtail leaves the file of a new rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")

CYRILLIC = re.compile("[А-Яа-я]")


def load(*options: str) -> str:
    """What the command says."""
    out = io.StringIO()
    call_command("load_demo", *options, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def each_step_is_committed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish translations after their step, as outside of a test: their parents come first."""

    def committed(step: Step) -> Step:
        def run(loading: Loading) -> Outcome:
            with TestCase.captureOnCommitCallbacks(execute=True):
                return step.run(loading)

        return Step(step.name, run)

    monkeypatch.setattr(load_demo, "steps", lambda: [committed(step) for step in steps()])


@pytest.fixture
def data_dir(tmp_path: Path, settings: LazySettings) -> Path:
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SITE_URL = "http://127.0.0.1:8123"
    return tmp_path


@pytest.fixture
def root(db: None) -> None:
    """A tree with a root, also after tests that emptied every table."""
    Locale.objects.get_or_create(language_code="bg")
    if Page.get_first_root_node() is None:
        Page.add_root(instance=Page(title="Root", slug="root"))
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")


def state() -> dict[str, Any]:
    """What a second run must not change."""
    return {
        "pages": list(
            Page.objects.order_by("pk").values_list("pk", "title", "slug", "latest_revision_id")
        ),
        "measures": list(Measure.objects.order_by("pk").values_list("pk", "title", "deadline")),
        "terms": list(ConsultationPage.objects.order_by("pk").values_list("opens", "closes")),
        "comments": list(CitizenComment.objects.order_by("pk").values_list("pk", "state")),
        "passwords": list(User.objects.order_by("pk").values_list("username", "password")),
        "answers": FormSubmission.objects.count(),
        "files": (CustomImage.objects.count(), CustomDocument.objects.count()),
    }


@pytest.mark.slow
@pytest.mark.usefixtures("root", "each_step_is_committed")
def test_the_demo_tells_its_story(data_dir: Path) -> None:
    said = load()

    assert "No English" not in said
    tree_is_whole()
    everything_is_in_english()
    content_is_there()
    consultations_stand_where_they_should()
    the_project_names_its_results()
    comments_are_in_every_state()
    the_site_knows_its_address()
    documents_are_real()
    staff_can_sign_in(data_dir)
    pages_answer()

    a_second_run_changes_nothing(data_dir)
    a_stopped_run_goes_on()
    editors_changes_stay_until_refreshed()
    lost_logins_are_made_anew(data_dir)


def tree_is_whole() -> None:
    assert Page.find_problems() == ([], [], [], [], [])
    assert Page.objects.filter(depth=2).count() == 2
    menu = Page.objects.filter(depth=3, locale__language_code="bg").live().in_menu()
    assert [page.title for page in menu] == [
        *("Консултации", "Политики", "Правила", "Анализи", "Новини", "Кампании", "Проектът")
    ]
    for demo in PAGES:
        page = apps.get_model(demo.model).objects.get(translation_key=demo.key, locale_id=bg())
        assert page.live, demo.slug
        assert page.revisions.exists(), demo.slug
        page.full_clean()


def bg() -> int:
    return Locale.objects.get(language_code="bg").pk


def everything_is_in_english() -> None:
    english = Locale.objects.get(language_code="en")
    missing = StringSegment.objects.annotate_translation(english).filter(translation__isnull=True)
    assert list(missing.values_list("string__data", flat=True)) == []
    for demo in PAGES:
        original = Page.objects.get(translation_key=demo.key, locale_id=bg())
        page = original.get_translation(english).specific
        assert (page.live, page.slug, page.alias_of_id) == (True, demo.english_slug, None)
        assert not CYRILLIC.search(json.dumps(json.loads(page.to_json()), ensure_ascii=False)), page
    for model in (PolicyArea, Unit, Settlement):
        names = model.objects.filter(locale=english).values_list("name", flat=True)
        assert len(names) == model.objects.filter(locale_id=bg()).count()
        assert not any(CYRILLIC.search(name) for name in names)


def content_is_there() -> None:
    def count(model: Any) -> int:
        return int(model.objects.filter(locale_id=bg()).count())

    assert count(PolicyPage) == 6
    assert count(NewsPage) == 8
    assert count(Indicator) == 8
    assert count(Settlement) == 13
    assert set(MeasureStanding.objects.values_list("status", flat=True)) == set(
        MeasureStatus.values
    )
    assert Measure.objects.late(on=today()).exists()
    statuses = {item.status for item in Recommendation.objects.all()}
    assert statuses == set(RecommendationStatus.values)
    rules = RulesPage.objects.get(slug="pravila-za-platformata")
    assert sum(block.block_type == "article" for block in rules.text) >= 12
    assert str(rules.in_force_from) == "2023-12-01"
    assert FormSubmission.objects.count() == 12
    assert all(image.description for image in CustomImage.objects.all())
    for index, page in enumerate(PolicyPage.objects.filter(locale_id=bg())):
        assert page.objectives.count() >= 3, index


def consultations_stand_where_they_should() -> None:
    found = {page.slug: page for page in ConsultationPage.objects.filter(locale_id=bg())}
    assert {page.stage for page in found.values()} == {Stage.PLANNED, Stage.OPEN, Stage.REPORTED}
    still_open = found["naredba-za-otpadatsite"]
    assert still_open.opens == today() - timedelta(days=10)
    assert still_open.closes == today() + timedelta(days=25)
    assert len([block for block in still_open.reasons if block.block_type == "heading"]) == 5
    assert still_open.forms().count() == 1
    assert still_open.forms()[0].form_fields.count() == 6


def the_project_names_its_results() -> None:
    project = ProjectPage.objects.get(locale_id=bg())
    assert (str(project.total), project.currency, str(project.eu_share)) == (
        *("57834.00", "BGN", "85.0"),
    )
    assert (str(project.start), str(project.end)) == ("2022-08-11", "2023-12-31")
    assert [activity.fulfilled_by.live for activity in project.activities.all()] == [True] * 5


def comments_are_in_every_state() -> None:
    states = set(CitizenComment.objects.values_list("state", flat=True))
    assert states == {"pending", "published", "rejected", "removed", "withdrawn"}
    assert PendingComment.objects.count() == 1
    assert max(CitizenComment.objects.values_list("level", flat=True)) == 2
    for comment in CitizenComment.objects.filter(state__in=("rejected", "removed")):
        assert comment.reason
        assert comment.actions.exists()


def the_site_knows_its_address() -> None:
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("127.0.0.1", 8123)
    assert DjangoSite.objects.get(pk=1).domain == "127.0.0.1:8123"
    known = SiteSettings.for_site(site)
    assert known.rules_page.slug == "pravila-za-platformata"
    assert known.accessibility_page.slug == "dostapnost"
    assert known.privacy_page.slug == "lichni-danni"
    assert known.contact_page.slug == "kontakti"


def documents_are_real() -> None:
    for document in CustomDocument.objects.all():
        with document.open_file() as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
            assert archive.testzip() is None
            text = archive.read("word/document.xml").decode()
            assert "Heading1" in text
            assert document.title in text


def staff_can_sign_in(data_dir: Path) -> None:
    path = data_dir / "demo-logins.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    logins = json.loads(path.read_text())
    assert set(logins) == {
        *("admin", "editor", "legal", "secretary", "moderator", "communications", "analyst")
    }
    for key, login in logins.items():
        user = User.objects.get(username=login["username"])
        assert user.check_password(login["password"]), key
        assert [group.name for group in user.groups.all()] == login["groups"]
        assert user.has_perm("wagtailadmin.access_admin"), key
        assert user.is_superuser is (key == "admin")
    assert len({login["password"] for login in logins.values()}) == len(logins)


def pages_answer() -> None:
    client = Client(SERVER_NAME="127.0.0.1", SERVER_PORT="8123")
    for page in Page.objects.filter(depth__gt=1).live():
        response = client.get(page.get_url())
        assert response.status_code == 200, page.get_url()


def a_second_run_changes_nothing(data_dir: Path) -> None:
    before, logins = state(), (data_dir / "demo-logins.json").read_bytes()

    assert "no change" in load()

    assert state() == before
    assert (data_dir / "demo-logins.json").read_bytes() == logins


def a_stopped_run_goes_on() -> None:
    """What a run that was stopped had not reached is made by the next."""
    page = Page.objects.get(slug="budget-on-one-page")
    page.delete()
    original = Page.objects.get(slug="byudzhet-na-edna-stranitsa")
    original.delete()

    assert "2 created" in load()

    assert Page.objects.filter(slug="budget-on-one-page", live=True).exists()


def editors_changes_stay_until_refreshed() -> None:
    page = PolicyPage.objects.get(slug="mladezhka-strategia")
    page.title = "Променено заглавие"
    page.save_revision().publish()
    measures = Measure.objects.count()

    assert "no change" in load()
    page.refresh_from_db()
    assert page.title == "Променено заглавие"

    assert "refreshed" in load("--refresh")
    page.refresh_from_db()
    assert page.title == "Стратегия за младежта"
    assert Measure.objects.count() == measures
    everything_is_in_english()
    fields = ConsultationPage.objects.get(slug="naredba-za-otpadatsite").forms()[0].form_fields
    assert all(field.clean_name for field in fields.all())


def lost_logins_are_made_anew(data_dir: Path) -> None:
    (data_dir / "demo-logins.json").unlink()

    load()

    staff_can_sign_in(data_dir)


def test_no_text_has_two_translations() -> None:
    words = dictionary()

    assert len(words) > 400
    assert not [english for english in words.values() if CYRILLIC.search(english)]


def test_states_in_the_content_are_those_of_the_models() -> None:
    found = {
        measure.status
        for policy in POLICIES
        for objective in policy.objectives
        for measure in objective.measures
    }
    assert found == set(MeasureStatus.values)


def test_figures_belong_to_measures_of_the_content() -> None:
    numbered = {
        (policy.page.slug, f"{number}.{place}")
        for policy in POLICIES
        for number, objective in enumerate(policy.objectives, start=1)
        for place, _measure in enumerate(objective.measures, start=1)
    }
    assert {(slug, code) for slug, codes in FIGURES.items() for code in codes} <= numbered
