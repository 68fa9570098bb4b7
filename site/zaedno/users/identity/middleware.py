"""Citizens are known at their account only, staff everywhere else."""

import re
from collections.abc import Callable
from functools import partial

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from zaedno.users.models import User

CITIZEN_BACKEND = "zaedno.users.identity.backends.CitizenBackend"
_ACCOUNT = re.compile(rf"/(?:{'|'.join(dict(settings.LANGUAGES))})/account/")


class PeopleInTheirPlaces:
    """Makes a session anonymous where it has no business.

    Pages and documents for those who are signed in, previews and the CMS are meant for the staff:
    whoever opened an account by e-mail is a stranger there. At the account a member of staff is
    one, so that no service can be linked to them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put the visitor in their place; the session is not touched before somebody asks."""
        request.user = SimpleLazyObject(lambda: _visitor(request))  # type: ignore[assignment]
        request.auser = partial(sync_to_async(_visitor), request)
        return self.get_response(request)


def _visitor(request: HttpRequest) -> User | AnonymousUser:
    by_account = request.session.get(BACKEND_SESSION_KEY) == CITIZEN_BACKEND
    at_account = _ACCOUNT.match(request.path) is not None
    return get_user(request) if by_account == at_account else AnonymousUser()
