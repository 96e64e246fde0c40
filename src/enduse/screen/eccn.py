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
from enduse.screen.eccn_places import reaches
from enduse.screen.eccn_scope import Answer, Steps, applies, read_paragraph
from enduse.screen.entries import is_no_entry, munitions_list, plain_entry
from enduse.screen.rules import found

#: The files of the extract of the eCFR.
CCL: Final = "ccl.json"
COUNTRY_CHART: Final = "country-chart.json"
COUNTRY_GROUPS: Final = "country-groups.json"
_ECCN: Final = re.compile(
    r"(?<![A-Z0-9])(?P<entry>[0-9][A-E][0-9]{3})(?:[\s.-]*(?P<paragraph>\(?[A-Z](?![A-Z])\)?(?:[.-]?\(?(?:\d{1,2}|[A-Z](?![A-Z]))\)?)*))?"
    r"(?![A-Z0-9])",
    re.IGNORECASE,
)
_COLUMN: Final = re.compile(r"\b(CB|NP|NS|MT|RS|FC|CC|AT) Column (\d)")
#: One that leaves its kind to the words of the control ("AT applies to entire entry": "Column 1.").
_BARE_COLUMN: Final = re.compile(r"^Column (\d)")
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
    """One licence requirement of an entry: chart columns, or what it says of destinations `elsewhere` than in these."""

    columns: tuple[str, ...]
    words: str
    elsewhere: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The Commerce Control List's licence requirements and the Country Chart, as of the day of their text.

    `letters` are those of an entry's own paragraphs, where the list has their text; `rows` the state by whose row a place goes;
    `groups` the Country Groups of a state, where they are given.
    """

    controls: Mapping[str, tuple[Control, ...]]
    headings: Mapping[str, str]
    marks: Mapping[str, frozenset[str]]
    embargoed: Mapping[str, str]
    issue: str
    letters: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)
    rows: Mapping[str, str] = dataclasses.field(default_factory=dict)
    groups: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)


def read_chart_folder(folder: Path) -> Chart:
    """Read the files of a folder; the Country Groups are asked where they lie beside the two others."""
    groups = folder / COUNTRY_GROUPS
    return read_chart(folder / CCL, folder / COUNTRY_CHART, groups if groups.is_file() else None)


def read_chart(ccl: Path, chart: Path, groups: Path | None = None) -> Chart:
    """Read the files.

    Args:
        ccl: the Commerce Control List.
        chart: the Country Chart.
        groups: the Country Groups, which some entries name instead of a column; without them these stay undecided.

    Raises:
        InputError: a file is not JSON of the expected form.
    """
    entries, table = _json(ccl, "entries"), _json(chart, "countries")
    code = countries().code
    marks = {iso: frozenset(row["marks"]) for name, row in table["countries"].items() if (iso := code(name)) is not None}
    rows = {}
    for place, row in table.get("territoryInheritance", {}).items():
        iso, other = code(place), code(row["row"])
        if iso is not None and other is not None and iso not in marks and other in marks:
            marks[iso], rows[iso] = marks[other], other
    return Chart(
        controls={e["eccn"]: tuple(_control(row) for row in e.get("countryChart") or ()) for e in entries["entries"]},
        headings={e["eccn"]: e.get("heading") or "" for e in entries["entries"]},
        marks=marks,
        embargoed={iso: row["pointer"] for name, row in table.get("embargoed", {}).items() if (iso := code(name)) is not None},
        issue=str(entries.get("ecfrIssueDate", "")),
        letters={e["eccn"]: letters for e in entries["entries"] if (letters := _letters(e.get("items") or ()))},
        rows=rows,
        groups=_groups(_json(groups, "groups")["groups"]) if groups is not None else {},
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
    matches = list(_ECCN.finditer(written))
    if not matches:
        words = f"{written!r} has not the form of a control entry (a digit, a letter A to E, three digits: 3A001)"
        return [found("goods.eccn", subject, words, severity="note", candidate=True, entry=f"eccn:{written}")]
    asked = dict.fromkeys((match["entry"].upper(), read_paragraph(match["paragraph"] or "")) for match in matches)
    return [_by_entry(entry, paragraph, subject, chart, destination) for entry, paragraph in asked]


def _by_entry(entry: str, paragraph: Steps, subject: str, chart: Chart | None, destination: str | None) -> Finding:
    why = _WHY.get(entry[2], "a reason of its own")
    if chart is None:
        words = f"{entry} is an entry of the Commerce Control List ({why}); no Country Chart was given to ask"
        reasons = ("give ccl.json and country-chart.json (--chart), or ask the exporter for the licence determination",)
        return found(
            "goods.eccn", subject, words, severity="review", reasons=reasons, entry=f"eccn:{entry}", against=(_AS_GIVEN,)
        )
    text = f"Commerce Control List and Country Chart, text of {chart.issue}"
    cited = Citation(kind="chart", id=f"eccn:{entry}", words=text, source="15 CFR 774 Supp. 1, 738 Supp. 1")
    if entry not in chart.controls:
        words = f"{entry} is not among the {len(chart.controls)} entries of the list of {chart.issue}"
        return found("goods.eccn", subject, words, severity="review", citations=(cited,), entry=f"eccn:{entry}")
    return _finding(entry, paragraph, subject, chart, destination, cited)


def _finding(entry: str, paragraph: Steps, subject: str, chart: Chart, destination: str | None, cited: Citation) -> Finding:
    heading = chart.headings[entry]
    written = ".".join((entry, *paragraph))
    about = f"{written} ({_short(heading)})" if heading else written
    against = [_AS_GIVEN]
    if paragraph and paragraph[0] not in chart.letters.get(entry, paragraph):
        against.append(f"the text of {entry} has no paragraph .{paragraph[0]}: the entry was asked as a whole")
        paragraph = ()
    fields: dict[str, Any] = {"citations": (cited,), "entry": f"eccn:{entry}", "against": tuple(against)}
    if destination is None:
        words = f"{about}: no destination is given, so the chart cannot be asked"
        return found("goods.eccn", subject, words, severity="review", **fields)
    if destination in chart.embargoed:
        return found("goods.eccn", subject, f"{about} to {destination}: {chart.embargoed[destination]}", **fields)
    if destination not in chart.marks:
        words = f"{about} to {destination}: the chart has no row for it, which means nothing either way"
        return found("goods.eccn", subject, words, severity="review", **fields)
    asked = [_ask(control, entry, paragraph, chart, destination) for control in chart.controls[entry]]
    path = f".{'.'.join(paragraph)}"
    sure = [a for a in asked if a.is_needed == "yes"]
    open_ = [a for a in asked if a.is_needed == "open"]
    fields["reasons"] = (*(a.words for a in sure), *(f"not decided here: {a.words}" for a in open_))
    beside = (a.control.words for a in asked if a.is_about == "no" and a.to != "no")
    fields["against"] = (*against, *(f"not about {path}: {_short(words)}" for words in beside))
    if sure or (not paragraph and _are_whole_together(open_)):
        return found("goods.eccn", subject, f"{about} needs a licence for {destination}", **fields)
    if open_:
        on = f"the paragraph {path} alone does not decide it" if paragraph else "it depends on the paragraph"
        words = f"{about} may need a licence for {destination}: {on}"
        return found("goods.eccn", subject, words, severity="review", candidate=True, **fields)
    words = f"{about}: the chart has no X for {destination}"
    return found("goods.eccn", subject, words, severity="note", **fields | {"against": (_NOT_FREE, *fields["against"][1:])})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A licence requirement: whether it is about the paragraph that is asked about, and whether to the destination."""

    control: Control
    is_about: Answer
    to: Answer
    words: str

    @property
    def is_needed(self) -> Answer:
        """Whether a licence is needed by it."""
        both = {self.is_about, self.to}
        return "no" if "no" in both else "open" if "open" in both else "yes"


