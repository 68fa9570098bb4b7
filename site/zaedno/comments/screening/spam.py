"""How likely moderators are to refuse a text, learnt from what they decided before.

Naive Bayes of NLTK over counts of words, kept in the database: no service, no pickle.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zaedno.comments.enums import CommentState
from zaedno.comments.models import CitizenComment, SpamMemory
from zaedno.comments.screening.rules import words_of

FEWEST_DECISIONS = 20
# The newest say best what comes now.
MOST_DECISIONS = 5_000
# Learnt anew each night, and sooner where much was decided.
LEARN_EVERY = timedelta(days=1)
LEARN_AFTER_DECISIONS = 20
# A word of one comment is chance, and may be somebody's name.
FEWEST_COMMENTS = 2
_LONGEST_WORD = 40
_SHORTEST_WORD = 3

REFUSED = (CommentState.REJECTED, CommentState.REMOVED)


def spam_score(text: str) -> float | None:
    """From 0 to 1; nothing while moderators have decided on too few comments of either kind."""
    memory = SpamMemory.objects.first()
    if memory is None or min(memory.published, memory.refused) < FEWEST_DECISIONS:
        return None
    return _likelihood(_traits(text), memory)


@transaction.atomic
def learn(*, at: datetime | None = None) -> SpamMemory:
    """Count anew the words of what moderators published and refused; safe to repeat."""
    published = _texts((CommentState.PUBLISHED,))
    refused = _texts(REFUSED)
    good, bad = _counted(published), _counted(refused)
    words = {
        word: [good[word], bad[word]]
        for word in sorted(good.keys() | bad.keys())
        if good[word] + bad[word] >= FEWEST_COMMENTS
    }
    SpamMemory.objects.all().delete()
    return SpamMemory.objects.create(
        published=len(published),
        refused=len(refused),
        words=words,
        learnt_at=at or timezone.now(),
    )


def learn_if_due(*, at: datetime | None = None) -> bool:
    """Learn where a day has passed or moderators have decided much; whether it was done."""
    moment = at or timezone.now()
    memory = SpamMemory.objects.first()
    if memory and moment - memory.learnt_at < LEARN_EVERY:
        decided = CitizenComment.objects.filter(moderated_at__gt=memory.learnt_at)
        if decided.count() < LEARN_AFTER_DECISIONS:
            return False
    learn(at=moment)
    return True


def _texts(states: Iterable[CommentState]) -> list[str]:
    """The newest comments that a moderator decided on, and whose authors left them."""
    decided = CitizenComment.objects.get_queryset().decided(states)
    return list(
        decided.order_by("-moderated_at").values_list("comment", flat=True)[:MOST_DECISIONS]
    )


def _counted(texts: Iterable[str]) -> Counter[str]:
    """In how many of the texts each word stands."""
    return Counter(word for text in texts for word in _traits(text))


def _traits(text: str) -> set[str]:
    """The words that tell something; none with digits, which may be somebody's number."""
    return {
        word
        for word in words_of(text)
        if word.isalpha() and _SHORTEST_WORD <= len(word) <= _LONGEST_WORD
    }


def _likelihood(traits: set[str], memory: SpamMemory) -> float:
    """The probability that a text with these words is refused."""
    # Loading NLTK takes a second: only a site that has learnt something pays for it.
    from nltk.classify.naivebayes import NaiveBayesClassifier  # noqa: PLC0415
    from nltk.probability import ELEProbDist, FreqDist  # noqa: PLC0415

    totals = {"published": memory.published, "refused": memory.refused}
    known = {word: memory.words[word] for word in traits if word in memory.words}
    of_words = {
        (kind, word): ELEProbDist(FreqDist({True: count, None: totals[kind] - count}), bins=2)
        for word, counts in known.items()
        for kind, count in zip(totals, counts, strict=True)
    }
    classifier = NaiveBayesClassifier(ELEProbDist(FreqDist(totals)), of_words)
    return float(classifier.prob_classify(dict.fromkeys(known, True)).prob("refused"))
