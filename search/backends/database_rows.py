"""What the database search keeps of an entry: stems with their weights, words, facets."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from search.analysis import all_words, terms
from search.models import SearchEntry, SearchFacet, SearchTerm, SearchWord
from search.stemming import stem

TITLE_WEIGHT = 8.0
PART_OF_WEIGHT = 0.5
LEAD_WEIGHT = 2.0
# What stands beside a text counts the same, however long the text is.
ABOUT_WEIGHT = 0.5
SATURATION = 1.2
LENGTH_MATTERS = 0.6
USUAL_LENGTH = 120
LONGEST_TERM = 64
BATCH = 2_000


def term_weights(entry: SearchEntry) -> dict[str, float]:
    """Stems of an entry with what each adds to its score (BM25 over weighted fields).

    A word says the less, the longer the text is in which it stands. In a title it loses only with
    the root of the length, or else the articles of an act would beat the act that is asked for.
    """
    texts = (entry.title, entry.part_of, entry.lead, entry.body)
    counted = [Counter(term[:LONGEST_TERM] for term in terms(all_words(text))) for text in texts]
    length = sum(found.total() for found in counted)
    relative = 1 - LENGTH_MATTERS + LENGTH_MATTERS * length / USUAL_LENGTH
    weights = (TITLE_WEIGHT * math.sqrt(relative), PART_OF_WEIGHT, LEAD_WEIGHT, 1.0)
    occurrences: dict[str, float] = defaultdict(float)
    for found, weight in zip(counted, weights, strict=True):
        for term, often in found.items():
            occurrences[term] += often * weight
    found_in_text = {
        term: often * (SATURATION + 1) / (often + SATURATION * relative)
        for term, often in occurrences.items()
    }
    about = {term[:LONGEST_TERM] for term in terms(all_words(entry.about))}
    return found_in_text | {term: found_in_text.get(term, 0.0) + ABOUT_WEIGHT for term in about}


def write_terms(
    entries: Sequence[SearchEntry],
    weights: Sequence[Mapping[str, float]],
    *,
    using: str = "default",
) -> None:
    """Replace the stems of some entries by those that ``term_weights`` found in each."""
    SearchTerm.objects.using(using).filter(entry__in=entries).delete()
    rows = [
        SearchTerm(entry=entry, term=term, weight=weight)
        for entry, found in zip(entries, weights, strict=True)
        for term, weight in found.items()
    ]
    SearchTerm.objects.using(using).bulk_create(rows, batch_size=BATCH)
    written = {word[:LONGEST_TERM] for entry in entries for word in entry.words.split()}
    SearchWord.objects.using(using).bulk_create(
        [SearchWord(word=word) for word in sorted(written)], ignore_conflicts=True, batch_size=BATCH
    )


def forget_unused(words: Iterable[str], *, using: str = "default") -> None:
    """Take out those of some words that no entry has any more, in no form.

    Or else it shows by corrections and suggestions that a word was once there.
    """
    stems = {word[:LONGEST_TERM]: stem(word)[:LONGEST_TERM] for word in words}
    ordered = sorted(stems)
    for start in range(0, len(ordered), BATCH):
        some = ordered[start : start + BATCH]
        rows = SearchTerm.objects.using(using).filter(term__in={stems[word] for word in some})
        used = set(rows.values_list("term", flat=True).distinct())
        unused = [word for word in some if stems[word] not in used]
        SearchWord.objects.using(using).filter(word__in=unused).delete()


def write_facets(entries: Sequence[SearchEntry], *, using: str = "default") -> None:
    """Replace the values of some entries' facets."""
    SearchFacet.objects.using(using).filter(entry__in=entries).delete()
    rows = [
        SearchFacet(entry=entry, name=name, value=value)
        for entry in entries
        for name, values in entry.facets.items()
        for value in values
    ]
    SearchFacet.objects.using(using).bulk_create(rows, batch_size=BATCH)
