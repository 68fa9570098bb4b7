"""Searches that people save: asked for, confirmed by mail as all that is followed."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from search.models import SavedSearch
from search.questions import Question
from zaedno.core.mailboxes import same_mailbox
from zaedno.notifications.models import LONGEST_URL, Subscription
from zaedno.notifications.subscriptions import follow
from zaedno.notifications.topics import topic_key

KIND = "search:saved"
MOST_SAVED = 20


def is_short_enough(question: Question) -> bool:
    """Whether its address can be kept."""
    return len(question.address()) <= LONGEST_URL


@transaction.atomic
def save_search(email: str, question: Question, *, at: datetime) -> SavedSearch | None:
    """Keep a search for somebody; once, however often asked. They are asked by mail first.

    Args:
        email: whose.
        question: what is looked for.
        at: moment of asking; what appears later is told.

    Returns:
        Nothing when the mailbox has as many as one can have; who asks is not told, for it may not
        be theirs.
    """
    topic = topic_key(KIND, question.number)
    if not _has_room(email, topic):
        return None
    with translation.override(question.language):
        title = gettext("Search: %(query)s") % {"query": question.title()}
    subscription = follow(
        email,
        topic=topic,
        title=title,
        url=question.address(),
        language=question.language,
        confirmed=False,
        at=at,
        question="search_confirm",
    )
    kept = {
        "text": question.text,
        "filters": question.kept(),
        "exactly": question.exactly,
        "told_until": at,
    }
    saved, _made = SavedSearch.objects.get_or_create(subscription=subscription, defaults=kept)
    return saved


def question_of(saved: SavedSearch) -> Question:
    """What a saved search asks."""
    filters = {name: frozenset(values) for name, values in saved.filters.items()}
    return Question(saved.text, saved.subscription.language, filters, exactly=saved.exactly)


def _has_room(email: str, topic: str) -> bool:
    """Whether a mailbox may have one more, or has this one already.

    What nobody confirmed does not count: strangers may have asked for it.
    """
    saved = Subscription.objects.confirmed().filter(
        same_mailbox(email), topic__startswith=f"{KIND}:"
    )
    return saved.count() < MOST_SAVED or saved.filter(topic=topic).exists()
