"""The nouns: spans, ids that depend on nothing but content, stages and confidence."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.model import (
    CATEGORIES,
    CERTAINTIES,
    MEASURES,
    STAGES,
    Document,
    Item,
    Reason,
    Span,
    Statement,
    Transfer,
    content_id,
)  # fmt: skip

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 10)).map(lambda pair: Span(start=pair[0], end=sum(pair)))


def statement(**known: object) -> Statement:
    given: dict[str, object] = {
        "doc": "a.txt", "kind": "transfer", "span": Span(start=0, end=4), "quote": "Iran", "status": "delivered",
        "certainty": "asserted", "supplier": ("IR",), "items": (Item(category="uav", text="drones"),),
    }  # fmt: skip
    return Statement(**(given | known))  # type: ignore[arg-type]


def transfer(*statements: Statement, **known: object) -> Transfer:
    given: dict[str, object] = {
        "supplier": "IR", "recipient": "RU", "category": "uav", "designation": None, "documents": (), "first_reported": None,
        "last_reported": None, "sources": 1, "status": "delivered", "denied": False, "quantity": None,
    }  # fmt: skip
    return Transfer(statements=statements, **(given | known))  # type: ignore[arg-type]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3)])
def test_a_span_runs_forwards(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Span(start=start, end=end)


@given(SPANS, SPANS)
def test_spans_are_sets_of_characters(a: Span, b: Span) -> None:
    one, two = set(range(a.start, a.end)), set(range(b.start, b.end))
    if one and two:
        assert a.overlaps(b) == b.overlaps(a) == bool(one & two)
        assert a.contains(b) == (two <= one)
    text = "".join(map(chr, range(40, 100)))
    assert a.of(text) == "".join(text[i] for i in sorted(one))


def test_an_id_is_its_content() -> None:
    assert content_id("x", {"a": 1, "b": [2]}) == content_id("x", {"b": [2], "a": 1})
    assert content_id("x", ["1"]) != content_id("x", [1])
    assert statement().id == statement(score=0.3, reasons=(Reason(field="item", rule="r"),)).id
    changed = [
        statement(),
        statement(quote="iran"),
        statement(status="planned"),
        statement(supplier=("RU",)),
        statement(items=()),
    ]
    assert len({s.id for s in changed}) == len(changed)


def test_an_id_is_the_same_in_another_process() -> None:
    code = "from enduse.model import content_id; print(content_id('x', {'a': ['é', None, 1.5]}))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == content_id("x", {"a": ["é", None, 1.5]})


def test_a_document_is_known_by_name_and_bytes() -> None:
    document = Document(name="a.txt", text="Iran", sha256="00")
    assert document.id == dataclasses.replace(document, text="other", title="T").id
    assert document.id != dataclasses.replace(document, sha256="01").id


def test_later_reports_do_not_change_a_transfer_s_id() -> None:
    first, later = statement(), statement(doc="b.txt")
    assert transfer(first).id == transfer(first, later, sources=2, status="agreed").id
    assert transfer(first).id != transfer(later).id
    assert transfer().id != transfer(designation="Shahed-136").id


@pytest.mark.parametrize(
    ("score", "confidence"), [(None, "clear"), (0.8, "clear"), (0.79, "likely"), (0.5, "likely"), (0.49, "doubtful")]
)
def test_confidence_in_words(score: float | None, confidence: str) -> None:
    assert statement(score=score).confidence == confidence


def test_every_status_has_a_stage() -> None:
    for kind, stages in STAGES.items():
        for status, stage in stages.items():
            assert statement(kind=kind, status=status).stage == stage
    assert transfer(status="stopped").stage == "stopped"
    assert {s for stages in STAGES.values() for s in stages.values()} == {
        "prospective",
        "actual",
        "stopped",
        "relieved",
        "breached",
    }
    assert len(set(CATEGORIES)) == 20
    assert len(set(MEASURES)) == 6
    assert len(set(CERTAINTIES)) == 3
