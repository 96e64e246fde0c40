"""OFAC's forms: the CSV quartet, the plain, advanced and enhanced XML, and the delta files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.measures import published
from tests.measures.published import write

from enduse.errors import ListError
from enduse.measures.notes import Notes
from enduse.measures.reading import iter_parties, read_list
from enduse.model import Period
from enduse.party import Identifier, Link, Name, Party


def quartet(folder: Path) -> Path:
    for name, text in (
        ("sdn.csv", published.SDN),
        ("add.csv", published.ADD),
        ("alt.csv", published.ALT),
        ("sdn_comments.csv", published.COMMENTS),
    ):
        write(folder, name, text)
    return folder


def by_entry(parties: tuple[Party, ...]) -> dict[str, Party]:
    return {party.entry: party for party in parties}


def test_the_remarks_become_fields(tmp_path: Path) -> None:
    doe = by_entry(read_list(quartet(tmp_path)).parties)["101"]
    assert doe.schema == "Person"
    assert doe.names == (
        Name(text="Johan Piet DOE", kind="primary", given="Johan Piet", family="DOE"),
        Name(text="Jan DOE", kind="strong", given="Jan", family="DOE"),
        Name(text="JPD", kind="weak"),
    )
    assert doe.births == (
        Period(first=dt.date(1960, 1, 1), last=dt.date(1962, 12, 31), text="circa 1961"),
        Period(first=dt.date(1962, 12, 10), last=dt.date(1962, 12, 10), text="10 Dec 1962"),
    )
    assert (doe.birth_places, doe.nationalities, doe.countries) == (("Tehran, Iran",), ("IR", "SY"), ("IR", "SY"))
    assert doe.identifiers == (
        Identifier(value="A1234567", kind="passport", country="IR", words="Passport", note="expires 05 Jun 2030"),
        Identifier(value="216040", kind="national_id", country="YE", words="National ID"),
    )
    assert [d.programme for d in doe.designations] == ["SDGT", "IFSR"]
    assert doe.designations[0].effect == "Secondary sanctions risk: section 1(b) of Executive Order 13224"
    assert doe.addresses[0].text == "12 First Street, Tehran, Iran"
    assert doe.details == {"title": ("Chief Engineer",), "gender": ("Male",)}
    assert doe.remarks.startswith("DOB circa 1961; ")


def test_a_link_by_name_gets_the_id_of_the_party_that_has_it(tmp_path: Path) -> None:
    doe = by_entry(read_list(quartet(tmp_path)).parties)["101"]
    assert doe.links == (Link(kind="linked", name="EXAMPLE TRADING CO.", other="us-ofac-sdn:102", words="Linked To"),)


def test_comments_continue_the_remarks_and_numbers_find_their_kind(tmp_path: Path) -> None:
    firm = by_entry(read_list(quartet(tmp_path)).parties)["102"]
    assert {(i.kind, i.value, i.note) for i in firm.identifiers} == {
        ("inn", "7707083893", ""), ("ogrn", "1027700132195", ""), ("lei", "253400V1H6ART1UQ0N98", "")
    }  # fmt: skip
    assert [(n.text, n.kind) for n in firm.names] == [
        ("EXAMPLE TRADING CO.", "primary"), ("OLD EXAMPLE LLC", "former"), ("EXTRA", "weak")
    ]  # fmt: skip


def test_a_vessel_keeps_what_the_columns_and_the_remarks_say(tmp_path: Path) -> None:
    ship = by_entry(read_list(quartet(tmp_path)).parties)["103"]
    assert ship.schema == "Vessel"
    assert {(i.kind, i.value) for i in ship.identifiers} == {("call_sign", "EQXX"), ("imo", "9074729"), ("mmsi", "572469210")}
    assert ship.countries == ("IR", "MT")
    assert ship.details["vessel_type"] == ("Crude Oil Tanker",)
    assert ship.links[0].kind == "owned_by"


def test_rows_of_entries_that_are_not_there_are_counted(tmp_path: Path) -> None:
    assert read_list(quartet(tmp_path)).unknown == {"addresses of entries that sdn.csv does not have": 1}


def test_a_row_without_number_is_skipped_and_the_rest_loads(tmp_path: Path) -> None:
    broken = published.SDN.replace('102,"EXAMPLE', 'x,"EXAMPLE')
    reading = read_list(write(tmp_path, "sdn.csv", broken))
    assert [party.entry for party in reading.parties] == ["101", "103"]
    assert [(problem.entry, "no number and name" in problem.reason) for problem in reading.skipped] == [(2, True)]


def test_two_main_files_are_refused(tmp_path: Path) -> None:
    paths = [write(tmp_path, name, published.SDN) for name in ("sdn.csv", "cons_prim.csv")]
    with pytest.raises(ListError, match="both hold entries"):
        read_list(paths)


def test_the_entries_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ListError, match=r"the entries .* are missing"):
        read_list(write(tmp_path, "add.csv", published.ADD))


def test_a_file_of_the_other_list_is_told_by_its_programmes(tmp_path: Path) -> None:
    text = published.SDN.replace("SDGT] [IFSR", "NS-PLC")
    assert read_list(write(tmp_path, "a.csv", text)).name == "us-ofac-cons"
    assert read_list(write(tmp_path, "b.csv", published.SDN)).name == "us-ofac-sdn"


def test_plain_xml_says_the_same_as_the_csv(tmp_path: Path) -> None:
    reading = read_list(write(tmp_path, "sdn.xml", published.SDN_XML))
    doe, ship = reading.parties
    assert reading.list_date == dt.date(2026, 3, 24)
    assert not reading.unknown
    assert [(n.text, n.kind) for n in doe.names] == [("Johan Piet DOE", "primary"), ("JPD", "weak"), ("Jan ROE", "former")]
    assert doe.births[0].text == "circa 1961"
    assert doe.identifiers == (
        Identifier(value="A1234567", kind="passport", country="IR", words="Passport", note="expires 05 Jun 2030"),
    )
    assert doe.details == {"title": ("Chief Engineer",), "gender": ("Male",)}
    assert doe.addresses[0].postcode == "11111"
    assert doe.links == (Link(kind="linked", name="EXAMPLE TRADING CO.", other="us-ofac-sdn:103", words="Linked To"),)
    assert ship.details["vessel_flag"] == ("Iran",)
    assert {i.kind for i in ship.identifiers} == {"imo", "call_sign"}


def test_an_xml_list_with_fewer_entries_than_it_says_was_cut_off(tmp_path: Path) -> None:
    text = published.SDN_XML.replace("<Record_Count>2<", "<Record_Count>3<")
    with pytest.raises(ListError, match="says it has 3 entries and has 2"):
        read_list(write(tmp_path, "sdn.xml", text))


def test_an_unknown_tag_is_counted_and_its_text_kept(tmp_path: Path) -> None:
    text = published.SDN_XML.replace("<sdnType>Vessel</sdnType>", "<sdnType>Vessel</sdnType><newTag>kept</newTag>")
    reading = read_list(write(tmp_path, "sdn.xml", text))
    assert reading.unknown == {"tag 'newTag'": 1}
    assert reading.parties[1].details["newTag"] == ("kept",)


def test_advanced_xml_follows_its_references(tmp_path: Path) -> None:
    reading = read_list(write(tmp_path, "SDN_ADVANCED.XML", published.ADVANCED_XML))
    doe, ship = reading.parties
    assert (reading.list_date, dict(reading.unknown)) == (dt.date(2026, 5, 21), {})
    assert doe.names == (
        Name(text="Johan Piet DOE", kind="primary", given="Johan Piet", family="DOE"),
        Name(text="دو", kind="original"),
        Name(text="JPD", kind="weak"),
    )
    assert doe.births == (Period(first=dt.date(1960, 1, 1), last=dt.date(1962, 12, 31), text="circa 1961"),)
    assert (doe.birth_places, doe.nationalities, doe.details["gender"]) == (("Tehran, Iran",), ("IR",), ("Male",))
    assert {(i.kind, i.value, i.note) for i in doe.identifiers} == {
        ("passport", "A1234567", "expires 2030-06-05"), ("crypto", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "")
    }  # fmt: skip
    (designation,) = doe.designations
    assert (designation.programme, designation.legal_basis) == ("SDGT", "Executive Order 13224 (Terrorism)")
    assert (designation.listed_on, designation.effect) == (dt.date(2019, 4, 3), "Block")
    assert ship.links == (
        Link(kind="owned_by", name="Johan Piet DOE", other="us-ofac-sdn:101", words="Owned or Controlled By"),
    )


def test_a_code_that_the_reference_values_lack_is_reported(tmp_path: Path) -> None:
    text = published.ADVANCED_XML.replace('RelationTypeID="15003"', 'RelationTypeID="999"').replace(
        'FeatureTypeID="224"', 'FeatureTypeID="225"'
    )
    unknown = read_list(write(tmp_path, "SDN_ADVANCED.XML", text)).unknown
    assert unknown["code 'RelationType 999'"] == 1
    assert unknown["code 'FeatureType 225'"] == 1


def test_advanced_xml_streams(tmp_path: Path) -> None:
    notes = Notes(list_name="")
    entries = [party.entry for party in iter_parties(write(tmp_path, "SDN_ADVANCED.XML", published.ADVANCED_XML), notes=notes)]
    assert (entries, notes.list_date, notes.list_name) == (["101", "103"], dt.date(2026, 5, 21), "us-ofac-sdn")


def test_enhanced_xml(tmp_path: Path) -> None:
    reading = read_list(write(tmp_path, "SDN_ENHANCED.XML", published.ENHANCED_XML))
    (doe,) = reading.parties
    assert (reading.name, reading.list_date, dict(reading.unknown)) == ("us-ofac-sdn", dt.date(2026, 5, 21), {})
    assert [(n.text, n.kind) for n in doe.names] == [("Johan Piet DOE", "primary"), ("دو", "original"), ("JPD", "weak")]
    assert doe.links == (
        Link(kind="acts_for", name="EXAMPLE TRADING CO.", other="us-ofac-sdn:102", words="Acting for or on behalf of"),
    )
    assert doe.designations[0].listed_on == dt.date(2019, 4, 3)
    assert doe.designations[0].legal_basis == "Executive Order 13224"


def test_a_delta_says_what_was_added_changed_and_removed(tmp_path: Path) -> None:
    reading = read_list(write(tmp_path, "2026-08-20_delta.xml", published.DELTA_XML))
    added, changed, removed = reading.parties
    assert (reading.name, reading.list_date) == ("us-ofac-delta", dt.date(2026, 8, 20))
    assert [party.details["action"] for party in reading.parties] == [("add",), ("change",), ("remove",)]
    assert added.caption == "Johan Piet DOE"
    assert [d.programme for d in changed.designations] == ["IRAN"]
    assert changed.details["removed"] == ("sanctionsProgram: SDGT",)
    assert removed.entry == "103"


def test_a_line_break_within_the_remarks_breaks_nothing(tmp_path: Path) -> None:
    text = published.SDN.replace("A1234567 (Iran)", "A123\n4567 (Iran)")
    doe = by_entry(read_list(write(tmp_path, "sdn.csv", text)).parties)["101"]
    assert [(i.value, i.country) for i in doe.identifiers if i.kind == "passport"] == [("A123 4567", "IR")]
