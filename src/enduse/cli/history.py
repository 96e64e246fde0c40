"""One transfer's history for people: what was said, when and by whom; what changed; each denial beside the claim it denies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from enduse.cli.options import Format
from enduse.cli.output import open_console, write_csv, write_jsonl
from enduse.cli.words import credit, item_words, quantity_words, readable
from enduse.model import STAGES
from enduse.rows import statement_row

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from enduse.model import Document, Quantity, Statement
    from enduse.workflow import History

COLUMNS = (
    "transfer said status certainty quantity speaker organisation basis publisher published document link denies statement "
    "quote"
).split()

STEPS = tuple(STAGES["transfer"])  # from the first thought to the handing over, and the stop


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


def history_page(history: History) -> Iterator[RenderableType]:
    """A history for people: every statement in the order of saying, then what changed, the numbers and the conflicts."""
    from enduse.ledger import transfer_row

    row = transfer_row(history.transfer, history.documents.values())
    yield from _heading(row, history.transfer.quantity)
    statements = {s.id: s for s in history.transfer.statements}
    steps = {step["statement"]: step for step in row["history"]}
    denials = _denials(row)
    beside = {denial for denial, _ in denials}
    for number, step in steps.items():
        if number in beside:
            continue
        yield _statement(statements[number], step, history.documents)
        for denial, claim in denials:
            if claim == number:
                yield _statement(statements[denial], steps[denial], history.documents, denial=True)
    yield from _section("What changed", _changes(row))
    yield from _section(
        "Numbers", [f"{n['said'] or 'undated':<10}  “{n['text']}”  {n.get('note', '')}".rstrip() for n in row["numbers"]]
    )
    open_questions = [f"{c['about']}: {c['words']}" for c in row["conflicts"] if c["about"] != "denial"]
    if denials:
        open_questions.append(f"denial: {len(denials)}, each shown above beside the claim that it denies (✗)")
    yield from _section("Conflicts", open_questions)


def _heading(row: Mapping[str, Any], quantity: Quantity | None) -> Iterator[Text]:
    from rich.text import Text

    what = readable(row["category"]) + (f", {row['designation']}" if row["designation"] else "")
    parties = f"{row['supplier'] or 'an unnamed party'} → {row['recipient'] or 'an unnamed party'}"
    yield Text(f"{parties}: {what}", style="bold cyan").append(f"   {row['id']}", "dim")
    sources = f"{row['sources']} independent source" + ("" if row["sources"] == 1 else "s")
    told = f"on record from {row['first_reported'] or 'an unknown day'} to {row['last_reported'] or 'an unknown day'}"
    parts = [f"{readable(row['status'])} ({row['stage']})", quantity_words(quantity), told, sources]
    yield Text(" · ".join([*parts, "denied"] if row["denied"] else parts) + "\n")


def _statement(
    statement: Statement, step: Mapping[str, Any], documents: Mapping[str, Document], *, denial: bool = False
) -> RenderableType:
    """One statement under its day; a denial is set in below the claim."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    style = "red" if statement.certainty == "denied" else "green" if statement.stage == "actual" else "yellow"
    certainty = "" if statement.certainty == "asserted" else f", {statement.certainty}"
    block = Text(readable(statement.status) + certainty, style=style)
    block.append(f"  {'; '.join(item_words(i) for i in statement.items)}", "not italic default")
    block.append(f"\n“{' '.join(statement.quote.split())}”", "italic default")
    if who := credit(statement.attribution):
        block.append(f"\n{who}", "default")
    block.append(f"\n{_source(statement, documents.get(statement.doc))}", "dim default")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(Text(("✗ " if denial else "") + (step.get("said") or "undated"), style="bold"), block)
    return Padding(grid, (0, 0, 0, 6 if denial else 2), expand=False)


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


def _section(title: str, lines: Sequence[str]) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    if lines:
        yield Text(f"\n{title}", style="bold")
        for line in lines:
            yield Padding(Text(line), (0, 0, 0, 2), expand=False)


def _changes(row: Mapping[str, Any]) -> list[str]:
    """The days on which the record moved: a step further than any before, a stop, or a denial by somebody new."""
    lines: list[str] = []
    reached, doubted = -1, -1
    denied_by: set[str] = set()
    for step in row["history"]:
        day, by = step.get("said") or "undated", step.get("by") or step["document"]
        rank = STEPS.index(step["status"])
        if step["certainty"] == "denied":
            if by not in denied_by:
                lines.append(f"{day:<10}  denied by {by}")
            denied_by.add(by)
        elif step["certainty"] == "hedged":
            if rank > max(reached, doubted):
                lines.append(f"{day:<10}  perhaps {readable(step['status'])} ({by})")
                doubted = rank
        elif rank > reached:
            lines.append(f"{day:<10}  {'on record as ' if reached < 0 else ''}{readable(step['status'])} ({by})")
            reached = rank
    return lines


def _denials(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Pairs of a denial and the claim it denies, by statement id."""
    return [(c["statements"][0], c["statements"][1]) for c in row["conflicts"] if c["about"] == "denial"]
