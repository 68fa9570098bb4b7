"""What every list of the API does alike."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from tests import factories
from tests.api.conftest import BEHIND, LISTS, Ask, comment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", LISTS)
def test_a_list_gives_what_is_public(full_tree: SimpleNamespace, ask: Ask, name: str) -> None:
    answer = ask(f"{name}/")
    assert answer.status_code == 200
    assert answer.json()["count"] == len(answer.json()["items"]) == 1
    assert {"id", "url", "api_url", "locale"} <= answer.json()["items"][0].keys()


def _unpublish(page: Any) -> None:
    page.live = False
    page.save()


def _restrict(page: Any, kind: str = PageViewRestriction.LOGIN) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="parola")


@pytest.mark.parametrize("name", LISTS)
def test_drafts_are_in_no_list(full_tree: SimpleNamespace, ask: Ask, name: str) -> None:
    _unpublish(getattr(full_tree, BEHIND[name]))
    assert ask(f"{name}/").json() == {"count": 0, "items": []}
    assert ask(f"datasets/{name}.csv").content.decode().count("\r\n") == 1


@pytest.mark.parametrize("name", LISTS)
def test_expired_pages_are_in_no_list(full_tree: SimpleNamespace, ask: Ask, name: str) -> None:
    page = getattr(full_tree, BEHIND[name])
    page.live, page.expired = False, True
    page.save()
    assert ask(f"{name}/").json()["count"] == 0


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("above", [False, True], ids=["the page", "a page above it"])
def test_private_pages_are_in_no_list(
    full_tree: SimpleNamespace, ask: Ask, name: str, above: bool
) -> None:
    page = getattr(full_tree, BEHIND[name])
    _restrict(page.get_parent() if above else page)
    assert ask(f"{name}/").json()["count"] == 0
    assert ask(f"datasets/{name}.csv").content.decode().count("\r\n") == 1


@pytest.mark.parametrize("path", ["pages/{pk}/", "by-path/?path=/politiki/", "pages/"])
def test_a_password_given_on_the_site_opens_nothing_here(
    site_tree: SimpleNamespace, path: str
) -> None:
    _restrict(site_tree.policies, PageViewRestriction.PASSWORD)
    client = Client()
    restriction = PageViewRestriction.objects.get()
    session = client.session
    session[restriction.passed_view_restrictions_session_key] = [restriction.pk]
    session.save()
    answer = client.get(f"/api/v3/{path.format(pk=site_tree.policies.pk)}")
    assert site_tree.policies.title not in answer.content.decode()


def test_staff_who_are_signed_in_see_what_everyone_sees(site_tree: SimpleNamespace) -> None:
    _unpublish(site_tree.policy)
    client = Client()
    staff: Any = factories.UserFactory(is_superuser=True)
    client.force_login(staff)
    assert client.get("/api/v3/policies/").json()["count"] == 0
    assert client.get(f"/api/v3/pages/{site_tree.policy.pk}/?version=draft").status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_twenty_items_cost_five_queries(
    full_tree: SimpleNamespace, ask: Ask, name: str, django_assert_max_num_queries: Any
) -> None:
    _fill(full_tree, name, 19)
    ask(f"{name}/")  # addresses of the site are kept from now on
    with django_assert_max_num_queries(5):
        assert len(ask(f"{name}/").json()["items"]) == 20


def _fill(tree: SimpleNamespace, name: str, number: int) -> None:
    area, unit = factories.PolicyAreaFactory(), factories.UnitFactory()
    about = {"area": area, "unit": unit}
    make = {
        "policies": lambda: factories.MeasureFactory(
            objective__policy=factories.PolicyPageFactory(parent=tree.policies, **about)
        ),
        "rules": lambda: factories.RulesPageFactory(parent=tree.rules, **about),
        "consultations": lambda: factories.ConsultationPageFactory(
            parent=tree.consultations, **about
        ),
        "forms": lambda: factories.ConsultationFormFieldFactory(
            page=factories.ConsultationFormPageFactory(parent=tree.consultation)
        ),
        "recommendations": lambda: factories.RecommendationFactory(
            page=factories.AnalysisPageFactory(parent=tree.analyses, area=area), unit=unit
        ),
        "evaluation": lambda: factories.IndicatorFactory(page=tree.methodology),
        "news": lambda: factories.NewsPageFactory(
            parent=tree.news, image=factories.ImageFactory(), **about
        ),
        "campaigns": lambda: factories.CampaignPageFactory(parent=tree.campaigns, **about),
        "comments": lambda: comment(tree.news_page),
    }[name]
    for _ in range(number):
        make()


def test_pages_of_a_list_follow_each_other(site_tree: SimpleNamespace, ask: Ask) -> None:
    for _ in range(4):
        factories.NewsPageFactory(parent=site_tree.news)
    ids = [
        item["id"]
        for offset in (0, 2, 4)
        for item in ask("news/", limit=2, offset=offset).json()["items"]
    ]
    assert len(set(ids)) == ask("news/").json()["count"] == 5
    assert ask("news/", offset=2**40).json()["items"] == []


def test_translations_lead_to_each_other(
    site_tree: SimpleNamespace, locales: SimpleNamespace, ask: Ask
) -> None:
    home = site_tree.home.copy_for_translation(locales.en)
    home.save_revision().publish()
    index = site_tree.news.copy_for_translation(locales.en)
    index.save_revision().publish()
    page = site_tree.news_page.copy_for_translation(locales.en)
    page.title = "News in English"
    page.save_revision().publish()
    (bulgarian,) = ask("news/", locale="bg").json()["items"]
    (english,) = ask("news/", locale="en").json()["items"]
    assert english["title"] == "News in English"
    assert bulgarian["translations"] == [
        {
            "locale": "en",
            "id": english["id"],
            "url": english["url"],
            "api_url": english["api_url"],
        }
    ]
    _unpublish(page)
    assert ask("news/", locale="bg").json()["items"][0]["translations"] == []


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        pytest.param("policies/?foo=1", "foo", id="unknown parameter"),
        pytest.param("policies/?closes__gte=1", "closes__gte", id="lookup"),
        pytest.param("policies/?limit=101", "100", id="limit too large"),
        pytest.param("policies/?limit=0", "1", id="limit zero"),
        pytest.param("policies/?limit=x", "limit", id="limit is no number"),
        pytest.param("policies/?offset=-1", "offset", id="negative offset"),
        pytest.param("policies/?offset=99999999999999999999", "извън", id="offset beyond 64 bits"),
        pytest.param("policies/?area=99999999999999999999", "area", id="id beyond 64 bits"),
        pytest.param("policies/?locale=de", "locale", id="unknown language"),
        pytest.param("policies/?kind=x", "'plan'", id="unknown kind"),
        pytest.param("policies/?order=slug", "order", id="unknown order"),
        pytest.param("policies/?year=12", "year", id="year of two digits"),
        pytest.param("policies/?order=%00", "NUL", id="NUL"),
        pytest.param("pages/?search=%00", "NUL", id="NUL in Wagtail's own list"),
        pytest.param("pages/?site=a:b", "b", id="port is no number"),
        pytest.param("pages/?site=a:99999999", "99999999", id="port out of range"),
        pytest.param("pages/find/?html_path=/&site=a:b", "b", id="odd site of find"),
        pytest.param("pages/?site=%22'", "'", id="site is no host name"),
        pytest.param("pages/?order=nothing", "nothing", id="unknown order of pages"),
        pytest.param("pages/?show_in_menus=perhaps", "perhaps", id="neither yes nor no"),
        pytest.param("pages/?child_of=999999", "child_of", id="parent that is not there"),
        pytest.param(
            "pages/?type=policies.PolicyPage&area=99999999999999999999",
            "",
            id="filter beyond 64 bits",
        ),
        pytest.param("pages/?type=home.ProjectPage&total=x", "x", id="amount is no number"),
        pytest.param(f"by-path/?path={'a' * 3000}", "path", id="address too long"),
        pytest.param("datasets/news.csv?limit=5", "limit", id="a part of a file"),
        pytest.param("datasets/news.csv?foo=5", "foo", id="unknown parameter of a file"),
        pytest.param("search/?q=a&kind=nothing", "nothing", id="unknown kind of result"),
        pytest.param("search/?q=a&order=x", "'relevance', 'date'", id="unknown order of results"),
        pytest.param("search/", "q", id="nothing to search for"),
    ],
)
def test_a_mistake_is_named(home: Page, path: str, sentence: str) -> None:
    answer = Client().get(f"/api/v3/{path}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert sentence in answer.json()["detail"]
    assert answer.json()["status"] == 400


@pytest.mark.parametrize(
    "path",
    [
        *("nothing/", "pages/abc/", "pages/99999999999999999999999/", "comments/?page=999"),
        *("pages/find/?id=99999999999999999999999", "by-path/?path=/nothing/", "datasets/x.csv"),
        *("by-path/?locale=en&path=/", "images/99999999999999999999999/"),
    ],
)
def test_what_is_not_there_is_not_found(home: Page, path: str) -> None:
    answer = Client().get(f"/api/v3/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["detail"]


@pytest.mark.parametrize("text", ['"*(', '"план', "план AND (", "a" * 10_000, "🙂", "-", "NEAR/2"])
@pytest.mark.parametrize("path", ["pages/", "images/", "documents/"])
def test_signs_in_a_search_break_nothing(home: Page, ask: Ask, path: str, text: str) -> None:
    assert ask(path, search=text).status_code == 200


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        pytest.param({"year": 2024}, True, id="first year"),
        pytest.param({"year": 2027}, True, id="last year"),
        pytest.param({"year": 2028}, False, id="year after"),
        pytest.param({"kind": "plan"}, True, id="kind"),
        pytest.param({"kind": "strategy"}, False, id="another kind"),
        pytest.param({"area": 12345}, False, id="another area"),
    ],
)
def test_policies_are_filtered(
    site_tree: SimpleNamespace, ask: Ask, parameters: dict[str, Any], found: bool
) -> None:
    assert ask("policies/", **parameters).json()["count"] == int(found)


def test_area_and_unit_filter_policies(site_tree: SimpleNamespace, ask: Ask) -> None:
    area: Any = factories.PolicyAreaFactory()
    unit: Any = factories.UnitFactory()
    page = factories.PolicyPageFactory(parent=site_tree.policies, area=area, unit=unit)
    for parameters in ({"area": area.pk}, {"unit": unit.pk}):
        (item,) = ask("policies/", **parameters).json()["items"]
        assert item["id"] == page.pk
        assert item["area"] == {"id": area.pk, "name": area.name}


@pytest.mark.parametrize("stage", ["planned", "open", "closed", "reported"])
def test_consultations_are_filtered_by_stage(
    site_tree: SimpleNamespace, ask: Ask, today: Any, stage: str
) -> None:
    page = site_tree.consultation
    if stage == "planned":
        page.opens = today + timedelta(days=1)
    if stage in ("closed", "reported"):
        page.opens, page.closes = today - timedelta(days=40), today - timedelta(days=1)
    if stage == "reported":
        page.report = factories.paragraphs("Приети са две предложения.")
    page.save()
    for asked in ("planned", "open", "closed", "reported"):
        assert ask("consultations/", stage=asked).json()["count"] == int(asked == stage)
    (item,) = ask("consultations/").json()["items"]
    assert item["stage"] == stage == ask(f"pages/{page.pk}/").json()["stage"]


def test_progress_of_lists_is_that_of_pages(site_tree: SimpleNamespace, ask: Ask) -> None:
    objective = factories.ObjectiveFactory(policy=site_tree.policy)
    for facts in (
        {"status": "done"},
        {"status": "dropped", "deadline": "2020-01-01"},
        {"status": "in_progress", "deadline": "2020-01-01"},
        {"status": "not_started"},
    ):
        factories.MeasureFactory(objective=objective, **facts)
    factories.ObjectiveFactory(policy=site_tree.policy)
    (item,) = ask("policies/").json()["items"]
    assert item["progress"] == {
        "total": 3,
        "done": 1,
        "late": 1,
        "dropped": 1,
        "unknown": 0,
        "percent": 50,
    }
    assert ask(f"pages/{site_tree.policy.pk}/").json()["progress"] == item["progress"]


@pytest.mark.parametrize(
    ("since", "until", "binds"),
    [
        pytest.param("2020-01-01", None, True, id="without end"),
        pytest.param("2020-01-01", "2020-12-31", False, id="ended"),
        pytest.param("2090-01-01", None, False, id="not yet"),
        pytest.param(None, None, False, id="without date"),
    ],
)
def test_rules_are_filtered_by_force(
    site_tree: SimpleNamespace, ask: Ask, since: str | None, until: str | None, binds: bool
) -> None:
    site_tree.rules_page.in_force_from, site_tree.rules_page.in_force_to = since, until
    site_tree.rules_page.save()
    assert ask("rules/", in_force=True).json()["count"] == int(binds)
    assert ask("rules/", in_force=False).json()["count"] == int(not binds)
    assert ask("rules/").json()["items"][0]["in_force"] is binds


def test_names_of_states_are_in_the_language_of_the_page(
    full_tree: SimpleNamespace, settings: Any
) -> None:
    said = {
        Client().get("/api/v3/consultations/", headers={"accept-language": code}).content
        for code in ("bg", "en")
    }
    assert len(said) == 1


def test_groups_do_not_matter(full_tree: SimpleNamespace, ask: Ask) -> None:
    restriction = PageViewRestriction.objects.create(
        page=full_tree.news, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.create(name="press"))
    assert ask("news/").json()["count"] == 0
