"""Boards of policies: what is promised, what is public, what waits, for each role."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from policies.models import Measurement, StatusEntry
from tests.factories import (
    MeasureFactory,
    MeasurementFactory,
    MonitoringReportPageFactory,
    ObjectiveFactory,
    PolicyIndicatorFactory,
    PolicyPageFactory,
    StatusEntryFactory,
)
from tests.policies.making import HUGE, entered, soup_of, text_of
from tests.users.test_cms import latin_words, visible_text
from zaedno.core.days import today
from zaedno.users.enums import RoleName

NOW = timezone.now()


@pytest.fixture
def board(plan):
    """Address of the board."""
    return f"/cms/policies/{plan.policy.pk}/"


WORK_ON_POLICIES = {"editor", "legal", "secretary", "analyst", "administrator"}
OPENS = {
    "/cms/policies/": WORK_ON_POLICIES,
    "/cms/policies/{policy}/": WORK_ON_POLICIES,
    "/cms/policies/measures/{measure}/progress/": {"editor", "analyst", "administrator"},
    "/cms/policies/waiting/": {"editor", "secretary", "administrator"},
    "/cms/policies/{policy}/waiting/": {"editor", "secretary", "administrator"},
}


@pytest.mark.parametrize("role", RoleName.values)
def test_each_role_opens_what_it_works_with(plan, cms, role):
    names = {"policy": plan.policy.pk, "measure": plan.measure.pk}
    client = cms(role)
    opened = {a for a in OPENS if client.get(a.format(**names)).status_code == 200}
    assert opened == {address for address, roles in OPENS.items() if role in roles}


@pytest.mark.parametrize("address", OPENS)
def test_nobody_comes_in_without_a_login(plan, client, address):
    names = {"policy": plan.policy.pk, "measure": plan.measure.pk}
    response = client.get(address.format(**names))
    assert response.status_code == 302
    assert response["Location"].startswith("/cms/login/")


@pytest.mark.parametrize("pk", [0, 999999, HUGE])
@pytest.mark.parametrize("rest", ["", "waiting/"])
def test_a_policy_that_is_not_there(plan, cms, pk, rest):
    response = cms("editor").get(f"/cms/policies/{pk}/{rest}", follow=True)
    assert response.status_code == 404


BUTTONS = {
    "Добавяне на цел": {"editor", "administrator"},
    "Добавяне на мярка": {"editor", "administrator"},
    "Добавяне на показател": {"editor", "administrator"},
    "Въвеждане на напредък": {"editor", "analyst", "administrator"},
    "Съставяне на доклад за наблюдение": {"editor", "administrator"},
    "Страница на политиката": {"editor", "legal", "secretary", "administrator"},
}


@pytest.mark.parametrize("role", sorted(WORK_ON_POLICIES))
def test_a_role_sees_the_buttons_that_it_may_press(plan, board, cms, role):
    links = {link.get_text(strip=True) for link in soup_of(cms(role).get(board)).select("a")}
    assert links & set(BUTTONS) == {name for name, roles in BUTTONS.items() if role in roles}


@pytest.mark.parametrize("role", sorted(WORK_ON_POLICIES))
def test_no_link_on_the_board_leads_to_a_refusal(plan, board, cms, staff, role):
    plan.measure.title = "Клуб в читалището"
    plan.measure.save_revision(user=staff("editor"))
    MonitoringReportPageFactory(parent=plan.policy, title="Доклад за 2025", live=False)
    client = cms(role)
    main = soup_of(client.get(board)).select_one(".zaedno-policies")
    links = {link["href"] for link in main.select("a") if link["href"].startswith("/cms/")}
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    assert "1.1 Клуб в читалището" in main.get_text()


def test_every_button_leads_somewhere(plan, board, cms):
    client = cms("administrator")
    main = soup_of(client.get(board)).select_one(".zaedno-policies")
    for link in main.select("a.button"):
        if link["href"].startswith("/cms/"):
            assert client.get(link["href"]).status_code == 200, link["href"]


def test_the_board_shows_what_is_public_and_what_waits(plan, board, cms, staff):
    StatusEntryFactory(measure=plan.measure, status="in_progress")
    MeasurementFactory(indicator=plan.indicator, date=date(2023, 12, 31), value=30)
    entered(StatusEntry(measure=plan.measure, status="done"), staff("analyst"), NOW)
    later = Measurement(indicator=plan.indicator, date=date(2024, 12, 31), value=35)
    entered(later, staff("analyst"), NOW)
    text = text_of(cms("editor").get(board))
    assert "30 брой (31.12.2023 г.)" in text
    assert "закъснява от 31.12.2024 г." in text
    assert "2 записа чакат" in text
    assert "1 стойност чака" in text
    assert "35 брой" not in text


def test_a_late_measure_is_marked(plan, board, cms):
    plan.measure.deadline = today() - timedelta(days=1)
    plan.measure.save()
    assert "Просрочена" in text_of(cms("editor").get(board))


def test_the_board_shows_the_draft_and_says_that_it_is_one(plan, board, cms, staff):
    plan.measure.title = "Клуб в читалището"
    plan.measure.save_revision(user=staff("editor"))
    text = text_of(cms("analyst").get(board))
    assert "1.1 Клуб в читалището" in text
    assert "с непубликувана промяна" in text


def test_reports_stand_on_the_board(plan, board, cms):
    MonitoringReportPageFactory(parent=plan.policy, title="Доклад за 2025")
    assert "Доклад за 2025" in text_of(cms("editor").get(board))


def test_the_editor_of_either_language_leads_to_the_board(plan, board, cms, locales):
    english = plan.policy.copy_for_translation(locales.en, copy_parents=True)
    for page in (plan.policy, english):
        response = cms("editor").get(f"/cms/pages/{page.pk}/edit/", follow=True)
        assert f'href="{board}"' in response.content.decode()


def test_other_pages_have_no_such_way(tree, cms):
    response = cms("editor").get(f"/cms/pages/{tree.standard.pk}/edit/")
    assert "Цели, мерки, напредък" not in response.content.decode()


def test_the_menu_leads_there(plan, cms):
    assert "/cms/policies/waiting/" in cms("editor").get("/cms/").content.decode()
    assert "/cms/policies/waiting/" not in cms("moderator").get("/cms/").content.decode()


class TestAllPolicies:
    def row(self, client, title):
        rows = soup_of(client.get("/cms/policies/")).select("tbody tr")
        cells = next(row for row in rows if title in row.get_text())
        return [cell.get_text(strip=True) for cell in cells.select("td")]

    def test_each_policy_says_what_asks_for_attention(self, plan, cms, staff):
        entered(StatusEntry(measure=plan.measure, status="done"), staff("analyst"), NOW)
        plan.measure.deadline = today() - timedelta(days=1)
        plan.measure.save()
        plan.objective.save_revision(user=staff("editor"))
        MeasurementFactory(indicator=plan.indicator, date=date(2020, 1, 1))
        period, *numbers = self.row(cms("editor"), plan.policy.title)
        assert period == plan.policy.period
        assert numbers == ["1", "1", "1", "1", "1"]

    def test_nothing_to_attend_to_is_no_number(self, plan, cms):
        assert self.row(cms("editor"), plan.policy.title)[1:] == ["1", "–", "–", "–", "–"]

    @pytest.mark.parametrize("words", ["ОТПАДЪЦИ", "отпадъци"])
    def test_they_are_found_in_any_case_of_letters(self, plan, cms, words):
        PolicyPageFactory(parent=plan.policy.get_parent(), title="Програма за отпадъците")
        text = text_of(cms("editor").get("/cms/policies/", {"q": words[:-1]}))
        assert "Програма за отпадъците" in text
        assert plan.policy.title not in text

    @pytest.mark.parametrize("query", [{"q": "("}, {"q": "няма"}, {"p": "x"}, {"p": "-1"}])
    def test_strange_questions_are_answered(self, plan, cms, query):
        assert cms("editor").get("/cms/policies/", query).status_code in (200, 400)

    def test_they_stand_in_alphabetical_order(self, plan, cms):
        for title, period_end in (("Яз", 2024), ("Аерозоли", 2030)):
            PolicyPageFactory(parent=plan.policy.get_parent(), title=title, period_end=period_end)
        rows = soup_of(cms("editor").get("/cms/policies/")).select("tbody th a")
        titles = [row.get_text() for row in rows]
        assert titles == ["Аерозоли", plan.policy.title, "Яз"]

    @pytest.mark.parametrize("role", sorted(WORK_ON_POLICIES))
    def test_who_may_write_one_begins_it_here(self, plan, cms, role):
        client = cms(role)
        button = soup_of(client.get("/cms/policies/")).find("a", string="Нова политика")
        assert (button is not None) is (role in {"editor", "administrator"})
        if button:
            assert client.get(button["href"]).status_code == 200

    def test_a_translation_is_not_listed_again(self, plan, cms, locales):
        plan.policy.copy_for_translation(locales.en, copy_parents=True)
        rows = soup_of(cms("editor").get("/cms/policies/")).select("tbody tr")
        assert len(rows) == 1


def test_boards_cost_the_same_whatever_their_size(
    plan, board, cms, staff, django_assert_max_num_queries
):
    client = cms("editor")

    def costs():
        found = []
        for address in (board, "/cms/policies/", "/cms/"):
            client.get(address)
            with django_assert_max_num_queries(100) as queries:
                client.get(address)
            found.append(len(queries))
        return found

    def grow(number):
        objective = ObjectiveFactory(policy=plan.policy, code=f"{number}")
        objective.save_revision(user=staff("editor"))
        objective.get_workflow().start(objective, staff("editor"))
        for n in range(3):
            measure = MeasureFactory(
                objective=objective, code=f"{number}.{n}", status="in_progress"
            )
            indicator = PolicyIndicatorFactory(measure=measure, code=f"{number}.{n}.1")
            MeasurementFactory(indicator=indicator)
            entered(StatusEntry(measure=measure, status="done"), staff("analyst"), NOW)

    grow(2)
    few = costs()
    for number in range(3, 6):
        grow(number)
    assert costs() == few


@pytest.mark.parametrize(
    "address",
    [
        *("/cms/policies/", "/cms/policies/{policy}/", "/cms/policies/waiting/"),
        "/cms/policies/measures/{measure}/progress/",
        "/cms/snippets/policies/objective/add/?policy={policy}",
        "/cms/snippets/policies/measure/add/?objective={objective}",
        "/cms/snippets/policies/indicator/add/?measure={measure}",
        "/cms/snippets/policies/measure/edit/{measure}/",
        "/cms/snippets/policies/indicator/edit/{indicator}/",
        *(f"/cms/snippets/policies/{kind}/" for kind in ("objective", "measure", "indicator")),
        "/cms/pages/add/policies/monitoringreportpage/{policy}/",
    ],
)
def test_the_cms_of_policies_speaks_bulgarian(plan, cms, staff, address):
    entered(StatusEntry(measure=plan.measure, status="done"), staff("analyst"), NOW)
    parts = {name: part.pk for name, part in vars(plan).items()}
    response = cms("administrator").get(address.format(**parts), follow=True)
    assert response.status_code == 200
    text = visible_text(response)
    assert re.search("[а-я]", text)
    assert latin_words(text) == []
