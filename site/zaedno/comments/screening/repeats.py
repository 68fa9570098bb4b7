"""The same text on several pages."""

from datetime import datetime, timedelta

from django.db.models import Q
from wagtail.models import Page

from zaedno.comments.models import CitizenComment, PendingComment
from zaedno.comments.screening.rules import words_of

WITHIN = timedelta(days=1)
# Two people may say "good idea" of two pages.
_SHORTEST_TEXT = 30
_MOST_COMPARED = 1_000


def is_said_elsewhere(text: str, *, email: str, page_id: int, at: datetime) -> bool:
    """Whether the same words were sent to another page within a day.

    By whomever, if they are long enough to be nobody's chance; else by the same person.
    """
    words = words_of(text)
    address = email if len(text) < _SHORTEST_TEXT else ""
    others = _texts_elsewhere(page_id, since=at - WITHIN, email=address)
    return any(words_of(other) == words for other in others)


def _texts_elsewhere(page_id: int, *, since: datetime, email: str) -> list[str]:
    """What was lately said on other pages, by one person if named; a translation is no other."""
    same = Page.objects.filter(
        translation_key__in=Page.objects.filter(pk=page_id).values("translation_key")
    ).values("pk")
    lately = Q(submit_date__gt=since) | Q(edited_at__gt=since)
    comments = CitizenComment.objects.get_queryset().filter(lately)
    waiting = PendingComment.objects.unconfirmed().filter(created__gt=since).exclude(page__in=same)
    if email:
        comments, waiting = comments.from_address(email), waiting.of_person(email)
    texts = comments.exclude(page__in=same).order_by("-pk").values_list("comment", flat=True)
    unconfirmed = waiting.order_by("-pk").values_list("text", flat=True)
    return [*texts[:_MOST_COMPARED], *unconfirmed[:_MOST_COMPARED]]
