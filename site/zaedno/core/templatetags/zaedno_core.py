"""What every template needs: the frame of the page, money, dates, addresses."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Page

from zaedno.core import navigation
from zaedno.core.listing import page_numbers
from zaedno.core.money import Money
from zaedno.core.navigation import Link
from zaedno.core.personal_data import holdings
from zaedno.core.sites import settings_of
from zaedno.core.translations import canonical

register = template.Library()
register.filter(page_numbers)


def _page_of(context: Context) -> Page | None:
    page = context.get("page")
    return page if isinstance(page, Page) else None


@register.simple_tag(takes_context=True)
def site_header(context: Context) -> dict[str, Any]:
    """The main menu, and the addresses of the home page and of search."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "menu": navigation.menu(context["request"], _page_of(context)),
        "home_url": f"/{language}/",
        "search_url": reverse("search:search"),
        "suggest_url": reverse("search:suggest"),
    }


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[Link]:
    """The way from the home page to the parent of this one."""
    return navigation.breadcrumbs(context["request"], _page_of(context))


@register.simple_tag(takes_context=True)
def language_switch(context: Context) -> list[Link]:
    """This page in each language."""
    return navigation.language_links(context["request"], _page_of(context))


@register.simple_tag(takes_context=True)
def site_settings(context: Context) -> dict[str, Any]:
    """What the municipality says of itself, in the language of the page."""
    request: HttpRequest = context["request"]
    language = translation.get_language() or settings.LANGUAGE_CODE
    found = settings_of(request)
    texts = {
        name: found.in_language(name, language)
        for name in ("municipality", "address", "working_hours", "eu_funding_note")
    }
    return {
        **texts,
        "municipality_name": texts["municipality"],
        "product_name": gettext("Zaedno"),
        "phone": found.phone,
        "email": found.email,
        "coat_of_arms": found.coat_of_arms,
        **navigation.standing_links(request, _page_of(context)),
    }


@register.simple_tag(takes_context=True)
def absolute_url(context: Context, address: str) -> str:
    """The address with the site's name, for search engines and social networks."""
    return f"{settings.SITE_URL}{address}" if address.startswith("/") else address


@register.simple_tag
def canonical_page(page: Page) -> Page:
    """The page in the default language, where comments and answers are kept."""
    return canonical(page)


@register.simple_tag
def terms_of_keeping() -> list[dict[str, Any]]:
    """How long each kind of personal data is kept, as facts."""
    return [{"term": holding.label, "value": holding.kept_for} for holding in holdings()]


@register.inclusion_tag("components/money.html")
def money(amount: Any, currency: str) -> dict[str, Any]:
    """An amount with its currency, and in euro where it is in lev."""
    return {"money": Money(amount, currency)}


@register.filter
def page_lang(page: Page) -> str:
    """Language of a page's text, for the ``lang`` attribute."""
    return str(page.locale.language_code)


@register.simple_tag(takes_context=True)
def is_signed_in(context: Context) -> bool:
    """Whether the reader brings a session: asked without touching it, so pages stay cacheable."""
    request = context.get("request")
    return request is not None and settings.SESSION_COOKIE_NAME in request.COOKIES
