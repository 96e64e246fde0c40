"""Answers of screening as rows and as what a person reads on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from enduse.cli.output import open_console
from enduse.party_rows import finding_row, shipment_row

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from enduse.party import Finding
    from enduse.screen.judgements import Judged
    from enduse.screening import Answer

FINDING_COLUMNS = (
    "reference row subject severity rule score words entry in_force candidate decision reasons against citations".split()
)
_CITED = 4  # sources shown of a finding
_COLOURS = {"block": "bold red", "licence": "red", "review": "yellow", "note": "dim"}


def answer_row(answer: Answer) -> dict[str, Any]:
    """An answer as one JSON object: the shipment's reference and rows, the findings, and what was asked."""
    row: dict[str, Any] = {"reference": None, "rows": [answer.first, answer.last], "severity": None, "findings": []}
    if answer.screening is not None and answer.shipment is not None:
        asked = answer.screening.asked
        row |= {
            "reference": answer.screening.reference,
            "severity": answer.screening.severity,
            "findings": [_judged_row(judged) for judged in answer.judged],
            "shipment": shipment_row(answer.shipment),
            "asked": {
                "lists": [
                    {"list": a.name, "entries": a.entries, "date": str(a.dated) if a.dated else None, "sha256": a.sha256}
                    for a in asked.lists
                ],
                "as_of": str(asked.as_of) if asked.as_of is not None else None,
                "threshold": asked.threshold,
            },
            "words": answer.screening.words,
        }
    return row | ({"problems": list(answer.problems)} if answer.problems else {})


def finding_rows(answer: Answer) -> Iterator[dict[str, Any]]:
    """The findings of an answer as flat rows, one each, for a spreadsheet."""
    for judged in answer.judged:
        row = _judged_row(judged)
        row |= {"reference": answer.screening.reference if answer.screening is not None else None, "row": answer.first}
        row |= {name: "; ".join(row.get(name, ())) for name in ("reasons", "against")}
        row["citations"] = "; ".join(f"{c.words} ({c.source})" if c.source else c.words for c in judged.finding.citations)
        decision = row.get("decision")
        row["decision"] = decision["words"] if decision else None
        yield row


def print_answer(
    answer: Answer, console: Console | None = None, *, most: int | None = None, is_one_of_many: bool = False
) -> None:
    """Print an answer for a person: each finding with what speaks for and against it, and what it rests on.

    Args:
        answer: the answer.
        console: where; standard output where None.
        most: so many findings at most, the gravest first; the rest are counted.
        is_one_of_many: whether what was asked is told once, after the last answer, and rows have numbers.
    """
    from rich.padding import Padding
    from rich.text import Text

    console = console or open_console()
    for problem in answer.problems:
        console.print(Text(f"row {answer.first}: {problem}" if is_one_of_many else problem, style="yellow"))
    if answer.screening is None:
        return
    console.print(Text(answer.screening.reference, style="bold"))
    for judged in answer.judged[:most]:
        console.print(_finding_grid(judged))
        console.print()
    if most is not None and len(answer.judged) > most:
        console.print(Text(f"  ... and {len(answer.judged) - most} more findings", style="dim"))
    told = (answer.screening.counted, answer.screening.scope, "No clearance.")
    words = " ".join(filter(None, told)) if is_one_of_many else answer.screening.words
    console.print(Padding(Text(words, style="dim"), (0, 0, 0, 2), expand=False))


def _finding_grid(judged: Judged) -> Table:
    """A finding with a label before each of its parts; what is not in force is grey."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=9, no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text, style in _finding_lines(judged):
        grid.add_row(Text(f"  {label}", style=style if label == judged.finding.severity else "dim"), Text(text, style=style))
    return grid


def _finding_lines(judged: Judged) -> Iterator[tuple[str, str, str]]:
    """The parts of a finding: a label, the words and their style."""
    finding = judged.finding
    lapsed = finding.in_force is False
    yield finding.severity, _head(finding), "dim" if lapsed else _COLOURS[finding.severity]
    score = f" · {finding.score:.2f}" if finding.score is not None else ""
    yield "", f"{finding.subject} · {finding.rule}{score}", "dim"
    against = finding.against or (("nothing that was asked about",) if finding.severity != "note" else ())
    for label, lines in (("for", finding.reasons), ("against", against)):
        for number, line in enumerate(lines):
            yield "" if number else label, line, "dim" if lapsed else ""
    if judged.words:
        yield "decided", judged.words, "cyan"
    for number, citation in enumerate(finding.citations[:_CITED]):
        day = f", {citation.date}" if citation.date is not None else ""
        words = "" if citation.words == citation.source else f"{citation.words} — "
        yield "" if number else "source", f"{words}{citation.source}{day}", "dim"
    if len(finding.citations) > _CITED:
        yield "", f"... and {len(finding.citations) - _CITED} more (--format jsonl has all)", "dim"


def _head(finding: Finding) -> str:
    states = ["a candidate"] if finding.candidate else []
    states += {False: ["not in force on the day"], None: ["disputed or not established"]}.get(finding.in_force, [])
    return f"{finding.words} ({'; '.join(states)})" if states else finding.words


def _judged_row(judged: Judged) -> dict[str, Any]:
    row = finding_row(judged.finding)
    if judged.judgement is not None:
        made = judged.judgement
        row["decision"] = {
            "verdict": made.verdict,
            "who": made.who,
            "on": str(made.on),
            "why": made.why,
            "reopened": judged.reopened,
            "words": judged.words,
        }
    return row
