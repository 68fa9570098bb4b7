"""Files that are archives of XML (Word, Excel, PowerPoint, LibreOffice), opened with distrust."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from xml.parsers import expat

from zaedno.documents.extraction.outcome import damaged, encrypted, too_large

MOST_MEMBERS = 20_000
DEEPEST = 500
BLOCK = 64 * 1024
_IS_ENCRYPTED = 0x1


class Archive:
    """An archive of which no more is unpacked than was granted, whatever it says of itself."""

    def __init__(self, archive: zipfile.ZipFile, *, unpacked: int) -> None:
        """Grant so many bytes for all members together."""
        self._archive = archive
        self._left = unpacked
        self.names = archive.namelist()
        if len(self.names) > MOST_MEMBERS:
            raise too_large("too many members")

    def blocks(self, name: str) -> Iterator[bytes]:
        """The content of a member, piece by piece.

        Raises:
            Unreadable: there is no such member, it wants a password, or it is too much.
        """
        try:
            about = self._archive.getinfo(name)
        except KeyError as error:
            raise damaged(f"no {name} within") from error
        if about.flag_bits & _IS_ENCRYPTED:
            raise encrypted(f"{name} wants a password")
        if about.file_size > self._left:
            raise too_large(f"{name} says that it unpacks to {about.file_size} bytes")
        with self._archive.open(about) as member:
            while block := member.read(BLOCK):
                self._left -= len(block)
                if self._left < 0:
                    raise too_large("it unpacks to more than is granted")
                yield block


@contextmanager
def opened(path: str, *, unpacked: int) -> Iterator[Archive]:
    """An archive to read.

    Raises:
        Unreadable: it is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield Archive(archive, unpacked=unpacked)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise damaged(f"archive: {error}") from error


class XmlReader:
    """What is told of an XML file: beginnings and ends of elements, and text between.

    There is never a tree: a file costs the memory of its deepest place. Document types are refused,
    and with them every entity that could grow or point somewhere.
    """

    def __init__(
        self,
        *,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
    ) -> None:
        """Call these with names without their prefix."""
        self._start, self._end = start, end
        self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._on_start
        self._parser.EndElementHandler = self._on_end
        self._parser.CharacterDataHandler = text
        self._parser.StartDoctypeDeclHandler = _refuse_type

    def read(self, blocks: Iterator[bytes]) -> None:
        """Read to the end.

        Raises:
            Unreadable: it is no XML, or one that nobody writes.
        """
        try:
            for block in blocks:
                self._parser.Parse(block, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise damaged(f"XML: {error}") from error

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise damaged("XML is nested too deep")
        self._start(_local(name), attributes)

    def _on_end(self, name: str) -> None:
        self._depth -= 1
        self._end(_local(name))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse_type(*_: Any) -> None:
    raise damaged("XML with a document type")
