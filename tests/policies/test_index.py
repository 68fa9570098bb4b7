"""How readers find policies: filters, order, the money of what was found."""

from datetime import timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from policies.services.standings import refresh_standings
from tests import factories
from zaedno.core import days

YEAR = days.today().year


@pytest.fixture
def index(site_tree):
    site_tree.policy.delete()
    return site_tree.policies


@pytest.fixture
def add(index):
    """Publishes a policy with one measure."""

    def make(title, *, measure=None, **facts):
        facts = {"period_start": YEAR - 1, "period_end": YEAR + 1, **facts}
        policy = factories.PolicyPageFactory(parent=index, title=title, **facts)
        objective = factories.ObjectiveFactory(policy=policy)
        policy.first_measure = factories.MeasureFactory(objective=objective, **(measure or {}))
        refresh_standings([policy.first_measure.pk])
        return policy

    return make


@pytest.fixture
def read(client, index):
    def get(query="", status=200):
        answer = client.get(f"{index.get_url()}{query}")
        assert answer.status_code == status, query
        return BeautifulSoup(answer.content, "html.parser")

    return get


@pytest.fixture
def titles(read):
    def get(query=""):
        return [each.get_text() for each in read(query).find_all(class_="card__title")]

    return get


def test_each_filter_leaves_what_it_names(add, titles):
    area, unit = factories.PolicyAreaFactory(), factories.UnitFactory()
    add("Първа", area=area, unit=unit, kind="strategy")
    add("Втора", area=factories.PolicyAreaFactory(), unit=factories.UnitFactory())
    for query in (f"?area={area.pk}", f"?unit={unit.pk}", "?kind=strategy"):
        assert titles(query) == ["Първа"]


@pytest.mark.parametrize(
    ("stage", "found"),
    [("planned", "Бъдеща"), ("running", "Сегашна"), ("ended", "Минала"), ("late", "Минала")],
)
def test_policies_are_found_by_their_state(stage, found, add, titles, today):
    add("Бъдеща", period_start=YEAR + 1, period_end=YEAR + 2)
    add("Сегашна")
    late = {"deadline": today - timedelta(days=1), "status": "in_progress"}
    add("Минала", period_start=YEAR - 3, period_end=YEAR - 2, measure=late)
    assert titles(f"?stage={stage}") == [found]


def test_a_year_is_within_the_period_with_its_ends(add, titles):
    add("План", period_start=YEAR - 1, period_end=YEAR + 1)
    assert [titles(f"?year={YEAR + far}") for far in (-2, -1, 1, 2)] == [
        [],
        ["План"],
        ["План"],
        [],
    ]


def test_a_settlement_is_that_of_some_measure(add, titles):
    village = factories.SettlementFactory()
    policy = add("За селото")
    add("За всички")
    policy.first_measure.places.add(village)
    policy.first_measure.save()
    assert titles(f"?settlement={village.pk}") == ["За селото"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["В", "А", "Б"]),
        ("newest", ["В", "А", "Б"]),
        ("title", ["А", "Б", "В"]),
        ("most_done", ["Б", "А", "В"]),
        ("least_done", ["А", "Б", "В"]),
        ("next_deadline", ["А", "Б", "В"]),
    ],
)
def test_the_order_is_as_asked_for_and_what_is_unknown_comes_last(
    order, expected, add, titles, today
):
    soon, later = (today + timedelta(days=far) for far in (5, 50))
    add("А", period_end=YEAR + 2, measure={"status": "not_started", "deadline": soon})
    add("Б", period_end=YEAR + 1, measure={"status": "in_progress", "deadline": later})
    add("В", period_end=YEAR + 3)
    assert titles(f"?order={order}" if order else "") == expected


def test_chosen_filters_can_be_let_go_one_by_one(add, read):
    area = factories.PolicyAreaFactory(name="Младежи")
    add("План", area=area, kind="plan")
    page = read(f"?area={area.pk}&kind=plan&order=title&page=1")
    chips = {chip["href"] for chip in page.find(class_="chips").find_all("a")}
    assert "?kind=plan&order=title" in chips
    assert f"?area={area.pk}&order=title" in chips
    assert "Младежи" in page.find(class_="chips").get_text()
    assert page.find("option", selected=True, string="Младежи") is not None
    assert page.find(class_="found").get_text().startswith("1 ")


