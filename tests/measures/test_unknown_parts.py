"""What a list has and its reader does not know is counted and kept; one broken row hides neither the list nor the rest."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
from pathlib import Path

import pytest

from enduse.errors import ListError
from enduse.measures.reading import read_list

from . import published
from .published import write


@pytest.mark.parametrize(
    ("text", "element"),
    [
        (published.UN_XML, "INDIVIDUAL"), (published.UK_XML, "Designation"), (published.CA_XML, "record"),
        (published.SDN_XML, "aka"),
    ],
)  # fmt: skip
def test_an_attribute_where_there_was_none_is_counted(tmp_path: Path, text: str, element: str) -> None:
    odd = re.sub(rf"<{element}([ >])", rf'<{element} mood="grim"\1', text)
    assert read_list(write(tmp_path, "list.xml", odd)).unknown[f"attribute '{element}/mood'"] > 0
    assert not read_list(write(tmp_path, "list.xml", text)).unknown


@pytest.mark.parametrize(
    ("text", "element", "words"),
    [
        (published.ADVANCED_XML, "DistinctParty", "tag 'DistinctParty/Mood'"),
        (published.EU_XML, "sanctionEntity", "tag 'Mood'"),
        (published.UN_XML, "INDIVIDUAL", "tag 'MOOD'"),
    ],
)
def test_a_tag_that_is_new_is_counted_and_kept(tmp_path: Path, text: str, element: str, words: str) -> None:
    tag = "MOOD" if "MOOD" in words else "Mood"
    reading = read_list(write(tmp_path, "list.xml", text.replace(f"</{element}>", f"<{tag}>grim</{tag}></{element}>")))
    assert reading.unknown[words] > 0
    assert any("grim" in str(value) for party in reading.parties for value in party.details.values())


def test_a_field_that_is_new_in_an_entity_is_counted_and_kept(tmp_path: Path) -> None:
    lines = [json.dumps({**json.loads(line), "mood": "grim"}) for line in published.FTM.splitlines()]
    reading = read_list(write(tmp_path, "entities.ftm.json", "\n".join(lines) + "\n"))
    assert reading.unknown["field 'mood'"] == len(reading.parties)
    assert all(party.details["mood"] == ("grim",) or "grim" in party.details["mood"] for party in reading.parties)


def test_a_new_column_of_the_eu_is_counted_once(tmp_path: Path) -> None:
    lines = published.EU_CSV.splitlines()
    text = "\n".join([lines[0] + ";Mood", *(f"{line};grim" for line in lines[1:])]) + "\n"
    assert read_list(write(tmp_path, "eu.csv", text)).unknown == {"column 'Mood'": 1}


def write_quartet(folder: Path, entries: str) -> Path:
    for name, text in (("SDN.CSV", entries), ("ADD.CSV", published.ADD), ("ALT.CSV", published.ALT)):
        write(folder, name, text)
    return folder


def test_new_columns_behind_those_of_ofac_are_counted(tmp_path: Path) -> None:
    whole = len(read_list(write_quartet(tmp_path, published.SDN)).parties)
    wider = read_list(write_quartet(tmp_path, published.SDN.replace("\r\n", ",new\r\n")))
    assert len(wider.parties) == whole
    assert wider.unknown["columns behind the 12th of SDN.CSV"] == 1
    assert "new" in wider.parties[0].details["column 13"]


def test_a_broken_first_row_hides_no_list(tmp_path: Path) -> None:
    whole = len(read_list(write_quartet(tmp_path, published.SDN)).parties)
    reading = read_list(write_quartet(tmp_path, "x,y,z\r\n" + published.SDN))
    assert (len(reading.parties), [problem.entry for problem in reading.skipped]) == (whole, [1])


def test_utf16_hides_no_word_that_tells_two_lists_apart(tmp_path: Path) -> None:
    text = published.SDN_XML.replace('<?xml version="1.0" standalone="yes"?>', '<?xml version="1.0" encoding="utf-16"?>')
    path = tmp_path / "list.xml"
    path.write_bytes(text.encode("utf-16"))
    plain = read_list(write(tmp_path, "plain.xml", published.SDN_XML))
    assert read_list(path).name == plain.name


def test_a_file_packed_with_gzip_is_read_as_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "list.xml.gz"
    packed = gzip.compress(published.UN_XML.encode())
    path.write_bytes(packed)
    assert read_list(path).parties == read_list(write(tmp_path, "plain.xml", published.UN_XML)).parties
    path.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(ListError, match=r"damaged|cut off"):
        read_list(path)
    path.write_bytes(gzip.compress(b"<CONSOLIDATED_LIST>" + b" " * 20_000_000))
    with pytest.raises(ListError, match="zip bomb"):
        read_list(path)


def test_two_entries_of_one_number_hide_neither(tmp_path: Path) -> None:
    first = re.search(r"<INDIVIDUAL>.*?</INDIVIDUAL>", published.UN_XML, re.DOTALL)
    assert first is not None
    plain = read_list(write(tmp_path, "plain.xml", published.UN_XML))
    twice = read_list(write(tmp_path, "twice.xml", published.UN_XML.replace("</INDIVIDUALS>", f"{first[0]}</INDIVIDUALS>")))
    assert len({party.id for party in twice.parties}) == len(twice.parties) == len(plain.parties) + 1
    assert any(party.entry.endswith("-2") for party in twice.parties)
    assert any("second entry of the number" in words for words in twice.unknown)


def test_a_table_of_ones_own_may_say_its_encoding(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_bytes("Number;Compañía\n7;Cañón Óptica SA\n".encode("windows-1252"))
    mapping = "entry: Number\ncolumns: {Compañía: name}\n"
    with pytest.raises(ListError, match=r"own\.csv is not UTF-8 text at byte 12; .* may say `encoding`"):
        read_list(table, mapping=write(tmp_path, "plain.yaml", mapping))
    said = write(tmp_path, "said.yaml", f"{mapping}encoding: windows-1252\n")
    (party,) = read_list(table, mapping=said).parties
    assert (party.entry, party.caption) == ("7", "Cañón Óptica SA")
    with pytest.raises(ListError, match="none of texts"):
        read_list(table, mapping=write(tmp_path, "wrong.yaml", f"{mapping}encoding: klingon\n"))


def test_denied_persons_by_commas_or_with_a_mark_are_read(tmp_path: Path) -> None:
    rows = [
        ["Name", "Street_Address", "City", "Effective_Date", "Standard_Order"],
        ["Quiet, Ada", "1 Hill", "X", "06/19/2003", "Y"],
    ]
    for delimiter, mark in (("\t", "\ufeff"), (",", ""), (";", "\ufeff")):
        text = mark + "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
        reading = read_list(write(tmp_path, "dpl.txt", text))
        assert (reading.name, reading.parties[0].designations[0].listed_on) == ("us-bis-dpl", dt.date(2003, 6, 19))
