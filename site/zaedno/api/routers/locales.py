"""The languages of the site, for everyone.

Wagtail's own router of locales is for holders of a token, and comes only with its own locales app.
"""

from collections.abc import Iterable

from django.http import HttpRequest
from ninja import Router, Schema
from wagtail.models import Locale

router = Router(tags=["locales"])


class LocaleItem(Schema):
    """A language in which pages are published."""

    id: int
    code: str
    name: str
    is_default: bool


@router.get(
    "/",
    response=list[LocaleItem],
    url_name="public_locales",
    operation_id="locales_list",
    summary="List the languages of the site",
)
def list_locales(request: HttpRequest) -> Iterable[dict[str, object]]:
    """The languages, the default one first."""
    default = Locale.get_default().pk
    locales = sorted(Locale.objects.all(), key=lambda locale: (locale.pk != default, locale.pk))
    return [
        {
            "id": locale.pk,
            "code": locale.language_code,
            "name": locale.language_name_local,
            "is_default": locale.pk == default,
        }
        for locale in locales
    ]
