"""Which paragraphs licence requirements are about, in the wordings that the list has, and which destinations they name."""

from __future__ import annotations

import pytest

from enduse.screen.eccn_places import reaches
from enduse.screen.eccn_scope import applies, read_paragraph


@pytest.mark.parametrize(
    ("words", "entry", "answers"),
    [
        ("NS applies to entire entry", "3A001", {"": "yes", "a.7": "yes"}),
        ("AT applies to the entire entry (refer to 4A994 for others)", "4A003", {"b": "yes"}),
        ("NS applies to entire entry, except 0A606.b and .y", "0A606", {"a": "yes", "b": "no", "y.3": "no", "": "open"}),
        ("MT applies to entire entry, except 1B001.d.4, e and f. Note: MT applies to equipment in 1B001.d that meets it",
         "1B001", {"a": "yes", "e": "no", "d.4": "open", "d.1": "open"}),
        ("NP applies to entire entry, except 2B004.b.3 and presses below 69 MPa", "2B004", {"a": "open", "b.3": "no"}),
        ("NS applies to 3B001.a.1 to a.3, b, e, f.2 to f.4, g to j", "3B001",
         {"a.2": "yes", "a.4": "no", "h.1": "yes", "f": "open"}),
        ("CB applies to items controlled by 1C351.d.15 and .16", "1C351", {"d.16": "yes", "d.14": "no", "d": "open"}),
        ("NS applies to 5A001.b (except .b.5), .c, .f (except f.3), and .j", "5A001",
         {"b.5": "no", "b.4": "yes", "b": "open", "c": "yes", "f.3": "no", "d": "no"}),
        ("MT applies to 3A001.a.1.a when usable in “missiles”; and to 3A001.a.5.a when made for it and sealed; and 3A001.z.2",
         "3A001", {"a.7": "no", "a.1.a": "open", "a.5.a": "open", "z.2.b": "yes", "a": "open"}),
        ("NP applies to 1A007.b, as well as 1A007.a when it meets 3A229", "1A007", {"b": "yes", "a": "open", "c": "no"}),
        ("CC applies to shotguns of less than 24 in. and paragraphs .c, .d, and .e", "0A502", {"a": "open", "c": "open"}),
        ("NS applies to entire entry except: 9A610.b; parts and components controlled in 9A610.x if for 9A610.b; and 9A610.y",
         "9A610", {"a": "yes", "y": "no", "x": "open"}),
        ("NP applies to 1C010.a (aramid “materials”, b (carbon “materials”), and e.1 for others", "1C010", {"b": "open"}),
        ("NS applies to “software” for equipment controlled by 3B001.q", "3D001", {"a": "open"}),
        ("NP applies to entire entry, for items controlled for NP reasons", "1E201", {"a": "open"}),
    ],
)  # fmt: skip
def test_paragraphs(words: str, entry: str, answers: dict[str, str]) -> None:
    assert {path: applies(words, entry, read_paragraph(path)) for path in answers} == answers


GROUPS = {"CN": {"D:1", "D:5"}, "FR": {"A:1", "A:5"}, "IL": {"D:4", "A:6"}, "BR": {"A:2"}}


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("To or within any destination worldwide. See § 742.6(a)(6)(iii)(A) of the EAR.", {"FR": "yes"}),
        ("China, Russia, or Venezuela (see § 742.6(a)(7)).", {"CN": "yes", "HK": "yes", "FR": "no"}),
        ("To or within Macau or a destination specified in Country Group D:5 of supplement no. 1 to part 740 of the EAR.",
         {"MO": "yes", "CN": "yes", "FR": "no"}),
        ("To or within the United Arab Emirates or destinations specified in Country Groups D:1, D:4, and D:5 of it, "
         "excluding any destination also specified in Country Groups A:5 or A:6.", {"AE": "yes", "IL": "no", "CN": "yes"}),
        ("A license is required for items controlled by this entry to North Korea for anti-terrorism reasons. The chart",
         {"KP": "yes", "FR": "no"}),
        ("A license is required for items controlled by this entry for export or reexport to Iraq or Pakistan or transfer",
         {"IQ": "yes", "PK": "yes", "FR": "no"}),
        ("See § 746.1(b) for UN controls", {"FR": "open"}),
    ],
)  # fmt: skip
def test_destinations_that_are_named(words: str, answers: dict[str, str]) -> None:
    rows = {"HK": "CN"}
    assert {code: reaches(words, (code, rows.get(code, code)), GROUPS) for code in answers} == answers
