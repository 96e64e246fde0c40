"""Screening parties by name: speed, false alerts and recall, beside plain Levenshtein over the same lists in the same run.

    python benchmarks/bench_screening.py LISTS NAMES [COUNT]

LISTS is a folder with the official lists (each in a folder of its own), NAMES one with `negatives_us.csv` (people who are on no
list) and `positives_un_untreated.csv` (people of the UN list), both with full_name, date_of_birth and nationality. COUNT people
of each are asked (1,500 unless said). Seconds are of processor time and only for comparison within one run; ratios hold on any
machine.

Printed: how many parties a second are screened and the slowest of a hundred, the first line with words of names not met before;
how many of a thousand innocent people alert at each threshold, with their date of birth and without; how many of the listed
people are found. An alert is an entry whose score, after all that stands beside the name, reaches the threshold.
"""

from __future__ import annotations

import csv
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from enduse.lexicon.countries import countries
from enduse.measures.reading import read_list
from enduse.names import NameIndex
from enduse.party import AskedParty, Party
from enduse.screen import Screener
from enduse.screen.shipment_rows import read_birth

THRESHOLDS = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
LISTS = {
    "us-csl": "us_csl/screening-list.json",
    "un-sc": "un_consolidated/UN_consolidated.xml",
    "us-ofac-sdn": "us_ofac_sdn/*.csv",
    "us-ofac-cons": "us_ofac_cons/*.csv",
}


def read_people(path: Path, count: int) -> list[AskedParty]:
    """People with their date of birth and nationality."""
    people = []
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            words = row["nationality"]
            code = countries().code(words) or countries().code(words.upper()) if words else None
            birth = read_birth(row["date_of_birth"]) if row["date_of_birth"] else None
            people.append(AskedParty(name=row["full_name"], schema="Person", birth=birth, countries=(code,) if code else ()))
    step = max(1, len(people) // count)
    return people[::step][:count]


def without(people: Sequence[AskedParty], *, birth: bool) -> list[AskedParty]:
    """The same people without nationality, and without birth unless it is kept."""
    return [AskedParty(name=p.name, schema="Person", birth=p.birth if birth else None) for p in people]


def best_scores(screener: Screener, people: Sequence[AskedParty]) -> tuple[list[float], list[float]]:
    """The best score of each, and the processor time of each."""
    scores, seconds = [], []
    for person in people:
        start = time.process_time()
        found = screener.find_parties(person)
        seconds.append(time.process_time() - start)
        scores.append(max((match.score for match in found), default=0.0))
    return scores, seconds


def levenshtein_scores(names: Sequence[str], people: Sequence[AskedParty]) -> tuple[list[float], list[float]]:
    """The likeness of each to the nearest name of the lists, by edits alone, and the processor time of each."""
    scores, seconds = [], []
    for person in people:
        start = time.process_time()
        found = process.extractOne(person.name.casefold(), names, scorer=Levenshtein.normalized_similarity)
        seconds.append(time.process_time() - start)
        scores.append(float(found[1]) if found else 0.0)
    return scores, seconds


def curve(scores: Sequence[float]) -> str:
    """How many of a thousand reach each threshold."""
    return "  ".join(f"{t}: {1000 * sum(s >= t for s in scores) / len(scores):6.1f}" for t in THRESHOLDS)


def rate(seconds: Sequence[float]) -> str:
    """Parties a second, and the slowest of a hundred."""
    slowest = sorted(seconds)[int(0.99 * len(seconds))]
    return f"{1 / statistics.mean(seconds):,.0f} a second, slowest of a hundred {1000 * slowest:.1f} ms"


def read_lists(folder: Path) -> Iterator[Party]:
    """The parties of the lists that are there."""
    for name, pattern in LISTS.items():
        paths = sorted(folder.glob(pattern))
        if paths:
            yield from read_list(paths, name=name).parties


def main(lists: Path, names: Path, count: int) -> None:
    """Run it and print what came out."""
    start = time.process_time()
    parties = list(read_lists(lists))
    read_at = time.process_time()
    index = NameIndex.build((place, name.text, party.schema) for place, party in enumerate(parties) for name in party.names)
    built_at = time.process_time()
    screener = Screener(parties, index=index)
    print(f"{len(parties):,} parties, {len(index):,} names; read {read_at - start:.1f} s, indexed {built_at - read_at:.1f} s")
    innocent = read_people(names / "negatives_us.csv", count)
    best_scores(screener, innocent[:50])  # what is made at the first question
    print("innocent people, alerts of a thousand by threshold")
    for label, people in (
        ("birth and nationality", innocent),
        ("birth", without(innocent, birth=True)),
        ("name alone", without(innocent, birth=False)),
    ):
        scores, seconds = best_scores(screener, people)
        print(f"  {label:22}{curve(scores)}   {rate(seconds)}")
    un = [party for party in parties if party.list == "un-sc"]
    listed = read_people(names / "positives_un_untreated.csv", count)
    scores, seconds = best_scores(Screener(un), listed)
    print(f"people of the UN list, found of a thousand\n  {'birth and nationality':22}{curve(scores)}   {rate(seconds)}")
    plain = [name.text.casefold() for party in parties for name in party.names]
    sample = innocent[:100]
    scores, slow = levenshtein_scores(plain, sample)
    print(f"Levenshtein over every name\n  {'innocent':22}{curve(scores)}   {rate(slow)}")
    _, fast = best_scores(screener, sample)
    print(f"ratio of its time to the screener's: {sum(slow) / sum(fast):.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1500)
