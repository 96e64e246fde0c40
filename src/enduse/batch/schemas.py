"""The Arrow contract: what goes in and comes out, column by column (`docs/scale.md` says what each holds)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import pyarrow as pa

Row = Mapping[str, Any]

_WORDS: Final = pa.list_(pa.string())
_QUANTITY: Final = pa.struct(
    {"low": pa.int64(), "high": pa.int64(), "value_low": pa.int64(), "currency": pa.string(), "text": pa.string()}
)
_ITEM: Final = pa.struct({"category": pa.string(), "text": pa.string(), "designation": pa.string(), "quantity": _QUANTITY})
_CITATION: Final = pa.struct(
    {"kind": pa.string(), "id": pa.string(), "words": pa.string(), "source": pa.string(), "date": pa.date32()}
)

#: Documents: `text` or `data` (the page's bytes, of `media_type`) is needed, the rest may be null or left out.
DOCUMENTS: Final = pa.schema(
    {
        "name": pa.string(), "text": pa.string(), "data": pa.binary(), "media_type": pa.string(), "url": pa.string(),
        "title": pa.string(), "byline": pa.string(), "publisher": pa.string(), "published": pa.string(),
        "agency": pa.string(), "republished_from": pa.string(), "fetched_at": pa.timestamp("us", "UTC"),
    }
)  # fmt: skip
#: Rows as JSON objects, of documents or of shipments: read where they are used, so that one broken row is one problem.
JSON_ROWS: Final = pa.schema({"json": pa.string()})
#: Statements: a row each; a document without statements has one with `kind` null, and one that cannot be read also `problem`.
STATEMENTS: Final = pa.schema(
    {
        "id": pa.string(), "doc": pa.string(), "doc_sha256": pa.string(), "title": pa.string(), "publisher": pa.string(),
        "published": pa.date32(), "url": pa.string(), "kind": pa.string(), "start": pa.int32(), "end": pa.int32(),
        "quote": pa.string(), "supplier": _WORDS, "recipient": _WORDS, "imposer": _WORDS, "target": _WORDS, "user": _WORDS,
        "against": _WORDS, "items": pa.list_(_ITEM), "measure": pa.string(), "status": pa.string(), "stage": pa.string(),
        "certainty": pa.string(), "when": pa.struct({"from": pa.date32(), "to": pa.date32(), "text": pa.string()}),
        "attribution": pa.struct({k: pa.string() for k in ("speaker", "organisation", "basis", "said_on", "reported_by")}),
        "confidence": pa.string(), "score": pa.float64(), "reader": pa.string(), "source": pa.string(), "row": pa.int64(),
        "problem": pa.string(),
    }
)  # fmt: skip
#: Findings: a row each; a shipment without findings has one with `rule` null, and one that cannot be screened also `problem`;
#: `in_full` is false of one that was not screened, or of whose rows only the route could be asked.
FINDINGS: Final = pa.schema(
    {
        "reference": pa.string(), "severity": pa.string(), "rule": pa.string(), "subject": pa.string(), "words": pa.string(),
        "score": pa.float64(), "party": pa.string(), "entry": pa.string(), "reasons": _WORDS, "against": _WORDS,
        "citations": pa.list_(_CITATION), "in_force": pa.bool_(), "candidate": pa.bool_(), "decision": pa.string(),
        "as_of": pa.date32(), "asked": pa.string(), "source": pa.string(), "row": pa.int64(), "last_row": pa.int64(),
        "problem": pa.string(), "in_full": pa.bool_(),
    }
)  # fmt: skip


def in_batches(
    rows: Iterable[Row], schema: pa.Schema, *, spoilt: Callable[[Row, str], Row], size: int = 2_000
) -> Iterator[pa.RecordBatch]:
    """Rows as record batches of a schema, a limited number at a time.

    Args:
        rows: the rows; what they do not say is null.
        schema: the columns.
        spoilt: what stands in place of a row that does not fit the columns (a number beyond 64 bits, half a character).
        size: rows of a batch at most.
    """
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if len(held) == size:
            yield _batch(held, schema, spoilt)
            held = []
    if held:
        yield _batch(held, schema, spoilt)


def _batch(rows: list[Row], schema: pa.Schema, spoilt: Callable[[Row, str], Row]) -> pa.RecordBatch:
    try:
        return pa.RecordBatch.from_pylist(rows, schema=schema)
    except (pa.ArrowException, OverflowError, UnicodeError, TypeError):
        if len(rows) == 1:
            return pa.RecordBatch.from_pylist([_spoilt(rows[0], schema, spoilt)], schema=schema)
    parts = [_batch([row], schema, spoilt) for row in rows]
    return pa.Table.from_batches(parts, schema=schema).combine_chunks().to_batches()[0]


def _spoilt(row: Row, schema: pa.Schema, spoilt: Callable[[Row, str], Row]) -> Row:
    unfit = []
    for field in schema:
        try:
            pa.array([row.get(field.name)], type=field.type)
        except (pa.ArrowException, OverflowError, UnicodeError, TypeError):
            unfit.append(field.name)
    kept = spoilt(row, f"left out, as its {', '.join(unfit)} cannot be kept in a table")
    return {name: _plain(value) for name, value in kept.items()}


def _plain(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
