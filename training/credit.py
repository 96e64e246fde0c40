"""Learn the weights by which a clause is credited: python -m training.credit --reports DIR --gold FILE [--model DIR]."""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from enduse.model import Document, Span
from enduse.read.analysis import Analysis, analyse, sentence_at
from enduse.read.network import Network, load_network
from enduse.read.speech import Speech
from enduse.read.witnesses import Witness, find_witnesses
from training.examples import Row, read_gold
from training.prepare import training_document

Doubles = npt.NDArray[np.float64]
OUT = Path(__file__).resolve().parent.parent / "src" / "enduse" / "read" / "credit.json"
LEAST = 6  # clauses that must bear a mark
NOBODY = 0.35  # weight of a clause without a speaker: most are, and a speaker missed costs more than one too many
RIDGE = 3.0
STEPS = 150
MEMORY = 10  # pairs of steps that the curvature is taken from


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """A clause of the gold: the marks of each witness, and which of them are right."""

    marks: tuple[frozenset[str], ...]
    right: tuple[bool, ...]
    weight: float


def choices(document: Document, analysis: Analysis, rows: Sequence[Row]) -> Iterator[Choice]:
    """The clauses of a report that have a right answer among their witnesses."""
    speech = Speech(analysis, document)
    for row in rows:
        sentence, word = place(analysis, row)
        witnesses = find_witnesses(speech, sentence, word, Span(start=row["span"][0], end=row["span"][1]))
        said = row.get("attribution") or {}
        gold = [said[field].casefold() for field in ("speaker", "organisation") if said.get(field)]
        right = tuple(is_right(witness, gold) for witness in witnesses)
        if any(right):
            yield Choice(tuple(frozenset(w.marks) for w in witnesses), right, 1.0 if gold else NOBODY)


def is_right(witness: Witness, gold: Sequence[str]) -> bool:
    """Whether a witness is who the gold has, by the rule that scores speakers: one name is a part of the other."""
    if witness.said is None or not gold:
        return witness.said is None and not gold
    names = [n.casefold() for n in (witness.said.speaker.name, witness.said.speaker.body) if n]
    return any(name in wanted or wanted in name for name in names for wanted in gold)


def place(analysis: Analysis, row: Row) -> tuple[int, int]:
    """The sentence of a gold statement, and in it the head of its first item (or the word in its middle)."""
    start, end = row["span"]
    item = str((row.get("items") or [{}])[0].get("text") or "")
    found = row["quote"].find(item) if item else -1
    first, last = (start + found, start + found + len(item)) if found >= 0 else (start, end)
    middle = (first + last) // 2
    number = sentence_at(analysis, middle)
    tree = analysis.trees[number]
    words = [i for i, w in enumerate(tree.sentence.words) if w.start < last and first < w.end]
    if not words:
        return number, 0
    if found >= 0:
        return number, tree.head_of(words[0], words[-1])
    return number, min(words, key=lambda i: abs(tree.sentence.words[i].start - middle))


def fit(found: Sequence[Choice]) -> dict[str, float]:
    """A softmax over the witnesses of each clause; any right one will do."""
    counts = Counter(mark for choice in found for mark in frozenset().union(*choice.marks))
    numbers = {mark: i for i, mark in enumerate(sorted(m for m, n in counts.items() if n >= LEAST))}
    rows: list[int] = []
    columns: list[int] = []
    right: list[bool] = []
    starts: list[int] = []
    weights: list[float] = []
    for choice in found:
        starts.append(len(right))
        weights.append(choice.weight)
        for marks, is_good in zip(choice.marks, choice.right, strict=True):
            known = [numbers[mark] for mark in marks if mark in numbers]
            rows.extend([len(right)] * len(known))
            columns.extend(known)
            right.append(is_good)
    loss = _Loss(np.array(rows), np.array(columns), np.array(right, float), np.array(starts), np.array(weights), len(numbers))
    return dict(zip(numbers, _minimum(loss).tolist(), strict=True))


@dataclasses.dataclass(frozen=True, slots=True)
class _Loss:
    rows: Any
    columns: Any
    right: Any
    starts: Any
    weights: Any
    size: int

    def at(self, point: Doubles) -> tuple[float, Doubles]:
        """The loss at some weights and its gradient."""
        clause = np.repeat(np.arange(len(self.starts)), np.diff([*self.starts, len(self.right)]))
        scores = np.bincount(self.rows, point[self.columns], minlength=len(self.right))
        powers = np.exp(scores - np.maximum.reduceat(scores, self.starts)[clause])
        all_, good = np.add.reduceat(powers, self.starts), np.add.reduceat(powers * self.right, self.starts)
        pull = (powers / all_[clause] - powers * self.right / good[clause]) * self.weights[clause]
        gradient = np.bincount(self.columns, pull[self.rows], minlength=self.size) + RIDGE * point
        return float(-(self.weights * np.log(good / all_)).sum() + RIDGE / 2 * (point**2).sum()), gradient


def _minimum(loss: _Loss) -> Doubles:
    """L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5) with a step halved until it helps."""
    point = np.zeros(loss.size)
    value, gradient = loss.at(point)
    pairs: list[tuple[Doubles, Doubles]] = []
    for _ in range(STEPS):
        direction = _direction(gradient, pairs)
        length = 1.0
        after, slope = loss.at(point - direction)
        while after > value - 1e-4 * length * float(gradient @ direction) and length > 1e-6:
            length /= 2
            after, slope = loss.at(point - length * direction)
        step, change = -length * direction, slope - gradient
        if step @ change > 1e-10:
            pairs = [*pairs, (step, change)][-MEMORY:]
        gained, point, value, gradient = value - after, point + step, after, slope
        if gained < 1e-6 * abs(value):
            break
    return point


def _direction(gradient: Doubles, pairs: Sequence[tuple[Doubles, Doubles]]) -> Doubles:
    out, shares = gradient.copy(), list[float]()
    for step, change in reversed(pairs):
        shares.append(float(step @ out / (change @ step)))
        out = out - shares[-1] * change
    last = pairs[-1] if pairs else None
    out = out * (last[0] @ last[1] / (last[1] @ last[1]) if last else 1 / np.linalg.norm(gradient))
    for (step, change), share in zip(pairs, reversed(shares), strict=True):
        out = out + step * (share - change @ out / (change @ step))
    return np.asarray(out)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--reports", type=Path, required=True)
    args.add_argument("--gold", type=Path, required=True)
    args.add_argument(
        "--model", type=Path, nargs="*", default=[], help="networks whose parses are learnt from; else the shipped"
    )
    args.add_argument("--leave-out", action="store_true", help="learn nothing from a fifth of the reports, to measure on")
    args.add_argument("--out", type=Path, default=OUT)
    a = args.parse_args()
    found: list[Choice] = []
    for network in [Network(folder) for folder in a.model] or [load_network()]:
        for name, rows in sorted(read_gold(a.gold).items()):
            if a.leave_out and zlib.crc32(name.encode()) % 5 == 0:
                continue
            text = (a.reports / name).read_bytes().decode()
            publisher = re.search(r"^Publisher: ([^\n]*)", text, re.MULTILINE)
            document = dataclasses.replace(training_document(name, text), publisher=publisher[1].strip() if publisher else None)
            found.extend(choices(document, analyse(document, network), rows))
    weights = {mark: round(weight, 2) for mark, weight in fit(found).items() if abs(weight) >= 0.01}
    a.out.write_text(json.dumps({"weights": weights}, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(found)} clauses, {len(weights)} weights -> {a.out}")


if __name__ == "__main__":
    main()
