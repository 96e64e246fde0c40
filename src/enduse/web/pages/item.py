"""Items: categories and named systems, who supplies them to whom, where they were used, and the parts found in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from enduse.model import CATEGORIES, Statement, Transfer
from enduse.screen import load_facts
from enduse.screen.owner_edges import name_key
from enduse.web.current import CurrentState
from enduse.web.pages import answering, selecting, words
from enduse.web.pages.rendering import asked_day, not_found, page, today

router = APIRouter(include_in_schema=False)


@router.get("/items")
def show_items(request: Request, current: CurrentState) -> Response:
    """The categories with the systems that the record names."""
    asked = asked_day(request)
    known = current.ledger().known(asked.day)
    counts, systems = known.kept.get("items", lambda: _counted(known.by_category))
    return page(
        request, "items.html", asked=asked, counts=counts, systems=systems,
        categories=[c for c in CATEGORIES if counts[c] or systems.get(c)],
    )  # fmt: skip


@router.get("/items/{category}")
@router.get("/items/{category}/{designation:path}")
def show_item(request: Request, current: CurrentState, category: str, designation: str | None = None) -> Response:
    """A category, or one system."""
    if category not in CATEGORIES:
        return not_found(request, f"There is no category {category}", f"The categories are {', '.join(CATEGORIES)}.")
    asked = asked_day(request)
    ledger = current.ledger()
    known = ledger.known(asked.day)
    transfers = selecting.of_item(known.by_category.get(category, ()), category, designation)
    if designation is not None and not transfers:
        return not_found(
            request, f"The record names no {designation} among {words.say(category, 'categories')}", "See all items."
        )
    day = asked.day or today()
    uses = [s for s in ledger.by_kind.get("use", ()) if s.doc in known.names and _uses(s, category, designation)]
    wanted = name_key(designation) if designation is not None else None
    parts = [c for c in load_facts().components if wanted and any(name_key(p) == wanted for p in c.platforms)]
    systems = Counter(t.designation for t in transfers if t.designation is not None) if designation is None else Counter[str]()
    measures = answering.measures_that_answer(
        suppliers=[t.supplier for t in transfers],
        recipients=[t.recipient for t in transfers],
        categories=[category],
        day=day,
    )
    return page(
        request, "item.html", asked=asked, category=category, designation=designation, transfers=transfers, uses=uses,
        documents=ledger.documents, parts=parts, systems=systems, day=day, measures=measures,
    )  # fmt: skip


def _counted(by_category: Mapping[str, Sequence[Transfer]]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """How many general rows each category has, and how many rows each of its systems."""
    counts = Counter({category: len(selecting.general(own)) for category, own in by_category.items()})
    systems = {c: Counter(t.designation for t in own if t.designation is not None) for c, own in by_category.items()}
    return counts, {category: told for category, told in systems.items() if told}


def _uses(statement: Statement, category: str, designation: str | None) -> bool:
    return any(i.category == category and designation in (None, i.designation) for i in statement.items)
