"""Control entries of the Commerce Control List: their form, and what the Country Chart says of a destination.

The entries and the chart are not shipped: the user gives both as files (`ccl.json` and `country-chart.json` in the form of the
public extract of the eCFR), and answers name the day of their text.
"""

from __future__ import annotations

import dataclasses
import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from enduse.errors import InputError
from enduse.lexicon.countries import countries
from enduse.numerals import whole_number
from enduse.party import Citation, Finding, GoodsLine
from enduse.screen.entries import is_no_entry, munitions_list, plain_entry
from enduse.screen.rules import found

#: The files of the extract of the eCFR.
CCL: Final = "ccl.json"
COUNTRY_CHART: Final = "country-chart.json"
_ECCN: Final = re.compile(r"^(?P<entry>[0-9][A-E][0-9]{3})(?:\.?(?P<paragraph>[a-z][a-z0-9.\-()]*))?$", re.IGNORECASE)
_COLUMN: Final = re.compile(r"\b(CB|NP|NS|MT|RS|FC|CC|AT) Column (\d)")
#: First digit of the entry's number: why it is controlled (15 CFR 738.2(d)).
_WHY: Final = {
    "0": "national security",
    "1": "missile technology",
    "2": "nuclear nonproliferation",
    "3": "chemical and biological weapons",
    "5": "items of national security or foreign policy that the Wassenaar list does not have",
    "6": "military items (600 series)",
    "9": "anti-terrorism, crime control and others of the US alone",
}  # fmt: skip
_AS_GIVEN: Final = "by the entry that is given, which was not checked; licence exceptions (15 CFR part 740) are not asked here"
_NOT_FREE: Final = (
    "no X frees nothing by itself: embargoes, end uses and end users of parts 744 and 746 come on top (15 CFR 738.4)"
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One licence requirement of an entry: chart columns, and whether it is of the whole entry."""

    columns: tuple[str, ...]
    words: str
    whole: bool
    elsewhere: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The Commerce Control List's licence requirements and the Country Chart, as of the day of their text."""

    controls: Mapping[str, tuple[Control, ...]]
    headings: Mapping[str, str]
    marks: Mapping[str, frozenset[str]]
    embargoed: Mapping[str, str]
    issue: str


def read_chart(ccl: Path, chart: Path) -> Chart:
    """Read the two files.

    Raises:
        InputError: a file is not JSON of the expected form.
    """
    entries, table = _json(ccl, "entries"), _json(chart, "countries")
    code = countries().code
    marks = {iso: frozenset(row["marks"]) for name, row in table["countries"].items() if (iso := code(name)) is not None}
    for place, row in table.get("territoryInheritance", {}).items():
        iso, other = code(place), code(row["row"])
        if iso is not None and other in marks:
            marks.setdefault(iso, marks[other])
    return Chart(
        controls={e["eccn"]: tuple(_control(row) for row in e.get("countryChart") or ()) for e in entries["entries"]},
        headings={e["eccn"]: e.get("heading") or "" for e in entries["entries"]},
        marks=marks,
        embargoed={iso: row["pointer"] for name, row in table.get("embargoed", {}).items() if (iso := code(name)) is not None},
        issue=str(entries.get("ecfrIssueDate", "")),
    )


def screen_eccn(line: GoodsLine, subject: str, chart: Chart | None, destination: str | None) -> list[Finding]:
    """What the control entry of a line means for the destination.

    Args:
        line: the goods line.
        subject: `line 2`.
        chart: the user's chart, or None: then only the form is checked.
        destination: ISO code, if known.
    """
    written = plain_entry(line.eccn)
    if not written or is_no_entry(written) or munitions_list(written):
        return []
    match = _ECCN.match(re.split(r"[\s,;/]", written)[0])
    if match is None:
        words = f"{written!r} has not the form of a control entry (a digit, a letter A to E, three digits: 3A001)"
        return [found("goods.eccn", subject, words, severity="note", candidate=True, entry=f"eccn:{written}")]
    entry = match["entry"].upper()
    why = _WHY.get(entry[2], "a reason of its own")
    if chart is None:
        words = f"{entry} is an entry of the Commerce Control List ({why}); no Country Chart was given to ask"
        reasons = ("give ccl.json and country-chart.json (--chart), or ask the exporter for the licence determination",)
        return [
            found("goods.eccn", subject, words, severity="review", reasons=reasons, entry=f"eccn:{entry}", against=(_AS_GIVEN,))
        ]
    text = f"Commerce Control List and Country Chart, text of {chart.issue}"
    cited = Citation(kind="chart", id=f"eccn:{entry}", words=text, source="15 CFR 774 Supp. 1, 738 Supp. 1")
    if entry not in chart.controls:
        words = f"{entry} is not among the {len(chart.controls)} entries of the list of {chart.issue}"
        return [found("goods.eccn", subject, words, severity="review", citations=(cited,), entry=f"eccn:{entry}")]
    return [_finding(entry, subject, chart, destination, cited)]


def _finding(entry: str, subject: str, chart: Chart, destination: str | None, cited: Citation) -> Finding:
    heading = chart.headings[entry]
    about = f"{entry} ({textwrap.shorten(heading, 100, placeholder=' ...')})" if heading else entry
    fields: dict[str, Any] = {"citations": (cited,), "entry": f"eccn:{entry}", "against": (_AS_GIVEN,)}
    if destination is None:
        words = f"{about}: no destination is given, so the chart cannot be asked"
        return found("goods.eccn", subject, words, severity="review", **fields)
    if destination in chart.embargoed:
        return found("goods.eccn", subject, f"{about} to {destination}: {chart.embargoed[destination]}", **fields)
    if destination not in chart.marks:
        words = f"{about} to {destination}: the chart has no row for it, which means nothing either way"
        return found("goods.eccn", subject, words, severity="review", **fields)
    marks = chart.marks[destination]
    hit = [c for c in chart.controls[entry] if marks.intersection(c.columns)]
    whole = any(c.whole or _is_whole_with(c, hit) for c in hit)
    other = [c for c in chart.controls[entry] if not c.columns]
    reasons = [f"{' and '.join(sorted(marks.intersection(c.columns)))}: X for {destination}; {c.words}" for c in hit]
    reasons += [f"{c.words}: {c.elsewhere}" for c in other]
    if whole:
        return found("goods.eccn", subject, f"{about} needs a licence for {destination}", reasons=tuple(reasons), **fields)
    if hit or other:
        words = f"{about} may need a licence for {destination}: it depends on the paragraph"
        return found("goods.eccn", subject, words, severity="review", candidate=True, reasons=tuple(reasons), **fields)
    words = f"{about}: the chart has no X for {destination}"
    return found("goods.eccn", subject, words, severity="note", **fields | {"against": (_NOT_FREE,)})


def _is_whole_with(control: Control, hit: Sequence[Control]) -> bool:
    """Whether what a control excepts of the entry has an X of its own ("entire entry, except .a.1" beside "9A012.a.1")."""
    _, marked, excepted = control.words.partition("entire entry, except ")
    parts = re.findall(r"\.[a-z](?:\.\d+)*", excepted)
    return bool(marked and parts) and all(
        any(re.search(rf"{re.escape(part)}(?![\w.]\w)", other.words) for other in hit if other is not control) for part in parts
    )


def _control(row: Mapping[str, str]) -> Control:
    words, chart = row.get("control", ""), row.get("countryChart", "")
    columns = tuple(f"{kind} {number}" for kind, number in _COLUMN.findall(chart))
    whole = bool(re.search(r"\bentire entry\b(?!.*\bexcept)", words))
    return Control(columns=columns, words=words, whole=whole, elsewhere="" if columns else chart)


def _json(path: Path, key: str) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"), parse_int=whole_number)
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name}: cannot be read as JSON ({error}); give the extract of the eCFR") from error
    if not isinstance(data, dict) or key not in data:
        raise InputError(f"{path.name}: has no {key!r}; give the extract of the eCFR in its published form")
    return data
