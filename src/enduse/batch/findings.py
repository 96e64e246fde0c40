"""Shipments to findings, batch by batch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from enduse.batch.rows import Unreadable, batches_in, headings_of, is_flat, rows_of, table_rows
from enduse.batch.schemas import FINDINGS, Row, in_batches
from enduse.party_rows import finding_row
from enduse.screen.csv_records import Broken
from enduse.screen.intake import Intake, join_rows, read_objects, read_table
from enduse.screen.json_records import Record

if TYPE_CHECKING:
    from enduse.screening import Desk


def screen_batches(
    batches: Iterable[pa.RecordBatch] | pa.Table | pa.RecordBatch,
    *,
    desk: Desk,
    mapping: Mapping[str, str] | None = None,
    source: str | None = None,
    first: int = 1,
) -> Iterator[pa.RecordBatch]:
    """Screen batches of shipments into batches of findings.

    Every shipment has a row at least: one without findings has one whose `rule` is null (which is no clearance), one that
    cannot be screened has what is wrong in `problem`. Consecutive rows of one reference are one shipment, across batches too.

    Args:
        batches: shipments: plain columns under any heading that `enduse screen` knows, nested ones as its JSON lines have them,
            or the one column of `JSON_ROWS`.
        desk: what they are screened with (`enduse.screening.open_desk`).
        mapping: which of the headings mean what.
        source: what the shipments came in, to be told with each row.
        first: the number of the first row.

    Yields:
        Findings, with the columns of `FINDINGS`.

    Raises:
        InputError: no column means a party or goods.
    """
    intakes = join_rows(shipments_of(batches_in(batches), mapping=mapping, first=first))
    return in_batches(
        (row | {"source": source} for intake in intakes for row in _screen(desk, intake)), FINDINGS, spoilt=_spoilt
    )


def shipments_of(
    batches: Iterable[pa.RecordBatch],
    *,
    mapping: Mapping[str, str] | None = None,
    first: int = 1,
    unused: list[str] | None = None,
) -> Iterator[Intake]:
    """The shipment of each row, by itself; `unused` is given the headings that mean nothing."""
    for batch in batches:
        if is_flat(batch):
            yield from read_table(headings_of(batch), enumerate(table_rows(batch), first), mapping=mapping, unused=unused)
        else:
            yield from read_objects(_objects(batch, first), mapping=mapping, unused=unused)
        first += batch.num_rows


def _objects(batch: pa.RecordBatch, first: int) -> Iterator[tuple[int, Record | Broken]]:
    for number, row in enumerate(rows_of(batch), first):
        if row is not None:
            yield number, Broken(row.problem) if isinstance(row, Unreadable) else row


def _screen(desk: Desk, intake: Intake) -> Iterator[dict[str, Any]]:
    place = {"row": intake.first, "last_row": intake.last, "problem": "; ".join(intake.problems) or None, "in_full": False}
    if intake.shipment is None:
        yield place
        return
    told: dict[str, Any] = place | {"reference": intake.shipment.reference}
    try:
        screening = desk.screen(intake.shipment)
        judged = list(desk.judged(intake.shipment, screening.findings))
    except Exception as error:  # noqa: BLE001  one shipment's failure is its row and never sinks the rest
        words = f"could not be screened ({type(error).__name__}: {error}); please report this as a fault of Enduse"
        yield told | {"problem": words}
        return
    problem = "; ".join((*intake.problems, *screening.problems)) or None
    told |= {"as_of": screening.asked.as_of, "asked": screening.asked.words, "problem": problem, "in_full": not intake.partial}
    if not judged:
        yield told
    for each in judged:
        row = finding_row(each.finding)
        cited: list[Row] = [{**citation, "date": _day(citation.get("date"))} for citation in row.get("citations", ())]
        yield row | told | {"citations": cited, "candidate": each.finding.candidate, "decision": each.words or None}


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _spoilt(row: Row, problem: str) -> Row:
    place = {
        name: row[name] for name in ("reference", "severity", "source", "row", "last_row", "as_of", "in_full") if name in row
    }
    return place | {"problem": f"a finding was {problem}"}
