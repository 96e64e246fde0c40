"""Whose story a page carries: bylines, agency credits and the outlet that it was taken from."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from enduse.lexicon.files import read_yaml
from enduse.model import Evidence
from enduse.read.days import DAY_WITHOUT_YEAR
from enduse.read.facts import Found
from enduse.read.lines import Line

_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’/ -]{2,40}(?:, [A-Z][\w. ]{1,30}?)?"
_DAY = rf"{DAY_WITHOUT_YEAR}(?:,? \d{{4}})?[.,]?"
#: "WASHINGTON, July 11 (Northern Wire) -", "MOSCOW, July 19. /TASS/.", "Dakar, July 19 (AT) –"
_DATELINE = re.compile(
    rf"(?:{_CITY}(?:(?:,| [-–—])\s*{_DAY})?|[A-Z]\w+(?: [A-Z]\w+)?, {_DAY})\s*"
    r"(?:[(\[](?P<credit>[A-Z][^()\[\]\d]{1,40})[)\]]\s*(?:[-–—]|$)|/(?P<slash>[A-Z][\w -]{1,30})/)"
)
DATELINE_DAY = re.compile(rf"{_CITY}(?:,| [-–—]) ?(?P<day>{DAY_WITHOUT_YEAR})\b")
_CREDIT_START = re.compile(r"\((?P<credit>[A-Z][\w .&-]{1,40})\) ?[-–—]")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:copyright )?(?:\d{4}(?:[-–]\d{2,4})?)?,?\s*(?:by )?"
    r"(?P<credit>[A-Z][\w .’'-]{1,50}?)(?:[.,;|]|\s\d{4}|$)",
    re.IGNORECASE,
)
_CREDIT_LINE = re.compile(r"\W*(?:with |by )?(?P<credit>[\w .-]+?)(?: news agency)?\W*")
#: A credit stands alone on its line or so near the end of one; longer lines are not searched for one from every place in them.
_NEAR = 200
_CREDIT_END = re.compile(r".*[.”\"] ?[-–—(] ?(?P<credit>[A-Z][\w ]+?)\)?")
_PIECE = r"(?:article|story|post|piece|report|column|essay|text)"
_FROM = r"(?:from|courtesy of|with (?:the )?permission (?:of|from)|under licen[cs]e from)"
_REPUBLISHED = re.compile(
    rf"\W{{0,4}}(?:(?:source|via)s?: ?"
    rf"|(?:this|the) {_PIECE}(?: below| above)?\b.{{0,30}}? (?:appeared|published|posted|ran|featured|republished|reprinted)"
    rf" ?(?:here )?(?:in|on|by|at|{_FROM}) "
    rf"|(?:originally|first) (?:published|posted|appeared) (?:in|on|by|at):? ?"
    rf"|(?:republished|reprinted|reposted|reproduced|cross-posted)(?: here)? {_FROM}:? ?)"
    r"(?P<who>.+)",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"(?:the )?(?-i:[A-Z0-9][\w.’'&-]*|[a-z][\w-]*\.(?:com|org|net|co|info|news|gov|eu|uk|de|fr|ru)\b)"
    r"(?:[ /]+(?-i:[A-Z0-9&][\w.’'&-]*|of|the|and|for|on|in|de|du)){0,6}",
    re.IGNORECASE,
)


def find_credits(line: Line) -> Iterator[Found]:
    """Credits of agencies and of the page that it was taken from."""
    words, agencies = line.words, _agency_by_credit()
    if (m := _DATELINE.match(words)) is not None:
        credit = m["credit"] or m["slash"]
        yield Found("agency", agencies.get(credit, credit), Evidence(rule="dateline", words=m[0].strip()))
    for rule, m in (
        ("dateline", _CREDIT_START.match(words)),
        ("copyright", _COPYRIGHT.search(words)),
        ("credit line", _CREDIT_LINE.fullmatch(words) if len(words) <= _NEAR else None),
        ("credit at the end", _CREDIT_END.fullmatch(words[-_NEAR:])),
    ):
        if m is not None and m["credit"].strip() in agencies:
            yield Found("agency", agencies[m["credit"].strip()], Evidence(rule=rule, words=m[0].strip()[-80:]))
    if len(words) < 320 and (m := _REPUBLISHED.match(words)) is not None and (outlet := _outlet(m["who"])):
        yield Found("republished_from", outlet, Evidence(rule="source line", words=words))
        if outlet in agencies:
            yield Found("agency", agencies[outlet], Evidence(rule="source line", words=words))


def _outlet(words: str) -> str | None:
    """The outlet's name at the start of the words; several names are a list of sources and not a page taken over."""
    m = _OUTLET.match(words)
    if m is None:
        return None
    rest = words[m.end() :]
    name = re.split(r" (?:on|in|at) (?=\S+ \d|\d)", m[0])[0].rstrip(".’'")
    if rest[:1] == "," and not re.match(r", (?:on |in )?(?:\w+ )?\d|, (?:and|where|under|a|the|which)\b", rest):
        return None
    return name if len(name) > 1 and not name.isdigit() else None


_NAME = r"(?:[A-Z][\w.’'-]*|(?:de|van|von|der|al|bin|el)\b)"
_BYLINE = re.compile(
    rf"(?i:by|written by|story by|report by):? (?P<who>{_NAME}(?: (?:{_NAME}|and|&)|, (?=[A-Z])){{1,12}})(?P<rest>.*)"
)


def find_byline(line: Line, after: Line) -> Iterator[Found]:
    """Writers and agency in a line such as "By JANE DOE and JOHN ROE, Associated Press"; `after` may name the agency alone."""
    m = _BYLINE.fullmatch(line.words) if len(line.words) <= 160 else None
    if m is None or (line.words.endswith(".") and not re.search(r"\b[A-Z]\.$", line.words)):
        return
    agencies = _agency_by_credit()
    names = re.split(r"(?:,| [|–—-] | in (?=[A-Z]))", m["who"])
    credits = [part.strip() for part in re.split(r",| and | [|–—/-] |[()]", line.words) if part.strip() in agencies]
    who = ", ".join(name.strip() for name in names if name.strip() and name.strip() not in agencies)
    if who:
        yield Found("byline", who, Evidence(rule="byline", words=line.words))
    for credit in [*credits, *([after.words] if after.words in agencies else [])]:
        yield Found("agency", agencies[credit], Evidence(rule="byline", words=line.words))


@functools.cache
def _agency_by_credit() -> dict[str, str]:
    agencies: dict[str, list[str]] = read_yaml("agencies.yaml")["agencies"]
    return {credit: name for name, credits in agencies.items() for credit in credits}
