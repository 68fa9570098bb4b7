"""A client for programs, and a site with something in every list."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from tests import factories
from zaedno.comments.enums import CommentState
from zaedno.comments.models import CitizenComment

Ask = Callable[..., Any]

LISTS = (
    *("policies", "rules", "consultations", "forms", "recommendations"),
    *("evaluation", "news", "campaigns", "comments"),
)
# What can be downloaded whole: these and what belongs to policies.
DATASETS = (*LISTS, "measures", "measurements", "money")


@pytest.fixture
def ask() -> Ask:
    """Get an address of the API; ``ask("policies/", limit=5)``."""

    def get(path: str, /, **parameters: Any) -> Any:
        return Client().get(f"/api/v3/{path}", parameters)

    return get


def comment(page: Page, **facts: Any) -> CitizenComment:
    """A confirmed comment on a page, published if nothing is said."""
    at = timezone.now()
    return CitizenComment.objects.create(
        content_type=ContentType.objects.get_for_model(page),
        object_pk=str(page.pk),
        site_id=1,
        page=page,
        **{
            "user_name": "Мария",
            "user_email": "maria@example.org",
            "comment": "Подкрепям.",
            "submit_date": at,
            "confirmed_at": at,
            "state": CommentState.PUBLISHED,
            **facts,
        },
    )


@pytest.fixture
def full_tree(site_tree: SimpleNamespace) -> SimpleNamespace:
    """The usual tree with one thing for every list."""
    objective = factories.ObjectiveFactory(policy=site_tree.policy)
    measure = factories.MeasureFactory(objective=objective, status="done")
    factories.MeasurementFactory(indicator__measure=measure)
    factories.SpendingFactory(measure=measure)
    form = factories.ConsultationFormPageFactory(parent=site_tree.consultation)
    factories.ConsultationFormFieldFactory(page=form, label="Вашето мнение")
    site_tree.form = form
    site_tree.recommendation = factories.RecommendationFactory(page=site_tree.analysis)
    site_tree.indicator = factories.IndicatorFactory(page=site_tree.methodology)
    site_tree.comment = comment(site_tree.policy)
    return site_tree


# Which page of the tree stands behind the only item of a list.
BEHIND = {
    "policies": "policy",
    "rules": "rules_page",
    "consultations": "consultation",
    "forms": "form",
    "recommendations": "analysis",
    "evaluation": "methodology",
    "news": "news_page",
    "campaigns": "campaign",
    "comments": "policy",
}
