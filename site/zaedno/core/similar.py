"""Pages like a page: whoever can tell registers, the foot of a page asks."""

from collections.abc import Callable, Sequence

from wagtail.models import Page

# Gives public pages in the language of a page, the most similar first; without the page itself.
Similar = Callable[[Page], Sequence[Page]]

_registered: list[Similar] = []


def register_similar(find: Similar) -> None:
    """Say who finds similar pages; called from ``AppConfig.ready()``."""
    _registered[:] = [find]


def similar_pages(page: Page, *, besides: Sequence[Page], most: int) -> list[Page]:
    """Some pages like a page that are not named yet; none where nobody can tell."""
    if not _registered or most <= 0:
        return []
    named = {other.pk for other in besides}
    return [found for found in _registered[0](page) if found.pk not in named][:most]