def _ask(control: Control, entry: str, paragraph: Steps, chart: Chart, destination: str) -> _Asked:
    about = applies(control.words, entry, paragraph)
    if not control.columns:
        to = reaches(control.elsewhere, (destination, chart.rows.get(destination, destination)), chart.groups)
        return _Asked(control=control, is_about=about, to=to, words=f"{control.words}: {control.elsewhere}")
    marked = sorted(chart.marks[destination].intersection(control.columns))
    words = f"{' and '.join(marked)}: X for {destination}; {control.words}"
    return _Asked(control=control, is_about=about, to="yes" if marked else "no", words=words)


def _are_whole_together(asked: Sequence[_Asked]) -> bool:
    """Whether what one excepts of the entry has an X of its own ("entire entry, except .a.1" beside "9A012.a.1")."""
    marked = [a.control for a in asked if a.to == "yes"]
    return any(_is_whole_with(control, marked) for control in marked)


def _is_whole_with(control: Control, hit: Sequence[Control]) -> bool:
    _, marked, excepted = control.words.partition("entire entry, except ")
    parts = re.findall(r"\.[a-z](?:\.\d+)*", excepted)
    return bool(marked and parts) and all(
        any(re.search(rf"{re.escape(part)}(?![\w.]\w)", other.words) for other in hit if other is not control) for part in parts
    )


def _short(words: str) -> str:
    return textwrap.shorten(words, 100, placeholder=" ...")


def _letters(items: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The first letters of an entry's paragraphs."""
    paths = (read_paragraph(str(item.get("paragraph") or "")) for item in items if item.get("kind") == "item")
    return frozenset(path[0] for path in paths if path and path[0].isalpha())


def _groups(table: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    named = [(countries().code(name), group) for group, names in table.items() for name in names]
    return {iso: frozenset(group for code, group in named if code == iso) for iso, _ in named if iso is not None}


def _control(row: Mapping[str, str]) -> Control:
    words, chart = row.get("control", ""), row.get("countryChart", "")
    columns = tuple(f"{kind} {number}" for kind, number in _COLUMN.findall(_BARE_COLUMN.sub(rf"{words[:2]} Column \1", chart)))
    return Control(columns=columns, words=words, elsewhere="" if columns else chart)


def _json(path: Path, key: str) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"), parse_int=whole_number)
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name}: cannot be read as JSON ({error}); give the extract of the eCFR") from error
    if not isinstance(data, dict) or key not in data:
        raise InputError(f"{path.name}: has no {key!r}; give the extract of the eCFR in its published form")
    return data
