"""What citizens see of a policy, of a measure and of an indicator."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.utils.translation import override
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from policies.models import ReportLine
from policies.services.standings import refresh_standings
from policies.services.visibility import public_indicators, public_measures
from tests import factories
from zaedno.core import days
from zaedno.core.models import CustomDocument

LAST_YEAR = days.today().year - 1


@pytest.fixture
def policy(site_tree):
    policy = site_tree.policy
    policy.area, policy.unit = factories.PolicyAreaFactory(), factories.UnitFactory()
    policy.decision, policy.decision_date = "Решение № 7", date(2024, 2, 28)
    policy.legal_basis = "Закон за младежта, чл. 16\nЗМСМА, чл. 21"
    policy.save()
    return policy


@pytest.fixture
def objective(policy):
    return factories.ObjectiveFactory(policy=policy, code="1", title="Млади хора")


@pytest.fixture
def measure(objective):
    return factories.MeasureFactory(objective=objective, code="1.1", title="Младежки център")


@pytest.fixture
def indicator(measure):
    return factories.PolicyIndicatorFactory(
        measure=measure, code="1.1.1", title="Посетители", unit_of_measure="души"
    )


@pytest.fixture
def read(client):
    """Reads an address; its text has plain spaces."""

    def get(place, status=200):
        with override("bg"):
            address = place if isinstance(place, str) else place.get_absolute_url()
        answer = client.get(address)
        assert answer.status_code == status, address
        return BeautifulSoup(answer.content, "html.parser")

    return get


def text(soup):
    return " ".join(soup.get_text(" ").split())


def main(soup):
    return text(soup.find("main"))


def say(report, measure, **words):
    ReportLine.objects.create(page=report, measure=measure, locale=report.locale, **words)


def spoken(measure, status, **values):
    factories.StatusEntryFactory(measure=measure, status=status, **values)
    refresh_standings([measure.pk])


class TestPolicyPage:
    def test_it_tells_the_facts_with_the_legal_basis_by_lines(self, policy, read):
        facts = read(policy).find("dl", class_="facts")
        assert "Решение № 7" in text(facts)
        assert policy.area.name in text(facts)
        assert [dd.get_text() for dd in facts.find_all("dd")][-2:] == [
            "Закон за младежта, чл. 16",
            "ЗМСМА, чл. 21",
        ]

    def test_the_bar_says_in_words_how_many_measures_stand_how(self, objective, policy, read):
        for status in ("done", "done", "in_progress"):
            factories.MeasureFactory(objective=objective, status=status)
        factories.MeasureFactory(objective=objective)
        bar = read(policy).find(class_="standings")
        assert bar.svg["role"] == "img"
        counts = [each.get_text() for each in bar.find_all(class_="standings__count")]
        assert counts == ["2", "1", "0", "0", "1", "0"]
        assert ": 2" in bar.svg.title.get_text()

    def test_without_data_there_is_no_percentage_instead_of_zero(self, measure, policy, read):
        glance = read(policy).find(class_="glance")
        assert glance.find(class_="glance__percent") is None
        assert glance.find(class_="glance__none") is not None
        assert "0 %" not in text(glance.find("tbody"))

    def test_the_derivation_names_weight_and_share_of_each_measure(self, objective, policy, read):
        idle = factories.MeasureFactory(objective=objective, status="not_started", code="1.2")
        done = factories.MeasureFactory(objective=objective, weight=3, status="done", code="1.1")
        rows = read(policy).find(class_="glance").find("tbody").find_all("tr")
        cells = [[text(cell) for cell in row.find_all(["th", "td"])] for row in rows]
        assert cells[:2] == [
            [f"1.1 {done.title}", "3", "100 %"],
            [f"1.2 {idle.title}", "1", "0 %"],
        ]
        assert cells[-1][-1] == "75 %"

    def test_a_measure_leads_to_its_page_and_shows_its_deadline_and_unit(
        self, objective, policy, read
    ):
        unit = factories.UnitFactory(name="Дирекция „Култура“")
        measure = factories.MeasureFactory(
            objective=objective, unit=unit, deadline=date(2020, 5, 1), status="in_progress"
        )
        shown = read(policy).find(id=f"measure-{measure.pk}")
        assert shown.find("a")["href"] == f"/bg/measures/{measure.pk}/"
        assert "1 май 2020 г." in text(shown)
        assert "Дирекция „Култура“" in text(shown)
        assert "tag--late" in shown.find(class_="tag")["class"]

    def test_a_dropped_measure_says_why(self, measure, policy, read):
        spoken(measure, "dropped", reason="Няма изпълнител.")
        assert "Няма изпълнител." in text(read(policy).find(id=f"measure-{measure.pk}"))

    def test_an_indicator_shows_its_last_value_beside_its_target(self, indicator, policy, read):
        factories.MeasurementFactory(
            indicator=indicator, date=date(LAST_YEAR, 12, 31), value=Decimal("1250.5")
        )
        factories.TargetFactory(indicator=indicator, year=LAST_YEAR + 1, value=Decimal(2000))
        state = text(read(policy).find(id=f"measure-{indicator.measure_id}"))
        assert "1 250,5 души" in state.replace("\u00a0", " ")
        assert "2 000" in state.replace("\u00a0", " ")

    def test_a_chart_has_the_same_data_as_a_table_and_a_file(self, indicator, policy, read):
        for year, value in ((2023, 40), (2024, 55)):
            factories.MeasurementFactory(
                indicator=indicator, date=date(year, 12, 31), value=Decimal(value)
            )
        details = read(policy).find(id=f"indicator-{indicator.pk}")
        chart = details.find("svg", class_="chart__plot")
        assert chart["role"] == "img"
        assert "40 души" in chart.desc.get_text().replace("\u00a0", " ")
        assert len(chart.find_all("circle")) == 2
        rows = details.find("table").find("tbody").find_all("tr")
        assert [text(row.find("td")) for row in rows] == ["40", "55"]
        csv_link = details.find("a", class_="csv-link")["href"]
        assert csv_link == f"/bg/indicators/{indicator.pk}/measurements.csv"

    def test_more_than_24_indicators_have_charts_on_their_own_pages(self, measure, policy, read):
        for number in range(26):
            factories.PolicyIndicatorFactory(measure=measure, code=f"1.{number + 1}")
        page = read(policy)
        assert len(page.find_all(class_="details--wide")) == 24
        others = page.find(attrs={"aria-labelledby": "indicators"}).find(class_="indicators")
        assert len(others.find_all("li")) == 2

    def test_measures_of_a_long_policy_are_folded_under_their_objectives(
        self, objective, policy, read
    ):
        for number in range(61):
            factories.MeasureFactory(objective=objective, code=f"1.{number + 1}")
        section = read(policy).find(class_="objective")
        assert len(section.find("details").find_all(class_="measure")) == 61

    def test_milestones_stand_by_date_and_say_whether_they_were_reached(
        self, measure, policy, read, today
    ):
        reached = factories.MilestoneFactory(measure=measure, due=today - timedelta(days=60))
        factories.MilestoneFactory(measure=measure, due=today - timedelta(days=30))
        factories.MilestoneFactory(measure=measure, due=today + timedelta(days=30))
        reached.reached.create(on=today - timedelta(days=61), state="published")
        marks = [item["class"][1:] for item in read(policy).find_all(class_="milestones__item")]
        assert marks == [["milestones__item--reached"], ["milestones__item--late"], []]

    def test_money_is_shown_by_year_in_euro_and_what_is_over_the_plan_is_marked(
        self, measure, policy, read
    ):
        factories.BudgetLineFactory(
            measure=measure, year=2024, amount=Decimal("1955.83"), currency="BGN"
        )
        factories.SpendingFactory(measure=measure, year=2024, amount=Decimal(1200))
        factories.BudgetLineFactory(measure=measure, year=2025, amount=Decimal(500))
        section = read(policy).find(attrs={"aria-labelledby": "money"})
        rows = section.find("tbody").find_all("tr")
        cells = [[text(cell) for cell in row.find_all(["th", "td"])] for row in rows]
        assert cells[0][:2] == ["2024", "1 000,00 €"]
        assert cells[0][2].startswith("1 200,00 €")
        assert rows[0].find(class_="tag--error") is not None
        assert rows[1].find(class_="tag--error") is None
        assert "500,00" not in cells[1][2]

    def test_public_monitoring_reports_are_listed(self, policy, read):
        report = factories.MonitoringReportPageFactory(parent=policy, title="Доклад за 2025")
        factories.MonitoringReportPageFactory(parent=policy, title="Чернова", live=False)
        reports = read(policy).find(class_="report-list")
        assert [link.get_text() for link in reports.find_all("a")] == ["Доклад за 2025"]
        assert reports.a["href"] == report.get_url()

    def test_nothing_unpublished_is_told(self, measure, indicator, policy, read):
        factories.MeasureFactory(objective=measure.objective, title="Тайна мярка", live=False)
        factories.PolicyIndicatorFactory(measure=measure, title="Таен показател", live=False)
        factories.MeasurementFactory(indicator=indicator, value=Decimal(987), state="waiting")
        factories.StatusEntryFactory(measure=measure, status="done", state="waiting")
        page = read(policy)
        assert not [words for words in ("Тайна", "Таен", "987") if words in main(page)]
        assert page.find(class_="glance__percent") is None

    def test_words_that_are_not_translated_name_their_language(
        self, measure, policy, locales, read
    ):
        english = policy.copy_for_translation(locales.en, copy_parents=True)
        for page in [*english.get_ancestors().filter(locale=locales.en).specific(), english]:
            page.live = True
            page.save()
        title = read(english.get_url()).find(id=f"measure-{measure.pk}").find("a")
        assert title.find("span", lang="bg").get_text() == measure.title

    def test_nothing_has_a_style_of_its_own(self, indicator, policy, read):
        factories.MeasurementFactory(indicator=indicator)
        assert read(policy).find_all(style=True) == []


class TestMeasurePage:
    def test_the_way_to_it_leads_through_the_policy(self, measure, policy, read):
        crumbs = read(measure).find("nav", class_="breadcrumbs").find_all("a")
        assert [crumb["href"] for crumb in crumbs][-1] == policy.get_url()
        assert len(crumbs) == 3

    def test_it_is_there_in_both_languages(self, measure, read):
        page = read(f"/en/measures/{measure.pk}/")
        assert page.html["lang"] == "en"
        links = {a["hreflang"]: a["href"] for a in page.find_all("a", hreflang=True)}
        assert links.get("bg", "").endswith(f"/bg/measures/{measure.pk}/")

    def test_its_history_has_what_was_public_and_nothing_else(self, measure, read, today):
        decided = {"decided_at": f"{today}T10:00Z"}
        spoken(measure, "not_started", state="replaced", note="Търсим изпълнител.", **decided)
        factories.StatusEntryFactory(measure=measure, state="replaced", note="Не е излизало.")
        factories.StatusEntryFactory(measure=measure, state="waiting", note="Чака.")
        spoken(measure, "in_progress", note="Строи се.")
        shown = main(read(measure))
        assert "Търсим изпълнител." in shown
        assert "Строи се." in shown
        assert "Не е излизало." not in shown
        assert "Чака." not in shown

    def test_money_in_lev_has_its_value_in_euro(self, measure, read):
        factories.BudgetLineFactory(
            measure=measure, year=2024, amount=Decimal("1955.83"), currency="BGN", source="eu"
        )
        shown = main(read(measure)).replace("\u00a0", " ")
        assert "1 955,83 лв." in shown
        assert "1 000,00 €" in shown

    def test_it_tells_what_public_reports_say_of_it(self, measure, policy, read):
        report = factories.MonitoringReportPageFactory(parent=policy)
        say(report, measure, done="Открихме центъра.")
        draft = factories.MonitoringReportPageFactory(parent=policy, live=False)
        say(draft, measure, done="Още не е вярно.")
        shown = main(read(measure))
        assert "Открихме центъра." in shown
        assert "Още не е вярно." not in shown

    def test_it_shows_what_citizens_see_beside_what_the_municipality_says(self, measure, read):
        factories.ObservationFactory(measure=measure, text="Вратата е заключена.")
        factories.ObservationFactory(measure=measure, text="Обидни думи.", state="waiting")
        shown = main(read(measure))
        assert "Вратата е заключена." in shown
        assert "Обидни думи." not in shown

    def test_without_places_it_is_for_the_whole_municipality(self, measure, read):
        everywhere = text(read(measure).find("dl", class_="facts"))
        town = factories.SettlementFactory(name="Асеновци")
        measure.places.add(town)
        measure.save()
        assert "Асеновци" not in everywhere
        assert "Асеновци" in text(read(measure).find("dl", class_="facts"))


class TestIndicatorPage:
    def test_it_tells_definition_method_source_and_values(self, indicator, read):
        indicator.text, indicator.method = "Колко хора идват.", "Брои се на входа."
        indicator.source = "Дневник на центъра"
        indicator.save()
        factories.MeasurementFactory(
            indicator=indicator, date=date(2024, 12, 31), value=Decimal("-3.5"), note="Без август."
        )
        shown = main(read(indicator))
        for words in ("Колко хора", "Брои се", "Дневник", "-3,5", "31.12.2024", "Без август."):
            assert words in shown

    def test_an_overdue_value_says_since_when(self, indicator, read, today):
        last = today - timedelta(days=800)
        factories.MeasurementFactory(indicator=indicator, date=last)
        assert "notice--warning" in str(read(indicator).find(class_="notice")["class"])

    def test_no_value_is_said_as_such(self, indicator, read):
        page = read(indicator)
        assert page.find(class_="notice--info") is not None
        assert page.find("svg", class_="chart__plot") is None

    def test_a_source_document_is_linked_where_everybody_may_read_it(self, indicator, read):
        open_file, closed_file = documents()
        for day, document in ((1, open_file), (2, closed_file)):
            factories.MeasurementFactory(
                indicator=indicator, date=date(2025, 1, day), document=document
            )
        links = [a.get_text() for a in read(indicator).find("table").find_all("a")]
        assert links == ["Отчет (PDF)"]


def documents():
    closed = Collection.get_first_root_node().add_child(name="Вътрешни")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    return (
        CustomDocument.objects.create(title="Отчет", file=ContentFile(b"%PDF-", name="a.pdf")),
        CustomDocument.objects.create(
            title="Вътрешен", file=ContentFile(b"%PDF-", name="b.pdf"), collection=closed
        ),
    )


class TestFile:
    def rows(self, client, indicator):
        answer = client.get(f"/bg/indicators/{indicator.pk}/measurements.csv")
        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer["Content-Disposition"].startswith("attachment; filename=")
        assert answer.content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    def test_it_has_published_values_as_programs_read_them(self, client, indicator):
        indicator.source = "Регистър"
        indicator.save()
        factories.TargetFactory(indicator=indicator, year=2024, value=Decimal(100))
        factories.MeasurementFactory(
            indicator=indicator, date=date(2024, 12, 31), value=Decimal("1250.5000"), note="Ред 1"
        )
        factories.MeasurementFactory(indicator=indicator, value=Decimal(1), state="waiting")
        factories.MeasurementFactory(indicator=indicator, value=Decimal(2), state="replaced")
        assert self.rows(client, indicator) == [
            ["date", "value", "target", "source", "note"],
            ["2024-12-31", "1250.5", "100", "Регистър", "Ред 1"],
        ]

    def test_text_in_it_runs_nothing_in_a_spreadsheet(self, client, indicator):
        factories.MeasurementFactory(
            indicator=indicator, value=Decimal(-5), source="=1+1", note="@SUM(A1)"
        )
        row = self.rows(client, indicator)[1]
        assert row[1:] == ["-5", "", "'=1+1", "'@SUM(A1)"]


PLACES = ("/bg/measures/{}/", "/bg/indicators/{}/", "/bg/indicators/{}/measurements.csv")


def addresses(indicator):
    first, *others = PLACES
    return [first.format(indicator.measure_id), *(other.format(indicator.pk) for other in others)]


def hide_measure(indicator):
    indicator.measure.unpublish()


def hide_objective(indicator):
    indicator.measure.objective.unpublish()


def hide_policy(indicator):
    indicator.policy.unpublish()


def close_policy(indicator):
    PageViewRestriction.objects.create(page=indicator.policy, restriction_type="login")


def close_home(indicator):
    home = indicator.policy.get_ancestors().last().get_parent()
    PageViewRestriction.objects.create(page=home, restriction_type="login")


class TestVisibility:
    @pytest.mark.parametrize("method", ["get", "head"])
    def test_what_is_published_can_be_read(self, indicator, client, method):
        answers = [getattr(client, method)(address) for address in addresses(indicator)]
        assert {answer.status_code for answer in answers} == {200}
        assert indicator in public_indicators()
        assert indicator.measure in public_measures()

    @pytest.mark.parametrize(
        "hide", [hide_measure, hide_objective, hide_policy, close_policy, close_home]
    )
    def test_what_hangs_on_something_hidden_is_hidden(self, indicator, client, hide):
        for address in addresses(indicator):
            client.get(address)
        hide(indicator)
        assert {client.get(address).status_code for address in addresses(indicator)} == {404}
        assert indicator not in public_indicators()
        assert indicator.measure not in public_measures()

    def test_whoever_may_read_a_closed_policy_may_read_its_measures(
        self, indicator, client, admin_user
    ):
        close_policy(indicator)
        client.force_login(admin_user)
        assert {client.get(address).status_code for address in addresses(indicator)} == {200}

    def test_an_unpublished_indicator_is_hidden_and_its_measure_is_not(self, indicator, client):
        indicator.unpublish()
        found = [client.get(address).status_code for address in addresses(indicator)]
        assert found == [200, 404, 404]

    @pytest.mark.parametrize("number", ["0", "999999", str(2**63), str(2**64 + 1), "9" * 5000])
    @pytest.mark.parametrize("place", PLACES)
    def test_other_numbers_are_no_address(self, site_tree, client, place, number):
        assert client.get(place.format(number)).status_code == 404

    @pytest.mark.parametrize("place", PLACES)
    def test_nothing_can_be_sent_to_it(self, indicator, client, place):
        assert client.post(place.format(indicator.pk)).status_code == 405


class TestReportPage:
    def test_a_measure_of_which_nothing_is_written_is_no_empty_heading(self, measure, policy, read):
        report = factories.MonitoringReportPageFactory(parent=policy)
        say(report, measure)
        assert measure.title not in main(read(report.get_url()))
        assert "Направено" not in main(read(measure))

    def test_it_tells_measure_by_measure_what_was_done(self, measure, policy, read):
        report = factories.MonitoringReportPageFactory(parent=policy)
        say(report, measure, done="Готово.", problems="Дъжд.", next="Боядисване.")
        hidden = factories.MeasureFactory(objective=measure.objective, live=False)
        say(report, hidden, done="За скритата мярка.")
        shown = main(read(report.get_url()))
        for words in ("Готово.", "Дъжд.", "Боядисване.", measure.title):
            assert words in shown
        assert "скритата" not in shown
