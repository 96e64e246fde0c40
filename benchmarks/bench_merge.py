"""Merging against a plain dictionary grouping of the same statements: prints both times, their ratio and the growth.

    python benchmarks/bench_merge.py [STATEMENTS]

Ratios hold on any machine; the seconds, of processor time, are only for comparison within one run. Merging must grow with the
statements, not faster: `growth` is the time for ten times as many statements, over ten (1.0 is exactly linear).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import sys
import time
from collections import defaultdict

from enduse.ledger import merge
from enduse.model import CATEGORIES, STAGES, Attribution, Document, Item, Quantity, Span, Statement

ACTORS = [a + b for a in "ABCDEFGHIJ" for b in "KLMNO"]
WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "rd", "st", "lm", "ck", "p")]
STATEMENTS_PER_REPORT = 5


def record(count: int) -> tuple[list[Statement], list[Document]]:
    """Invented statements, five a report, with reports spread over thirty years and a copy in every tenth."""
    dice = random.Random(7)
    statements: list[Statement] = []
    documents: list[Document] = []
    for number in range(count // STATEMENTS_PER_REPORT):
        day = dt.date(1995, 1, 1) + dt.timedelta(days=dice.randrange(30 * 365))
        text = " ".join(" ".join(dice.choices(WORDS, k=12)).capitalize() + "." for _ in range(8))
        if number % 10 == 9:
            text, day = documents[-1].text, documents[-1].published or day
        name = f"r{number:06}"
        sha = hashlib.sha256(text.encode()).hexdigest()
        documents.append(Document(name=name, text=text, sha256=sha, published=day, publisher=f"Paper {number % 400}"))
        statements += [claim(dice, name, place * 80) for place in range(STATEMENTS_PER_REPORT)]
    return statements, documents


def claim(dice: random.Random, doc: str, at: int) -> Statement:
    """One invented transfer statement."""
    low = dice.choice([None, None, dice.randrange(2, 900)])
    quantity = Quantity(low=low, high=low, text=str(low)) if low else None
    system = dice.choice([None, None, f"{dice.choice('ABCKMST')}-{dice.randrange(10, 40)}"])
    item = Item(category=dice.choice(CATEGORIES), text="systems", designation=system, quantity=quantity)
    return Statement(
        doc=doc,
        kind="transfer",
        span=Span(start=at, end=at + 40),
        quote="delivered the systems",
        supplier=(dice.choice(ACTORS[:8]),),
        recipient=(dice.choice(ACTORS[8:]),),
        items=(item,),
        status=dice.choice(list(STAGES["transfer"])),
        certainty=dice.choice(["asserted", "asserted", "asserted", "hedged", "denied"]),
        attribution=Attribution(speaker="Brenner"),
    )


def group_plainly(statements: list[Statement]) -> int:
    """The least that any merging must do: statements by parties, category and system, doubles dropped by id."""
    rows: dict[tuple[object, ...], dict[str, Statement]] = defaultdict(dict)
    for s in statements:
        for item in s.items:
            for system in {None, item.designation}:
                rows[s.supplier, s.recipient, item.category, system][s.id] = s
    return len(rows)


def measure(count: int) -> float:
    """Time both on `count` statements, print a line, and give the seconds of merging."""
    statements, documents = record(count)
    began = time.process_time()
    transfers = merge(statements, documents)
    merging = time.process_time() - began
    fresh, _ = record(count)  # fresh statements, since ids are remembered on them
    began = time.process_time()
    groups = group_plainly(fresh)
    plain = time.process_time() - began
    print(
        f"{count:>8} statements  merge {merging:7.2f} s  {len(transfers):>7} transfers   "
        f"plain grouping {plain:6.2f} s  {groups:>7} groups   ratio {merging / plain:4.1f}"
    )
    return merging


def main() -> None:
    """Run at a tenth of the number and at the number."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    small, large = measure(count // 10), measure(count)
    print(f"growth {large / small / 10:.2f}")


if __name__ == "__main__":
    main()
