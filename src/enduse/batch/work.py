"""The two kinds of work of a run: reading documents and screening shipments."""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from enduse import desk as reading
from enduse import screening
from enduse.batch.findings import screen_batches, shipments_of
from enduse.batch.inputs import Input
from enduse.batch.parts import Counted
from enduse.batch.rows import headings_of
from enduse.batch.schemas import DOCUMENTS, FINDINGS, JSON_ROWS, STATEMENTS
from enduse.batch.statements import read_batches
from enduse.errors import InputError, excerpt
from enduse.lists import snapshots_as_of
from enduse.read.reader import Reader
from enduse.screen.csv_records import Broken, Row
from enduse.screen.eccn import read_chart_folder
from enduse.screen.facts import facts_digest
from enduse.screen.heading_rows import find_headings
from enduse.screen.intake import join_rows
from enduse.screen.owner_edges import Holding
from enduse.screen.receipt import digest
from enduse.screen.screener import THRESHOLD
from enduse.store import Snapshot, Store
from enduse.store.engine import shown

_TURN = 60.0  # seconds that a process waits for its turn to write to a ledger which all of them write to


@dataclasses.dataclass(frozen=True, kw_only=True)
class Reading:
    """Reading documents into statements.

    `today`: a page dated after this day is refused. `reader` makes the reader in each process, the embedded one where None.
    `ledger`: a workspace (a file, or the URL of a database) that documents and statements are also saved to, as of `read_at`.
    A part is there only once all of its documents are saved, and a document is saved once however often it is read.
    """

    today: dt.date
    reader: Callable[[], Reader] | None = None
    published: dt.date | None = None
    publisher: str | None = None
    mapping: Mapping[str, str] | None = None
    ledger: str | Path | None = None
    read_at: dt.datetime | None = None

    kind = "read"
    schema = STATEMENTS
    counted = Counted(found="kind", used="doc_sha256", sort="kind")

    @functools.cached_property
    def options(self) -> dict[str, Any]:
        """What the statements depend on, the reader by its name and version."""
        made = (self.reader or reading.embedded_reader)().name
        day = None if self.published is None else self.published.isoformat()
        saved = {} if self.ledger is None else {"ledger": shown(self.ledger)}
        return {"reader": made, "published": day, "publisher": self.publisher, "mapping": self.mapping, **saved}

    def set_up(self) -> reading.Desk:
        """A reading desk."""
        if self.ledger is not None and self.read_at is None:
            raise InputError(f"{shown(self.ledger)}: nothing is saved there without a moment; give read_at as well")
        store = None if self.ledger is None else Store.open(self.ledger, timeout=_TURN)
        return reading.set_up_desk(
            reader=self.reader, store=store, published=self.published, publisher=self.publisher, today=self.today
        )

    def convert(
        self, desk: reading.Desk, batches: Sequence[pa.RecordBatch], *, source: str, first: int
    ) -> Iterator[pa.RecordBatch]:
        """Documents to statements."""
        return read_batches(batches, desk=desk, mapping=self.mapping, source=source, first=first, read_at=self.read_at)

    def spoilt(self, source: str, first: int, problem: str) -> dict[str, Any]:
        """What stands for a document that nothing came back from."""
        return {"doc": f"{source}:{first}", "source": source, "row": first, "problem": problem}

    def headings(self, above: Sequence[Row]) -> int:
        """The first row with a column of texts."""
        for place, row in enumerate(above):
            if not isinstance(row, Broken) and self._has_text(row):
                return place
        return 0

    def _has_text(self, names: Iterable[str]) -> bool:
        return any((self.mapping or {}).get(name, name) in ("text", "data", "json") for name in names)

    def check(self, source: Input, batch: pa.RecordBatch) -> Sequence[str]:
        """Refuse a table without texts, and say which of its columns mean nothing."""
        names = headings_of(batch)
        if not self._has_text(names):
            raise InputError(
                f"{source.name}: has no column `text` (or `data` with the page's bytes), but {excerpt(', '.join(names[:8]))}; "
                "give a mapping of its columns (docs/scale.md)"
            )
        known = (*DOCUMENTS.names, *JSON_ROWS.names, "")
        return [name for name in names if (self.mapping or {}).get(name, name) not in known]

    def belong(self, one: pa.RecordBatch, other: pa.RecordBatch) -> bool:
        """Each document stands by itself."""
        return False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Screening:
    """Screening shipments against the lists of a workspace as of a day, each one's own day where None.

    `chart` is a folder of the files by which control entries of goods are asked.
    """

    store: Store
    as_of: dt.date | None = None
    holdings: Sequence[Holding] = ()
    chart: Path | None = None
    threshold: float = THRESHOLD
    mapping: Mapping[str, str] | None = None

    kind = "screen"
    schema = FINDINGS
    counted = Counted(found="rule", used="as_of", sort="severity", whole="in_full")

    @functools.cached_property
    def copies(self) -> tuple[Snapshot, ...]:
        """The copies of lists that are asked, by all processes of a run: lists may be updated while it goes on."""
        return tuple(snapshots_as_of(self.store, self.as_of))

    @functools.cached_property
    def options(self) -> dict[str, Any]:
        """What the findings depend on, the lists by the hash of their copies: a run is never of mixed lists."""
        return {
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "facts": facts_digest(),
            "owners": digest(self.holdings) if self.holdings else None,
            "chart": None if self.chart is None else digest(read_chart_folder(self.chart)),
            "threshold": self.threshold,
            "mapping": self.mapping,
            "lists": {snapshot.list: snapshot.sha256 for snapshot in self.copies},
        }

    def set_up(self) -> screening.Desk:
        """A screening desk."""
        screener = screening.open_screener(
            self.store, as_of=self.as_of, copies=self.copies, holdings=self.holdings, threshold=self.threshold
        )
        return screening.open_desk(self.store, as_of=self.as_of, chart=self.chart, screener=screener)

    def convert(
        self, desk: screening.Desk, batches: Sequence[pa.RecordBatch], *, source: str, first: int
    ) -> Iterator[pa.RecordBatch]:
        """Shipments to findings."""
        return screen_batches(batches, desk=desk, mapping=self.mapping, source=source, first=first)

    def spoilt(self, source: str, first: int, problem: str) -> dict[str, Any]:
        """What stands for a shipment that nothing came back from."""
        return {"source": source, "row": first, "last_row": first, "problem": problem, "in_full": False}

    def headings(self, above: Sequence[Row]) -> int:
        """The row with columns of parties or goods; where there is none the first, which `check` refuses with the reason."""
        try:
            return find_headings(above, self.mapping).place
        except InputError:
            return 0

    def check(self, source: Input, batch: pa.RecordBatch) -> Sequence[str]:
        """Refuse a table without parties and goods, and say which of its columns mean nothing."""
        if source.kind == "warc":
            raise InputError(f"{source.name}: holds pages and no shipments; `enduse batch read` reads them")
        unused: list[str] = []
        try:
            collections.deque(shipments_of([batch], mapping=self.mapping, unused=unused), maxlen=0)
        except InputError as error:
            raise InputError(f"{source.name}: {error}") from error
        return unused

    def belong(self, one: pa.RecordBatch, other: pa.RecordBatch) -> bool:
        """Two rows belong together that are one shipment when read together."""
        joined = list(join_rows(shipments_of([one, other], mapping=self.mapping)))
        return len(joined) == 1 and joined[0].last == 2
