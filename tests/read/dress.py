"""The same report in other dress: other marks, lines, numbers and names, things around it, damage.

Each takes a report and a source of chance, and gives a page and the keys (who, whom, what) that should be read from it.
"""

from __future__ import annotations

import functools
import html
import random
import re
import textwrap
from collections.abc import Callable, Sequence
from typing import NamedTuple

from evaluation.scoring import Key
from training.augment import STATE_KINDS, Forms, collect_forms, exchange

from enduse.lexicon.actors import ActorMention, load_actors
from enduse.model import Document, Statement
from enduse.read.quantities import find_quantities
from enduse.read.sentences import find_sentences
from enduse.rows import ROLES


class Report(NamedTuple):
    """A report as it was written and as it is read; the head is its title, day and publisher."""

    text: str
    document: Document
    statements: tuple[Statement, ...]
    others: tuple[str, ...]  # texts whose states may be put in its place

    @property
    def head(self) -> str:
        """The lines before the first blank one."""
        return self.text.partition("\n\n")[0]

    @property
    def body(self) -> str:
        """What follows them."""
        return self.text.partition("\n\n")[2]

    @property
    def keys(self) -> frozenset[Key]:
        """Who, whom and what of everything read from it."""
        return keys_of(self.statements)


class Dressed(NamedTuple):
    """A page, the keys that should be read from it, and those that may be read or not."""

    page: str
    keys: frozenset[Key]
    optional: frozenset[Key] = frozenset()
    name: str = "report.txt"


Dress = Callable[[Report, random.Random], Dressed]


def keys_of(statements: Sequence[Statement]) -> frozenset[Key]:
    """Kind, first actor, second actor and category of every statement, one for each combination."""
    found = set()
    for s in statements:
        one, two = (getattr(s, role) or ("?",) for role in ROLES[s.kind])
        things = [s.measure or "?"] if s.kind == "measure" else [item.category for item in s.items]
        found |= {(s.kind, a, b, thing) for a in one for b in two for thing in things}
    return frozenset(found)


def of_body(change: Callable[[str], str]) -> Dress:
    """A dress that changes only how the body is written."""
    return lambda report, _: Dressed(f"{report.head}\n\n{change(report.body)}", report.keys)


def of_all(change: Callable[[str], str]) -> Dress:
    """A dress that changes only how head and body are written."""
    return lambda report, _: Dressed(change(report.text), report.keys)


def wrapped(body: str) -> str:
    """Hard line breaks at 72 columns."""
    return "\n".join(textwrap.fill(line, 72, break_on_hyphens=False) for line in body.splitlines())


def curly(body: str) -> str:
    """Typographic quotation marks and apostrophes."""
    return re.sub(r'"([^"\n]*)"', r"“\1”", body).replace("'", "’")


def straight(body: str) -> str:
    """Typewriter quotation marks and apostrophes."""
    return body.translate(str.maketrans("“”‘’", "\"\"''"))


def unbroken(body: str) -> str:
    """Blanks that do not break, beside figures and at every fifth place, as word processors and web pages leave them."""
    tied = re.sub(r"(?<=\d) (?=\w)|(?<=\w) (?=\d)", "\u00a0", body)
    return re.sub(r"((?:\S+ ){4}\S+) ", "\\1\u00a0", tied)


def narrow(body: str) -> str:
    """Thin blanks inside and after figures, as French and scientific typesetting has them."""
    return re.sub(r"(?<=\d),(?=\d{3}\b)|(?<=\d) (?=[a-z])", "\u202f", body)


def joined(body: str) -> str:
    """Hyphens that do not break, in names and compounds."""
    return re.sub(r"(?<=\w)-(?=\w)", "\u2011", body)


def dashed(body: str) -> str:
    """Long dashes without blanks for spaced ones, half-long ones between figures."""
    return re.sub(r"(?<=\d)-(?=\d)", "–", re.sub(r"(?<=[^\W_]) (?:-|–|—|--) (?=[^\W_])", "—", body))


def furnished(body: str) -> str:
    """A page's menus, share bar and related links around the text."""
    return f"{_MENU}\n\n{body.rstrip()}\n\n{_TAIL}\n"


_MENU = """Skip to main content

Home | World | Politics | Business | Sport | Opinion

Share this article

Facebook Twitter WhatsApp Email Print"""
_TAIL = """Read more:

Most read
1. Heavy rain expected in the north at the weekend
2. Ten recipes for a quick supper

Sign up for our newsletter

We use cookies to improve your experience. Accept all | Manage preferences

© 2024 All rights reserved. Terms of use | Privacy policy | Contact us"""


def shouted(report: Report, _: random.Random) -> Dressed:
    """A headline in capitals."""
    page = re.sub(r"(?m)^(Title: )(.*)$", lambda m: m[1] + m[2].upper(), report.text, count=1)
    return Dressed(page, report.keys)


def untitled(report: Report, _: random.Random) -> Dressed:
    """No headline; what only the headline states is not asked for."""
    page = re.sub(r"(?m)^Title: .*\n", "", report.text, count=1)
    end = report.text.index("\n\n")
    below = keys_of([s for s in report.statements if s.span.start > end])
    return Dressed(page, below, report.keys - below)


