"""Control entries and the Country Chart, from files in the published form."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import pytest

from enduse.errors import InputError
from enduse.party import AskedParty, Finding, GoodsLine, Shipment
from enduse.screen import Screener
from enduse.screen.eccn import Chart, read_chart, read_chart_folder, screen_eccn

SHARED = Path(__file__).parents[3] / "shared" / "data" / "lists" / "us_ecfr_reference"
CCL = {
    "ecfrIssueDate": "2026-07-23",
    "entries": [
        {
            "eccn": "3A001",
            "heading": "Electronic items",
            "countryChart": [
                {"control": "NS applies to entire entry", "countryChart": "NS Column 2."},
                {"control": "RS applies to 3A001.z", "countryChart": "To or within any destination worldwide."},
            ],
        },
        {
            "eccn": "3A991",
            "heading": "Other electronics",
            "countryChart": [{"control": "AT applies to entire entry", "countryChart": "AT Column 1."}],
        },
        {
            "eccn": "0A501",
            "heading": "Firearms",
            "countryChart": [{"control": "FC applies to entire entry except 0A501.y", "countryChart": "FC Column 1."}],
        },
    ],
}  # fmt: skip
CHART = {
    "countries": {
        "China": {"marks": ["NS 1", "NS 2"], "footnotes": []},
        "France": {"marks": ["NS 1"], "footnotes": []},
        "Argentina": {"marks": ["FC 1"], "footnotes": []},
    },
    "embargoed": {"Iran": {"pointer": "See part 746 of the EAR.", "footnotes": []}},
    "territoryInheritance": {"hong kong": {"row": "China", "basis": "85 FR 83788"}},
}


@pytest.fixture
def chart(tmp_path: Path) -> Chart:
    (tmp_path / "ccl.json").write_text(json.dumps(CCL), encoding="utf-8")
    (tmp_path / "country-chart.json").write_text(json.dumps(CHART), encoding="utf-8")
    return read_chart(tmp_path / "ccl.json", tmp_path / "country-chart.json")


def screen(chart: Chart | None, eccn: str, destination: str | None) -> Finding | None:
    found = screen_eccn(GoodsLine(eccn=eccn), "line 1", chart, destination)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("eccn", "destination", "severity", "words"),
    [
        ("3A001", "CN", "licence", "needs a licence for CN"),
        ("3A001.a.2", "CN", "licence", "needs a licence for CN"),
        ("3A001", "HK", "licence", "needs a licence for HK"),  # by the row of China
        ("3A001", "FR", "review", "depends on the paragraph"),
        ("3A991", "CN", "note", "no X for CN"),
        ("3A991", "IR", "licence", "See part 746"),
        ("0A501", "AR", "review", "depends on the paragraph"),  # not of the whole entry
        ("3A001", "XK", "review", "no row for it"),
        ("3A001", None, "review", "no destination"),
        ("3A999", "CN", "review", "not among the 3 entries"),
        ("X1234", "CN", "note", "has not the form"),
    ],
)
def test_the_chart_by_entry_and_destination(
    chart: Chart, eccn: str, destination: str | None, severity: str, words: str
) -> None:
    finding = screen(chart, eccn, destination)
    assert finding is not None
    assert finding.severity == severity
    assert words in finding.words


@pytest.mark.parametrize("eccn", ["EAR99", "", "NLR"])
def test_what_is_no_entry_says_nothing(chart: Chart, eccn: str) -> None:
    assert screen(chart, eccn, "CN") is None


def test_no_x_frees_nothing(chart: Chart) -> None:
    finding = screen(chart, "3A991", "CN")
    assert finding is not None
    assert "frees nothing" in finding.against[0]
    assert finding.citations[0].words.endswith("text of 2026-07-23")


def test_without_a_chart_only_the_form_is_checked() -> None:
    finding = screen(None, "9A610", "CN")
    assert finding is not None
    assert finding.severity == "review"
    assert "military items" in finding.words


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ccl.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"ccl\.json: has no 'entries'"):
        read_chart(tmp_path / "ccl.json", tmp_path / "ccl.json")
    (tmp_path / "ccl.json").write_text("<html>", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read as JSON"):
        read_chart(tmp_path / "ccl.json", tmp_path / "ccl.json")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real chart is not beside the project")
def test_the_real_chart() -> None:
    chart = read_chart(SHARED / "ccl.json", SHARED / "country-chart.json")
    assert len(chart.controls) == 633
    assert len(chart.marks) >= 190
    assert set(chart.embargoed) == {"CU", "IR", "KP", "SY"}
    assert chart.marks["HK"] == chart.marks["CN"]
    finding = screen(chart, "3A001", "CN")
    assert finding is not None
    assert finding.severity == "licence"


@pytest.mark.parametrize("written", ["EAR99", "ear 99", "EAR-99 (NLR)", "NLR", "n/a", "USML VIII(h)", "Cat. XI(a)", "ML10.c"])
def test_what_is_under_no_entry_of_the_list_is_not_asked_of_it(chart: Chart, written: str) -> None:
    assert screen(chart, written, "CN") is None


def test_what_stands_behind_an_entry_does_not_hide_it(chart: Chart) -> None:
    for written in ("ECCN: 3A001 NS2", "3A001.a.5; NLR not available"):
        finding = screen(chart, written, "CN")
        assert finding is not None
        assert finding.severity == "licence"


def test_the_chart_is_asked_for_where_the_goods_end(chart: Chart) -> None:
    screener = Screener([], chart=chart)
    user = AskedParty(name="Quiet Garden", role="end_user", countries=("CN",))
    asked = Shipment(reference="1", destination="AR", parties=(user,), goods=(GoodsLine(eccn="3A001"),))
    told = {f.severity: f.words for f in screener.screen(asked).findings if f.rule == "goods.eccn"}
    assert "needs a licence for CN" in told["licence"]
    assert "may need a licence for AR" in told["review"]


REAL = pytest.mark.skipif(not SHARED.is_dir(), reason="the real chart is not beside the project")


@REAL
@pytest.mark.parametrize(
    ("written", "destination", "severity", "words"),
    [  # read off 15 CFR 774 Supp. 1 and the rows of 738 Supp. 1, text of 2026-07-23
        ("3A001", "IN", "review", "depends on the paragraph"),
        ("3A001.a.7", "IN", "note", "3A001.a.7 (Electronic items"),  # NS 2 and AT 1 alone are of the entire entry
        ("3A001.a.7", "CN", "licence", "needs a licence for CN"),
        ("3A001(a)(5)(a)", "IN", "review", "the paragraph .a.5.a alone does not decide it"),  # MT where it is for missiles
        ("3A001.z.1.a", "FR", "licence", "needs a licence for FR"),  # RS to any destination
        ("3A090b", "AE", "licence", "needs a licence for AE"),  # named beside Country Groups
        ("3A090.b", "FR", "note", "no X for FR"),  # in A:5, and in none of D
        ("3B001.f.1", "MO", "licence", "needs a licence for MO"),
        ("3B001.f.3", "FR", "note", "no X for FR"),
        ("5A001.b.5", "FR", "licence", "needs a licence for FR"),  # NS 1
        ("5A001.b.1", "FR", "note", "no X for FR"),  # NS 2: "5A001.b (except .b.5)"
        ("5A992.c", "CN", "note", "no X for CN"),
        ("9A610.y", "RU", "licence", "needs a licence for RU"),  # China, Russia or Venezuela
        ("9A610.y", "FR", "note", "no X for FR"),
        ("9A610.a", "FR", "licence", "needs a licence for FR"),
        ("2B999.a", "PK", "licence", "needs a licence for PK"),  # told in words, not by a column
        ("2B999.a", "FR", "note", "no X for FR"),
        ("1C351.d.15", "FR", "licence", "needs a licence for FR"),
        ("3A001.q", "IN", "review", "depends on the paragraph"),  # there is none: asked as a whole
    ],
)
def test_paragraphs_by_the_real_chart(written: str, destination: str, severity: str, words: str) -> None:
    finding = screen(read_real(), written, destination)
    assert finding is not None
    assert (finding.severity, words in finding.words) == (severity, True), finding.words


@REAL
def test_what_was_decided_and_what_not_is_told() -> None:
    finding = screen(read_real(), "3A001.a.5.a", "IN")
    assert finding is not None
    assert [reason[:29] for reason in finding.reasons] == ["not decided here: MT 1: X for"]
    assert any(words.startswith("not about .a.5.a: NP applies to pulse discharge") for words in finding.against)
    assert "the text of 3A001 has no paragraph .q" in str(screen(read_real(), "3A001.q", "IN"))


@REAL
def test_without_country_groups_what_names_them_is_open() -> None:
    finding = screen(read_chart(SHARED / "ccl.json", SHARED / "country-chart.json"), "3A090.b", "FR")
    assert finding is not None
    assert finding.severity == "review"


@functools.cache
def read_real() -> Chart:
    return read_chart_folder(SHARED)


def test_every_entry_of_a_cell_is_asked(chart: Chart) -> None:
    found = screen_eccn(GoodsLine(eccn="3A991 / 3A001.a.7"), "line 1", chart, "CN")
    assert [(f.entry, f.severity) for f in found] == [("eccn:3A991", "note"), ("eccn:3A001", "licence")]
