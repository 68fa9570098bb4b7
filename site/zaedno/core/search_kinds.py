"""What kinds of pages are called in search, where readers do not care for the type."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class SearchKind:
    """A kind that several page types share.

    Attributes:
        key: name in addresses and in the index.
        label: name on screen.
    """

    key: str
    label: "Promise | str"


SECTION = SearchKind("section", _("Section of the site"))
STANDING_PAGE = SearchKind("page", _("Page"))
