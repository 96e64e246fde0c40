"""The lists of a workspace: no bad copy replaces a good one, and every good one is kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.workspaces import make_workspace

from enduse.errors import FetchError, InputError, ListError
from enduse.lists import Fetch, Update, diff_lists, list_states, load_list, read_snapshot, snapshots_as_of, update_lists
from enduse.measures.fetch import Download, Validators
from enduse.store import Snapshot, Store

from .un_list import many, un_list, write_un_list

NOW = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(make_workspace(tmp_path)) as opened:
        yield opened


def load(store: Store, folder: Path, count: int, day: str, now: dt.datetime = NOW) -> Update:
    return load_list(store, [write_un_list(folder / f"un-{day}.xml", many(count), day=day)], now=now)[0]


def sending(text: str, etag: str | None = None) -> Fetch:
    def fetch(url: str, known: Validators | None) -> Download | None:
        if known is not None and etag is not None and known.etag == etag:
            return None
        validators = Validators(etag=etag)
        return Download(url=url, file="consolidated.xml", data=text.encode(), validators=validators)

    return fetch


def failing(url: str, known: Validators | None) -> Download | None:
    raise FetchError(f"{url}: the server answered 503")


def update(store: Store, fetch: Fetch, *, now: dt.datetime = LATER, accept: bool = False) -> Update:
    (came,) = update_lists(store, ["un-sc"], now=now, fetch=fetch, accept=accept)
    return came


def test_a_list_from_a_file_is_kept_with_its_date(store: Store, tmp_path: Path) -> None:
    came = load(store, tmp_path, 20, "2026-02-27")
    assert (came.outcome, came.words) == ("new", "20 entries, list of 2026-02-27")
    assert load(store, tmp_path, 20, "2026-02-27").outcome == "unchanged"
    (snapshot,) = store.snapshots()
    assert len(read_snapshot(store, snapshot).parties) == 20


def test_an_update_brings_a_new_copy_and_then_none(store: Store) -> None:
    fetch = sending(un_list(many(900)), etag='"a"')
    assert update(store, fetch, now=NOW).outcome == "new"
    again = update(store, fetch)
    assert (again.outcome, again.is_good) == ("unchanged", True)
    assert len(store.snapshots()) == 1
    assert store.attempts("un-sc")[-1].tried_at == LATER


def test_a_list_without_a_date_of_its_own_is_of_no_day_but_the_one_it_came() -> None:
    copy = Snapshot(
        list="own", sha256="a", list_date=None, fetched_at=NOW, entries=1, skipped=0, unknown={}, source="here"
    )  # fmt: skip
    assert copy.day_words == "fetched 2026-03-02, without a date of its own"
    assert dataclasses.replace(copy, list_date=dt.date(2026, 2, 27)).day_words == "of 2026-02-27"


def test_what_one_address_said_is_not_asked_of_another(store: Store) -> None:
    asked: list[tuple[str, str | None]] = []

    def fetch(url: str, known: Validators | None) -> Download | None:
        asked.append((url, known.etag if known is not None else None))
        said = Validators(etag=f'"{url[-1]}"')
        return Download(url=url, file="consolidated.xml", data=un_list(many(900)).encode(), validators=said)

    for number, url in enumerate(("https://lists.example/a", "https://lists.example/b") + ("https://lists.example/a",) * 2):
        list(update_lists(store, ["un-sc"], now=NOW + dt.timedelta(hours=number), fetch=fetch, url=url))
    assert [etag for _, etag in asked] == [None, None, None, '"a"']
    assert store.snapshots()[0].source == "https://lists.example/a"


@pytest.mark.parametrize(
    ("fetch", "outcome", "words"),
    [
        (failing, "failed", "answered 503"),
        (sending("<html><body>sorry</body></html>"), "failed", "is a web page"),
        (sending(un_list(many(900))[:-400]), "failed", "consolidated.xml"),
        (sending(un_list(many(800), day="2026-03-01")), "refused", "shrank by more than 10 %"),
        (sending(un_list(many(3), day="2026-03-01")), "refused", "are expected"),
        (sending(un_list(many(900), day="2025-12-31")), "refused", "of 2025-12-31, older than the copy of 2026-02-27"),
    ],
)
def test_what_goes_wrong_leaves_the_last_good_copy_in_force(store: Store, fetch: Fetch, outcome: str, words: str) -> None:
    update(store, sending(un_list(many(900))), now=NOW)
    came = update(store, fetch)
    assert came.outcome == outcome
    assert words in came.words
    assert "the copy of 2026-02-27 stays in force" in came.words
    assert [s.entries for s in snapshots_as_of(store, None)] == [900]
    state = next(state for state in list_states(store, today=LATER.date()) if state.name == "un-sc")
    assert state.problem is not None
    assert state.checked_at == NOW


def test_a_list_that_shrank_is_taken_when_told_so(store: Store) -> None:
    update(store, sending(un_list(many(900))), now=NOW)
    assert update(store, sending(un_list(many(800), day="2026-03-01")), accept=True).outcome == "new"
    assert [s.entries for s in snapshots_as_of(store, None)] == [800]


def test_a_file_that_shrank_is_refused_too(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, 100, "2026-02-27")
    with pytest.raises(ListError, match=r"shrank by more than 10 %.*--accept"):
        load(store, tmp_path, 80, "2026-03-01")


def test_the_copy_of_a_day_answers_for_it(store: Store, tmp_path: Path) -> None:
    for count, day in ((20, "2024-01-10"), (25, "2026-02-27"), (22, "2025-06-01")):
        load(store, tmp_path, count, day)
    day = dt.date.fromisoformat

    def entries(as_of: str | None) -> list[int]:
        return [s.entries for s in snapshots_as_of(store, day(as_of) if as_of is not None else None)]

    assert [entries(d) for d in (None, "2026-02-27", "2026-02-26", "2024-12-31", "2020-01-01")] == [
        [25],
        [25],
        [22],
        [20],
        [20],
    ]


def test_the_copy_that_came_last_is_in_force_though_the_clock_jumped(store: Store) -> None:
    def came(sha256: str, year: int) -> None:
        at = dt.datetime(year, 3, 1, tzinfo=dt.UTC)
        one = Snapshot(
            list="own", sha256=sha256, list_date=None, fetched_at=at, entries=1, skipped=0, unknown={}, source="here"
        )
        store.save_snapshot(one, {"a": b""})

    def in_force(as_of: dt.date | None) -> str:
        (one,) = snapshots_as_of(store, as_of)
        return one.sha256

    for sha256, year in (("first", 2026), ("clock far ahead", 2099), ("set right", 2026)):
        came(sha256, year)
    assert in_force(None) == in_force(dt.date(2026, 3, 2)) == "set right"
    came("clock back", 2001)
    assert in_force(None) == in_force(dt.date(2001, 3, 2)) == "clock back"
    came("right again", 2027)
    assert (in_force(None), in_force(dt.date(2026, 6, 1))) == ("right again", "clock back")


def test_a_look_at_the_source_in_the_future_proves_nothing(store: Store) -> None:
    update(store, sending(un_list(many(900))), now=dt.datetime(2099, 1, 1, tzinfo=dt.UTC))
    (state,) = (state for state in list_states(store, today=LATER.date()) if state.name == "un-sc")
    assert state.is_stale


def test_two_copies_are_compared(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, 3, "2026-02-27")
    people = {"KPi.000": "Person Number000 Example", "KPi.001": "Somebody Else", "KPi.009": "New Here"}
    file = write_un_list(tmp_path / "after.xml", people, day="2026-03-01")
    changes = {(c.kind, c.entry): c for c in diff_lists(store, "un-sc@2026-02-27", str(file))}
    assert set(changes) == {("changed", "KPi.001"), ("added", "KPi.009"), ("removed", "KPi.002")}
    assert changes["changed", "KPi.001"].fields == ("names",)
    assert changes["removed", "KPi.002"].caption == "Person Number002 Example"
    with pytest.raises(InputError, match="un-sc@2026-02-27"):
        list(diff_lists(store, "un-sc@2019-01-01", str(file)))


def test_all_lists_are_compared_between_two_days(store: Store, tmp_path: Path) -> None:
    for count, day in ((3, "2026-01-10"), (4, "2026-02-10"), (5, "2026-03-10")):
        load(store, tmp_path, count, day)

    def entries(before: str, after: str) -> list[str]:
        return [c.entry for c in diff_lists(store, before, after)]

    assert entries("2026-01-31", "2026-02-28") == ["KPi.003"]
    assert entries("2026-01-10", "2026-12-31") == ["KPi.003", "KPi.004"]
    assert entries("2026-02-11", "2026-02-20") == []
    assert entries("2025-01-01", "2026-02-20") == []


def test_a_list_that_nobody_looked_at_for_a_week_is_stale(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, 20, "2026-02-27")

    def stale(days: int) -> bool:
        states = list_states(store, today=NOW.date() + dt.timedelta(days=days))
        return next(s for s in states if s.name == "un-sc").is_stale

    assert [stale(days) for days in (0, 7, 8)] == [False, False, True]


def test_a_list_of_a_day_long_ago_is_old_however_lately_it_was_loaded(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, 20, "2022-05-04")
    state = next(s for s in list_states(store, today=NOW.date()) if s.name == "un-sc")
    assert (state.is_old, state.is_stale) == (True, False)


def test_an_unknown_name_is_refused_before_anything_is_fetched(store: Store) -> None:
    with pytest.raises(InputError, match="there is no list 'un'; the lists are"):
        list(update_lists(store, ["un-sc", "un"], now=NOW, fetch=failing))
    with pytest.raises(InputError, match="--url is the address of one list"):
        list(update_lists(store, ["un-sc", "us-csl"], now=NOW, url="https://x.example/l.xml", fetch=failing))
    assert store.attempts() == []


@pytest.mark.parametrize(("name", "file"), [("us-ofac-sdn", "SDN_ADVANCED.XML"), ("us-ofac-cons", "CONS_ADVANCED.XML")])
def test_of_ofac_the_form_with_days_and_law_is_fetched(store: Store, name: str, file: str) -> None:
    asked = []

    def fetch(url: str, known: Validators | None) -> Download | None:
        asked.append(url)
        raise FetchError(f"{url}: the server answered 503")

    list(update_lists(store, [name], now=NOW, fetch=fetch))
    assert asked[0].endswith(file)
