"""Questions about words of the index, of which each is asked once."""

from collections.abc import Callable, Iterable

Known = Callable[[Iterable[str]], dict[str, int]]


def remembering(known: Known) -> Known:
    """The same, but each word is asked about once."""
    answers: dict[str, int] = {}
    asked: set[str] = set()

    def ask(some: Iterable[str]) -> dict[str, int]:
        wanted = set(some)
        if not wanted <= asked:
            answers.update(known(wanted - asked))
            asked.update(wanted)
        return {word: answers[word] for word in wanted if word in answers}

    return ask
