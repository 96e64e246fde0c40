"""One transfer's history for people: what was said, when and by whom; what changed; each denial beside the claim it denies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from enduse.cli.options import Format
from enduse.cli.output import open_console, write_csv, write_jsonl
from enduse.cli.words import credit, item_words, quantity_words, readable
from enduse.rows import statement_row

if TYPE_CHECKING:
    from rich.text import Text

    from enduse.model import Document, Statement
    from enduse.workflow import History

COLUMNS = (
    "transfer said status certainty quantity speaker organisation basis publisher published document link denies statement "
    "quote"
).split()


def print_history(history: History, form: Format) -> None:
    """Print a history: a page for people, or one row a statement."""
    from enduse.ledger import transfer_row

    if form is Format.table:
        console = open_console()
        for part in history_page(history):
            console.print(part)
        return
    row = transfer_row(history.transfer, history.documents.values())
    rows = [_step_row(history, row, step) for step in row["history"]]
    if form is Format.jsonl:
        write_jsonl(rows)
    else:
        write_csv(map(_flat, rows), COLUMNS)


def _step_row(history: History, row: Mapping[str, Any], step: Mapping[str, Any]) -> dict[str, Any]:
    statement = next(s for s in history.transfer.statements if s.id == step["statement"])
    document = history.documents.get(statement.doc)
    return {
        "transfer": row["id"],
        "said": step.get("said"),
        "publisher": document.publisher if document else None,
        "published": document.published.isoformat() if document and document.published else None,
        "link": document.url if document else None,
        "denies": [claim for denial, claim in _denials(row) if denial == statement.id],
        "statement": statement.id,
    } | statement_row(statement)


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    numbers = [i["quantity"]["text"] for i in row["items"] if i.get("quantity")]
    flat = dict(row) | dict(row["attribution"])
    return flat | {"quantity": "; ".join(numbers), "document": row["doc"], "denies": "; ".join(row["denies"])}


def history_page(history: History) -> Iterator[Text]:
    """A history for people: every statement in the order of saying, then what changed, the numbers and the conflicts."""
    from rich.text import Text

    from enduse.ledger import transfer_row

    row = transfer_row(history.transfer, history.documents.values())
    transfer = history.transfer
    yield Text(f"{_actor(row['supplier'])} → {_actor(row['recipient'])}: {_what(row)}", style="bold cyan").append(
        f"   {row['id']}", "dim"
    )
    many = "source" if row["sources"] == 1 else "sources"
    span = f"on record from {row['first_reported'] or 'an unknown day'} to {row['last_reported'] or 'an unknown day'}"
    summary = [
        f"{readable(row['status'])} ({row['stage']})",
        quantity_words(transfer.quantity),
        span,
        f"{row['sources']} independent {many}",
    ]
    yield Text(" · ".join(summary) + (" · denied" if row["denied"] else "") + "\n")
    statements = {s.id: s for s in transfer.statements}
    denials = _denials(row)
    beside = {denial for denial, _ in denials}
    for step in row["history"]:
        if step["statement"] in beside:
            continue
        yield _statement(statements[step["statement"]], step, history.documents)
        for denial, claim in denials:
            if claim == step["statement"]:
                told = next(s for s in row["history"] if s["statement"] == denial)
                yield _statement(statements[denial], told, history.documents, denial=True)
    yield from _section("What changed", _changes(row))
    yield from _section(
        "Numbers", [f"{n['said'] or 'undated'}  “{n['text']}”  {n.get('note', '')}".rstrip() for n in row["numbers"]]
    )
    yield from _section("Conflicts", [f"{c['about']}: {c['words']}" for c in row["conflicts"]])


def _statement(
    statement: Statement, step: Mapping[str, Any], documents: Mapping[str, Document], *, denial: bool = False
) -> Text:
    from rich.text import Text

    pad = "    ✗ " if denial else "  "
    style = "red" if statement.certainty == "denied" else "green" if statement.stage == "actual" else "yellow"
    block = Text(pad)
    block.append(f"{step.get('said') or 'undated':<10}  ", style="bold")
    certainty = "" if statement.certainty == "asserted" else f", {statement.certainty}"
    block.append(f"{readable(statement.status)}{certainty}", style=style)
    block.append(f"  {'; '.join(item_words(i) for i in statement.items)}")
    margin = "\n" + " " * (len(pad) + 12)
    block.append(f"{margin}“{' '.join(statement.quote.split())}”", style="italic")
    if who := credit(statement.attribution):
        block.append(f"{margin}says {who}")
    block.append(f"{margin}{_source(statement, documents.get(statement.doc))}", style="dim")
    return block


def _source(statement: Statement, document: Document | None) -> str:
    if document is None:
        return statement.doc
    copied = document.agency or document.republished_from
    told = [
        document.publisher,
        f"from {copied}" if copied else None,
        str(document.published or "undated"),
        document.url or document.name,
    ]
    return " · ".join(t for t in told if t)


def _section(title: str, lines: Sequence[str]) -> Iterator[Text]:
    from rich.text import Text

    if lines:
        yield Text(f"\n{title}", style="bold")
        for line in lines:
            yield Text(f"  {line}")


def _changes(row: Mapping[str, Any]) -> list[str]:
    """The days on which the record moved: a further or other status, or a denial."""
    lines: list[str] = []
    before: str | None = None
    for step in row["history"]:
        day, by = step.get("said") or "undated", step.get("by") or step["document"]
        if step["certainty"] == "denied":
            lines.append(f"{day}  denied ({by})")
        elif step["status"] != before:
            doubt = ", not surely" if step["certainty"] == "hedged" else ""
            was = "first on record as" if before is None else f"{readable(before)} →"
            lines.append(f"{day}  {was} {readable(step['status'])}{doubt} ({by})")
            before = step["status"]
    return lines


def _denials(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Pairs of a denial and the claim it denies, by statement id."""
    return [(c["statements"][0], c["statements"][1]) for c in row["conflicts"] if c["about"] == "denial"]


def _actor(name: str | None) -> str:
    return name or "an unnamed party"


def _what(row: Mapping[str, Any]) -> str:
    return readable(row["category"]) + (f", {row['designation']}" if row["designation"] else "")
