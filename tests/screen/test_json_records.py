"""Files of JSON, whoever wrote them: objects in lines, in arrays and over many lines, and values that are none."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from enduse.errors import InputError
from enduse.screen import json_records
from enduse.screen.csv_records import Broken
from enduse.screen.intake import Intake, ShipmentFile
from enduse.screen.json_records import json_texts, read_object
from enduse.screen.owner_files import read_owners

ROWS: list[dict[str, Any]] = [
    {"reference": "S1", "parties": [{"name": 'The "Bank" of [A], {B}', "role": "bank"}], "note": "back\\slash\\\\"},
    {"reference": "S2", "goods": [], "note": ""},
    {"reference": "S3", "note": "ünï, ]}" * 400},
]


def texts(text: str | bytes) -> list[str]:
    return list(json_texts(io.BytesIO(text if isinstance(text, bytes) else text.encode()), "a.jsonl"))


def objects(text: str | bytes) -> list[Any]:
    return [read_object(each) for each in texts(text)]


@pytest.mark.parametrize("chunk", [1, 2, 7, 100, 65_536])
@pytest.mark.parametrize(
    "text",
    [
        "\n".join(map(json.dumps, ROWS)),
        json.dumps(ROWS),
        json.dumps(ROWS, indent=2, ensure_ascii=False),
        "\ufeff  \n" + json.dumps(ROWS, indent=2),
        "[" + "\n".join(map(json.dumps, ROWS)) + "]",
        "[" + ",\n".join(map(json.dumps, ROWS)) + ",]\n\n",
        "\n".join(json.dumps(row, indent=4) for row in ROWS),
        "\n".join(json.dumps([row]) for row in ROWS),
        f"{json.dumps(ROWS[:2])}\n" + "\n".join(map(json.dumps, ROWS[2:])),
    ],
)
def test_objects_are_the_same_in_lines_arrays_and_over_many_lines(
    text: str, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_records, "_CHUNK", chunk)
    assert [read_object(each) for each in texts(text) if each] == ROWS


def test_a_blank_line_keeps_the_numbers_of_lines() -> None:
    assert texts('\n{"a": 1}\n\n{"b": 2}\n') == ["", '{"a": 1}', "", '{"b": 2}']


@pytest.mark.parametrize(
    "broken", ['{"b": tru}', "7", '{"c": "open\n}', "[" * 2_000 + "]" * 2_000, '{"d" 4}', "{'e': 5}", '"{"']
)
def test_a_broken_element_is_one_row_and_the_next_begins_where_it_should(broken: str) -> None:
    first, middle, last = objects(f'[{{"a": 1}}, {broken}, {{"f": 6}}]')
    assert (first, last) == ({"a": 1}, {"f": 6})
    assert isinstance(middle, Broken)


@pytest.mark.parametrize("text", ['[{"a": 1}, {"b": 2}', '[{"a": 1}, {"b": 2}, {"c": "', "[" + '{"a": 1}, {"b": 2}, {"c": [}'])
def test_what_never_ends_is_told_after_what_came_before_it(text: str) -> None:
    got = []
    with pytest.raises(InputError, match=r"a\.jsonl: breaks off"):  # noqa: PT012  what came before is kept
        for each in json_texts(io.BytesIO(text.encode()), "a.jsonl"):
            got.append(read_object(each))
    assert got == [{"a": 1}, {"b": 2}]


def test_an_element_without_end_is_not_held_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "_LONGEST", 1_000)
    monkeypatch.setattr(json_records, "_CHUNK", 100)
    stream = io.BytesIO(b'[{"a": [' + b"1, " * 100_000 + b"]}]")
    with pytest.raises(InputError, match="never ends"):
        list(json_texts(stream, "a.jsonl"))
    assert stream.tell() < len(stream.getvalue())


def test_an_array_is_read_as_it_is_asked_for() -> None:
    stream = io.BytesIO(("[" + ", ".join([json.dumps(ROWS[0])] * 20_000) + "]").encode())
    next(json_texts(stream, "a.json"))
    assert stream.tell() < 500_000 < len(stream.getvalue())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("NaN", "its weight is NaN, which is no number"),
        ("-Infinity", "its weight is -Infinity"),
        ("1e999", "its weight is 1e999, which is beyond any number"),
        ("9" * 5_000, "its weight is a number of 5,000 figures"),
        ('"\\ud800"', "its weight has halves of characters"),
        ('[{"x": 1}, {"kg": NaN}]', "its weight[2].kg is NaN"),
    ],
)
def test_a_value_that_is_none_is_told_and_the_row_is_used(tmp_path: Path, value: str, words: str) -> None:
    row = read_object(f'{{"consignee": "Ri Won Ho", "weight": {value}}}')
    assert not isinstance(row, Broken)
    assert row["consignee"] == "Ri Won Ho"
    assert len(row.problems) == 1
    assert words in row.problems[0]
    (tmp_path / "a.jsonl").write_text(f'{{"consignee": "Ri Won Ho", "weight": {value}}}\n', encoding="utf-8")
    (intake,) = ShipmentFile(tmp_path / "a.jsonl")
    assert isinstance(intake, Intake)
    assert intake.shipment is not None
    assert words in intake.problems[0]
    assert "sys." not in intake.problems[0]


def test_endless_numbers_are_refused_in_words_for_people_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "owners.json"
    path.write_text('[{"share": ' + "9" * 5_000 + "}]", encoding="utf-8")
    with pytest.raises(InputError, match="5,000 figures") as refused:
        read_owners(path)
    assert "sys." not in str(refused.value)


def test_a_tab_in_a_text_is_a_tab() -> None:
    assert read_object('{"consignee": "Ri\tWon Ho"}') == {"consignee": "Ri\tWon Ho"}


def test_whole_numbers_keep_their_figures_and_pairs_are_characters() -> None:
    assert read_object('{"id": 123456789012345678901234567890, "name": "\\ud83d\\ude00", "none": null}') == {
        "id": 123456789012345678901234567890, "name": "\U0001f600",
    }  # fmt: skip
