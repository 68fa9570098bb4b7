"""The demo content in the order in which it is loaded."""

from functools import partial

from home.demo.accounts import finish_roles, load_staff
from home.demo.answers import load_answers
from home.demo.content import (
    analyses,
    consultations,
    monitoring,
    news,
    places,
    policies_people,
    policies_place,
    project,
    questionnaires,
    rules,
    sections,
    statements,
)
from home.demo.content.files import PAPERS, PICTURES
from home.demo.content.observations import OBSERVATIONS
from home.demo.content.reasons import REASONS
from home.demo.content.remarks import REMARKS
from home.demo.english import load_english
from home.demo.media import load_document, load_picture
from home.demo.moderation import load_comment_rules, load_reason
from home.demo.observations import load_observation
from home.demo.outcomes import Loading, Outcome, Step
from home.demo.pages import NOTICE, find_page, load_page
from home.demo.places import place_steps
from home.demo.promises import load_promises
from home.demo.remarks import load_remark
from home.demo.site import load_settings, load_site
from home.demo.words import DemoPage, said_in

POLICIES = (*policies_people.PEOPLE, *policies_place.PLACE)

# A page stands after those to which it leads; sections stand in the order of the menu.
PAGES: tuple[DemoPage, ...] = (
    sections.HOME,
    *sections.SECTIONS,
    *(policy.page for policy in POLICIES),
    *rules.RULES_PAGES,
    *consultations.CONSULTATIONS,
    *questionnaires.FORMS,
    analyses.ANALYSIS,
    analyses.METHODOLOGY,
    *news.NEWS,
    sections.HOW_IT_WORKS,
    news.CAMPAIGN,
    project.PROJECT,
    sections.ABOUT,
    sections.OPEN_DATA,
    *statements.STATEMENTS,
)
# They say something of measures, which are loaded after the pages of their policies.
REPORTS = monitoring.REPORTS


def dictionary() -> dict[str, str]:
    """English by Bulgarian text, of everything that is said in both languages.

    Raises:
        ValueError: a text is said in two ways in English.
    """
    words: dict[str, str] = {}
    for said in said_in((PAGES, REPORTS, NOTICE, places.AREAS, places.UNITS)):
        if words.setdefault(str(said), said.english) != said.english:
            raise ValueError(f"Two translations of “{said}”")
    return words


def steps() -> list[Step]:
    """Everything that is loaded, each step repeatable."""
    words = dictionary()
    return [
        Step("staff", load_staff),
        *place_steps(words),
        *(Step(name, partial(load_picture, name)) for name in PICTURES),
        *(Step(name, partial(load_document, name)) for name in PAPERS),
        *(Step(page.slug, partial(load_page, page)) for page in PAGES[:1]),
        Step("site", load_site),
        *(Step(page.slug, partial(load_page, page)) for page in PAGES[1:]),
        *(Step(policy.page.slug, partial(load_promises, policy)) for policy in POLICIES),
        *(Step(report.slug, partial(load_page, report)) for report in REPORTS),
        *(Step(seen.key, partial(load_observation, seen)) for seen in OBSERVATIONS),
        Step("settings", load_settings),
        Step("answers", load_answers),
        *(
            Step(page.english_slug, partial(_load_english_page, page, words))
            for page in (*PAGES, *REPORTS)
        ),
        *(Step(reason.title, partial(load_reason, reason)) for reason in REASONS),
        Step("rules for comments", load_comment_rules),
        *(Step(remark.key, partial(load_remark, remark)) for remark in REMARKS),
        Step("roles", finish_roles),
    ]


def _load_english_page(demo: DemoPage, words: dict[str, str], loading: Loading) -> Outcome:
    page = find_page(demo)
    if page is None:
        raise LookupError(demo.slug)
    return load_english(page, words, loading, slug=demo.english_slug)
