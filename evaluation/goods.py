"""How well goods are told from their descriptions: labelled ones (`goods.csv`) against headings and the catalogue of parts."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from enduse.party import GoodsLine
from enduse.screen.descriptions import HeadingIndex
from enduse.screen.facts import load_facts
from enduse.screen.part_numbers import Makers, PartCatalogue, find_parts, plain_number

FILE = Path(__file__).parent / "goods.csv"


def digest(file: Path = FILE) -> str:
    """Twelve digits that change with the labelled descriptions."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def measure_goods(file: Path = FILE) -> dict[str, float]:
    """Shares of the codes that come first and among the first three, of the parts found; and what is found where nothing is.

    A code counts where the heading is the labelled one to six figures.
    """
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    facts = load_facts()
    index, catalogue = HeadingIndex(facts.headings), PartCatalogue(facts.components, Makers(facts.makers))
    ranks: list[int | None] = []
    parts: list[bool] = []
    false_alarms = 0
    for row in rows:
        codes = [match.heading.code[:6] for match in index.match(row["description"])]
        if row["hs"]:
            ranks.append(codes.index(row["hs"]) + 1 if row["hs"] in codes else None)
        else:
            false_alarms += bool(codes)
        if row["part"]:
            line = GoodsLine(description=row["description"], maker=row["maker"] or None)
            families = {plain_number(part.match.component.family) for part in find_parts(line, catalogue)}
            parts.append(plain_number(row["part"]) in families)
    return {
        "code first": sum(rank == 1 for rank in ranks) / len(ranks),
        "code in three": sum(rank is not None and rank <= 3 for rank in ranks) / len(ranks),
        "parts found": sum(parts) / len(parts),
        "false alarms": false_alarms,
    }
