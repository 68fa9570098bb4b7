"""What a front end draws around its pages: the menu and the standing links, in a language."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field
from wagtail.models import Page, Site

from zaedno.api.listing import Links
from zaedno.api.queries import DEFAULT_LOCALE, LocaleCode, StrictQuery
from zaedno.api.schemas import PageLink
from zaedno.core.models import SiteSettings
from zaedno.core.visibility import public_pages

router = Router(tags=["navigation"])

STANDING_PAGES = ("accessibility_page", "privacy_page", "contact_page", "rules_page")


class Contacts(Schema):
    """How to reach the municipality."""

    municipality: str
    address: str
    phone: str
    email: str
    working_hours: str


class Navigation(Schema):
    """The home page, the main menu, the links at the foot of every page, and the contacts."""

    locale: str
    home: PageLink
    menu: list[PageLink]
    standing: dict[str, PageLink]
    contacts: Contacts


class NavigationQuery(StrictQuery):
    """In which language."""

    locale: LocaleCode = Field(DEFAULT_LOCALE, description="The language of the titles.")


@router.get(
    "/",
    response=Navigation,
    url_name="navigation",
    operation_id="navigation",
    summary="Menu, standing links and contacts",
)
def navigation(request: HttpRequest, query: Query[NavigationQuery]) -> dict[str, Any]:
    """What surrounds every page of the site in one language."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    links = Links()
    public = public_pages(Page.objects.all(), closed=links.closed).filter(
        locale__language_code=query.locale
    )
    home = public.filter(translation_key=site.root_page.translation_key).first()
    if home is None:
        raise Http404
    chosen = SiteSettings.for_site(site)
    return {
        "locale": query.locale,
        "home": links.page_link(home),
        "menu": [links.page_link(p) for p in public.child_of(home).filter(show_in_menus=True)],
        "standing": _standing(chosen, public, links),
        "contacts": _contacts(chosen, query.locale),
    }


def _standing(chosen: SiteSettings, public: Any, links: Links) -> dict[str, Any]:
    ids = {name: getattr(chosen, f"{name}_id") for name in STANDING_PAGES}
    keys = dict(Page.objects.filter(pk__in=ids.values()).values_list("pk", "translation_key"))
    by_key = {p.translation_key: p for p in public.filter(translation_key__in=keys.values())}
    pages = {name: by_key.get(keys.get(pk)) for name, pk in ids.items()}
    return {
        name.removesuffix("_page"): links.page_link(page) for name, page in pages.items() if page
    }


def _contacts(chosen: SiteSettings, code: str) -> dict[str, str]:
    in_both = ("municipality", "address", "working_hours")
    return {
        **{name: chosen.in_language(name, code) for name in in_both},
        "phone": chosen.phone,
        "email": chosen.email,
    }
