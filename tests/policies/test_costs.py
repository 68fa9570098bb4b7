"""How many questions to the database pages of policies cost: more content costs no more."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import Indicator, Measure, Measurement, Milestone, StatusEntry
from policies.services.standings import refresh_standings
from tests import factories
from zaedno.core.content_version import renew

WARM, LIST = 8, 12


@pytest.fixture
def cost(client):
    """Counts the queries of an anonymous visit, the first after a change and the next."""

    def count(address):
        renew()
        costs = []
        for _visit in range(2):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            costs.append(len(queries))
        return costs

    return count


def fill(policy, number):
    """Add measures, each with a status, a milestone, and an indicator with two values."""
    objective = factories.ObjectiveFactory(policy=policy)
    unit = factories.UnitFactory()
    measures = Measure.objects.bulk_create(
        Measure(
            objective=objective,
            policy=policy,
            code=f"{objective.pk}.{place}",
            sort_key=f"{place:04}",
            title=f"Мярка {place}",
            unit=unit,
            deadline=date(2027, 1, 1),
        )
        for place in range(number)
    )
    StatusEntry.objects.bulk_create(
        StatusEntry(measure=each, status=("done", "dropped")[place % 2], state="published")
        for place, each in enumerate(measures)
    )
    Milestone.objects.bulk_create(
        Milestone(measure=each, title="Етап", due=date(2026, 5, 1)) for each in measures
    )
    for each in measures[:3]:
        factories.BudgetLineFactory(measure=each)
    follow(measures)
    refresh_standings([each.pk for each in measures])
    return measures


def follow(measures):
    """Add indicators with two values each."""
    indicators = Indicator.objects.bulk_create(
        Indicator(
            measure=each,
            policy_id=each.policy_id,
            code=f"{each.pk}.{place}",
            sort_key=f"{each.pk}.{place}",
            title="Показател",
            unit_of_measure="брой",
        )
        for place, each in enumerate(measures)
    )
    Measurement.objects.bulk_create(
        Measurement(
            indicator=each,
            date=date(2024, 12, 31) + timedelta(days=day),
            value=Decimal(day),
            state="published",
        )
        for each in indicators
        for day in (0, 365)
    )


def test_a_policy_with_1000_measures_costs_what_one_with_10_does(site_tree, cost):
    fill(site_tree.policy, 10)
    address = site_tree.policy.get_url()
    cost(address)
    few = cost(address)
    fill(site_tree.policy, 990)
    assert cost(address) == few
    assert few[-1] <= WARM


def test_a_list_of_50_policies_costs_what_one_of_5_does(site_tree, cost):
    def add(number):
        for _policy in range(number):
            policy = factories.PolicyPageFactory(
                parent=site_tree.policies,
                area=factories.PolicyAreaFactory(),
                unit=factories.UnitFactory(),
            )
            fill(policy, 2)

    add(5)
    address = site_tree.policies.get_url()
    cost(address)
    few = cost(address)
    add(45)
    assert cost(address) == few
    assert few[-1] <= LIST


def test_every_order_and_filter_keeps_to_the_budget(site_tree, cost):
    fill(site_tree.policy, 3)
    for query in ("stage=late", "order=most_done", "order=next_deadline", "year=2025", "kind=plan"):
        assert cost(f"{site_tree.policies.get_url()}?{query}")[-1] <= LIST


def test_a_measure_with_30_indicators_costs_what_one_with_1_does(site_tree, cost):
    (measure,) = fill(site_tree.policy, 1)
    cost(measure.get_absolute_url())
    few = cost(measure.get_absolute_url())
    for place in range(1, 30):
        indicator = factories.PolicyIndicatorFactory(measure=measure, code=f"9.{place}")
        factories.MeasurementFactory(indicator=indicator)
    assert cost(measure.get_absolute_url()) == few
    assert few[-1] <= WARM


def test_an_indicator_with_50_values_costs_what_one_with_1_does(site_tree, cost):
    indicator = factories.PolicyIndicatorFactory(
        measure=factories.MeasureFactory(
            objective=factories.ObjectiveFactory(policy=site_tree.policy)
        )
    )
    factories.MeasurementFactory(indicator=indicator, date=date(2019, 1, 1))
    cost(indicator.get_absolute_url())
    few = cost(indicator.get_absolute_url())
    for _value in range(49):
        factories.MeasurementFactory(indicator=indicator)
    assert cost(indicator.get_absolute_url()) == few
    assert few[-1] <= WARM