def saved(report: Report, _: random.Random) -> Dressed:
    """The report as a web page, furniture and all."""
    about = dict(re.findall(r"(?m)^(\w+): (.*)$", report.head))
    title = html.escape(about.get("Title", ""))
    paragraphs = "".join(
        f"<p>{html.escape(p.strip()).replace(chr(10), '<br>')}</p>\n" for p in report.body.split("\n\n") if p.strip()
    )
    page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}"><meta property="article:published_time" content="{about.get("Published", "")}">
<meta property="og:site_name" content="{html.escape(about.get("Publisher", ""))}"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>{title}</h1>
<div class="share"><a href="#f">Facebook</a> <a href="#t">Twitter</a> <a href="#m">Email</a></div>
{paragraphs}</article></main>
<aside><h3>Related</h3>
<ul><li><a href="/1">Heavy rain expected in the north</a></li><li><a href="/2">Ten quick suppers</a></li></ul></aside>
<footer><p>© 2024 All rights reserved. <a href="/terms">Terms of use</a> <a href="/privacy">Privacy policy</a></p></footer>
</body></html>"""
    return Dressed(page, report.keys, name="report.html")


_OTHER = {"two": "three", "three": "four", "four": "six", "five": "three", "six": "eight", "seven": "nine", "eight": "five"}


def recounted(report: Report, rng: random.Random) -> Dressed:
    """Other numbers of things: as many figures, as many digits."""
    lines = []
    for line in report.body.splitlines(keepends=True):
        for mention in reversed(find_quantities(line)):
            words = mention.core.of(line)
            if mention.kind != "count":
                continue
            new = _OTHER.get(words, words)
            if re.fullmatch(r"\d{2,3}|\d{1,3}(?:,\d{3})+", words):
                figures = len(words.replace(",", ""))
                value = rng.randrange(10 ** (figures - 1), 10**figures)
                new = f"{value:,}" if "," in words else str(value)
            line = line[: mention.core.start] + new + line[mention.core.end :]
        lines.append(line)
    return Dressed(f"{report.head}\n\n{''.join(lines)}", report.keys)


@functools.cache
def _forms(texts: tuple[str, ...]) -> Forms:
    return collect_forms((text, _states(text)) for text in texts)


def _states(text: str) -> list[ActorMention]:
    return [m for m in load_actors().find(text) if m.kind in STATE_KINDS]


def renamed(report: Report, rng: random.Random) -> Dressed:
    """Other states in the places of those that it names."""
    rows = [
        {"kind": kind, "span": [0, 1], ROLES[kind][0]: [one], ROLES[kind][1]: [two], "thing": thing}  # type: ignore[index]
        for kind, one, two, thing in sorted(report.keys)
    ]
    page, moved = exchange(report.text, rows, _states(report.text), _forms(report.others), rng)
    keys = {(r["kind"], *(r[role][0] for role in ROLES[r["kind"]]), r["thing"]) for r in moved}
    return Dressed(page, frozenset(keys))


_MISREAD = {
    "l": "1", "1": "l", "O": "0", "0": "O", "e": "c", "c": "e", "h": "b", "m": "rn", "S": "5", "i": "l", "t": "f", "a": "o",
    "o": "a", "u": "v", "n": "ri", "I": "l", "B": "8", "g": "q", ".": ",", ",": ".", " ": "", "d": "cl", "s": "8", "r": "n",
}  # fmt: skip


def misread(share: float) -> Dress:
    """Damage by character recognition to so many of the body's characters."""

    def change(report: Report, rng: random.Random) -> Dressed:
        body = "".join(_MISREAD.get(c, c) if rng.random() < share else c for c in report.body)
        return Dressed(f"{report.head}\n\n{body}", report.keys)

    return change


def begun_late(report: Report, _: random.Random) -> Dressed:
    """The first half of the body's first sentence is lost."""
    start = len(report.head) + 2
    first = find_sentences(report.body)[0]
    cut = start + first.words[len(first.words) // 2].start
    whole = keys_of([s for s in report.statements if s.span.start >= start + first.span.end])
    return Dressed(f"{report.head}\n\n{report.text[cut:]}", whole, report.keys - whole)


def broken_off(report: Report, _: random.Random) -> Dressed:
    """The second half of the body's last sentence is lost."""
    start = len(report.head) + 2
    last = find_sentences(report.body)[-1]
    whole = keys_of([s for s in report.statements if s.span.end <= start + last.span.start])
    cut = start + last.words[len(last.words) // 2].end
    return Dressed(report.text[:cut], whole, report.keys - whole)


DRESSES: dict[str, Dress] = {
    "hard line breaks": of_body(wrapped),
    "line ends of Windows": of_all(lambda text: text.replace("\n", "\r\n")),
    "curly quotes": of_body(curly),
    "straight quotes": of_body(straight),
    "non-breaking spaces": of_body(unbroken),
    "thin spaces": of_body(narrow),
    "non-breaking hyphens": of_body(joined),
    "dashes": of_body(dashed),
    "furniture in the text": of_body(furnished),
    "a web page": saved,
    "headline in capitals": shouted,
    "no headline": untitled,
    "other numbers": recounted,
    "other states": renamed,
    "misread 1 %": misread(0.01),
    "misread 2 %": misread(0.02),
    "misread 3 %": misread(0.03),
    "begun in mid-sentence": begun_late,
    "broken off in mid-sentence": broken_off,
}
