"""What search holds on people: the searches that they saved."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.models import SavedSearch
from search.saving import question_of
from zaedno.core.personal_data import Holding, register_holding
from zaedno.notifications.models import Subscription


def register() -> None:
    """Say what is held."""
    register_holding(SAVED_SEARCHES)


def _saved_by(email: str) -> Iterable[dict[str, Any]]:
    subscriptions = Subscription.objects.of_person(email)
    saved = SavedSearch.objects.filter(subscription__in=subscriptions).order_by("pk")
    for one in saved.select_related("subscription").iterator():
        yield {_("search"): question_of(one).title(), _("last mail"): one.mailed_at}


def _erase_saved(email: str, *, at: datetime, words: bool) -> int:
    """The search goes with its subscription; where this is still there, it goes as well."""
    mine = Subscription.objects.of_person(email).filter(saved_search__isnull=False)
    return mine.delete()[1].get(SavedSearch._meta.label, 0)


SAVED_SEARCHES = Holding(
    name="search.saved",
    label=gettext_lazy("Saved searches"),
    purpose=gettext_lazy("To tell people of what is new on what they look for."),
    legal_basis=gettext_lazy("Consent: GDPR, Article 6(1)(a)."),
    people=gettext_lazy("Everyone who asked to be told of new results."),
    data=gettext_lazy(
        "E-mail address, words and filters of the search, language, moment of the last mail."
    ),
    recipients=gettext_lazy("Nobody outside the platform."),
    kept_for=gettext_lazy("Until you unsubscribe; three days if it was never confirmed."),
    collect=_saved_by,
    erase=_erase_saved,
)
