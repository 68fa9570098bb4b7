"""Names that only the municipality may bear: a citizen who took one would be believed."""

import re
import unicodedata
from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Site

from zaedno.core.models import SiteSettings, Unit
from zaedno.core.transliteration import transliterate

# Whoever decides here; as a word of a longer name, too ("Moderator Ivan").
ROLES = ("модератор", "администратор", "админ", "moderator", "administrator", "admin")
# Latin and Greek letters, and figures, that a reader takes for Cyrillic letters.
_LOOK_ALIKE = str.maketrans("aceopxykmthbαεοκρτυχμηβ03", "асеорхукмтнваеокртухмнвоз")
_WORD = re.compile(r"[^\W_]+")


def looks_official(name: str) -> bool:
    """Whether readers would take the name for the municipality, a unit or a moderator."""
    words = _words(name)
    roles = {folded(role) for role in ROLES}
    return not roles.isdisjoint(words) or "".join(words) in roles | _official()


def folded(text: str) -> str:
    """What the eye reads: without case, accents, marks and spaces, look-alike letters as one."""
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in plain if unicodedata.category(sign) != "Mn")
    return _WORD.findall(letters.casefold().translate(_LOOK_ALIKE))


def _official() -> set[str]:
    written = {name for name in _names() if name}
    return {folded(name) for name in written} | {folded(transliterate(name)) for name in written}


def _names() -> Iterator[str]:
    yield settings.WAGTAIL_SITE_NAME
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            yield gettext("Zaedno")
    for site in Site.objects.select_related("root_page"):
        yield from (site.site_name, site.root_page.title)
    yield from (SiteSettings().municipality_bg, SiteSettings().municipality_en)
    for chosen in SiteSettings.objects.all():
        yield from (chosen.municipality_bg, chosen.municipality_en)
    yield from Unit.objects.values_list("name", flat=True)
