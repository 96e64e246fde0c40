"""Lists when something went wrong: cut off, with pieces lost, doubled or changed: one clear error, or a reading."""

from __future__ import annotations

import json
import re
import string
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measures.published import ONE_FILE

from enduse.errors import ListError
from enduse.measures.reading import ListReading, read_list

IDS = [name for _, name, _ in ONE_FILE]
TEXT = st.text(alphabet=string.printable + "é‮\x00\x1a\ufeff", max_size=12)


def read(name: str, data: bytes, expected: str) -> ListReading | ListError:
    """The reading, or the error, which must be one line that names the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            return read_list(path, name=expected)
        except ListError as error:
            caught = error
    assert "\n" not in str(caught)
    assert len(str(caught)) < 2_000
    return caught


@pytest.mark.parametrize(("expected", "name", "text"), ONE_FILE, ids=IDS)
@given(data=st.data())
def test_a_changed_piece_is_read_or_refused(expected: str, name: str, text: str, data: st.DataObject) -> None:
    raw = text.encode()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 40)))
    read(name, raw[:start] + data.draw(TEXT).encode() + raw[end:], expected)


@pytest.mark.parametrize(("expected", "name", "text"), ONE_FILE, ids=IDS)
@given(data=st.data())
def test_a_doubled_or_lost_line_is_read_or_refused(expected: str, name: str, text: str, data: st.DataObject) -> None:
    lines = text.splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 1))
    again = data.draw(st.sampled_from([[], [lines[at]] * 2, [lines[at]] * 3]))
    read(name, "".join([*lines[:at], *again, *lines[at + 1 :]]).encode(), expected)


XML_OR_JSON = [(e, n, t) for e, n, t in ONE_FILE if t.startswith("<?xml") or (t[:1] in "{[" and t.count("\n") < 2)]


@pytest.mark.parametrize(("expected", "name", "text"), XML_OR_JSON, ids=[name for _, name, _ in XML_OR_JSON])
@given(data=st.data())
def test_xml_and_json_cut_off_anywhere_are_refused(expected: str, name: str, text: str, data: st.DataObject) -> None:
    whole = text.rstrip().encode()
    cut = data.draw(st.integers(0, len(whole) - 1))
    assert isinstance(read(name, whole[:cut], expected), ListError)


TABLES = [(e, n, t) for e, n, t in ONE_FILE if n.endswith((".csv", ".txt")) or n == "csvFullSanctionsList_1_1"]


@pytest.mark.parametrize(("expected", "name", "text"), TABLES, ids=[name for _, name, _ in TABLES])
@given(data=st.data())
def test_a_table_cut_off_within_a_row_is_refused(expected: str, name: str, text: str, data: st.DataObject) -> None:
    """A cut in the last cell or at the end of a row cannot be seen; anywhere else it must be."""
    lines = text.rstrip("\x1a\r\n").split("\n")
    delimiter = {"dpl.txt": "\t", "csvFullSanctionsList_1_1": ";"}.get(name, ",")
    last = lines[-1]
    bare = re.sub('"[^"]*"', lambda quoted: "x" * len(quoted[0]), last)
    kept = last[: data.draw(st.integers(1, bare.rindex(delimiter) - 1))]
    shortened = "\n".join([*lines[:-1], kept]).encode()
    assert isinstance(read(name, shortened, expected), ListError)


@pytest.mark.parametrize(("expected", "name", "text"), ONE_FILE, ids=IDS)
def test_null_bytes_are_read_or_refused(expected: str, name: str, text: str) -> None:
    raw = text.encode()
    read(name, raw[:200] + b"\x00" + raw[200:], expected)


def test_json_of_other_shapes_is_refused() -> None:
    for text in (
        "[]",
        "{}",
        "null",
        '{"results": 5}',
        '{"results": [1, "a", null, []]}',
        '{"fieldKey": 1, "tables": 2, "entries": 3}',
    ):
        assert isinstance(read("x.json", text.encode(), "us-csl"), ListError)


def test_a_long_name_in_a_list_does_not_fill_the_refusal() -> None:
    text = json.dumps({"fieldKey": {"l": f"tables.{'9' * 5000}"}, "tables": {}, "entries": []})
    refusal = read("x.json", text.encode(), "us-csl")
    assert isinstance(refusal, ListError)
    assert len(str(refusal)) < 500


JSON = [(e, n, t) for e, n, t in ONE_FILE if t[:1] in "{["]
KINDS: list[Any] = [[], {}, [1], [{}], {"a": 1}, None, True]
VALUES = st.one_of(st.sampled_from(KINDS), st.integers(), st.floats(), TEXT)


def odd(value: Any, data: st.DataObject) -> Any:
    """The value with one of its parts, at any depth, exchanged for one of another kind."""
    if not isinstance(value, (dict, list)) or not value or data.draw(st.integers(0, 4)) == 0:
        return data.draw(VALUES)
    keys = sorted(value) if isinstance(value, dict) else list(range(len(value)))
    key = data.draw(st.sampled_from(keys))
    changed = value.copy()
    changed[key] = odd(value[key], data)
    return changed


@pytest.mark.parametrize(("expected", "name", "text"), JSON, ids=[name for _, name, _ in JSON])
@given(data=st.data())
def test_json_with_values_of_other_kinds_is_read_or_refused(expected: str, name: str, text: str, data: st.DataObject) -> None:
    lines = [json.loads(line) for line in text.splitlines()]
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = odd(lines[at], data)
    read(name, "".join(json.dumps(line) + "\n" for line in lines).encode(), expected)
