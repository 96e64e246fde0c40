"""One row of the ledger, as it looked on any day."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterable, Mapping

from enduse.ledger.mention import Mention
from enduse.ledger.merge import RowKey, row_transfers
from enduse.ledger.sources import count_sources
from enduse.model import Transfer


class Row:
    """The mentions of one row by the day of their reports, the undated last, and what the first so many of them come to.

    What it looked like on a day depends only on the reports of it that there were by then, and on who is behind them, so that
    it is worked out once for all the days between two reports.
    """

    __slots__ = ("_days", "_key", "_made", "mentions")

    def __init__(self, key: RowKey, mentions: Iterable[Mention]) -> None:
        self._key = key
        self.mentions = sorted(mentions, key=lambda m: m.order)
        self._days = [m.published or dt.date.max for m in self.mentions]
        self._made: dict[int, tuple[Transfer, ...]] = {}

    def transfers(self, day: dt.date | None, sources: Mapping[str, str]) -> tuple[Transfer, ...]:
        """What the row comes to on a day, with who is behind each report as known then."""
        known = len(self.mentions) if day is None else bisect.bisect_right(self._days, day)
        made = self._made.get(known)
        if made is None or any(t.sources != count_sources(t.documents, sources) for t in made):
            made = tuple(row_transfers(self._key, self.mentions[:known], sources)) if known else ()
            self._made[known] = made
        return made
