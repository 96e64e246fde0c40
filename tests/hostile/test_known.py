"""Inputs that were faults once: each is now read, or refused in one line that says what to do."""

from __future__ import annotations

import csv
import io
import itertools
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.measures.published import ONE_FILE

from enduse.errors import InputError, ListError, UnreadableError, excerpt
from enduse.measures.reading import read_list
from enduse.read.page import clean
from enduse.read.sources import Source, find_sources
from enduse.screen.intake import ShipmentFile, read_mapping
from enduse.screening import read_owners
from enduse.shares import share_of
from enduse.web.api.yente.errors import Refused
from enduse.web.api.yente.questions import Question
from enduse.web.api.yente.texts import TextIndex

from . import samples as s


def page(data: bytes, media_type: str):
    return clean(Source(name="page", data=data, media_type=media_type))


@pytest.mark.parametrize("charset", ["idna", "punycode", "undefined", "unicode_escape", "utf-7", "zip", "no-such"])
def test_an_encoding_that_no_page_has_is_not_believed(charset: str) -> None:
    data = s.TEXT.encode("cp1252")  # no UTF-8, so that the server's word is asked
    assert "drones" in page(data, f"text/plain; charset={charset}").text
    assert "drones" in page(s.HTML.encode(), f"text/html; charset={charset}").text


@pytest.mark.parametrize("root", ["math", "svg", "video"])
def test_a_page_that_is_one_element_of_another_kind_is_refused(root: str) -> None:
    words = "<p>Iran has sent Russia more than 400 drones since last August, the Pentagon said.</p>"
    with pytest.raises(UnreadableError, match="no text in this HTML"):
        page(f"<{root}><title>Gazette</title>{words * 12}</{root}>".encode(), "text/html")


def test_a_title_is_found_whatever_its_letters_become_in_small() -> None:
    html = s.HTML.replace("<h1>Iran sends</h1>", "<p>İİİİİİ in the spring.</p><h1>Iran sends Russia more drones</h1>")
    document = page(html.encode(), "text/html")
    assert document.title_span is not None
    assert document.title_span.of(document.text) == document.title == "Iran sends Russia more drones"


def test_a_mail_of_a_day_out_of_range_is_read_without_it() -> None:
    mail = s.MAIL.replace("09 Dec 2022 10:00:00", "99999999999999999999 Dec 2022 10:00:00")
    assert "drones" in page(mail.encode(), "message/rfc822").text


def test_a_mail_with_a_header_without_end_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"a header of 40,\d+ characters"):
        page(("From: " + "(" * 40_000 + "\r\n" + s.MAIL).encode(), "message/rfc822")


def test_halves_of_characters_in_a_feed_become_marks(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(s.ATOM.replace("Iran has sent", "&#xD800; Iran has sent"), "utf-8")  # which also makes it no XML
    sources = [source for source in find_sources([str(file)], fetcher=None) if isinstance(source, Source)]
    assert [("sent" in clean(source).text) for source in sources] == [True]


def test_an_entry_of_a_feed_whose_id_is_spoilt_is_read(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    spoilt = s.ATOM.replace("<id>urn:1</id>", "<id><r</id<").replace('<link href="https://example.org/2"/>', "")
    file.write_text(spoilt, "utf-8")
    sources = [source for source in find_sources([str(file)], fetcher=None) if isinstance(source, Source)]
    assert ["drones" in clean(source).text for source in sources] == [True]


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("headings.yaml", "Stück: description".encode("cp1252")),
        ("own.yaml", "Stück: {as: name}".encode("cp1252")),
    ],
)
def test_what_is_no_utf_8_is_refused_in_words_for_people(tmp_path: Path, file: str, data: bytes) -> None:
    (tmp_path / file).write_bytes(data)
    (tmp_path / "a.txt").write_text(s.TEXT, encoding="utf-8")
    (tmp_path / "t.csv").write_text(s.LIST_TABLE, encoding="utf-8")
    read: dict[str, Callable[[Path], object]] = {
        "headings.yaml": read_mapping,
        "own.yaml": lambda path: read_list(tmp_path / "t.csv", mapping=path),
    }
    with pytest.raises(InputError, match=r"no UTF-8 text at byte \d+"):
        read[file](tmp_path / file)


