"""Choices of a form's questions: what the reader sees, and the one word that is kept for it."""

from collections.abc import Sequence


def choices_in(text: str) -> list[str]:
    """The choices that an editor wrote, on lines or, where there is one line, between commas."""
    lines = text.strip().splitlines()
    parts = [line.rstrip(", ") for line in lines] if len(lines) > 1 else text.split(",")
    return [choice for part in parts if (choice := part.strip())]


def choice_pairs(words: Sequence[str], kept: Sequence[str]) -> list[tuple[str, str]]:
    """Each choice as a pair: the word of the first language, which is kept, and the one shown.

    Choices have no name of their own, only a place in the list. Where a translation lacks one or
    has one too many, their places say nothing: the reader sees the words of the first language.

    Args:
        words: the choices in the language of the page.
        kept: those of the same question in the first language.
    """
    return list(zip(kept, words if len(words) == len(kept) else kept, strict=True))
