"""One transfer: its status over time, its numbers, every statement with its words, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from enduse.ledger import merge
from enduse.model import Transfer
from enduse.publish.citations import bibtex_transfer, cite_transfer
from enduse.web.current import CurrentState
from enduse.web.ledger import Ledger
from enduse.web.pages import answering, words
from enduse.web.pages.history import citation, item_line, tell_history
from enduse.web.pages.rendering import asked_day, not_found, page, today

router = APIRouter(include_in_schema=False)


@router.get("/transfers/{transfer_id}")
def show_transfer(request: Request, current: CurrentState, transfer_id: str) -> Response:
    """The transfer with this id, or the only one that begins with it."""
    asked = asked_day(request)
    ledger = current.ledger()
    known = ledger.known(asked.day)
    is_known = transfer_id in known.by_id
    found = [known.by_id[transfer_id]] if is_known else [t for t in known.transfers if _begins(t, transfer_id)]
    if not found and (heir := _heir(ledger, transfer_id, known.transfers)) is not None:
        return RedirectResponse(request.url.replace(path=f"/transfers/{heir.id}"))
    if len(found) != 1:
        return not_found(request, f"There is no transfer {transfer_id}", _hint(found, asked.day is not None))
    transfer = found[0]
    if transfer.id != transfer_id:
        return RedirectResponse(request.url.replace(path=f"/transfers/{transfer.id}"))
    day = asked.day or today()
    history = tell_history(transfer, ledger.documents)
    base = str(request.base_url).rstrip("/")
    cites = {s.id: citation(s, ledger.documents.get(s.doc), day) for s in transfer.statements}
    address = f"{base}/transfers/{transfer.id}"
    return page(
        request, "transfer.html", asked=asked, transfer=transfer, history=history, title=_title(transfer), cites=cites,
        related=[t for t in known.by_category[transfer.category] if _is_kin(t, transfer)], day=day,
        measures=answering.of_transfer(transfer, day),
        drawable=any(n.get("said") and (n.get("low") or n.get("high")) for n in history.row["numbers"]), item_line=item_line,
        cite=(cite_transfer(transfer, as_of=day), bibtex_transfer(transfer, as_of=day, address=address)),
    )  # fmt: skip


def _heir(ledger: Ledger, transfer_id: str, transfers: Sequence[Transfer]) -> Transfer | None:
    """What became of a transfer as it was read, where people have since taken away or corrected its first statement."""
    if not ledger.held:
        return None
    documents = ledger.record.documents
    read = ledger.kept.get("transfers as read", lambda: {t.id: t for t in merge(ledger.as_read.values(), documents)})
    former = read.get(transfer_id)
    if former is None:
        return None
    statements = {s.id for s in former.statements}
    kin = [t for t in transfers if (t.category, t.designation) == (former.category, former.designation)]
    shared = [(len(statements & {s.id for s in t.statements}), t) for t in kin]
    return max((pair for pair in shared if pair[0]), key=lambda pair: pair[0], default=(0, None))[1]


def _title(transfer: Transfer) -> str:
    item = transfer.designation or words.say(transfer.category, "categories")
    return f"{words.actor(transfer.supplier)} → {words.actor(transfer.recipient)}: {item}"


def _begins(transfer: Transfer, start: str) -> bool:
    return len(start) >= 4 and (transfer.id.startswith(start) or transfer.id.startswith(f"t-{start}"))


def _is_kin(one: Transfer, other: Transfer) -> bool:
    """Whether two rows are of the same parties and category: the general row and its named systems."""
    same = (one.supplier, one.recipient, one.category) == (other.supplier, other.recipient, other.category)
    return same and one.id != other.id


def _hint(found: Sequence[Transfer], is_past: bool) -> str:
    if found:
        return f"Several begin so: {', '.join(t.id for t in found[:5])}. Give more of the id."
    if is_past:
        return "It may not have been on record on that day; choose a later one, or see the page as of today."
    return "A later report or a person's decision may have changed it; the ledger lists all that there are."
