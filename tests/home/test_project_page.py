"""What readers see of a project: its activities, its results, who pays for it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from home.enums import ActivityStatus
from home.models import ProjectResult
from tests import factories
from zaedno.core.models import CustomImage

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(site_tree: Any) -> Any:
    """The project of the tree."""
    return site_tree.project


def _drawn(page: Any) -> BeautifulSoup:
    answer = Client().get(page.get_url())
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def _text(page: Any) -> str:
    return " ".join(_drawn(page).get_text(" ").split())


def _result(project: Any, **facts: Any) -> ProjectResult:
    return ProjectResult.objects.create(
        page=project,
        locale=project.locale,
        **{"title": "Обучени служители", "expected": "20", **facts},
    )


def test_a_result_of_which_nothing_is_known_has_no_data(project: Any) -> None:
    _result(project)
    with translation.override("bg"):
        no_data = translation.gettext("no data")
    assert no_data in _text(project)


def test_a_result_of_nothing_is_shown_as_nothing(project: Any) -> None:
    _result(project, achieved="0")
    row = next(r for r in _drawn(project).find_all("tr") if "Обучени служители" in r.get_text())
    assert [cell.get_text(strip=True) for cell in row.find_all("td")] == ["20", "0"]


def test_a_project_without_results_has_no_part_for_them(project: Any) -> None:
    assert _drawn(project).find(id="results-title") is None


@pytest.mark.parametrize("status", ActivityStatus.values)
def test_an_activity_says_how_far_it_is_and_what_it_hands_over(project: Any, status: str) -> None:
    factories.ProjectActivityFactory(page=project, status=status, deliverable="Доклад")
    item = _drawn(project).find(class_="promises__item")
    assert item is not None
    with translation.override("bg"):
        assert str(ActivityStatus(status).label) in item.get_text().lower()
    assert "Доклад" in item.get_text()


def test_the_funding_is_told_word_for_word_with_the_emblems(project: Any) -> None:
    image: CustomImage = factories.ImageFactory(description="Емблеми на Европейския съюз")
    project.funding_statement = "Проектът е <по> програма.\nС подкрепата на ЕС."
    project.emblems = image
    project.save()
    page = _drawn(project)
    assert "Проектът е <по> програма." in page.get_text()
    assert page.find("img", alt="Емблеми на Европейския съюз") is not None
