"""The record at one revision of the workspace, with all that is looked up in it: values that never change."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from enduse.ledger import Merged
from enduse.model import Document, Statement, Transfer
from enduse.record import Record
from enduse.review import Standing
from enduse.web.kept import Kept

T = TypeVar("T")
Reading = tuple[Document, Sequence[Statement]]
DAYS: Final = 8  # so many days that were looked at stay merged
PAGES: Final = 64  # so many pages stay rendered, of up to some 300 kB each


class AsRead:
    """All reports with their statements as they were read; a report that is read again is another pair."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.reports = {pair[0].name: pair for pair in sorted(readings, key=lambda pair: pair[0].name)}
        self.documents = tuple(document for document, _ in self.reports.values())
        self.statements = {statement.id: statement for _, found in self.reports.values() for statement in found}

    @functools.cached_property
    def by_name(self) -> Mapping[str, Document]:
        """The documents by name."""
        return {document.name: document for document in self.documents}

    @functools.cached_property
    def by_id(self) -> Mapping[str, Document]:
        """The documents by id."""
        return {document.id: document for document in self.documents}

    @functools.cached_property
    def kept(self) -> Kept:
        """What was made of it."""
        return Kept(16)


class Known:
    """The record as it was known on a day, None being now: its transfers, and what they are found by.

    `undated` counts the reports that the record of a day leaves out, as nobody knows by which day they were known.
    """

    def __init__(self, documents: Iterable[Document], merged: Merged, day: dt.date | None) -> None:
        self.day = day
        self.transfers = tuple(merged.as_of(day))
        self.stories = tuple(merged.stories(day))
        documents = tuple(documents)
        self.documents = tuple(d for d in documents if day is None or (d.published is not None and d.published <= day))
        self.undated = 0 if day is None else sum(d.published is None for d in documents)

    @functools.cached_property
    def names(self) -> frozenset[str]:
        """The names of the documents."""
        return frozenset(document.name for document in self.documents)

    @functools.cached_property
    def by_id(self) -> Mapping[str, Transfer]:
        """The transfers by id."""
        return {transfer.id: transfer for transfer in self.transfers}

    @functools.cached_property
    def by_document(self) -> Mapping[str, Sequence[Transfer]]:
        """The transfers that each document has a part in, by its name."""
        return _grouped((name, transfer) for transfer in self.transfers for name in transfer.documents)

    @functools.cached_property
    def by_party(self) -> Mapping[str, Sequence[Transfer]]:
        """The transfers in which each party supplies or receives."""
        return _grouped((name, t) for t in self.transfers for name in {t.supplier, t.recipient} if name is not None)

    @functools.cached_property
    def by_category(self) -> Mapping[str, Sequence[Transfer]]:
        """The transfers of each category."""
        return _grouped((transfer.category, transfer) for transfer in self.transfers)

    @functools.cached_property
    def disputed(self) -> Sequence[Transfer]:
        """Those that are denied or in conflict."""
        return [transfer for transfer in self.transfers if transfer.conflicts or transfer.denied]

    @functools.cached_property
    def kept(self) -> Kept:
        """What pages have made of it."""
        return Kept(32)


@dataclasses.dataclass(frozen=True, eq=False)
class Ledger:
    """The record, merged; one answer is of one of these.

    `record` is as people left it: without what they hold wrong, and as they corrected it. `read` has every statement as it was
    read, and `held` what people hold of them by id.
    """

    revision: tuple[int, ...]
    read: AsRead
    held: Mapping[str, Standing]
    record: Record
    merged: Merged
    _days: Kept = dataclasses.field(default_factory=lambda: Kept(DAYS))

    @property
    def as_read(self) -> Mapping[str, Statement]:
        """Every statement as it was read, by id."""
        return self.read.statements

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents by name."""
        return self.read.by_name

    @functools.cached_property
    def statements(self) -> Mapping[str, Statement]:
        """The statements by id."""
        return {statement.id: statement for statement in self.record.statements}

    @functools.cached_property
    def by_document(self) -> Mapping[str, Sequence[Statement]]:
        """The statements of each document, by its name."""
        return _grouped((statement.doc, statement) for statement in self.record.statements)

    @functools.cached_property
    def by_kind(self) -> Mapping[str, Sequence[Statement]]:
        """The statements of each kind."""
        return _grouped((statement.kind, statement) for statement in self.record.statements)

    @functools.cached_property
    def kept(self) -> Kept:
        """What pages have made of it."""
        return Kept(256)

    @functools.cached_property
    def pages(self) -> Kept:
        """Pages as they were rendered."""
        return Kept(PAGES)

    @property
    def transfers(self) -> tuple[Transfer, ...]:
        """All transfers as known now."""
        return self.known(None).transfers

    def transfers_as_of(self, day: dt.date | None) -> tuple[Transfer, ...]:
        """All transfers as known on a day."""
        return self.known(day).transfers

    def known(self, day: dt.date | None) -> Known:
        """The record as it was known on a day; that of the last few days asked for stays."""
        return self._days.get(day, lambda: Known(self.read.documents, self.merged, day))


def _grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, Sequence[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
