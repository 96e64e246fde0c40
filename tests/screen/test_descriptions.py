"""Plain descriptions ranked to tariff headings: candidates, never a classification."""

from __future__ import annotations

import pytest

from enduse.party import GoodsLine
from enduse.screen.descriptions import HeadingIndex, screen_description
from enduse.screen.facts import load_facts
from enduse.screen.goods import CodeList

FACTS = load_facts()
INDEX, CODES = HeadingIndex(FACTS.headings), CodeList(FACTS.controlled)


@pytest.mark.parametrize(
    ("description", "code"),
    [
        ("32-bit DSC TI F28335 LQFP", "854231"),
        ("Microcontrollers 32-bit ARM Cortex-M4", "854231"),
        ("FPGA Artix-7", "854239"),
        ("NOR flash memory, 128 Mbit", "854232"),
        ("low noise amplifier, 2 GHz", "854233"),
        ("Schottky diodes 30 A", "854110"),
        ("power MOSFETs N-channel", "854129"),
        ("MLCC 100 nF 0603", "853224"),
        ("tantalum capacitors", "853221"),
        ("GNSS receiver module, multi-band", "852691"),
        ("servo motors for RC models", "850110"),
        ("DC-DC converter 24 V to 5 V", "850440"),
        ("patch antenna GPS L1", "852691"),
        ("deep groove ball bearings", "848210"),
        ("turbojet engine 40 kgf", "841111"),
        ("digital storage oscilloscope 100 MHz", "903020"),
        ("IMU with three gyroscopes and accelerometers", "901420"),
        ("CNC lathe, horizontal", "845811"),
    ],
)
def test_words_point_to_a_heading_among_the_first_three(description: str, code: str) -> None:
    assert code in [match.heading.code for match in INDEX.match(description)[:3]]


@pytest.mark.parametrize(
    "description", ["cotton shirts", "wheat flour 50 kg", "office chairs", "", "books and magazines", "icing sugar"]
)
def test_other_goods_point_nowhere(description: str) -> None:
    assert INDEX.match(description) == []


def test_a_finding_is_a_candidate_and_says_so() -> None:
    (finding,) = screen_description(GoodsLine(description="32-bit DSC TI F28335 LQFP"), "line 1", INDEX, CODES)
    assert (finding.rule, finding.severity, finding.candidate) == ("goods.description", "review", True)
    assert "854231" in finding.words
    assert any("not a classification" in words for words in finding.against)


def test_a_heading_on_no_list_is_a_note() -> None:
    (finding,) = screen_description(GoodsLine(description="servo motors"), "line 1", INDEX, CODES)
    assert finding.severity == "note"


def test_a_code_that_does_not_go_with_the_words_is_told() -> None:
    (finding,) = screen_description(
        GoodsLine(description="digital signal controllers, 32-bit", hs="95030070"), "line 1", INDEX, CODES
    )
    assert (finding.rule, finding.candidate) == ("goods.mismatch", True)
    assert finding.entry == "hs:854231"


@pytest.mark.parametrize("code", ["854231", "85423190", "854239"])
def test_a_code_that_is_listed_or_goes_with_the_words_is_no_mismatch(code: str) -> None:
    assert screen_description(GoodsLine(description="microcontrollers", hs=code), "line 1", INDEX, CODES) == []


def test_more_telling_words_score_higher() -> None:
    plain, full = INDEX.match("controller ic")[0], INDEX.match("32-bit microcontroller, ARM Cortex")[0]
    assert plain.heading.code == full.heading.code == "854231"
    assert plain.score < full.score < 1