@pytest.mark.parametrize(
    "words",
    [
        "a: 1\nb: " + "9" * 5000,
        "a: [b, c]",
        "a: &x [b, c]\nd: [*x, *x]",
        "[" * 3000,
        "a: \x00",
        "a: 2022-02-30",
    ],
)
def test_a_mapping_that_is_none_is_refused_in_a_short_line(tmp_path: Path, words: str) -> None:
    file = tmp_path / "mapping.yaml"
    file.write_text(words, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_mapping(file)
    assert len(str(caught.value)) < 500


def test_a_mapping_of_a_list_that_grows_without_end_is_refused(tmp_path: Path) -> None:
    layers = "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in itertools.pairwise("abcdefghij"))
    (tmp_path / "own.yaml").write_text(f"a: &a [x]\n{layers}columns: {{Name: *j}}\n", encoding="utf-8")
    (tmp_path / "t.csv").write_text(s.LIST_TABLE, encoding="utf-8")
    with pytest.raises(ListError, match="write the part out"):
        read_list(tmp_path / "t.csv", mapping=tmp_path / "own.yaml")


def test_a_mapping_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_bytes("Stück: description".encode("cp1252"))
    with pytest.raises(InputError, match="cannot be read"):
        read_mapping(tmp_path / "mapping.yaml")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("encoding: zip", "none of texts"),
        ("encoding: undefined", "none of texts"),
        ("encoding: idna", "none of texts"),
        ("schema: {values: x}", "a text where something else belongs"),
    ],
)
def test_a_mapping_of_a_list_is_refused_in_words_for_people(tmp_path: Path, words: str, told: str) -> None:
    (tmp_path / "own.yaml").write_text(f"{s.LIST_MAPPING}{words}\n", encoding="utf-8")
    (tmp_path / "t.csv").write_text(s.LIST_TABLE, encoding="utf-8")
    with pytest.raises(ListError, match=told):
        read_list(tmp_path / "t.csv", mapping=tmp_path / "own.yaml")


def test_numbers_of_a_party_that_are_no_objects_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "t.jsonl"
    file.write_text(json.dumps({"consignee": {"name": "A\ud800", "identifiers": ["x", 7, {"kind": "lei", "value": "5299"}]}}))
    [intake] = ShipmentFile(file)
    assert intake.shipment is not None
    [party] = intake.shipment.parties
    assert (party.name, [number.value for number in party.identifiers]) == ("A?", ["5299"])


def test_a_spreadsheet_that_unpacks_out_of_proportion_is_refused(tmp_path: Path) -> None:
    file, out = tmp_path / "t.xlsx", io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(s.sheet())) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in given.namelist():
            bomb.writestr(name, given.read(name))
        bomb.writestr("xl/sharedStrings.xml", b" " * 30_000_000)
    file.write_bytes(out.getvalue())
    with pytest.raises(InputError, match="zip bomb"):
        list(ShipmentFile(file))


@pytest.mark.parametrize("cell", [1_000, 10_000_000], ids=["small cells", "large cells"])  # as other readers may have set it
@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"schema": "Ownership"}', '[{"recordType": "relationship", "interests": 5, "subject": "a", '
     '"interestedParty": "b"}]', 'owner,owned\n"' + "a" * 200_000],
    ids=["nested", "no properties", "interests", "endless"],
)  # fmt: skip
def test_owners_that_are_none_are_refused(tmp_path: Path, text: str, cell: int) -> None:
    (tmp_path / "owners").write_text(text, encoding="utf-8")
    former = csv.field_size_limit(cell)
    try:
        with pytest.raises(InputError, match=r"docs/screening\.md"):
            read_owners(tmp_path / "owners")
    finally:
        csv.field_size_limit(former)


def test_an_excerpt_is_short_and_of_one_line() -> None:
    assert excerpt("a\nb\t c") == "a b c"
    assert len(excerpt("x" * 10_000)) == 300
    assert excerpt("\ud800") == "?"


