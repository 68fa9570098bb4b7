"""The page at an address, in either language.

Wagtail's own ``/pages/find/`` walks only the tree of the default language.
"""

from django.conf import settings
from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import Field
from wagtail.api.v3.routers.pages import PageDetailSchema
from wagtail.models import Locale, Page, Site

from zaedno.api.queries import LocaleCode, StrictQuery
from zaedno.core.validation import LONGEST_ADDRESS
from zaedno.core.visibility import is_public

router = Router(tags=["pages"])


class AddressQuery(StrictQuery):
    """An address and its language."""

    path: str = Field(
        "/",
        max_length=LONGEST_ADDRESS,
        description="The address as the browser shows it, with or without its language: "
        "`/bg/politiki/` or `/politiki/`.",
    )
    locale: LocaleCode | None = Field(
        None, description="The language of the page, if the address does not begin with it."
    )


@router.get(
    "/",
    response=PageDetailSchema,
    url_name="page_by_path",
    operation_id="pages_by_path",
    summary="Find a page by its address, in any language",
)
def page_by_path(request: HttpRequest, query: Query[AddressQuery]) -> Page:
    """The page in all its public fields."""
    parts = [part for part in query.path.split("/") if part]
    codes = [code for code, _name in settings.LANGUAGES]
    in_address = parts.pop(0) if parts and parts[0] in codes else None
    home = _home(request, query.locale or in_address or settings.LANGUAGE_CODE)
    page = home.specific.route(request, parts).page
    if not is_public(page):
        raise Http404
    return page.specific


def _home(request: HttpRequest, code: str) -> Page:
    site = Site.find_for_request(request)
    locale = Locale.objects.filter(language_code=code).first()
    if site is None or locale is None:
        raise Http404
    root = site.root_page
    home = root if root.locale_id == locale.pk else root.get_translation_or_none(locale)
    if home is None:
        raise Http404
    return home
