"""Public yearly figures: numbers only."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries
from wagtail.models import Page

from tests.comments.making import EMAIL, make_comment
from tests.factories import UnitFactory
from zaedno.comments.enums import AbuseReason, AppealOutcome, CommentState, ModerationVerb
from zaedno.comments.figures import yearly_figures
from zaedno.comments.models import AbuseReport, Appeal, CitizenComment, ModerationAction
from zaedno.users.models import User

PAGE = "/bg/comments/figures/"
FILE = "/bg/comments/figures.csv"
MAY_2024 = datetime(2024, 5, 7, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def said(page: Page, moment: datetime, **fields: object) -> CitizenComment:
    """A comment sent and confirmed at a moment."""
    return make_comment(page, submit_date=moment, confirmed_at=moment, **fields)


def decided(
    comment: CitizenComment, *, hours: float, verb: ModerationVerb = ModerationVerb.PUBLISH
) -> ModerationAction:
    """A decision so many hours after the confirmation."""
    moment = comment.confirmed_at + timedelta(hours=hours)
    return ModerationAction.objects.create(comment=comment, verb=verb, by_name="И", at=moment)


def test_comments_count_in_the_year_of_sending_by_their_state_today(page: Page) -> None:
    for state in CommentState:
        said(page, MAY_2024, state=state)
    said(page, MAY_2024)
    found = {each.year: each for each in yearly_figures(at=NOW)}[2024]
    assert found.received == 6
    assert (found.published, found.rejected, found.removed) == (2, 1, 1)
    assert (found.withdrawn, found.waiting) == (1, 1)


def test_a_year_begins_at_midnight_in_the_municipality(page: Page) -> None:
    said(page, datetime(2024, 12, 31, 22, 30, tzinfo=UTC))
    said(page, datetime(2024, 12, 31, 21, 30, tzinfo=UTC))
    found = {each.year: each.received for each in yearly_figures(at=NOW)}
    assert (found[2024], found[2025]) == (1, 1)


def test_years_follow_without_gaps_down_to_the_first(page: Page) -> None:
    said(page, MAY_2024)
    assert [each.year for each in yearly_figures(at=NOW)] == [2026, 2025, 2024]


def test_before_the_first_comment_there_is_this_year_only(page: Page) -> None:
    found = yearly_figures(at=NOW)
    assert [each.year for each in found] == [2026]
    assert found[0].is_empty


def test_the_median_counts_the_first_decision_on_each_comment(page: Page) -> None:
    for hours in (1, 4, 30):
        comment = said(page, MAY_2024)
        decided(comment, hours=hours)
        decided(comment, hours=hours + 500, verb=ModerationVerb.REMOVE)
    decided(said(page, MAY_2024), hours=0.1, verb=ModerationVerb.ASSIGN)
    found = {each.year: each for each in yearly_figures(at=NOW)}
    assert found[2024].hours_to_decision == 4
    assert found[2026].hours_to_decision is None


def test_appeals_reports_and_answers_are_counted(page: Page) -> None:
    outcomes = [AppealOutcome.UPHELD, AppealOutcome.DENIED, AppealOutcome.DENIED, ""]
    for number, outcome in enumerate(outcomes):
        comment = said(page, MAY_2024, state=CommentState.REMOVED)
        action = decided(comment, hours=1, verb=ModerationVerb.REMOVE)
        Appeal.objects.create(
            comment=comment, against=action, text="x", at=MAY_2024, outcome=outcome
        )
        AbuseReport.objects.create(
            comment=comment, reader=str(number), reason=AbuseReason.SPAM, at=MAY_2024
        )
    said(page, MAY_2024, unit=UnitFactory(), user_email="")
    found = {each.year: each for each in yearly_figures(at=NOW)}[2024]
    assert (found.appeals, found.appeals_upheld, found.appeals_denied) == (4, 1, 2)
    assert found.appeals_waiting == 1
    assert (found.reports, found.answers) == (4, 1)
    # An official answer is no comment of a citizen.
    assert found.received == 4


@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_figures_are_a_public_page(client: Client, page: Page, language: str) -> None:
    said(page, MAY_2024)
    html = client.get(f"/{language}/comments/figures/").content.decode()
    assert "2024" in html
    assert f'href="/{language}/comments/figures.csv"' in html


def test_a_year_with_nothing_says_so(client: Client, page: Page) -> None:
    said(page, MAY_2024)
    assert "2025: няма получени коментари" in client.get(PAGE).content.decode()


def test_the_figures_are_a_file_for_spreadsheets(client: Client, page: Page) -> None:
    said(page, MAY_2024)
    response = client.get(FILE)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    by_year = {row["year"]: row for row in rows}
    assert by_year["2024"]["received"] == "1"
    assert by_year["2024"]["hours_to_decision"] == ""


def test_nothing_of_any_person_is_in_the_figures(
    client: Client, page: Page, moderator: User
) -> None:
    decided(said(page, MAY_2024), hours=1)
    for address in (PAGE, FILE):
        text = client.get(address).content.decode()
        for secret in (EMAIL, "Мария", "Добра идея.", "Модератор"):
            assert secret not in text


def test_any_number_of_comments_costs_the_figures_the_same(
    page: Page, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for years in range(4):
        for _ in range(3):
            decided(said(page, MAY_2024.replace(year=2021 + years)), hours=2)
        cache.clear()
        with django_assert_num_queries(5):
            yearly_figures(at=NOW)


def test_the_figures_are_counted_at_most_every_ten_minutes(
    page: Page, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    yearly_figures(at=NOW)
    with django_assert_num_queries(0):
        yearly_figures(at=NOW)
