"""Sources: who publishes what stands on the record, how much each contributes, and who carries whose stories."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter, defaultdict

from fastapi import APIRouter, Request
from fastapi.responses import Response

from enduse.ledger import find_copies
from enduse.web.current import CurrentState, Ledger
from enduse.web.pages.rendering import asked_day, page

router = APIRouter(include_in_schema=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Publisher:
    """A publisher with what comes from it; `carries` counts the stories that it took, by whose they are."""

    name: str | None
    documents: int
    statements: int
    denials: int
    first: str | None
    last: str | None
    carries: tuple[tuple[str, int], ...]
    copies: int


@router.get("/sources")
def show_sources(request: Request, current: CurrentState) -> Response:
    """All publishers, those that contribute most first."""
    asked = asked_day(request)
    ledger = current.ledger()
    days = {d.name: d.published for d in ledger.record.documents}
    names = {name for name, day in days.items() if asked.day is None or (day is not None and day <= asked.day)}
    publishers = _publishers(ledger, names)
    stories = _stories(ledger, asked.day, names)
    return page(
        request, "sources.html", asked=asked, publishers=publishers, documents=ledger.documents, stories=stories[:100],
        story_count=len(stories), most=max((p.statements for p in publishers), default=0),
        total=sum(p.statements for p in publishers),
    )  # fmt: skip


def _stories(ledger: Ledger, day: dt.date | None, names: set[str]) -> list[tuple[str, ...]]:
    """The stories told more than once; finding them reads every document, so the last day's are kept."""
    kept: tuple[dt.date | None, list[tuple[str, ...]]] | None = ledger.kept.get("stories")
    if kept is None or kept[0] != day:
        kept = ledger.kept["stories"] = (day, find_copies(d for d in ledger.record.documents if d.name in names))
    return kept[1]


def _publishers(ledger: Ledger, names: set[str]) -> list[Publisher]:
    statements = Counter(s.doc for s in ledger.record.statements)
    denials = Counter(s.doc for s in ledger.record.statements if s.certainty == "denied")
    by_publisher = defaultdict(list)
    for document in ledger.record.documents:
        if document.name in names:
            by_publisher[document.publisher].append(document)
    found = []
    for name, documents in by_publisher.items():
        days = sorted(str(d.published) for d in documents if d.published is not None)
        carried = Counter(story for d in documents if (story := d.agency or d.republished_from))
        found.append(
            Publisher(
                name=name,
                documents=len(documents),
                statements=sum(statements[d.name] for d in documents),
                denials=sum(denials[d.name] for d in documents),
                first=days[0] if days else None,
                last=days[-1] if days else None,
                carries=tuple(carried.most_common(5)),
                copies=carried.total(),
            )
        )
    return sorted(found, key=lambda p: (-p.statements, -p.documents, p.name or ""))
