"""What a list has and its reader does not know is counted and kept; one broken row hides neither the list nor the rest."""

from __future__ import annotations

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


def test_a_file_packed_with_gzip_says_so(tmp_path: Path) -> None:
    path = tmp_path / "list.xml.gz"
    path.write_bytes(gzip.compress(published.UN_XML.encode()))
    with pytest.raises(ListError, match="unpack it"):
        read_list(path)
