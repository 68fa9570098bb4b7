"""Where the text of a file goes as it is read: cleaned, cut into pieces, never too much."""

import re

from zaedno.documents.extraction.outcome import Piece

PIECE = 4_000

# The last hyphen of a line as PDFium marks it, or as it stands: the word goes on in the next line.
_DIVIDED = re.compile(r"(?:\ufffe|(?<=[^\W\d_])[-\u00ad])\s*\n\s*(?=[^\W\d_])")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\s*\n\s*")


class Enough(Exception):
    """As much text was read as is kept."""


class Sink:
    """Takes pages, or lines of a file without pages."""

    def __init__(self, characters: int) -> None:
        """Take so many characters at most."""
        self.pieces: list[Piece] = []
        self._left = characters
        self._lines: list[str] = []
        self._length = 0

    def page(self, number: int, text: str) -> bool:
        """Take a page; returns whether it has text.

        Raises:
            Enough: no more is taken.
        """
        clean = cleaned(text)
        if not has_words(clean):
            return False
        self._take(Piece(number, clean))
        return True

    def line(self, text: str) -> None:
        """Take a line of a file without pages.

        Raises:
            Enough: no more is taken.
        """
        self._lines.append(text)
        self._length += len(text)
        if self._length >= PIECE:
            self.finish()

    def finish(self) -> None:
        """There are no more lines.

        Raises:
            Enough: no more is taken.
        """
        clean = cleaned("\n".join(self._lines))
        self._lines, self._length = [], 0
        for start in range(0, len(clean), 2 * PIECE):
            self._take(Piece(None, clean[start : start + 2 * PIECE]))

    def _take(self, piece: Piece) -> None:
        kept = piece.text[: self._left]
        self._left -= len(kept)
        if kept:
            self.pieces.append(Piece(piece.page, kept))
        if len(kept) < len(piece.text):
            raise Enough


def cleaned(text: str) -> str:
    """Text without what no reader sees; words that a line divided are whole again."""
    text = _DIVIDED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CONTROLS.sub("", text).replace("\u00ad", "")
    return _EMPTY_LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def has_words(text: str) -> bool:
    """Whether there is more than a stray page number."""
    return sum(map(str.isalpha, text)) >= 3
