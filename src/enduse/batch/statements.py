"""Documents to statements, batch by batch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import pyarrow as pa

from enduse.batch.rows import Unreadable, batches_in, rows_of, words_of
from enduse.batch.schemas import STATEMENTS, Row, in_batches
from enduse.desk import Desk, ReadResult, failed, read_source, save_result
from enduse.errors import excerpt
from enduse.read.facts import unusable_day
from enduse.read.sources import Problem, Source
from enduse.rows import statement_row
from enduse.screen.json_records import Record

#: What a row may say of its document beside its text.
_ABOUT: Final = ("title", "byline", "publisher", "published", "url", "agency", "republished_from")


def read_batches(
    batches: Iterable[pa.RecordBatch] | pa.Table | pa.RecordBatch,
    *,
    desk: Desk,
    mapping: Mapping[str, str] | None = None,
    source: str | None = None,
    first: int = 1,
    read_at: dt.datetime | None = None,
) -> Iterator[pa.RecordBatch]:
    """Read batches of documents into batches of statements.

    Every document has a row at least: one without statements has one whose `kind` is null, one that cannot be read has what is
    wrong in `problem`, and neither sinks the rest. Only one batch of each is held at a time.

    Args:
        batches: documents, with the columns of `DOCUMENTS` or the one of `JSON_ROWS`; other columns are passed over.
        desk: what they are read with (`enduse.desk.set_up_desk`).
        mapping: which of the columns mean what, where they have other names (`{"body": "text", "day": "published"}`).
        source: what the documents came in, to be told with each row.
        first: the number of the first row.
        read_at: also save each document and its statements to the desk's store, as read at this moment, before its rows are
            given; what the store holds already is neither read nor saved again.

    Yields:
        Statements, with the columns of `STATEMENTS`.
    """
    rows = (row for batch in batches_in(batches) for row in rows_of(batch))
    read = (
        each | {"source": source, "row": number}
        for number, row in enumerate(rows, first)
        if row is not None
        for each in _rows(desk, row, mapping or {}, f"{source or 'row'}:{number}", read_at)
    )
    return in_batches(read, STATEMENTS, spoilt=_spoilt)


def _rows(
    desk: Desk, row: Record | Unreadable, mapping: Mapping[str, str], place: str, read_at: dt.datetime | None
) -> Iterator[dict[str, Any]]:
    """The rows of a document, with what of its own could not be used."""
    if isinstance(row, Unreadable):
        return statement_rows(_read(desk, Problem(place, f"{place}: {row.problem}"), read_at))
    told = {mapping.get(name, name): value for name, value in row.items()}
    told = {name: value if name == "data" else words_of(value) for name, value in told.items()}
    page, wrong = _page(told, place), list(row.problems)
    if isinstance(page, Source) and desk.published is None and (day := unusable_day(page.about)) is not None:
        wrong.append(day)
    if isinstance(page, Source) and page.fetched_at is None and told.get("fetched_at"):
        wrong.append(
            f"fetched_at {excerpt(told['fetched_at'], most=60)!r} is no moment (write 2026-01-02T03:04:05Z); it is not used"
        )
    return statement_rows(_read(desk, page, read_at), problem=f"{page.name}: {'; '.join(wrong)}" if wrong else None)


def _read(desk: Desk, page: Source | Problem, read_at: dt.datetime | None) -> ReadResult:
    try:
        result = read_source(desk, page)
    except Exception as error:  # noqa: BLE001  one document's failure is its row and never sinks the rest
        result = failed(page, error)
    if desk.store is None or read_at is None:
        return result
    return save_result(desk.store, result, read_at)


def statement_rows(result: ReadResult, *, problem: str | None = None) -> Iterator[dict[str, Any]]:
    """What came of a document, as rows of `STATEMENTS`; `problem` is what of it could not be used."""
    document, reading = result.document, result.reading
    if document is None or reading is None:
        yield {"doc": result.name, "problem": "; ".join(filter(None, (result.problem, problem)))}
        return
    about = {
        "doc": document.name, "doc_sha256": document.sha256, "title": document.title, "publisher": document.publisher,
        "published": document.published, "url": document.url, "reader": result.reader_name, "problem": problem,
    }  # fmt: skip
    if not reading.statements:
        yield about
    for statement in reading.statements:
        row = statement_row(statement) | about
        if "when" in row:
            row["when"] = {k: v if k == "text" else dt.date.fromisoformat(v) for k, v in row["when"].items()}
        start, end = row.pop("span")
        yield row | {"id": statement.id, "start": start, "end": end, "stage": statement.stage}


def _page(told: Row, place: str) -> Source | Problem:
    name = str(told.get("name") or told.get("url") or place)
    text, data = told.get("text"), told.get("data")
    is_page = bool(data)
    if isinstance(data, str):  # a page that came through a table of texts
        text, data = data or text, None
    if not isinstance(text, str | None) or not isinstance(data, bytes | None) or not (text or data):
        return Problem(name, f"{name}: has no text; give the report in a column `text`, or its page's bytes in `data`")
    return Source(
        name=name,
        data=data or (text or "").encode("utf-8", "replace"),
        media_type=_media_type(told, is_text=not data, is_page=is_page),
        url=str(told["url"]) if told.get("url") else None,
        fetched_at=_moment(told.get("fetched_at")),
        about={field: _words(told[field]) for field in _ABOUT if told.get(field)},
    )


def _media_type(row: Row, *, is_text: bool, is_page: bool) -> str | None:
    """As told; a text is UTF-8 whatever the page's own words about it, for that is what Arrow holds."""
    told = str(row.get("media_type") or ("" if is_page else "text/plain"))
    if not is_text or not told:
        return told or None
    return f"{told.partition(';')[0]}; charset=utf-8"


def _moment(value: Any) -> dt.datetime | None:
    """When a page was fetched, in universal time where it names no zone; None where it is no moment."""
    try:
        moment = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)


def _words(value: Any) -> str:
    return value.date().isoformat() if isinstance(value, dt.datetime) else str(value)


def _spoilt(row: Row, problem: str) -> Row:
    return {
        "doc": row["doc"],
        "source": row["source"],
        "row": row["row"],
        "problem": f"{row['doc']}: a statement was {problem}",
    }
