"""Shares added up: OFAC's published examples, intervals, cycles, and what must hold of every graph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.screen.holdings import UNKNOWN, Edge, Holdings, reaches

Share = float | tuple[float, float]


def held(*edges: tuple[str, str, Share]) -> Holdings:
    return Holdings(Edge(owner=a, owned=b, share=s if isinstance(s, tuple) else (s, s)) for a, b, s in edges)


@pytest.mark.parametrize(
    ("edges", "asked", "aggregate", "blocked"),
    [  # OFAC FAQ 401, examples 1 to 5: X is blocked
        ([("X", "A", 50.0), ("A", "B", 50.0)], "B", 50, True),
        ([("X", "A", 50.0), ("X", "B", 50.0), ("A", "C", 25.0), ("B", "C", 25.0)], "C", 50, True),
        ([("X", "A", 50.0), ("X", "B", 10.0), ("A", "B", 40.0)], "B", 50, True),
        ([("X", "A", 50.0), ("X", "B", 25.0), ("A", "C", 25.0), ("B", "C", 25.0)], "C", 25, False),
        ([("X", "A", 25.0), ("X", "B", 25.0), ("A", "C", 50.0), ("B", "C", 50.0)], "C", 0, False),
    ],
)
def test_the_examples_of_ofac(edges: list[tuple[str, str, Share]], asked: str, aggregate: float, blocked: bool) -> None:
    own, sure, _ = held(*edges).cascade(asked, {"X"})
    assert own.low == own.high == pytest.approx(aggregate)
    assert (asked in sure) is blocked


def test_two_blocked_owners_are_added_up() -> None:  # OFAC FAQ 399
    graph = held(("X", "A", 25.0), ("Y", "A", 25.0))
    assert "A" in graph.cascade("A", {"X", "Y"})[1]
    assert "A" not in graph.cascade("A", {"X"})[1]


def test_more_than_the_threshold_is_more() -> None:
    graph = held(("X", "A", 50.0))
    assert "A" in graph.cascade("A", {"X"})[1]
    assert "A" not in graph.cascade("A", {"X"}, strict=True)[1]
    assert "A" in held(("X", "A", 50.01)).cascade("A", {"X"}, strict=True)[1]


def test_an_unknown_share_may_be_anything_that_others_leave() -> None:
    own, sure, may = held(("X", "A", UNKNOWN), ("Y", "A", 40.0)).cascade("A", {"X"})
    assert (own.low, own.high) == (0, 60)
    assert "A" not in sure
    assert "A" in may
    own, _, may = held(("X", "A", UNKNOWN), ("Y", "A", 60.0)).cascade("A", {"X"})
    assert (own.low, own.high) == (0, 40)
    assert "A" not in may


def test_ranges_are_intervals() -> None:
    own, sure, may = held(("X", "A", (25.0, 50.0)), ("Y", "A", (10.0, 20.0))).cascade("A", {"X", "Y"})
    assert (own.low, own.high) == (35, 70)
    assert not sure
    assert "A" in may


def test_two_statements_of_one_holding_are_one() -> None:
    assert held(("X", "A", (25.0, 75.0)), ("X", "A", (50.0, 100.0))).owners["A"]["X"] == (50, 75)
    assert held(("X", "A", 30.0), ("X", "A", 60.0)).owners["A"]["X"] == (30, 60)  # they contradict each other


def test_cross_holdings_end() -> None:
    graph = held(("X", "A", 50.0), ("B", "A", 50.0), ("A", "B", 50.0), ("Z", "B", 50.0))
    own, sure, _ = graph.cascade("A", {"X"})
    assert {"A", "B"} <= sure.keys()
    assert own.low == 100  # half by X, half by B, which X owns through A
    # a = 1/2 + b/2, b = a/2: a = 2/3
    assert graph.look_through("A", {"X"})[0] == pytest.approx(100 * 2 / 3)


def test_a_ring_without_a_listed_owner_is_owned_by_nobody_listed() -> None:
    graph = held(("A", "B", 100.0), ("B", "A", 100.0))
    assert graph.cascade("A", {"X"})[0].high == 0
    assert graph.look_through("A", {"X"}) == (0, 0)


def test_control_counts_only_where_it_is_asked_for() -> None:
    graph = Holdings([Edge(owner="X", owned="A", control=True)])
    assert "A" not in graph.cascade("A", {"X"})[2]
    assert graph.cascade("A", {"X"}, control=True)[1]["A"].control == ("X",)


def test_twelve_per_cent_is_twelve_per_cent() -> None:
    own, sure, may = held(("X", "A", 12.0)).cascade("A", {"X"}, control=True)
    assert (own.low, own.high) == (12, 12)
    assert not sure
    assert not may


@pytest.mark.parametrize("share", [(-1.0, 5.0), (5.0, 101.0), (60.0, 40.0)])
def test_a_share_that_is_none_is_refused(share: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="per cent"):
        Edge(owner="X", owned="A", share=share)


NODES = "ABCDEF"
pairs = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES))
bounds = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda s: (float(min(s)), float(max(s))))
graphs = st.lists(st.tuples(pairs, bounds).map(lambda e: (e[0][0], e[0][1], e[1])), max_size=14)
owners = st.sets(st.sampled_from(NODES), min_size=1, max_size=3)


@given(edges=graphs, listed=owners, node=st.sampled_from(NODES))
def test_what_is_sure_is_possible_and_shares_are_shares(
    edges: list[tuple[str, str, Share]], listed: set[str], node: str
) -> None:
    own, sure, may = held(*edges).cascade(node, listed)
    assert sure.keys() <= may.keys()
    assert 0 <= own.low <= own.high <= 100
    low, high = held(*edges).look_through(node, listed)
    assert -1e-9 <= low <= high + 1e-6 <= 100 + 1e-6


@given(edges=graphs, listed=owners, node=st.sampled_from(NODES), more=st.sampled_from(NODES))
def test_more_listed_owners_never_own_less(edges: list[tuple[str, str, Share]], listed: set[str], node: str, more: str) -> None:
    graph = held(*edges)
    few, sure_few, may_few = graph.cascade(node, listed)
    many, sure_many, may_many = graph.cascade(node, listed | {more})
    assert sure_few.keys() - {more} <= sure_many.keys()
    assert may_few.keys() - {more} <= may_many.keys()
    assert few.low <= many.low + 1e-9
    assert few.high <= many.high + 1e-9


@given(edges=graphs, listed=owners, node=st.sampled_from(NODES))
def test_the_order_of_edges_does_not_matter(edges: list[tuple[str, str, Share]], listed: set[str], node: str) -> None:
    # Restatements of one holding that contradict each other are put together in order; each holding once here.
    once = list({(a, b): (a, b, s) for a, b, s in edges}.values())
    assert held(*once).cascade(node, listed) == held(*reversed(once)).cascade(node, listed)


@given(edges=graphs, listed=owners, node=st.sampled_from(NODES))
def test_everybody_who_counts_has_owners_who_count_and_reach_the_threshold(
    edges: list[tuple[str, str, Share]], listed: set[str], node: str
) -> None:
    _, sure, _ = held(*edges).cascade(node, listed)
    for owned in sure.values():
        assert reaches(owned.low, 50.0, False)
        assert all(owner in listed or owner in sure for owner, _ in owned.parts)
