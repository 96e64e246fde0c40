"""Deals of one kind between the same parties, told apart in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from enduse.ledger.mention import Mention
from enduse.model import STAGES

#: A quiet stretch this long can part two deals of one system. Talks, freezes and slow deliveries of one deal go on within it.
SYSTEM_GAP = dt.timedelta(days=5 * 365)
#: A general row is a flow of many deals, which pauses and goes on; only a decade of silence parts it.
GENERAL_GAP = dt.timedelta(days=10 * 365)


def part_deals(mentions: Sequence[Mention], gap: dt.timedelta) -> list[list[Mention]]:
    """Part the mentions of one row into plainly different deals, oldest first.

    Two deals are plainly different only where all of this holds: no statement tells of anything between them for `gap`; the
    older one had come to its end (something was handed over, or it was stopped); the newer one begins anew (it is talked of,
    asked for, offered, agreed or planned again, or a hand-over is dated after the gap; a look back and a bare denial begin
    nothing); and no report of the newer one recalls the older one as unfinished, as one that tells of a frozen contract being
    taken up again does. In doubt they stay one.
    """
    dated = sorted((m for m in mentions if m.began is not None), key=lambda m: (m.began or dt.date.min, m.order))
    deals: list[list[Mention]] = []
    for stretch in _stretches(dated, gap):
        if deals and not _plainly_new(deals[-1], stretch):
            deals[-1].extend(stretch)
        else:
            deals.append(stretch)
    undated = [m for m in mentions if m.began is None]
    if not deals:
        return [undated] if undated else []
    deals[-1].extend(undated)
    return deals


def _stretches(dated: Sequence[Mention], gap: dt.timedelta) -> list[list[Mention]]:
    stretches: list[list[Mention]] = []
    reached = dt.date.min
    for mention in dated:
        began = mention.began or dt.date.min
        if stretches and began - reached < gap:
            stretches[-1].append(mention)
        else:
            stretches.append([mention])
        reached = max(reached, mention.ended or began, began)
    return stretches


def _plainly_new(older: Sequence[Mention], newer: Sequence[Mention]) -> bool:
    ended = any(m.asserted and m.statement.status in ("delivered", "stopped") for m in older)
    return ended and any(_begins(m) for m in newer) and not _recalled(older, newer)


def _begins(mention: Mention) -> bool:
    if STAGES["transfer"][mention.statement.status] == "prospective":
        return mention.statement.certainty != "denied"
    return mention.asserted and mention.statement.status != "stopped" and mention.statement.when is not None


def _recalled(older: Sequence[Mention], newer: Sequence[Mention]) -> bool:
    reports = {m.statement.doc for m in newer}
    return any(m.statement.doc in reports and m.statement.status != "delivered" for m in older)
