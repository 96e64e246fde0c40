"""Sources: who publishes what stands on the record, how much each contributes, and who carries whose stories."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict

from fastapi import APIRouter, Request
from fastapi.responses import Response

from enduse.web.current import CurrentState
from enduse.web.ledger import Known, Ledger
from enduse.web.pages.rendering import asked_day, asked_place, page

router = APIRouter(include_in_schema=False)
PER_PAGE = 100


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
    known = ledger.known(asked.day)
    publishers = known.kept.get("publishers", lambda: _publishers(ledger, known))
    stories = known.stories
    pages = max(1, -(-len(publishers) // PER_PAGE))
    number = asked_place(request.query_params.get("page", "1"), pages)
    return page(
        request, "sources.html", asked=asked, publishers=publishers[(number - 1) * PER_PAGE : number * PER_PAGE],
        count=len(publishers), number=number, pages=pages, documents=ledger.documents, stories=stories[:100],
        story_count=len(stories), most=max((p.statements for p in publishers), default=0),
        total=sum(p.statements for p in publishers),
    )  # fmt: skip


def _publishers(ledger: Ledger, known: Known) -> list[Publisher]:
    denials = Counter(s.doc for s in ledger.record.statements if s.certainty == "denied")
    by_publisher = defaultdict(list)
    for document in known.documents:
        by_publisher[document.publisher].append(document)
    found = []
    for name, documents in by_publisher.items():
        days = sorted(str(d.published) for d in documents if d.published is not None)
        carried = Counter(story for d in documents if (story := d.agency or d.republished_from))
        found.append(
            Publisher(
                name=name,
                documents=len(documents),
                statements=sum(len(ledger.by_document.get(d.name, ())) for d in documents),
                denials=sum(denials[d.name] for d in documents),
                first=days[0] if days else None,
                last=days[-1] if days else None,
                carries=tuple(carried.most_common(5)),
                copies=carried.total(),
            )
        )
    return sorted(found, key=lambda p: (-p.statements, -p.documents, p.name or ""))
