"""Pages on the same subject, for programs."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import translation
from ninja import Query, Router, Schema
from pydantic import Field
from wagtail.models import Page

from search.registry import labels
from zaedno.api.queries import StrictQuery
from zaedno.core.models.mixins import RelatedPagesMixin
from zaedno.core.serializers import absolute_url
from zaedno.core.validation import LARGEST_ID
from zaedno.core.visibility import public_pages

router = Router(tags=["search"])


class RelatedPage(Schema):
    """A page that a reader may want next."""

    id: int
    title: str
    url: str | None
    kind: str
    kind_label: str
    chosen: bool = Field(description="Whether an editor chose it; else it is on the same subject.")


class RelatedPages(Schema):
    """What the foot of a page shows: what its editor chose and, below three, similar pages."""

    pages: list[RelatedPage]


class RelatedQuery(StrictQuery):
    """A page of the site."""

    page: int = Field(ge=1, le=LARGEST_ID, description="Number of a public page.")


@router.get(
    "/",
    response=RelatedPages,
    url_name="search_related",
    operation_id="search_related",
    summary="Pages on the same subject",
)
def related(request: HttpRequest, query: Query[RelatedQuery]) -> dict[str, Any]:
    """What stands at the foot of a page, in its language.

    Raises:
        Http404: there is no such public page.
    """
    found = public_pages(Page.objects.filter(pk=query.page)).select_related("locale").first()
    if found is None:
        raise Http404
    with translation.override(found.locale.language_code):
        return {"pages": _at_the_foot_of(found.specific)}


def _at_the_foot_of(page: Page) -> list[dict[str, Any]]:
    if not isinstance(page, RelatedPagesMixin):
        return []
    chosen = {other.pk for other in page.related_pages()}
    names = labels()
    return [
        {
            "id": other.pk,
            "title": other.title,
            "url": absolute_url(other),
            "kind": (kind := other.content_type.model_class()._meta.label_lower),
            "kind_label": names.get(kind, ""),
            "chosen": other.pk in chosen,
        }
        for other in page.next_pages()
    ]