def test_pages_of_the_list_keep_the_filters(add, read):
    for number in range(13):
        add(f"План {number}", kind="plan")
    add("Стратегия", kind="strategy")
    page = read("?kind=plan")
    assert page.find(class_="found").get_text().startswith("13 ")
    following = page.find("a", rel="next")["href"]
    assert set(following.removeprefix("?").split("&")) == {"kind=plan", "page=2"}
    assert len(read(following).find_all(class_="card__title")) == 1


@pytest.mark.parametrize(
    ("query", "status"),
    [
        pytest.param("?area=999999", 200, id="an area that nothing is of"),
        pytest.param("?settlement=999999", 200, id="a settlement where nothing is done"),
        pytest.param("?year=0", 200, id="a year long ago"),
        pytest.param("?area=млади", 404, id="no number"),
        pytest.param("?area=-1", 404, id="below zero"),
        pytest.param("?year=1e3", 404, id="no whole number"),
        pytest.param("?kind=law", 404, id="no such kind"),
        pytest.param("?stage=soon", 404, id="no such state"),
        pytest.param("?order=random", 404, id="no such order"),
        pytest.param("?page=2", 404, id="no such page of the list"),
        pytest.param("?page=x", 404, id="no page"),
        pytest.param("?year=99999999999999999999", 404, id="beyond what a database keeps"),
        pytest.param("?area=99999999999999999999", 400, id="refused before any page sees it"),
    ],
)
def test_what_cannot_be_asked_is_no_address(query, status, add, read):
    add("План")
    read(query, status=status)


def test_nothing_found_says_how_to_see_all(add, read, index):
    add("План", kind="plan")
    page = read("?kind=strategy")
    assert page.find(class_="empty-state").find("a")["href"] == index.get_url()


def test_a_card_shows_progress_and_says_where_nothing_is_known(add, read):
    add("Готов", measure={"status": "done"}, period_end=YEAR + 2)
    add("Неизвестен", period_end=YEAR + 1)
    done, unknown = read().find_all(class_="card")
    assert done.find("progress")["value"] == "100"
    assert unknown.find("progress") is None
    assert "0 %" not in unknown.get_text()


def test_filters_offer_only_what_the_list_has(add, read):
    used, _unused = factories.PolicyAreaFactory(name="Спорт"), factories.PolicyAreaFactory()
    add("План", area=used)
    area = read().find("select", id="filter-area")
    assert [option.get_text() for option in area.find_all("option")][1:] == ["Спорт"]


def test_money_is_that_of_the_chosen_policies_in_euro(add, read):
    plan, strategy = add("План", kind="plan"), add("Стратегия", kind="strategy")
    lines = ((plan, "195.58", "BGN"), (plan, "0.02", "BGN"), (strategy, "900", "EUR"))
    for policy, amount, currency in lines:
        factories.BudgetLineFactory(
            measure=factories.MeasureFactory(objective=policy.first_measure.objective),
            year=2025,
            amount=Decimal(amount),
            currency=currency,
        )
    factories.SpendingFactory(measure=plan.first_measure, year=2025, amount=Decimal("40.5"))
    factories.SpendingFactory(
        measure=plan.first_measure, year=2025, amount=Decimal(7), state="waiting", source="eu"
    )

    def row(query):
        cells = read(query).find("tbody").find("tr").find_all(["th", "td"])
        return [" ".join(cell.get_text().split()) for cell in cells]

    assert row("?kind=plan") == ["2025", "100,01 €", "40,50 €"]
    assert row("")[1] == "1 000,01 €"


def test_unpublished_measures_are_in_no_sum_and_no_filter(add, read):
    policy = add("План")
    village = factories.SettlementFactory(name="Скрито село")
    measure = policy.first_measure
    measure.places.add(village)
    measure.live = False
    measure.save()
    factories.BudgetLineFactory(measure=measure, amount=Decimal(5))
    page = read()
    assert "Скрито село" not in page.get_text()
    assert page.find(class_="money-bars") is None
