"""What the verbs answer: rows with citations, the day they are as of, and the versions of the lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from enduse.lists import list_states
from enduse.model import Statement
from enduse.publish.citations import cite_statement
from enduse.screen import NO_CLEARANCE
from enduse.screen.facts import load_facts
from enduse.web.api.v1.answers import day_or_none, not_found
from enduse.web.api.v1.lists import list_row, measure_row
from enduse.web.api.v1.rows import full_statement_row, transfer_rows
from enduse.web.api.v1.screening import read_shipment, screening_row
from enduse.web.api.v1.screening_models import ScreenIn
from enduse.web.api.v1.transfers import wanted
from enduse.web.current import Current
from enduse.web.ledger import Ledger

Row = dict[str, Any]
REPORTED: Final = "This is what reports say, with who says so; that nothing is on record does not mean that nothing happened."
_MOST: Final = 50
_QUOTED: Final = 6  # statements cited of one transfer in a list of many


def find_transfers(current: Current, asked: Mapping[str, Any], limit: int) -> Row:
    """Transfers that fit, each with some of its statements."""
    ledger = current.ledger()
    found = wanted(ledger, **asked)
    shown = found[: max(1, min(limit, _MOST))]
    rows = transfer_rows(ledger, shown)
    for row, transfer in zip(rows, shown, strict=True):
        for heavy in ("numbers", "history", "documents"):
            row.pop(heavy)
        row["citations"] = [_citation(ledger, statement) for statement in transfer.statements[:_QUOTED]]
    cited = {citation["id"]: citation for row in rows for citation in row["citations"]}
    body = {"transfers": rows, "total": len(found), "shown": len(rows), "citations": list(cited.values()), "note": REPORTED}
    return body | _standing(current, asked.get("as_of"))


def get_statement(current: Current, id: str) -> Row:
    """A statement with its words and its report."""
    ledger = current.ledger()
    found = ledger.statements.get(id) or current.store.statement(id)
    if found is None:
        raise not_found("statement", id, "find_transfers gives ids of statements")
    row = full_statement_row(ledger, found)
    return {"statement": row, "citations": [_citation(ledger, found)], "note": REPORTED} | _standing(current, None)


def screen(current: Current, asked: ScreenIn) -> Row:
    """What the lists and rules say of a party or shipment; no receipt is written."""
    shipment = read_shipment(asked)
    desk = current.desk(day_or_none(asked.as_of) or (_today() if shipment.date is None else None))
    screening = desk.screen(shipment)
    row = screening_row(screening, list(desk.judged(shipment, screening.findings)))
    cited = {(c["kind"], c.get("id", "")): c for finding in row["findings"] for c in finding.get("citations", ())}
    asked_of = row.pop("asked")
    row.pop("no_clearance")
    told = {"citations": list(cited.values()), "note": NO_CLEARANCE, "as_of": asked_of["as_of"], "lists": asked_of["lists"]}
    return row | told | {"sample_only": desk.is_sample}


def get_measure(current: Current, id: str, as_of: str | None) -> Row:
    """A measure, and how it stands on a day; where no id fits, those whose words do."""
    day = day_or_none(as_of) or _today()
    measures = load_facts().measures
    words = id.casefold().split()
    found = [measures[id]] if id in measures else []
    if not found:
        texts = {m.id: f"{m.id} {m.authority} {m.name} {m.words}".casefold() for m in measures.values()}
        found = [measures[key] for key, text in sorted(texts.items()) if words and all(word in text for word in words)]
    if not found:
        raise not_found("measure", id, f"the ids are {', '.join(sorted(measures))}")
    rows = [measure_row(measure, day) for measure in found]
    cited = [{"kind": "measure", "id": m["id"], "words": m["name"], "source": m["source"]} for m in rows]
    return {"measures": rows, "citations": cited} | _standing(current, day.isoformat())


def list_lists(current: Current) -> Row:
    """The lists that are known or kept."""
    rows = [list_row(state) for state in list_states(current.store, today=_today())]
    cited = [{"kind": "list", "id": r["name"], "words": r["title"], "source": r["copy"]["source"]} for r in rows if r["copy"]]
    return {"all": rows, "citations": cited} | _standing(current, None)


def _standing(current: Current, as_of: str | None) -> Row:
    """The day that an answer is as of, and the copies of lists that are in force here."""
    day = day_or_none(as_of) or _today()
    states = list_states(current.store, today=_today())
    copies: Sequence[Row] = [
        {"list": s.name, "entries": s.snapshot.entries, "date": s.snapshot.day.isoformat(), "sha256": s.snapshot.sha256}
        for s in states
        if s.snapshot is not None
    ]
    return {"as_of": day.isoformat(), "lists": copies}


def _citation(ledger: Ledger, statement: Statement) -> Row:
    document = ledger.documents.get(statement.doc)
    return {
        "kind": "statement",
        "id": statement.id,
        "quote": statement.quote,
        "certainty": statement.certainty,
        "words": cite_statement(statement, document),
        "source": (document.url if document is not None else None) or statement.doc,
        "date": document.published.isoformat() if document is not None and document.published is not None else None,
    }


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
