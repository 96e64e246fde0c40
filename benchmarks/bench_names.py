"""Comparing names and asking the index, against a plain edit distance in the same run: prints microseconds and their ratio.

    python benchmarks/bench_names.py [PARTIES]

Invented names, so that anyone gets the same. `new words` are pairs in which every word is seen for the first time (nothing is
remembered), `known words` the same words in new names. The index is asked for its own names with an error in them and for names
that it does not have; its cost is shown for ten times as many parties: below 10 it grows more slowly than the list. All times
are of one core's processor time. Where `nomenklatura` (logic-v2) can be imported, it compares the same pairs.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence

from rapidfuzz.distance import Levenshtein

from enduse.names import NameIndex, compare_names

Pair = tuple[str, str]
STARTS = "b d f g h k l m n p r s t v z br dr kr st ch sh kh zh al ab is os".split()
MIDDLES = "a e i o u ai ou ar en il om ur as ev in".split()
ENDS = "d k l m n r s t v z ov in ian ski dze oglu son man berg".split()


def words(dice: random.Random, count: int) -> list[str]:
    """Invented words, of two to four syllables."""
    found: dict[str, None] = {}
    while len(found) < count:
        middle = "".join(dice.choice(STARTS) + dice.choice(MIDDLES) for _ in range(dice.choice((1, 2, 2, 3))))
        found[middle + dice.choice(ENDS)] = None
    return list(found)


def names(dice: random.Random, known: Sequence[str], count: int) -> list[str]:
    """Names of two to four words, some words far more common than others (Zipf)."""
    weights = [1 / (rank + 3) for rank in range(len(known))]
    drawn = iter(dice.choices(known, weights, k=count * 4))
    return [" ".join(next(drawn) for _ in range(dice.choice((2, 2, 3, 4)))).title() for _ in range(count)]


def spoil(dice: random.Random, name: str) -> str:
    """A name with one letter changed."""
    at = dice.randrange(len(name))
    return name[:at] + dice.choice("abcdefghijklmnoprstuvyz") + name[at + 1 :]


def microseconds(compare: Callable[[str, str], object], pairs: Sequence[Pair]) -> float:
    """Processor time for a pair."""
    start = time.process_time()
    for a, b in pairs:
        compare(a, b)
    return (time.process_time() - start) / len(pairs) * 1e6


def bench_pairs(dice: random.Random) -> None:
    """New names against each other: half of the pairs are one name with an error, half are two names."""
    compare_names("warm up", "the tables")
    fresh = words(dice, 24_000)
    unlike = [(" ".join(fresh[i : i + 3]), " ".join(fresh[i + 3 : i + 6])) for i in range(0, 12_000, 6)]
    alike = [(name, spoil(dice, name)) for name in (" ".join(fresh[i : i + 3]) for i in range(12_000, 18_000, 3))]
    dice.shuffle(fresh)
    known = [(" ".join(fresh[i : i + 3]), " ".join(fresh[i + 3 : i + 6])) for i in range(0, 12_000, 6)]
    new = unlike + alike
    plain = microseconds(Levenshtein.normalized_similarity, new)
    print(f"plain Levenshtein        {plain:8.2f} us a pair")
    for what, pairs in (("new words", new), ("known words", known), ("the same names again", new)):
        ours = microseconds(compare_names, pairs)
        print(f"compare_names, {what:21} {ours:6.1f} us a pair, {ours / plain:6.0f} times the plain distance")
    _bench_logic_v2(new[::10])


def _bench_logic_v2(pairs: Sequence[Pair]) -> None:
    try:
        from nomenklatura.matching import LogicV2  # type: ignore[import-not-found]
        from nomenklatura.matching.compat import make_person  # type: ignore[import-not-found]
    except ImportError:
        print("logic-v2: not installed (it needs a compiler for PyICU)")
        return
    config = LogicV2.default_config()
    theirs = microseconds(lambda a, b: LogicV2.compare(make_person(a), make_person(b), config), pairs)
    print(f"logic-v2                 {theirs:8.1f} us a pair")


def bench_index(dice: random.Random, parties: int) -> float:
    """Milliseconds a question, on average."""
    known = words(dice, max(2_000, parties // 3))
    listed = names(dice, known, parties)
    start = time.process_time()
    index = NameIndex.build((number, name, "Person") for number, name in enumerate(listed))
    built = time.process_time() - start
    asked = [spoil(dice, name) for name in dice.sample(listed, 1_000)] + names(dice, words(dice, 2_000), 1_000)
    dice.shuffle(asked)
    index.matches("warm up", "Person")
    times = []
    for name in asked:
        start = time.process_time()
        index.matches(name, "Person", limit=10)
        times.append((time.process_time() - start) * 1e3)
    mean = sum(times) / len(times)
    times.sort()
    print(
        f"{parties:9,} parties: built in {built:6.1f} s, {mean:6.2f} ms a question ({1e3 / mean:,.0f} a second),"
        f" median {times[len(times) // 2]:.2f}, 99th of 100 {times[int(len(times) * 0.99)]:.2f} ms"
    )
    return mean


def main() -> None:
    """Print all figures."""
    parties = int(sys.argv[1]) if len(sys.argv) > 1 else 25_000
    dice = random.Random(11)
    bench_pairs(dice)
    small, large = bench_index(dice, parties // 10), bench_index(dice, parties)
    print(f"growth for ten times as many parties: {large / small:.1f} times")


if __name__ == "__main__":
    main()
