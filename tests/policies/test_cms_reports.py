"""Writing a monitoring report: of the measures of its policy, and of no other."""

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from policies.models import MonitoringReportPage, ReportLine
from policies.report_forms import MOST_LINES
from tests.factories import (
    MeasureFactory,
    MonitoringReportPageFactory,
    ObjectiveFactory,
    PolicyPageFactory,
)
from tests.policies.making import soup_of, text_of


@pytest.fixture
def address(plan):
    """Where a new report is written."""
    return f"/cms/pages/add/policies/monitoringreportpage/{plan.policy.pk}/"


@pytest.fixture
def elsewhere(plan):
    """A measure of another policy."""
    policy = PolicyPageFactory(parent=plan.policy.get_parent())
    return MeasureFactory(objective=ObjectiveFactory(policy=policy), title="Чужда мярка")


def data_with(*measures):
    lines = [{"measure": m.pk, "done": "Готово.", "problems": "", "next": ""} for m in measures]
    return nested_form_data(
        {
            "title": "Доклад за 2025",
            "slug": "doklad-2025",
            "lead": "",
            "period_start": "01.01.2025",
            "period_end": "31.12.2025",
            "lines": inline_formset(lines),
            "body": streamfield([]),
            "comments": inline_formset([]),
        }
    )


def chosen(response):
    options = soup_of(response).select("select[name^=lines-][name$=measure] option[selected]")
    return [option.get_text(strip=True) for option in options]


def test_a_new_report_begins_with_a_line_for_each_public_measure(plan, address, cms, elsewhere):
    MeasureFactory(objective=plan.objective, code="1.2", title="Площадка")
    MeasureFactory(objective=plan.objective, code="1.3", title="Само чернова", live=False)
    assert chosen(cms("editor").get(address)) == ["1.1 Младежки клуб", "1.2 Площадка"]


def test_a_report_on_a_large_policy_begins_empty(plan, address, cms):
    for n in range(MOST_LINES):
        MeasureFactory(objective=plan.objective, code=f"3.{n}")
    assert chosen(cms("editor").get(address)) == []


def test_measures_of_other_policies_are_not_offered(plan, address, cms, elsewhere):
    assert "Чужда мярка" not in cms("editor").get(address).content.decode()


def test_a_forged_measure_of_another_policy_is_refused(plan, address, cms, elsewhere):
    response = cms("editor").post(address, data_with(plan.measure, elsewhere))
    assert "Изберете мярка от тази политика" in text_of(response)
    assert not MonitoringReportPage.objects.exists()


def test_a_report_of_its_measures_is_kept(plan, address, cms):
    cms("editor").post(address, data_with(plan.measure))
    report = MonitoringReportPage.objects.get()
    assert [line.measure for line in report.get_latest_revision_as_object().lines.all()] == [
        plan.measure
    ]


def test_a_measure_chosen_twice_is_refused_in_its_row(plan, address, cms):
    response = cms("editor").post(address, data_with(plan.measure, plan.measure))
    marked = soup_of(response).select("#inline_child_lines-1 .w-field--error")
    assert [field["data-contentpath"] for field in marked] == ["measure"]
    assert "За това вече има ред по-горе" in text_of(response)
    assert not MonitoringReportPage.objects.exists()


def test_days_that_are_swapped_are_called_days(plan, address, cms):
    data = data_with(plan.measure) | {"period_start": "31.12.2025", "period_end": "01.01.2025"}
    assert "Проверете двете дати" in text_of(cms("editor").post(address, data))


def test_what_was_done_is_called_so(plan, cms):
    report = MonitoringReportPageFactory(parent=plan.policy)
    ReportLine.objects.create(page=report, measure=plan.measure, locale=report.locale)
    page = soup_of(cms("editor").get(f"/cms/pages/{report.pk}/edit/"))
    label = page.find("label", attrs={"for": "id_lines-0-done"})
    assert label.get_text(" ", strip=True) == "Направено"


def test_changing_a_report_offers_its_measures(plan, cms, elsewhere):
    report = MonitoringReportPageFactory(parent=plan.policy)
    ReportLine.objects.create(page=report, measure=plan.measure, locale=report.locale)
    response = cms("editor").get(f"/cms/pages/{report.pk}/edit/")
    assert chosen(response) == ["1.1 Младежки клуб"]
    assert "Чужда мярка" not in response.content.decode()


def test_the_choice_costs_the_same_for_many_lines(
    plan, address, cms, django_assert_max_num_queries
):
    client = cms("editor")

    def cost():
        with django_assert_max_num_queries(200) as queries:
            client.get(address)
        return len(queries)

    cost()
    few = cost()
    for n in range(10):
        MeasureFactory(objective=plan.objective, code=f"4.{n}")
    assert cost() == few
