"""What a file is told by, and what is refused: web pages, bombs, entities, wrong encodings, files cut off."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from tests.measures import published
from tests.measures.published import ONE_FILE, write
from tests.measures.sheets import write_xlsx

from enduse.errors import ListError
from enduse.measures import source, tables
from enduse.measures.descriptions import load_descriptions
from enduse.measures.reading import READERS, iter_parties, read_list

IDS = [name for _, name, _ in ONE_FILE]


@pytest.mark.parametrize(("expected", "name", "text"), ONE_FILE, ids=IDS)
def test_every_form_is_recognised_by_its_content(expected: str, name: str, text: str, tmp_path: Path) -> None:
    reading = read_list(write(tmp_path, "download", text))
    assert reading.name == expected
    assert {party.list for party in reading.parties} == {expected}
    assert len({party.id for party in reading.parties}) == len(reading.parties)


@pytest.mark.parametrize(("expected", "name", "text"), ONE_FILE, ids=IDS)
def test_a_zip_of_the_one_file_is_the_file(expected: str, name: str, text: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    assert read_list(tmp_path / "list.zip").parties == read_list(write(tmp_path, name, text)).parties


@pytest.mark.parametrize(("expected", "name", "text"), ONE_FILE, ids=IDS)
def test_iterating_gives_the_same_parties(expected: str, name: str, text: str, tmp_path: Path) -> None:
    path = write(tmp_path, name, text)
    assert [party.id for party in iter_parties(path)] == [party.id for party in read_list(path).parties]


def test_a_byte_order_mark_and_utf_16_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(published.AU_CSV.encode("utf-8-sig"))
    (tmp_path / "b.csv").write_bytes(published.AU_CSV.encode("utf-16"))
    assert read_list(tmp_path / "a.csv").parties == read_list(tmp_path / "b.csv").parties


@pytest.mark.parametrize("name", ["entities.ftm.json", "targets.nested.json", "senzing.json"])
def test_json_lines_are_told_by_their_first_however_long_it_is(tmp_path: Path, name: str) -> None:
    (expected, text) = next((expected, text) for expected, own, text in ONE_FILE if own == name)
    first, end, rest = text.partition("\n")
    entity = json.loads(first)
    (entity.get("properties") or entity)["notes"] = ["It is said that nobody knows."] * 4_000
    reading = read_list(write(tmp_path, name, f"{json.dumps(entity)}{end}{rest}"))
    assert (reading.name, len(reading.parties)) == (expected, len(read_list(write(tmp_path, "list", text)).parties))


def test_a_name_of_ones_own_is_given_to_the_parties(tmp_path: Path) -> None:
    reading = read_list(write(tmp_path, "a.xml", published.UN_XML), name="our-un")
    assert (reading.name, reading.parties[0].id) == ("our-un", "our-un:KPi.901")


def test_a_known_name_demands_that_list(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="expected eu-fsf in one of its forms"):
        read_list(write(tmp_path, "a.xml", published.UN_XML), name="eu-fsf")
    assert read_list(write(tmp_path, "b.xml", published.SDN_XML), name="us-ofac-cons").name == "us-ofac-cons"


def test_a_folder_of_one_list_is_that_list(tmp_path: Path) -> None:
    write(tmp_path, "un.xml", published.UN_XML)
    write(tmp_path, ".hidden", "x")
    assert read_list(tmp_path).name == "un-sc"


def test_several_lists_at_once_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "un.xml", published.UN_XML)
    write(tmp_path, "eu.xml", published.EU_XML)
    with pytest.raises(ListError, match="several lists; give one list at a time"):
        read_list(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"  \n ", "is empty"),
        (b"<!DOCTYPE html><html><body>Access denied</body></html>", "is a web page"),
        (b"\xef\xbb\xbf<HTML><head></head></HTML>", "is a web page"),
        (b"<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'/>", "is a web page"),
        (b"<rss><channel/></rss>", "is XML of <rss>, which is no list that is known; expected one of au-dfat"),
        (b'{"error": "rate limited"}', "is JSON lines with error, which is no list"),
        (b'{"a": [1,', "is JSON with a, which is no list"),
        (b"a,b,c\n1,2,3\n", "is a table with a, b, c, which is no list"),
        (b"just text", "is text, which is no list"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is not UTF-8"),
        (b"PK\x03\x04broken", "damaged archive"),
        (b"\xd0\xcf\x11\xe0broken", "is no spreadsheet that can be read"),
        (b"<CONSOLIDATED_LIST", "is broken XML"),
        (b"<list xmlns='a}b'/>", "is XML of <list>, which is no list"),
    ],
)
def test_what_is_no_list_is_one_clear_error(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "download"
    path.write_bytes(content)
    with pytest.raises(ListError, match=message) as caught:
        read_list(path)
    assert "\n" not in str(caught.value)


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="cannot be read"):
        read_list(tmp_path / "nothing.xml")
    with pytest.raises(ListError, match="holds no file"):
        read_list(tmp_path)
    with pytest.raises(ListError, match="nothing holds no file"):
        read_list([])


def test_an_empty_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="holds no entry that can be read"):
        read_list(write(tmp_path, "un.xml", "<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>"))


LATIN = [(name, text) for _, name, text in ONE_FILE if not name.lower().endswith((".xml", "1_1")) and not text.isascii()]


@pytest.mark.parametrize(("name", "text"), LATIN, ids=[name for name, _ in LATIN])
def test_the_wrong_encoding_is_one_clear_error(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes("".join(char if char.isascii() else "é" for char in text).encode("cp1252"))
    with pytest.raises(ListError):
        read_list(path)


BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
XML = [(name, text) for _, name, text in ONE_FILE if text.startswith("<?xml")]


@pytest.mark.parametrize(("name", "text"), XML, ids=[name for name, _ in XML])
@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE, "<!DOCTYPE x>", "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"])
def test_xml_that_declares_a_document_type_is_refused(doctype: str, name: str, text: str, tmp_path: Path) -> None:
    declaration, _, rest = text.partition("?>")
    with pytest.raises(ListError, match="declares a document type"):
        read_list(
            write(tmp_path, name, f"{declaration}?>{'<!-- ' + 'x' * 70_000 + ' -->'}{doctype}{rest.replace('DOE', '&a;')}")
        )


@pytest.mark.parametrize(("name", "text"), XML, ids=[name for name, _ in XML])
def test_xml_with_a_huge_attribute_is_refused(name: str, text: str, tmp_path: Path) -> None:
    declaration, _, rest = text.partition("?>")
    root, _, inside = rest.strip().partition(">")
    with pytest.raises(ListError, match="broken XML"):
        read_list(write(tmp_path, name, f'{declaration}?>{root} huge="{"x" * 11_000_000}">{inside}'))


def test_deeply_nested_xml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError):
        read_list(write(tmp_path, "a.xml", published.UN_XML.replace("<SORT_KEY/>", "<a>" * 100_000)))


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    text = published.UN_XML.replace("<SORT_KEY/>", "<SORT_KEY/>" + " " * 30_000_000, 1)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("un.xml", text)
    with pytest.raises(ListError, match="zip bomb"):
        read_list(tmp_path / "bomb.zip")


def test_a_line_longer_than_any_entry_is_refused_or_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (source, tables):
        monkeypatch.setattr(module, "MAX_LINE", 2**21)
    texts = {name: text.rstrip() for _, name, text in ONE_FILE}
    with pytest.raises(ListError, match="longer than 2 MB"):
        read_list(write(tmp_path, "a.json", f"{texts['entities.ftm.json']}\n{{{' ' * 2**22}"))
    reading = read_list(write(tmp_path, "a.csv", f"{texts['targets.simple.csv']}\n{'a' * 2**22}"))
    assert len(reading.parties) == len(read_list(write(tmp_path, "b.csv", texts["targets.simple.csv"])).parties)
    assert {"field larger" in problem.reason for problem in reading.skipped} == {True}


def test_a_spreadsheet_bomb_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "bomb.xlsx", [*published.AU_ROWS, ["x" * 30_000_000]])
    with pytest.raises(ListError, match="zip bomb"):
        read_list(path)


def test_a_cell_larger_than_any_is_refused(tmp_path: Path) -> None:
    rows = published.DPL + published.DPL.splitlines()[1].replace("ANNE", "A" * 1_100_000) + "\n"
    reading = read_list(write(tmp_path, "dpl.txt", rows))
    assert len(reading.parties) == 1
    assert "field larger than field limit" in reading.skipped[0].reason


def test_an_archive_of_several_files_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.xml", published.UN_XML)
        archive.writestr("b.xml", published.UN_XML)
    with pytest.raises(ListError, match="holds 2 files; unpack it"):
        read_list(tmp_path / "two.zip")


def test_an_encrypted_or_damaged_member_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("un.xml", published.UN_XML)
    data = bytearray(path.read_bytes())
    middle = data.index(b"un.xml") + 200
    data[middle : middle + 40] = bytes(40)
    path.write_bytes(data)
    with pytest.raises(ListError, match="damaged"):
        read_list(path)


def test_a_large_file_is_not_held_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_SHEET", 1)
    assert len(read_list(write(tmp_path, "un.xml", published.UN_XML)).parties) == 2


def test_descriptions_are_whole_and_their_readers_exist() -> None:
    known = load_descriptions()
    assert set(known) >= {
        *("us-ofac-sdn us-ofac-cons us-csl us-bis-dpl un-sc eu-fsf uk-sl uk-ofsi ca-sema au-dfat opensanctions senzing").split()
    }
    for description in known.values():
        assert description.title
        assert description.licence
        assert description.page.startswith("https://")
        assert 0 < description.entries[0] < description.entries[1]
        assert {form.reader for form in description.forms} <= READERS.keys()
        assert all(form.url is None or form.url.startswith("https://") for form in description.forms)
