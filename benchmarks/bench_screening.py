"""Screening parties by name: speed, false alerts and recall, beside plain Levenshtein and logic-v2 in one run.

    python benchmarks/bench_screening.py [DATA [COUNT [PICTURE]]]

DATA holds `lists/`, with the official lists each in a folder of its own, and `names/`, with `negatives_us.csv` (people who are
on no list) and `positives_un_untreated.csv` (people of the UN list), both with full_name, date_of_birth and nationality; beside
the project unless said, and without it nothing is asked. COUNT people of each are asked (1,500 unless said). PICTURE is an SVG
of recall against alerts. Seconds are of processor time and only for comparison within one run; ratios hold on any machine.

Printed: how many parties a second are screened and the slowest of a hundred, first with words of names that were not met
before (all people of the file, each once), then with these known; how many of a thousand innocent people alert at each
threshold, with their date of birth and without; how many of the listed people are found, as written and spoilt. An alert is an
entry whose score, after all that stands beside the name, reaches the threshold. Where `nomenklatura` can be imported, its
logic-v2 scores the same candidates of a tenth of the same people.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from listed_names import DATA, one_error, order_and_error, other_order, read_lists, read_rows, two_errors
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from enduse.lexicon.countries import countries
from enduse.model import Period
from enduse.party import AskedParty, Party
from enduse.screen import Screener
from enduse.screen.shipment_rows import read_birth

#: As many people as the file has, and more.
MOST = 100_000
THRESHOLDS = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
SPOILT = {
    "one error": one_error, "another order": other_order, "order and error": order_and_error, "two errors": two_errors,
}  # fmt: skip


def read_people(path: Path, count: int) -> list[AskedParty]:
    """People with their date of birth and nationality."""
    people = []
    for row in read_rows(path):
        words = row["nationality"]
        code = countries().code(words) or countries().code(words.upper()) if words else None
        birth = read_birth(row["date_of_birth"]) if row["date_of_birth"] else None
        people.append(AskedParty(name=row["full_name"], schema="Person", birth=birth, countries=(code,) if code else ()))
    step = max(1, len(people) // count)
    return people[::step][:count]


def without(people: Sequence[AskedParty], *, birth: bool) -> list[AskedParty]:
    """The same people without nationality, and without birth unless it is kept."""
    return [AskedParty(name=p.name, schema="Person", birth=p.birth if birth else None) for p in people]


def best_scores(
    screener: Screener, people: Sequence[AskedParty], *, threshold: float | None = None
) -> tuple[list[float], list[float]]:
    """The best score of each from a threshold (the screener's own unless said), and the processor time of each."""
    scores, seconds = [], []
    for person in people:
        start = time.process_time()
        found = screener.find_parties(person, threshold=threshold)
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
    return "  ".join(f"{t}: {1000 * share(scores, t):6.1f}" for t in THRESHOLDS)


def share(scores: Sequence[float], threshold: float) -> float:
    """How many of one reach a threshold."""
    return sum(score >= threshold for score in scores) / len(scores)


def rate(seconds: Sequence[float]) -> str:
    """Parties a second, and the slowest of a hundred."""
    slowest = sorted(seconds)[int(0.99 * len(seconds))]
    return f"{1 / statistics.mean(seconds):,.0f} a second, slowest of a hundred {1000 * slowest:.1f} ms"


def spoil(people: Sequence[AskedParty], way: Callable[[str, random.Random], str]) -> list[AskedParty]:
    """The same people with their names spoilt."""
    dice = random.Random(7)
    return [AskedParty(name=way(p.name, dice), schema="Person", birth=p.birth) for p in people]


def logic_v2_scores(screener: Screener, people: Sequence[AskedParty]) -> list[float]:
    """The best score that logic-v2 gives each, of the entries that the index finds."""
    from followthemoney import model  # type: ignore[import-not-found]
    from nomenklatura.matching import LogicV2  # type: ignore[import-not-found]

    config = LogicV2.default_config()

    def entity(names: Sequence[str], births: Sequence[str]) -> object:
        made = model.make_entity("Person")
        made.id = names[0]
        made.add("name", names)
        made.add("birthDate", births)
        return made

    scores = []
    for person in people:
        asked = entity([person.name], [_day(person.birth)] if person.birth else [])
        best = 0.0
        for match in screener.find_parties(person, threshold=0.5):
            listed = entity([n.text for n in match.party.names], [_day(b) for b in match.party.births])
            best = max(best, LogicV2.compare(asked, listed, config).score)
        scores.append(best)
    return scores


def _day(birth: Period) -> str:
    """A birth as precise as it is known."""
    first, last = birth.first, birth.last
    return "" if first is None else str(first) if first == last else str(first.year) if last and first.year == last.year else ""


def draw(curves: Mapping[str, Sequence[tuple[float, float, float]]], path: Path) -> None:
    """Recall against alerts of a thousand, a line for each kind of names, a point for each threshold."""
    import altair as alt

    rows = [
        {"names": kind, "threshold": t, "alerts": alerts, "recall": recall}
        for kind, points in curves.items() for t, alerts, recall in points
    ]  # fmt: skip
    base = alt.Chart(alt.Data(values=rows), width=560, height=320).encode(
        x=alt.X("alerts:Q", title="alerts per 1,000 people who are on no list"),
        y=alt.Y("recall:Q", title="people of the UN list found", scale=alt.Scale(zero=False), axis=alt.Axis(format="%")),
        color=alt.Color("names:N", title="names asked", sort=list(curves)),
    )
    limit = alt.Chart(alt.Data(values=[{"at": 3}])).mark_rule(strokeDash=[4, 4], color="#888").encode(x="at:Q")
    marks = base.mark_text(dy=-9, fontSize=9).encode(text=alt.Text("threshold:Q", format=".2~f"))
    (limit + base.mark_line(point=True).encode(order="threshold:Q") + marks).save(str(path))


def main(data: Path, count: int, picture: Path | None) -> None:
    """Run it and print what came out."""
    if not data.is_dir():
        print(f"no lists in {data}: nothing was asked")
        return
    names = data / "names"
    start = time.process_time()
    parties = list(read_lists(data / "lists"))
    read_at = time.process_time()
    screener = Screener(parties)
    took = time.process_time() - read_at
    count_of_names = sum(len(party.names) for party in parties)
    print(f"{len(parties):,} parties, {count_of_names:,} names; read {read_at - start:.1f} s, indexed {took:.1f} s")
    everyone = read_people(names / "negatives_us.csv", MOST)
    _, seconds = best_scores(screener, everyone)  # words of names that were not met before, at first nearly all
    print(
        f"each of {len(everyone):,} innocent people, once: {rate(seconds)}; the first thousand {rate(seconds[:1000])}",
        flush=True,
    )
    innocent = read_people(names / "negatives_us.csv", count)
    print("innocent people, alerts of a thousand by threshold")
    alerts: dict[str, list[float]] = {}
    for label, people in (
        ("birth", without(innocent, birth=True)),
        ("birth and nationality", innocent),
        ("name alone", without(innocent, birth=False)),
    ):
        _, seconds = best_scores(screener, people)
        alerts[label], _ = best_scores(screener, people, threshold=THRESHOLDS[0])
        print(f"  {label:22}{curve(alerts[label])}   {rate(seconds)}", flush=True)
    print("people of the UN list with their birth, found of a thousand")
    listed = without(read_people(names / "positives_un_untreated.csv", count), birth=True)
    # Each asked of all lists: an entry of any of them is an alert.
    found: dict[str, list[float]] = {}
    for label, people in {"as written": listed, **{label: spoil(listed, way) for label, way in SPOILT.items()}}.items():
        found[label], _ = best_scores(screener, people, threshold=THRESHOLDS[0])
        print(f"  {label:22}{curve(found[label])}", flush=True)
    if picture is not None:
        draw(
            {
                kind: [(t, share(alerts["birth"], t) * 1000, share(scores, t)) for t in THRESHOLDS]
                for kind, scores in found.items()
            },
            picture,
        )
    bench_logic_v2(screener, without(innocent, birth=True), listed)
    bench_levenshtein(screener, parties, innocent[:100])


def bench_logic_v2(screener: Screener, innocent: Sequence[AskedParty], listed: Sequence[AskedParty]) -> None:
    """logic-v2 on the same people: alerts of a thousand, and recall as written and spoilt."""
    try:
        import nomenklatura.matching  # type: ignore[import-not-found]  # noqa: F401
    except ImportError:
        print("logic-v2: not installed (pip install nomenklatura; it builds PyICU, which needs a compiler and ICU)")
        return
    print("logic-v2 on the candidates of a tenth of the same people, of a thousand")
    kinds = {"innocent": innocent[::10], "as written": listed[::10]}
    kinds |= {label: spoil(listed, way)[::10] for label, way in SPOILT.items()}
    for label, people in kinds.items():
        start = time.process_time()
        scores = logic_v2_scores(screener, people)
        spent = (time.process_time() - start) / len(people) * 1e3
        print(f"  {label:22}{curve(scores)}   {spent:.1f} ms each", flush=True)
        print(f"  {'  Enduse on these':22}{curve(best_scores(screener, people, threshold=0.5)[0])}", flush=True)


def bench_levenshtein(screener: Screener, parties: Sequence[Party], sample: Sequence[AskedParty]) -> None:
    """The likeness to the nearest of all names by edits alone, and what that costs."""
    plain = [name.text.casefold() for party in parties for name in party.names]
    scores, slow = levenshtein_scores(plain, sample)
    print(f"Levenshtein over every name\n  {'innocent':22}{curve(scores)}   {rate(slow)}")
    _, fast = best_scores(screener, sample)
    print(f"ratio of its time to the screener's: {sum(slow) / sum(fast):.1f}")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        Path(given[0]) if given else DATA,
        int(given[1]) if given[1:] else 1500,
        Path(given[2]) if given[2:] else None,
    )
