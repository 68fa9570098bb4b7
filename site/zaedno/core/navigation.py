"""What surrounds a page: menu, breadcrumbs, the same page in the other language, standing links.

All are read in one query, and kept until the content changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation
from django.utils.encoding import escape_uri_path
from wagtail.models import Page, Site

from zaedno.core.content_version import kept
from zaedno.core.related import in_active_language
from zaedno.core.sites import settings_of, site_of
from zaedno.core.visibility import without_restricted


@dataclass(frozen=True)
class Link:
    """A place to go, and whether the reader is already there.

    Attributes:
        title: what it is called.
        url: where it is.
        is_current: whether it is the page that is shown.
        is_section: whether that page lies below it.
        code: language that it leads to, in a choice of languages.
        is_same_page: whether it leads to the page that is shown, in that language.
        is_default: whether that language is the site's first.
    """

    title: str
    url: str
    is_current: bool = False
    is_section: bool = False
    code: str = ""
    is_same_page: bool = False
    is_default: bool = False


@dataclass(frozen=True)
class Surroundings:
    """The pages around the one that is shown.

    Attributes:
        standing: pages that every page links to, by the ids in the settings.
    """

    home: Page | None
    ancestors: Sequence[Page]
    menu: Sequence[Page]
    translations: Sequence[Page]
    standing: Mapping[int, Page] = field(default_factory=dict)


_NOTHING = Surroundings(home=None, ancestors=(), menu=(), translations=())


def surroundings(request: HttpRequest, page: Page | None) -> Surroundings:
    """The menu, ancestors and translations of a page; of the home page where there is none."""
    kept = getattr(request, "_surroundings", None)
    if kept is None:
        kept = _read_surroundings(request, page)
        # Kept with the request, so that it lives as long as its answer.
        request._surroundings = kept  # type: ignore[attr-defined]
    return kept


def _read_surroundings(request: HttpRequest, page: Page | None) -> Surroundings:
    site = site_of(request)
    if site is None:
        return _NOTHING
    key = page.translation_key if page and page.pk else None
    standing = list(settings_of(request).standing_pages().values())
    around = kept(
        ("surroundings", site.pk, key, page.path if page else ""),
        lambda: _pages_around(site, page, standing),
    )
    pages = without_restricted(around)
    found = _sort_out(pages, page=page, home=_home_of_reader(pages, site.root_page))
    return replace(found, standing=in_active_language(standing, pages))


def _pages_around(site: Site, page: Page | None, standing: Sequence[int]) -> list[Page]:
    """The published pages of which the surroundings are made, in all languages."""
    root = site.root_page
    in_menu = Q(depth=root.depth + 1, show_in_menus=True)
    homes = Q(translation_key=root.translation_key)
    same = Q(translation_key=page.translation_key) if page and page.pk else Q(pk__in=[])
    above = Q(path__in=_ancestor_paths(page))
    keys = Page.objects.filter(pk__in=standing).values("translation_key")
    everywhere = Q(translation_key__in=keys) if standing else Q(pk__in=[])
    found = Page.objects.live().filter(in_menu | homes | same | above | everywhere)
    return list(found.order_by("path").select_related("locale"))


def _home_of_reader(pages: Sequence[Page], root: Page) -> Page | None:
    homes = {
        page.locale.language_code: page
        for page in pages
        if page.translation_key == root.translation_key
    }
    return homes.get(translation.get_language() or "") or homes.get(settings.LANGUAGE_CODE)


def _sort_out(pages: Sequence[Page], *, page: Page | None, home: Page | None) -> Surroundings:
    if home is None:
        return _NOTHING
    ancestors = set(_ancestor_paths(page))
    key = page.translation_key if page and page.pk else home.translation_key
    return Surroundings(
        home=home,
        ancestors=[p for p in pages if p.path in ancestors and p.depth >= home.depth],
        menu=[p for p in pages if p.show_in_menus and p.path.startswith(home.path) and p != home],
        translations=[p for p in pages if p.translation_key == key],
    )


def _ancestor_paths(page: Page | None) -> list[str]:
    if page is None or not page.path:
        return []
    return [page.path[: Page.steplen * depth] for depth in range(2, page.depth)]


def menu(request: HttpRequest, page: Page | None) -> list[Link]:
    """The main menu in the language of the page."""
    return [
        Link(
            title=item.title,
            url=item.get_url(request) or "",
            is_current=page is not None and page.pk == item.pk,
            is_section=page is not None and page.path.startswith(item.path),
        )
        for item in surroundings(request, page).menu
    ]


def breadcrumbs(request: HttpRequest, page: Page | None) -> list[Link]:
    """From the home page down to the parent of the page."""
    return [
        Link(title=item.title, url=item.get_url(request) or "")
        for item in surroundings(request, page).ancestors
    ]


def standing_links(request: HttpRequest, page: Page | None) -> dict[str, str]:
    """Addresses of the standing pages in the reader's language, by their names in templates."""
    found = surroundings(request, page).standing
    chosen = settings_of(request).standing_pages()
    return {name: found[pk].get_url(request) or "" for name, pk in chosen.items() if pk in found}


def language_links(request: HttpRequest, page: Page | None) -> list[Link]:
    """The same page in each language; where it is not translated, the home page of the language."""
    current = translation.get_language()
    around = surroundings(request, page)
    urls = {item.locale.language_code: item.get_url(request) or "" for item in around.translations}
    return [
        Link(
            title=str(translation.get_language_info(code)["name_local"]).capitalize(),
            url=urls.get(code, f"/{code}/") if page else translate_url(_address(request), code),
            is_current=code == current,
            code=code,
            is_same_page=code in urls or page is None,
            is_default=code == settings.LANGUAGE_CODE,
        )
        for code, _name in settings.LANGUAGES
    ]


def _address(request: HttpRequest) -> str:
    """The address of what is shown, with the parameters that its view understood."""
    path, query = escape_uri_path(request.path), request.GET.urlencode()
    return f"{path}?{query}" if query else path
