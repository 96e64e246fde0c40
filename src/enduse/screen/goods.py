"""Goods by their tariff code: prefixes of 6, 8 and 10 digits against control lists, and what a code alone cannot say."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from enduse.party import Citation, Finding, GoodsLine
from enduse.screen.facts import Controlled
from enduse.screen.rules import found

_SIGNS: Final = re.compile(r"[\s.,\-/]")
_LABEL: Final = re.compile(
    r"(?i)^\s*(?:hs|hts|htsus|hsn|cn|kn|taric|ncm|tnved|code|tariff|no)(?:[ -]?(?:6|8|10)(?=\s*[:#]))?(?:\s*code)?"
    r"(?:\b|(?=\d))[\s.:#]*(?=\d)"
)
#: What stands behind a code says what it is of.
_REMARK: Final = re.compile(r"(?<=\d)\s*(?:[(\[]|[-–:]\s+[^\W\d]).*$", re.DOTALL)
#: Tariffs go on from the six common digits: to 8 in the EU, 9 in Japan, 10 in the US and Russia, 13 in China.
_LONGEST: Final = 14
#: A spreadsheet drops the zero that chapters 1 to 9 begin with.
_ODD: Final = (5, 7)
#: A match of codes is of codes: what the thing is, a person has to say.
NOT_A_CLASSIFICATION: Final = (
    "the match is of the code given; it does not classify the goods, and no match would not clear them"
)


class CodeList:
    """Controlled codes by their digits."""

    def __init__(self, controlled: Iterable[Controlled]) -> None:
        self._by_code: dict[str, list[Controlled]] = defaultdict(list)
        for row in controlled:
            self._by_code[row.code].append(row)
        self._codes = sorted(self._by_code)

    def covering(self, code: str) -> Sequence[Controlled]:
        """Rows whose code the given one begins with (longer codes are caught by their first six digits)."""
        return [row for length in range(6, len(code) + 1) for row in self._by_code.get(code[:length], ())]

    def within(self, code: str) -> Sequence[Controlled]:
        """Rows that lie within a code that is shorter than theirs."""
        return [
            row
            for listed in self._codes
            if listed.startswith(code) and len(listed) > len(code)
            for row in self._by_code[listed]
        ]


def plain_code(code: str | None) -> str:
    """A tariff code without the signs, labels and remarks that papers write to it, in the digits of every day.

    >>> plain_code("8542.31.00 90"), plain_code("HS Code: 8542.31")
    ('8542310090', '854231')
    """
    written = "".join(str(unicodedata.decimal(c, c)) for c in code or "") if code and not code.isascii() else code or ""
    return _SIGNS.sub("", _REMARK.sub("", _LABEL.sub("", written)))


def screen_code(
    line: GoodsLine, subject: str, codes: CodeList, *, recipients: Sequence[str] = (), day: dt.date | None = None
) -> list[Finding]:
    """What the control lists say of a line's tariff code.

    Args:
        line: the goods line.
        subject: `line 2`.
        codes: the control lists.
        recipients: ISO codes of destination and end users, for the words.
        day: the day asked about; whether a code stood on an earlier version of a list is not known.
    """
    code = plain_code(line.hs)
    if not code:
        return []
    if not code.isdigit() or not 4 <= len(code) <= _LONGEST:
        words = f"the code {line.hs!r} is none of the Harmonized System: 6, 8 or 10 digits are needed"
        return [found("goods.code", subject, words, reasons=("no control list can be asked with it",))]
    if len(code) in _ODD and not codes.within(code):
        words = f"the code {line.hs!r} has {len(code)} digits, not 6, 8 or 10: one is missing, a zero at its head perhaps"
        asked = [_finding(row, code, subject, recipients, day) for row in codes.covering(code)]
        return [*asked, found("goods.code", subject, words, candidate=True, reasons=("it was asked as it is written",))]
    covering = codes.covering(code)
    if covering or not (rows := codes.within(code)):
        return [_finding(row, code, subject, recipients, day) for row in covering]
    told = ", ".join(f"{row.code} (tier {row.tier})" for row in rows)
    return [
        found(
            "goods.code", subject, f"the code {code} is shorter than those of the list; within it stand {told}", candidate=True,
            reasons=("give more digits",), citations=tuple(_citation(row) for row in rows),
        )
    ]  # fmt: skip


def _finding(row: Controlled, code: str, subject: str, recipients: Sequence[str], day: dt.date | None) -> Finding:
    reasons = [f"{code} begins with {row.code}: {row.goods}, tier {row.tier}"] if code != row.code else [
        f"{row.code}: {row.goods}, tier {row.tier}"
    ]  # fmt: skip
    if {"RU", "BY"} & set(recipients):
        reasons.append("the goods go to a state that the list is about")
    against = [NOT_A_CLASSIFICATION]
    early = row.since is not None and day is not None and day < row.since
    if early:
        against.insert(
            0, f"this version is of {row.since}, after the day asked about: what stood in earlier ones is not known here"
        )
    return found(
        "goods.hs", subject, f"code {code} is on the {row.list}, tier {row.tier}", in_force=None if early else True,
        reasons=tuple(reasons), against=tuple(against), citations=(_citation(row),), entry=f"{row.measure}:{row.code}",
    )  # fmt: skip


def _citation(row: Controlled) -> Citation:
    return Citation(
        kind="measure", id=f"{row.measure}:{row.code}", words=f"{row.list}: {row.code}, tier {row.tier}", source=row.source
    )