@pytest.mark.parametrize("text", ["(" * 200 + "a" + ")" * 200, "NOT " * 200 + "a", "(NOT " * 200], ids=["open", "not", "both"])
def test_a_search_that_nests_without_end_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        Question(text).places(TextIndex([]), set(), lambda name, value: set())
    assert "more than 50 deep" in str(refused.value.detail)


@pytest.mark.parametrize(("text", "fuzzy"), [("a " * 600, False), ("abc~ " * 30, False), ("abc " * 30, True)])
def test_a_search_of_too_many_words_is_refused(text: str, fuzzy: bool) -> None:
    for simple in (False, True) if fuzzy else (False,):
        with pytest.raises(Refused) as refused:
            Question(text, fuzzy=fuzzy, simple=simple).places(TextIndex([]), set(), lambda name, value: set())
        assert "more than" in str(refused.value.detail)


def test_a_text_among_the_entries_of_a_list_is_not_the_reason_why_it_is_left_out(tmp_path: Path) -> None:
    told = json.loads(next(text for _, name, text in ONE_FILE if name == "consolidated.json"))
    (tmp_path / "consolidated.json").write_text(json.dumps({"results": [*told["results"], "a\nb", ""]}), encoding="utf-8")
    reasons = [problem.reason for problem in read_list(tmp_path / "consolidated.json").skipped]
    assert reasons == ["an entry without `name` and `source`"] * 2


def test_owners_of_thousands_of_assets_at_once_are_left_out(tmp_path: Path) -> None:
    crowd = {"owner": [f"o{n}" for n in range(3_000)], "asset": [f"a{n}" for n in range(3_000)], "percentage": ["60"]}
    entities = [
        {"id": "o1", "schema": "Person", "properties": {"name": ["A"]}, "target": True},
        {"id": "x", "schema": "Ownership", "properties": crowd},
        {"id": "y", "schema": "Ownership", "properties": ["none"]},
        {"id": "z", "schema": "Ownership", "properties": {"owner": "o1", "asset": [{"id": "b"}], "percentage": ["60"]}},
    ]
    file, told = tmp_path / "entities.ftm.json", list[str]()
    file.write_text("\n".join(map(json.dumps, entities)), encoding="utf-8")
    assert [(held.owner, held.owned) for held in read_owners(file, told.append)] == [("A", "b")]
    assert [words.partition(":")[0] for words in told] == ["line 3", "x"]
    reading = read_list(file)
    assert [len(party.links) for party in reading.parties] == [1]
    assert [problem.entry for problem in reading.skipped] == [2, 3]


def test_a_share_of_thousands_of_figures_is_none_at_once() -> None:
    began = time.process_time()
    assert share_of("9" * 1_000_000) is None
    assert share_of(f"more than {' ' * 1_000_000} 50") is None
    assert time.process_time() - began < 5


def test_halves_of_characters_in_a_sidecar_become_marks(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(s.TEXT, encoding="utf-8")
    (tmp_path / "about.json").write_text(json.dumps({"a.txt": {"publisher": "Paper \ud800"}}), encoding="utf-8")
    (source,) = find_sources([str(tmp_path)], fetcher=None)
    assert isinstance(source, Source)
    assert str(clean(source).publisher).encode()


def test_halves_of_characters_in_owner_data_become_marks(tmp_path: Path) -> None:
    file = tmp_path / "owners.jsonl"
    edge = {"id": "o", "schema": "Ownership", "properties": {"owner": ["A \ud800"], "asset": ["B"], "percentage": ["60"]}}
    file.write_text(json.dumps(edge), encoding="utf-8")
    for holding in read_owners(file):
        assert f"{holding.owner} {holding.owned}".encode()


@pytest.mark.parametrize("name", [b"list\n.csv", b"list\x85.csv"])
def test_a_zip_with_an_impossible_name_inside_is_refused_in_one_line(tmp_path: Path, name: bytes) -> None:
    file = tmp_path / "list.zip"
    packed = s.zipped(b"1,A,-0-", "list_.csv").replace(b"list_.csv", name)
    file.write_bytes(packed)
    with pytest.raises(ListError) as refusal:
        read_list(file)
    assert "\n" not in str(refusal.value)
