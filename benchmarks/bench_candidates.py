"""What the index loses against comparing a name with every name of the lists, by what was done to the name.

    python benchmarks/bench_candidates.py [DATA [QUESTIONS [NAMES [SEED]]]]

DATA holds `lists/` and `names/` (beside the project unless said; without them nothing is asked). Of each way of spoiling names
(`listed_names.WAYS`) QUESTIONS listed names are asked (20 unless said), and as many people who are on no list, of parties with
NAMES names (12,000 unless said; 0 for all); SEED draws others. Lost is a party of which a name scores 0.7 or more and which the
index, asked as screening asks it, does not give. Where more parties match than screening scores, the best of them count.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from listed_names import DATA, WAYS, read_lists, read_rows

from enduse.names import NameIndex, PreparedName, prepare, score
from enduse.names.compare import MATCH
from enduse.names.segment import bits_of
from enduse.screen.parties import CANDIDATES

Listed = tuple[int, str, str]


class Everything:
    """All names of the lists, each compared with every name asked about."""

    def __init__(self, names: Sequence[Listed], index: NameIndex) -> None:
        self._weights = index.word_weights
        bearers: dict[tuple[str, str], set[int]] = {}
        for party, text, schema in names:
            bearers.setdefault((text, schema), set()).add(party)
        self._names = [(prepare(*name), parties) for name, parties in bearers.items()]

    def matches(self, asked: PreparedName) -> list[tuple[float, int]]:
        """The parties that match, the best first."""
        best: dict[int, float] = {}
        kinds = bits_of(asked)
        for name, parties in self._names:
            if bits_of(name) & kinds:
                found = score(asked, name, self._weights).score
                if found >= MATCH:
                    best.update({party: found for party in parties if found > best.get(party, 0.0)})
        return sorted(((found, party) for party, found in best.items()), reverse=True)


def compare(index: NameIndex, everything: Everything, asked: Sequence[tuple[str, str]], *, show: bool) -> tuple[int, int]:
    """How many parties match, and how many of them the index loses."""
    wanted = lost = 0
    for text, schema in asked:
        truth = everything.matches(prepare(text, schema))
        given = {hit.party: hit.score.score for hit in index.matches(text, schema, limit=CANDIDATES)}
        best = truth[:CANDIDATES]
        # Among equals at the end any may be given.
        least = best[-1][0] if len(truth) > CANDIDATES else 0.0
        missing = [(found, party) for found, party in best if party not in given and found > least]
        if show:
            for found, party in missing:
                print(f"    {found:.3f} {text!r} ({schema}): party {party}")
        wanted += len(best)
        lost += len(missing)
    return wanted, lost


def main(data: Path, questions: int, count: int, seed: int) -> None:
    """Ask and print."""
    if not data.is_dir():
        print(f"no lists in {data}: nothing was asked")
        return
    dice = random.Random(seed)
    parties = list(read_lists(data / "lists"))
    dice.shuffle(parties)
    names = [(n, name.text, party.schema) for n, party in enumerate(parties) for name in party.names][: count or None]
    index = NameIndex.build(names)
    everything = Everything(names, index)
    innocent = [row["full_name"] for row in read_rows(data / "names" / "negatives_us.csv")]
    print(f"{len(names):,} names; {questions} questions of each kind")
    asked = {
        way: [(spoil(text, dice), schema) for _, text, schema in dice.sample(names, questions)] for way, spoil in WAYS.items()
    }
    asked["people on no list"] = [(name, "Person") for name in dice.sample(innocent, questions)]
    all_wanted = all_lost = 0
    start = time.process_time()
    for way, kind in asked.items():
        wanted, lost = compare(index, everything, kind, show=True)
        print(f"  {way:28}{lost:4} of {wanted:5} lost")
        all_wanted, all_lost = all_wanted + wanted, all_lost + lost
    print(f"  lost of all: {all_lost} of {all_wanted} ({100 * all_lost / max(1, all_wanted):.2f} %)")
    print(f"  {time.process_time() - start:.0f} s of processor time")


if __name__ == "__main__":
    given = sys.argv[1:]
    questions, count, seed = [int(words) for words in given[1:]] + [20, 12_000, 29][len(given[1:]) :]
    main(Path(given[0]) if given else DATA, questions, count, seed)
