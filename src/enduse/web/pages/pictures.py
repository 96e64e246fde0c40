"""Pictures by address: the same selection as their page, as SVG for the page and PNG to take away, light or dark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from enduse.model import Transfer
from enduse.publish.pictures import Picture, draw_flows, draw_network, draw_numbers, draw_timeline, transfer_network
from enduse.publish.pictures.picture import Theme
from enduse.publish.programmes import load_programmes
from enduse.web.current import CurrentState
from enduse.web.ledger import Ledger
from enduse.web.pages import selecting, words
from enduse.web.pages.history import tell_history
from enduse.web.pages.rendering import Day, asked_day, not_found

router = APIRouter(include_in_schema=False)
What = Literal["timeline", "numbers", "flows", "network"]


@router.get("/pictures/{what}.{suffix}")
def give_picture(request: Request, current: CurrentState, what: What, suffix: Literal["svg", "png"]) -> Response:
    """A picture of a `transfer`, of two states (`state` twice), a `party`, a `programme`, or an item (`category`, `system`)."""
    asked = asked_day(request)
    theme: Theme = "dark" if request.query_params.get("theme") == "dark" else "light"
    names = ("transfer", "state", "party", "category", "system", "programme")
    asked_for = tuple((k, v) for k, v in request.query_params.multi_items() if k in names)
    ledger = current.ledger()

    def draw() -> bytes | None:
        picture = _picture(ledger, what, asked_for, asked)
        return None if picture is None else picture.svg(theme).encode() if suffix == "svg" else picture.png(theme)

    body = ledger.kept.get(("picture", what, asked_for, asked.words, theme, suffix), draw)
    if body is None:
        return not_found(request, "There is nothing to draw here", "The page that it belongs to tells more.")
    media = "image/svg+xml" if suffix == "svg" else "image/png"
    return Response(body, media_type=media, headers={"Cache-Control": "private, max-age=300"})


def _picture(ledger: Ledger, what: What, asked_for: Sequence[tuple[str, str]], asked: Day) -> Picture | None:
    transfers, title = _selected(ledger, asked_for, asked)
    if not transfers:
        return None
    if what in ("timeline", "numbers"):
        transfer = transfers[0]
        if what == "timeline":
            return draw_timeline(transfer, [ledger.documents[d] for d in transfer.documents if d in ledger.documents])
        return draw_numbers(tell_history(transfer, ledger.documents).row["numbers"], title=title)
    if what == "flows":
        return draw_flows(selecting.general(transfers) or transfers, ledger.record.documents, title=title)
    nodes, edges = transfer_network(selecting.general(transfers) or transfers)
    return draw_network(nodes, edges, title=title) if edges else None


def _selected(ledger: Ledger, asked_for: Sequence[tuple[str, str]], asked: Day) -> tuple[list[Transfer], str]:
    """The transfers that a picture is of, and its title."""
    known = ledger.known(asked.day)
    transfers = known.transfers
    told = dict(asked_for)
    states = [value for name, value in asked_for if name == "state"]
    if "transfer" in told:
        found = known.by_id.get(told["transfer"])
        return ([found], _title(found)) if found is not None else ([], "")
    if len(states) == 2:
        both = [*selecting.between(transfers, *states), *selecting.between(transfers, *reversed(states))]
        return both, f"{words.actor(states[0])} and {words.actor(states[1])}"
    if told.get("programme") in load_programmes():
        programme = load_programmes()[told["programme"]]
        return programme.chosen(transfers), programme.title
    if "party" in told:
        return list(known.by_party.get(told["party"], ())), words.actor(told["party"])
    if "category" in told:
        system = told.get("system")
        return selecting.of_item(transfers, told["category"], system), system or words.say(told["category"], "categories")
    return [], ""


def _title(transfer: Transfer) -> str:
    item = transfer.designation or words.say(transfer.category, "categories")
    return f"{words.actor(transfer.supplier)} to {words.actor(transfer.recipient)}: {item}"
