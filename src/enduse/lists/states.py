"""The lists that are known or kept: what is in force of each, of which day, and when somebody last looked for a newer copy."""

from __future__ import annotations

import dataclasses
import datetime as dt

from enduse.errors import InputError
from enduse.lists.copies import snapshots_as_of
from enduse.measures.descriptions import Description, load_descriptions
from enduse.store import Attempt, Snapshot, Store

STALE_DAYS = 7  # after so many days without a successful look at the source a list counts as stale
OLD_DAYS = 60  # a list whose own day lies further back is shown as old, whenever it was loaded


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListState:
    """A list as it is in the workspace: its copy in force (None where there is none), when it was last looked at, and what was
    wrong then."""

    name: str
    title: str
    licence: str
    snapshot: Snapshot | None
    checked_at: dt.datetime | None
    problem: str | None
    today: dt.date

    @property
    def age(self) -> int | None:
        """Days since the day that the copy in force stands for."""
        return None if self.snapshot is None else max(0, (self.today - self.snapshot.day).days)

    @property
    def is_old(self) -> bool:
        """Whether the copy in force stands for a day more than two months ago: its authority has surely changed it since."""
        return self.age is not None and self.age > OLD_DAYS

    @property
    def is_stale(self) -> bool:
        """Whether nobody has looked for a newer copy for more than a week, or the clock was wrong when somebody did."""
        if self.checked_at is None:
            return False
        return not -1 <= (self.today - self.checked_at.date()).days <= STALE_DAYS


def list_states(store: Store, *, today: dt.date) -> list[ListState]:
    """All lists that are known or kept, with the copy in force and the last look at its source."""
    in_force = {s.list: s for s in snapshots_as_of(store, None)}
    attempts: dict[str, Attempt] = {}
    good: dict[str, Attempt] = {}
    for attempt in store.attempts():
        attempts[attempt.list] = attempt
        if attempt.problem is None:
            good[attempt.list] = attempt
    known = load_descriptions()
    out = []
    for name in sorted({*known, *in_force, *attempts}):
        about, snapshot = known.get(name), in_force.get(name)
        last = attempts.get(name)
        out.append(
            ListState(
                name=name,
                title=about.title if about is not None else name,
                licence=about.licence if about is not None else "as its keeper says",
                snapshot=snapshot,
                checked_at=good[name].tried_at if name in good else snapshot.fetched_at if snapshot is not None else None,
                problem=last.problem if last is not None else None,
                today=today,
            )
        )
    return out


def description(name: str) -> Description:
    """What is known of a list.

    Raises:
        InputError: no list has this name.
    """
    known = load_descriptions()
    if name not in known:
        raise InputError(f"there is no list {name!r}; the lists are {', '.join(known)}")
    return known[name]
