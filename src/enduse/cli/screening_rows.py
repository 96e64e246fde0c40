"""Answers of screening as rows and as what a person reads on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from enduse.cli.output import open_console
from enduse.party_rows import finding_row, shipment_row

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

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
    """The findings of an answer as flat rows, one each, for a spreadsheet, in which no cell can act as a formula."""
    from enduse.publish.tables import safe_row

    for judged in answer.judged:
        row = _judged_row(judged)
        row |= {"reference": answer.screening.reference if answer.screening is not None else None, "row": answer.first}
        row |= {name: "; ".join(row.get(name, ())) for name in ("reasons", "against")}
        row["citations"] = "; ".join(f"{c.words} ({c.source})" if c.source else c.words for c in judged.finding.citations)
        decision = row.get("decision")
        row["decision"] = decision["words"] if decision else None
        yield safe_row(row)


def print_answer(answer: Answer, console: Console | None = None, *, most: int | None = None) -> None:
    """Print an answer for a person: each finding with what speaks for and against it, and what it rests on.

    Args:
        answer: the answer.
        console: where; standard output where None.
        most: so many findings at most, the gravest first; the rest are counted.
    """
    from rich.padding import Padding
    from rich.text import Text

    console = console or open_console()
    for problem in answer.problems:
        console.print(Text(f"row {answer.first}: {problem}", style="yellow"))
    if answer.screening is None:
        return
    console.print(Text(answer.screening.reference, style="bold"))
    for judged in answer.judged[:most]:
        for indent, text in _finding_lines(judged):
            console.print(Padding(text, (0, 0, 0, indent), expand=False))
    if most is not None and len(answer.judged) > most:
        console.print(Text(f"  ... and {len(answer.judged) - most} more findings", style="dim"))
    console.print(Padding(Text(answer.screening.words, style="dim"), (0, 0, 0, 2), expand=False))


def _finding_lines(judged: Judged) -> Iterator[tuple[int, Text]]:
    """The lines of a finding, each with how far it is indented; what is not in force is grey."""
    from rich.text import Text

    finding = judged.finding
    lapsed = finding.in_force is False
    head = Text(finding.severity, style="dim" if lapsed else _COLOURS[finding.severity])
    head.append(f" · {finding.words}", style="dim" if lapsed else "not dim not bold default")
    if finding.candidate:
        head.append(" (a candidate, no classification)", style="not bold italic default")
    yield 2, head
    score = f" · {finding.score:.2f}" if finding.score is not None else ""
    yield 6, Text(f"{finding.subject} · {finding.rule}{score}", style="dim")
    for side, lines in (("for", finding.reasons), ("against", finding.against)):
        for line in lines:
            yield 6, Text(f"{side}: {line}")
    if judged.words:
        yield 6, Text(f"decided: {judged.words}", style="cyan")
    for citation in finding.citations[:_CITED]:
        day = f", {citation.date}" if citation.date is not None else ""
        yield 6, Text(f"[{citation.kind}] {citation.words} — {citation.source}{day}", style="dim")
    if len(finding.citations) > _CITED:
        yield 6, Text(f"... and {len(finding.citations) - _CITED} more sources (--format jsonl has all)", style="dim")


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
