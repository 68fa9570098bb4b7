"""Where imported acts go."""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from legal_text.importing.lines import LANGUAGES
from legal_text.models import RulesIndexPage


class NoSuchPlace(Exception):
    """There is no index page to put acts under; the message says what to do."""


def find_index(place: str) -> RulesIndexPage:
    """The index page that somebody named by its number or address.

    Args:
        place: an id, an address as readers see it («/bg/pravila/zakoni/»), or a path in the tree.

    Raises:
        NoSuchPlace: nothing, or a page of another kind, is there.
    """
    pages = Page.objects.all()
    if place.isascii() and place.isdigit():
        page = pages.filter(pk=int(place)).first()
    else:
        page = _at_address(urlsplit(place).path)
    index = page.specific if page else None
    if not isinstance(index, RulesIndexPage):
        raise NoSuchPlace(_("There is no list of rules at “%s”.") % place)
    return index


def _at_address(path: str) -> Page | None:
    steps = [step for step in path.split("/") if step]
    found = Page.objects.filter(url_path=f"/{'/'.join(steps)}/").first()
    if found or not steps or steps[0] not in LANGUAGES:
        return found
    for home in Page.objects.filter(depth=2, locale__language_code=steps[0]):
        page = Page.objects.filter(url_path=home.url_path + "/".join(steps[1:]) + "/").first()
        if page:
            return page
    return None


def laws_index() -> RulesIndexPage:
    """The list of laws under the rules, made where it is missing.

    Raises:
        NoSuchPlace: the site has no rules yet.
    """
    indexes = RulesIndexPage.objects.filter(locale=Locale.get_default())
    rules = indexes.order_by("depth", "path").first()
    if rules is None:
        raise NoSuchPlace(_("There is no list of rules yet. Make one, or name a place by --under."))
    laws = indexes.child_of(rules).filter(slug="zakoni").first()
    if laws is None:
        laws = RulesIndexPage(
            title="Закони",
            slug="zakoni",
            lead="Нормативни актове на държавата, за които хората най-често питат.",
            locale=rules.locale,
        )
        rules.add_child(instance=laws)
        laws.save_revision().publish()
    return laws
