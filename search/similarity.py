"""Words that look alike: one or two typing mistakes apart."""

from collections.abc import Iterable

LONG_ENOUGH_FOR_TWO = 7


def alike(word: str, vocabulary: Iterable[str]) -> dict[str, int]:
    """The words of a vocabulary at one or two mistakes from a word, with the number of mistakes."""
    most = 2 if len(word) >= LONG_ENOUGH_FOR_TWO else 1
    letters = set(word)
    found: dict[str, int] = {}
    for other in vocabulary:
        # Cheap tests first: each mistake changes the length by one and the set of letters by two.
        if (
            abs(len(other) - len(word)) > most
            or len(letters.symmetric_difference(other)) > 2 * most
        ):
            continue
        apart = mistakes(word, other, at_most=most)
        if apart <= most:
            found[other] = apart
    return found


def mistakes(one: str, other: str, *, at_most: int) -> int:
    """Letters to add, drop, change or swap between two words; past ``at_most`` nobody counts on."""
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        if min(row) > at_most:
            return at_most + 1
        before_last, last = last, row
    return last[-1]
