"""The CMS speaks Bulgarian unless a member of staff chose otherwise."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class StaffLanguage:
    """Sets the language of the CMS: Bulgarian, not what the browser would prefer.

    A language set in a user's profile wins afterwards (Wagtail sees to it); before the login,
    the language chosen on the public pages does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Choose before the view runs, so that forms and messages follow."""
        if request.path.startswith("/cms/"):
            language = self._language(request)
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return self.get_response(request)

    def _language(self, request: HttpRequest) -> str:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if request.user.is_anonymous and chosen in dict(settings.LANGUAGES):
            return chosen
        return settings.LANGUAGE_CODE
