"""Part numbers and the families that were reported in weapons."""

from __future__ import annotations

import pytest

from enduse.party import Finding, GoodsLine
from enduse.screen.facts import Component, load_facts
from enduse.screen.part_numbers import Makers, PartCatalogue, find_parts, screen_part

FACTS = load_facts()
MAKERS = Makers(FACTS.makers)
CATALOGUE = PartCatalogue(FACTS.components, MAKERS)


def screen(line: GoodsLine) -> list[Finding]:
    return [screen_part(part, line, "line 1") for part in find_parts(line, CATALOGUE)]


def family(number: str, maker: str | None = None) -> str | None:
    matches = CATALOGUE.match(number, maker)
    return matches[0].component.family if matches else None


@pytest.mark.parametrize(
    ("number", "maker", "expected"),
    [
        ("TMS320F28335PGFA", "TI", "TMS320F28335"),
        ("tms320 f28335-ptps", "Texas Instruments Inc.", "TMS320F28335"),
        ("TMS320F28335", None, "TMS320F28335"),
        ("F28335PGFA", "TI", "TMS320F28335"),  # a marking
        ("STM32F405RGT6", "STMicro", "STM32F405"),
        ("SN74LVTH162245DLR", "TI", "74LVTH162245"),  # the maker's letters before it
        ("TPS767D301PWPR", "TI", "TPS767D301"),
        ("AD9361BBCZ", "Analog Devices", "AD9361"),
        ("MAX3232EUE+", "Maxim", "MAX3232"),
        ("XC7A35T-1CPG236C", "Xilinx", "XC7A35T"),
        ("W25Q64JVSSIQ", "Winbond", "W25Q64"),
        ("Rotax 912 ULS", "BRP", "ROTAX 912"),
        ("LM258DR", "TI", "LM258"),
        ("LM2586S-ADJ", "TI", None),  # another digit is another part
        ("LM2585", "TI", None),
        ("STM32F407VGT6", "ST", None),
        ("NE555P", "TI", None),
        ("", None, None),
        ("CB3LV", None, None),  # a short family needs its maker
        ("CB3LV", "CTS", "CB3"),
    ],
)
def test_families_are_found_through_packages_and_letters_before(number: str, maker: str | None, expected: str | None) -> None:
    assert family(number, maker) == expected


def test_the_wider_family_counts_less_than_the_narrow() -> None:
    narrow = CATALOGUE.match("TMS320F28335PGFA", "TI")[0]
    wide = CATALOGUE.match("TMS320C6713BGDP", "TI")[0]
    assert (narrow.component.family, wide.component.family) == ("TMS320F28335", "TMS320")
    assert wide.score < narrow.score
    assert "only the wider family" in wide.how
    assert (narrow.is_wide, wide.is_wide) == (False, True)
    (finding,) = screen(GoodsLine(part_number="TMS320C6713BGDP", maker="TI"))
    assert finding.candidate


def test_another_maker_lowers_and_is_told() -> None:
    same = CATALOGUE.match("AD9361BBCZ", "Analog Devices")[0]
    other = CATALOGUE.match("AD9361BBCZ", "Texas Instruments")[0]
    none = CATALOGUE.match("AD9361BBCZ")[0]
    assert other.score < none.score < same.score
    assert (same.same_maker, other.same_maker, none.same_maker) == (True, False, None)


@pytest.mark.parametrize(
    ("words", "maker"),
    [
        ("TI", "Texas Instruments"),
        ("TEXAS INSTRUMENTS INC.", "Texas Instruments"),
        ("National Semiconductor", "Texas Instruments"),
        ("St", "STMicroelectronics"),
        ("Linear Technology Corp", "Analog Devices"),
        ("Acme Semiconductor", None),
        ("", None),
    ],
)
def test_makers_by_their_names(words: str, maker: str | None) -> None:
    assert MAKERS.find(words) == maker


def test_short_names_in_a_text_count_only_in_capitals() -> None:
    assert MAKERS.find_in("32-bit DSC TI F28335 LQFP") == "Texas Instruments"
    assert MAKERS.find_in("Ti alloy tubes, st grade") is None


def test_a_finding_says_where_by_whom_and_that_it_is_no_evidence() -> None:
    (finding,) = screen(GoodsLine(part_number="TMS320F28335PGFA", maker="TI"))
    assert (finding.rule, finding.severity, finding.candidate) == ("goods.component", "review", False)
    assert "Shahed-136" in finding.words
    assert "a party to the war" in finding.words
    assert any("not evidence against its maker" in words for words in finding.against)
    assert all(c.source.startswith("https://war-sanctions.gur.gov.ua/") for c in finding.citations)


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("32-bit DSC TI F28335 LQFP", "TMS320F28335"),
        ("Digital signal controller TMS320 F28335PGFA, Texas Instruments", "TMS320F28335"),
        ("Aircraft engine Rotax 912 UL", "ROTAX 912"),
        ("u-blox NEO-M9N GNSS module", "NEO-M9N"),
        ("Raspberry Pi 4 Model B", "RASPBERRY PI 4"),
    ],
)
def test_a_number_in_a_description_is_a_candidate(description: str, expected: str) -> None:
    found = screen(GoodsLine(description=description))
    assert any(expected in finding.words for finding in found)
    assert all(finding.candidate for finding in found)


@pytest.mark.parametrize(
    "description", ["100 pcs of cotton shirts 2026", "order 4711, 12 boxes", "M3 screws 10mm", "paper A4 80g"]
)
def test_everyday_words_are_no_parts(description: str) -> None:
    assert screen(GoodsLine(description=description)) == []


def test_a_press_report_is_cited_by_its_page() -> None:
    (finding,) = screen(GoodsLine(part_number="Rotax 914 F", maker="Rotax"))
    assert "the press" in finding.words
    assert len(finding.citations) == 1


def test_one_part_that_two_reports_have_is_one_finding() -> None:
    twice = [
        Component(
            maker="Foo", family="ABC1234", markings=("BC1234",), what="x", platforms=("P",), reported_by="press", source="s"
        )
    ]
    catalogue = PartCatalogue(twice, Makers({"Foo": ()}))
    line = GoodsLine(part_number="ABC1234-X", description="Foo ABC1234-X", maker="Foo")
    assert len(find_parts(line, catalogue)) == 1
