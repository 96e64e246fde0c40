"""Which of the merged transfers a person asked for."""

from __future__ import annotations

import calendar
import datetime as dt
import difflib
from collections.abc import Collection, Iterable, Iterator

from enduse.errors import InputError
from enduse.model import CATEGORIES, Transfer

_CLOSE = 0.75  # of 1: a name so like what was typed may be what was meant


def is_wanted(
    transfer: Transfer,
    *,
    supplier: Collection[str] | None = None,
    recipient: Collection[str] | None = None,
    item: str | None = None,
    since: dt.date | None = None,
    status: str | None = None,
    stage: str | None = None,
) -> bool:
    """Whether a transfer has every value that is given; `enduse.workflow.transfers` says what they mean.

    Suppliers and recipients are given as `parties_meant` finds them: one of them is enough.
    """
    return (
        (supplier is None or transfer.supplier in supplier)
        and (recipient is None or transfer.recipient in recipient)
        and (item is None or _has_item(transfer, item))
        and (since is None or (transfer.last_reported is not None and _last_day(transfer.last_reported) >= since))
        and status in (None, transfer.status)
        and stage in (None, transfer.stage)
    )


def parties_meant(asked: str, on_record: Iterable[str], *, role: str) -> frozenset[str]:
    """Which of the parties on record a person means, whether by code, by any name of the lexicon or as it is written there.

    Args:
        asked: a country code (`IR`), a name or a capital in any letter case (`iran`, `Tehran`, `Wagner`), or a party's words.
        on_record: every party of the transfers.
        role: what the party was asked for as, for the error (`supplier`).

    Raises:
        InputError: the words are no party of the record, and the lexicon knows nobody by them.
    """
    parties = sorted(set(on_record))
    written = frozenset(party for party in parties if _folded(party) == _folded(asked))
    if written:
        return written
    meant = _actor_named(asked)
    if meant is not None:
        return frozenset(party for party in parties if _actor_named(party) == meant)
    names = {_folded(name): name for name in (*_states(), *parties)}
    close = difflib.get_close_matches(_folded(asked), names, n=1, cutoff=_CLOSE)
    hint = f"did you mean {names[close[0]]}?" if close else ""
    raise InputError(
        f"{role} {asked!r} names nobody who is known; "
        f"{hint or 'give a country code (IR), a country (Iran), or a name as `enduse transfers` writes it'}"
    )


def _actor_named(words: str) -> str | None:
    """The one name of the actor that the words, all of them, stand for."""
    from enduse.lexicon.actors import load_actors  # only where a name was asked for: it takes a moment

    actors = load_actors()
    words = " ".join(words.split()).removeprefix("the ").removeprefix("The ")
    codes = {alias.code for alias in actors.aliases if alias.kind == "state"}
    if words.upper() in codes:
        return words.upper()
    for spelling in (words, words.title(), words.upper()):
        for mention in actors.find(spelling):
            if (mention.start, mention.end) == (0, len(spelling)):
                return mention.canonical
    return None


def _states() -> Iterator[str]:
    """The names of states that the lexicon knows."""
    from enduse.lexicon.actors import load_actors

    return (alias.phrase for alias in load_actors().aliases if alias.kind == "state")


def _folded(words: str) -> str:
    return " ".join(words.casefold().removeprefix("the ").split())


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
