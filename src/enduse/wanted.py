"""Which of the merged transfers a person asked for."""

from __future__ import annotations

import calendar
import datetime as dt

from enduse.model import CATEGORIES, Transfer


def is_wanted(
    transfer: Transfer,
    *,
    supplier: str | None = None,
    recipient: str | None = None,
    item: str | None = None,
    since: dt.date | None = None,
    status: str | None = None,
    stage: str | None = None,
) -> bool:
    """Whether a transfer has every value that is given; `enduse.workflow.transfers` says what they mean."""
    return (
        _is_party(supplier, transfer.supplier)
        and _is_party(recipient, transfer.recipient)
        and (item is None or _has_item(transfer, item))
        and (since is None or (transfer.last_reported is not None and _last_day(transfer.last_reported) >= since))
        and status in (None, transfer.status)
        and stage in (None, transfer.stage)
    )


def _is_party(asked: str | None, party: str | None) -> bool:
    return asked is None or (party is not None and asked.strip().casefold() == party.casefold())


def _has_item(transfer: Transfer, asked: str) -> bool:
    """A category is just that; other words are looked for in the system's name, else in how statements word the item."""
    words = _plain(asked)
    if words in map(_plain, CATEGORIES):
        return words == _plain(transfer.category)
    if transfer.designation is not None:
        return words in _plain(transfer.designation)
    items = (i for s in transfer.statements for i in s.items if i.category == transfer.category)
    return any(words in _plain(item.text) or words in _plain(item.designation or "") for item in items)


def _plain(words: str) -> str:
    """Letters and digits only, so that "Su-35" is "su 35" and "air-defence" is `air_defence`."""
    return "".join(c for c in words.casefold() if c.isalnum())


def _last_day(reported: str) -> dt.date:
    """The day, or the last one of a month (`2023-02`)."""
    year, month, *day = map(int, reported.split("-"))
    return dt.date(year, month, day[0] if day else calendar.monthrange(year, month)[1])
