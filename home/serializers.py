"""How a project is told to programs."""

from typing import TYPE_CHECKING, Any

from rest_framework.fields import Field
from typing_extensions import TypedDict

from zaedno.core.related import public_translations
from zaedno.core.serializers import PageFacts, absolute_url

if TYPE_CHECKING:
    from home.models import ProjectActivity


class ActivityFacts(TypedDict):
    """An activity, and the page where its result can be seen."""

    title: str
    status: str
    text: str
    deliverable: str
    fulfilled_by: PageFacts | None


class ResultFacts(TypedDict):
    """A result of a project; achieved is empty where nothing is known yet."""

    title: str
    expected: str
    achieved: str


class ResultsField(Field):
    """The results of a project in their order."""

    def to_representation(self, value: Any) -> list[ResultFacts]:
        """Expected and achieved results."""
        return [
            {"title": item.title, "expected": item.expected, "achieved": item.achieved}
            for item in value.all()
        ]


class ActivitiesField(Field):
    """The activities of a project in their order."""

    def to_representation(self, value: Any) -> list[ActivityFacts]:
        """The activities; a page that is not public is left out."""
        activities: list[ProjectActivity] = list(value.all())
        locale_id = activities[0].locale_id if activities else 0
        chosen = [item.fulfilled_by_id for item in activities if item.fulfilled_by_id]
        pages = {
            page.translation_key: page for page in public_translations(chosen, locale_id=locale_id)
        }
        return [_facts(item, pages) for item in activities]


def _facts(activity: "ProjectActivity", pages: dict[Any, Any]) -> ActivityFacts:
    target = activity.fulfilled_by
    page = pages.get(target.translation_key) if target else None
    link: PageFacts | None = (
        {"id": page.pk, "title": page.title, "url": absolute_url(page)} if page else None
    )
    return {
        "title": activity.title,
        "status": activity.status,
        "text": activity.text,
        "deliverable": activity.deliverable,
        "fulfilled_by": link,
    }
