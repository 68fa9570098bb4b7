"""A whole import: batches, faults, totals."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from legal_text.importing.lines import Document, FaultyLine, Line, read_document
from legal_text.importing.pages import (
    Outcome,
    existing_pages,
    import_document,
    index_in,
    outcome_of,
)
from legal_text.models import RulesIndexPage, RulesPage


@dataclass(frozen=True)
class Fault:
    """A line that was not imported, and why."""

    number: int
    reason: str


class Stopped(Exception):
    """The import was to stop at the first fault, and there was one."""


@dataclass
class Totals:
    """What became of the lines of a file."""

    outcomes: "Counter[Outcome]" = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    other_kinds: int = 0


@dataclass
class Import:
    """An import of a file.

    Attributes:
        index: where acts go; None where nothing is to be written.
        publish: whether readers see the acts at once.
        kinds: only these are imported; all, where empty.
        batch_size: lines of one transaction; what is in memory at a time.
        stop_on_error: whether the first faulty line ends the import.
        on_fault: told of each faulty line.
        on_line: told of each line that is done with.
    """

    index: RulesIndexPage | None
    publish: bool
    kinds: frozenset[str]
    batch_size: int
    stop_on_error: bool
    on_fault: Callable[[Fault], None]
    on_line: Callable[[Line], None]
    totals: Totals = field(default_factory=Totals)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def run(self, lines: Iterable[Line]) -> Totals:
        """Import the lines; batches that are done stay, whatever comes after them.

        Raises:
            Stopped: at the first faulty line, where asked.
        """
        for batch in in_batches(lines, self.batch_size):
            documents = self._documents(batch)
            with transaction.atomic():
                stopped = self._import_batch(documents)
            for line in batch:
                self.on_line(line)
            if stopped:
                raise Stopped
        return self.totals

    def _documents(self, batch: list[Line]) -> list[tuple[int, Document | FaultyLine]]:
        """The wanted documents of a batch and the faulty lines, with their numbers."""
        found: list[tuple[int, Document | FaultyLine]] = []
        for line in batch:
            if not line.text.strip():
                continue
            try:
                document = self._document(line)
            except FaultyLine as error:
                found.append((line.number, error))
                continue
            if document is None:
                self.totals.other_kinds += 1
            else:
                found.append((line.number, document))
        return found

    def _document(self, line: Line) -> Document | None:
        document = read_document(line, kinds=self.kinds)
        if document is None:
            return None
        identity = (document.id, document.lang)
        if identity in self._seen:
            raise FaultyLine(_("The id “%s” stands in an earlier line too.") % document.id)
        self._seen.add(identity)
        return document

    def _import_batch(self, documents: list[tuple[int, Document | FaultyLine]]) -> bool:
        """Import a batch; whether the import is to stop."""
        found = [item for _number, item in documents if isinstance(item, Document)]
        existing = existing_pages(found)
        for number, item in documents:
            try:
                self.totals.outcomes[self._import(item, existing)] += 1
            except (FaultyLine, ValidationError) as error:
                self._note(Fault(number, _reason(error)))
                if self.stop_on_error:
                    return True
        return False

    def _import(
        self, item: Document | FaultyLine, existing: dict[tuple[str, str], RulesPage]
    ) -> Outcome:
        if isinstance(item, FaultyLine):
            raise item
        page = existing.get((item.id, item.lang))
        if self.index is None:
            return outcome_of(item, page=page, publish=self.publish)
        index = index_in(self.index, item.lang)
        return import_document(item, page=page, index=index, publish=self.publish)

    def _note(self, fault: Fault) -> None:
        self.totals.faults.append(fault)
        self.on_fault(fault)


def in_batches(lines: Iterable[Line], size: int) -> Iterator[list[Line]]:
    """Lines some at a time."""
    batch: list[Line] = []
    for line in lines:
        batch.append(line)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _reason(error: FaultyLine | ValidationError) -> str:
    return "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
