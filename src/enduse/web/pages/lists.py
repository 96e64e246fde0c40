"""The official lists: which there are, of which date, how fresh, and what changed between two dates."""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter

from fastapi import APIRouter, Request
from fastapi.responses import Response

from enduse.errors import EnduseError
from enduse.lists import description, diff_lists, list_states, snapshots_as_of
from enduse.measures.changes import Change
from enduse.publish.atom import atom_feed, change_entry
from enduse.store import Snapshot, Store
from enduse.web.current import CurrentState
from enduse.web.days import last_day
from enduse.web.pages.rendering import not_found, page, stale_words, today
from enduse.web.security import Refusal

router = APIRouter(include_in_schema=False)
_MOST = 500  # changes that one page shows


@router.get("/lists")
def show_lists(request: Request, current: CurrentState) -> Response:
    """All lists, those that are loaded first."""
    states = sorted(list_states(current.store, today=today()), key=lambda s: (s.snapshot is None, s.name))
    copies = Counter(snapshot.list for snapshot in current.store.snapshots())
    return page(request, "lists.html", states=states, copies=copies, stale_words=stale_words)


@router.get("/lists/{name}")
def show_list(request: Request, current: CurrentState, name: str, before: str = "", after: str = "") -> Response:
    """One list: its copies, and what changed between the two of them that stood on two dates."""
    state = next((s for s in list_states(current.store, today=today()) if s.name == name), None)
    if state is None:
        return not_found(request, f"There is no list {name}", "The page of lists names all that are known.")
    copies = current.store.snapshots(name)
    changes: tuple[Change, ...] = ()
    pair, problem = None, None
    if before or after:
        try:
            pair = _pair(current.store, name, before, after)
            changes = _changes(current.store, *(f"{name}@{snapshot.sha256}" for snapshot in pair))
        except (EnduseError, ValueError) as error:
            problem = str(error)
    try:
        about = description(name)
    except EnduseError:
        about = None
    return page(
        request, "list.html", status=422 if problem else 200, state=state, copies=copies[::-1], about=about, before=before,
        after=after, changes=changes[:_MOST], counts=Counter(c.kind for c in changes), total=len(changes), pair=pair,
        problem=problem, stale_words=stale_words, attempts=current.store.attempts(name)[-8:][::-1],
    )  # fmt: skip


@router.get("/lists/{name}/changes.atom")
def feed_of_changes(request: Request, current: CurrentState, name: str) -> Response:
    """What changed between the last two copies of a list, as a feed."""
    if all(state.name != name for state in list_states(current.store, today=today())):
        raise Refusal(404, "list_unknown", f"there is no list {name!r}", "the page of lists names all that are known")
    copies = sorted(current.store.snapshots(name), key=lambda s: (s.day, s.fetched_at))[-2:]
    base = str(request.base_url).rstrip("/")
    changes = _changes(current.store, *(f"{name}@{c.sha256}" for c in copies)) if len(copies) == 2 else ()
    entries = [
        change_entry(
            list_name=name,
            kind=c.kind,
            entry=c.entry,
            caption=c.caption,
            fields=c.fields,
            seen=copies[-1].fetched_at,
            link=f"{base}/parties/{name}:{c.entry}",
        )
        for c in changes[:_MOST]
    ]
    feed = atom_feed(
        entries, id=f"urn:enduse:list:{name}", title=f"Changes of the list {name}", link=f"{base}/lists/{name}",
        self_link=str(request.url),
    )  # fmt: skip
    return Response(feed, media_type="application/atom+xml")


def _pair(store: Store, name: str, before: str, after: str) -> tuple[Snapshot, Snapshot]:
    """The copies that stood on two days; the latest where no day is given.

    Raises:
        ValueError: a day is none, or there is no copy of it.
    """
    found = []
    for words in (before, after):
        try:
            day: dt.date | None = last_day(words) if words else None
        except ValueError as error:
            raise ValueError(f"{words!r} is no day; write it as 2022-12-09") from error
        copies = snapshots_as_of(store, day, name=name)
        if not copies:
            raise ValueError(f"no copy of {name} is kept")
        found.append(copies[0])
    return found[0], found[1]


@functools.lru_cache(maxsize=16)  # a copy never changes, and reading two large ones takes a while
def _changes(store: Store, before: str, after: str) -> tuple[Change, ...]:
    return tuple(diff_lists(store, before, after)) if before != after else ()
