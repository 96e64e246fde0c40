"""Score a network on reports with gold, setting its thresholds on others: python -m training.measure --help."""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from enduse.model import STAGES
from enduse.read.analysis import Analysis, analyse
from enduse.read.decide import Decision, Thresholds, decide
from enduse.read.inputs import DecisionInputs
from enduse.read.network import Network, Scores
from training.examples import is_held_out, read_gold
from training.prepare import training_document

PARTIES = {"transfer": ("supplier", "recipient"), "measure": ("imposer", "target"), "use": ("user", "against")}
BETA, SLACK = 0.9, 0.003
BARS = tuple(round(0.2 + 0.04 * step, 2) for step in range(16))
Tuples = set[tuple[str, ...]]
Scored = tuple[str, Analysis, list[tuple[DecisionInputs, Scores]]]


def gold_tuples(rows: Iterable[dict[str, Any]]) -> Tuples:
    """The core tuples of gold rows, with `?` for a missing actor (SCHEMA.md, Scoring)."""
    out: Tuples = set()
    for row in rows:
        first, second = PARTIES[row["kind"]]
        kinds = [row["measure"]] if row["kind"] == "measure" else [i["category"] for i in row["items"]]
        for a, b, c in itertools.product(row[first] or ["?"], row[second] or ["?"], kinds):
            out.add((row["kind"], _plain(a), _plain(b), c))
    return out


def read_tuples(decisions: Iterable[Decision]) -> Tuples:
    out: Tuples = set()
    for d in decisions:
        ones, twos = [f.value for f in d.first] or ["?"], [f.value for f in d.second] or ["?"]
        out |= {(d.kind, _plain(a), _plain(b), d.category) for a, b in itertools.product(ones, twos)}
    return out


def of_kind(tuples: Tuples, kind: str) -> Tuples:
    return {t for t in tuples if t[0] == kind}


def _plain(value: str) -> str:
    return value if value == "?" else value.casefold().removeprefix("the ").strip()


def matches(gold: Tuples, read: Tuples) -> int:
    """One-to-one agreements; `?` in the gold agrees with anything."""
    exact = gold & read
    free = read - exact
    count = len(exact)
    for g in sorted(gold - exact):
        for r in sorted(free):
            if all(x == y or (x == "?" and i in (1, 2)) for i, (x, y) in enumerate(zip(g, r, strict=True))):
                free.discard(r)
                count += 1
                break
    return count


def f1(pairs: Iterable[tuple[Tuples, Tuples]]) -> dict[str, float]:
    hit = read = gold = 0
    for g, r in pairs:
        hit, read, gold = hit + matches(g, r), read + len(r), gold + len(g)
    p, r = hit / max(read, 1), hit / max(gold, 1)
    return {"f1": round(2 * p * r / max(p + r, 1e-9), 4), "p": round(p, 4), "r": round(r, 4), "read": read, "gold": gold}


def score_documents(network: Network, names: Sequence[str], folder: Path) -> list[Scored]:
    out = []
    for name in names:
        analysis = analyse(training_document(name, (folder / name).read_bytes().decode()), network)
        made = []
        for inputs in analysis.inputs():
            made.append((inputs, network.decide(analysis.vectors(inputs), inputs)))
        out.append((name, analysis, made))
    return out


def read_all(scored: Sequence[Scored], thresholds: Thresholds) -> dict[str, list[Decision]]:
    return {name: [d for i, s in made for d in decide(analysis, i, s, thresholds)] for name, analysis, made in scored}


def tune(scored: Sequence[Scored], gold: dict[str, list[dict[str, Any]]], start: Thresholds) -> Thresholds:
    """Thresholds that give the best F0.9, one after the other; then the lowest bars that cost next to nothing of it.

    A false statement costs a little more than one that is missed. Few statements stand behind the best bar of the rarer kinds,
    so a bar is only as high as it pays.
    """
    wanted = {name: gold_tuples(gold[name]) for name, _, _ in scored}

    def measured(option: Thresholds) -> float:
        read = read_all(scored, option)
        found = f1((wanted[n], read_tuples(read[n])) for n in wanted)
        p, r = found["p"], found["r"]
        return (1 + BETA**2) * p * r / max(BETA**2 * p + r, 1e-9)

    best, best_score = start, measured(start)
    for _ in range(3):
        for option in _near(best):
            if (score := measured(option)) > best_score:
                best, best_score = option, score
    for kind in best.kind:
        for bar in BARS:
            lower = dataclasses.replace(best, kind={**best.kind, kind: bar})
            if bar < best.kind[kind] and measured(lower) >= best_score - SLACK:
                best = lower
                break
    return best


def _near(best: Thresholds) -> Iterator[Thresholds]:
    """The thresholds that differ from the best so far in one number."""
    for kind, bar in itertools.product(best.kind, BARS):
        yield dataclasses.replace(best, kind={**best.kind, kind: bar})
    for share in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98):
        yield dataclasses.replace(best, nobody=share)
    for share in (0.2, 0.3, 0.4, 0.5, 0.6, 0.8):
        yield dataclasses.replace(best, further=share)
    for weight in (0.1, 0.2, 0.3, 0.4, 0.5):
        yield dataclasses.replace(best, unnamed=weight)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--model", type=Path, required=True)
    args.add_argument("--reports", type=Path, required=True, nargs="+")
    args.add_argument("--gold", type=Path, required=True, nargs="+")
    args.add_argument("--held-out", type=int, default=1)
    args.add_argument("--also", type=Path, nargs=2, help="a further folder and gold, only measured")
    args.add_argument("--out", type=Path)
    a = args.parse_args()
    network = Network(a.model, threads=2)
    gold: dict[str, list[dict[str, Any]]] = {}
    scored: list[Scored] = []
    for folder, rows in zip(a.reports, a.gold, strict=True):
        own = read_gold(rows)
        names = [n for n in sorted(own) if is_held_out(n, a.held_out)]
        gold |= {n: own[n] for n in names}
        scored += score_documents(network, names, folder)
    names = sorted(gold)
    start = Thresholds(kind=dict.fromkeys(STAGES, 0.5), nobody=0.6, further=0.4)
    for label, t in (("start", start), ("tuned", tune(scored, gold, start))):
        read = read_all(scored, t)
        print(label, t, f1((gold_tuples(gold[n]), read_tuples(read[n])) for n in names))
        for kind in STAGES:
            pairs = ((gold_tuples(gold[n]), read_tuples(read[n])) for n in names)
            print("  ", kind, f1((of_kind(g, kind), of_kind(r, kind)) for g, r in pairs))
    if a.also:
        more = read_gold(a.also[1])
        read = read_all(score_documents(network, sorted(more), a.also[0]), t)
        print("also", f1((gold_tuples(more[n]), read_tuples(read[n])) for n in more))
    if a.out:
        a.out.write_text(json.dumps(dataclasses.asdict(t), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
