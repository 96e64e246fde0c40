"""Find the parties of a list that a name may mean, without comparing it with all of them."""

from __future__ import annotations

import dataclasses
import itertools
import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from enduse.names.analysis import prepare
from enduse.names.compare import COSTS, MATCH, NameScore, score
from enduse.names.prepared import BODY, PreparedName
from enduse.names.segment import Segment, bits_of, build_segment
from enduse.names.weights import WordWeights
from enduse.names.words import Word, word_of

_MANIFEST: Final = "index.json"
_FORMAT: Final = 1
#: More pieces than this are made one, so that a query need not ask many.
_MOST_SEGMENTS: Final = 8


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A name of a party that matches: which party, which of its names, and the score with its reasons."""

    party: int
    name: str
    score: NameScore


class NameIndex:
    """The names of parties, found by words, spellings, sounds, typing errors, initials, acronyms and words joined or split.

    >>> index = NameIndex.build([(1, "Vladimir Putin", "Person"), (2, "Rosoboronexport JSC", "Company")])
    >>> index.candidates("Wladimir Putin", "Person", 5)
    [1]
    """

    def __init__(self, segments: list[Segment]) -> None:
        self._segments = segments
        self._weights: WordWeights | None = None
        self._tables: dict[int, npt.NDArray[np.float32]] = {}

    @classmethod
    def build(cls, names: Iterable[tuple[int, str, str]]) -> NameIndex:
        """Build an index.

        Args:
            names: party number, one of its names, its schema (`enduse.party.Schema`); a party comes once for each.
        """
        return cls([build_segment(names)])

    def add(self, names: Iterable[tuple[int, str, str]]) -> None:
        """Add names, of new parties or of those that are there."""
        self._segments.append(build_segment(names))
        if len(self._segments) > _MOST_SEGMENTS:
            self._segments = [build_segment(n for s in self._segments for n in s.names())]
        self._weights = None
        self._tables.clear()

    def remove(self, parties: Iterable[int]) -> None:
        """Take parties out, with all their names."""
        gone = list(parties)
        for segment in self._segments:
            segment.remove(gone)

    def __len__(self) -> int:
        return sum(len(s) if s.alive is None else int(s.alive.sum()) for s in self._segments)

    @property
    def word_weights(self) -> WordWeights:
        """What each word is worth as evidence, by how many parties bear it."""
        if self._weights is None:
            counts: Counter[str] = Counter()
            parties = 0
            for segment in self._segments:
                counts.update(segment.group_counts())
                parties += len(np.unique(segment.parties))
            self._weights = WordWeights(counts, parties)
        return self._weights

    def save(self, folder: Path | str) -> None:
        """Write the index; pieces that are already there are not written again."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        rows = []
        for segment in self._segments:
            name = segment.digest()
            if not (folder / name / "complete").exists():
                segment.write(folder / name)
                (folder / name / "complete").touch()
            if segment.alive is not None:
                np.save(folder / name / "alive.npy", segment.alive, allow_pickle=False)
            rows.append({"segment": name, "names": len(segment), "removed": segment.alive is not None})
        draft = folder / f"{_MANIFEST}.new"
        draft.write_text(json.dumps({"format": _FORMAT, "segments": rows}, indent=1), encoding="utf-8")
        os.replace(draft, folder / _MANIFEST)

    @classmethod
    def load(cls, folder: Path | str) -> NameIndex:
        """Open a written index: its files are mapped, so that this takes a moment whatever its size.

        Raises:
            FileNotFoundError: there is no index in the folder.
        """
        folder = Path(folder)
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        segments = []
        for row in manifest["segments"]:
            segment = Segment.open(folder / row["segment"])
            if row["removed"]:
                segment.alive = np.load(folder / row["segment"] / "alive.npy", allow_pickle=False)
            segments.append(segment)
        return cls(segments)

    def candidates(self, text: str, schema: str, limit: int = 20) -> list[int]:
        """The parties that a name may mean, the likeliest first.

        Args:
            text: the name asked about.
            schema: what bears it; a LegalEntity may be a person or a body.
            limit: how many parties at most.
        """
        found: dict[int, None] = {}
        for _, segment, row in self._ranked(prepare(text, schema), limit * 3):
            found.setdefault(int(segment.parties[row]))
        return list(found)[:limit]

    def matches(self, text: str, schema: str, *, limit: int = 20, threshold: float = MATCH) -> list[Hit]:
        """The parties of which a name scores the threshold or more, each with its best name, the best first."""
        asked = prepare(text, schema)
        weights = self.word_weights
        best: dict[int, Hit] = {}
        for _, segment, row in self._ranked(asked, limit * 3):
            name = segment.text(row)
            scored = score(asked, prepare(name, segment.schema(row)), weights)
            party = int(segment.parties[row])
            if scored.score >= threshold and (party not in best or best[party].score.score < scored.score):
                best[party] = Hit(party=party, name=name, score=scored)
        return sorted(best.values(), key=lambda hit: (-hit.score.score, hit.party))[:limit]

    def _ranked(self, asked: PreparedName, limit: int) -> list[tuple[float, Segment, int]]:
        """Names with the most that they may score, the best first."""
        found: list[tuple[float, Segment, int]] = []
        for number, segment in enumerate(self._segments):
            values, rows = self._ask(number, segment, asked, limit)
            found += [(v, segment, r) for v, r in zip(values.tolist(), rows.tolist(), strict=True)]
        found.sort(key=lambda f: -f[0])
        return found[:limit]

    def _table(self, number: int, segment: Segment) -> npt.NDArray[np.float32]:
        """The weight of every word of a segment, and nothing for the empty place."""
        table = self._tables.get(number)
        if table is None:
            weights = self.word_weights
            vocabulary = segment.vocabulary
            table = np.zeros(vocabulary.size + 1, dtype=np.float32)
            table[:-1] = [weights.of(word_of(vocabulary.text(n))) for n in range(vocabulary.size)]
            self._tables[number] = table
        return table

    def _ask(
        self, number: int, segment: Segment, asked: PreparedName, limit: int
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
        """The rows of a segment that may match, by the most they may score."""
        nothing = np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.int64)
        if not asked.words or not len(segment):
            return nothing
        weight_of = self.word_weights.of
        weights = [weight_of(w) * s for w, s in zip(asked.words, asked.shares, strict=True)]
        total = sum(weights)
        likeness = np.zeros(segment.vocabulary.size + 1, dtype=np.float32)
        gathered = _gather(segment, asked, weights, likeness)
        if gathered is None:
            return nothing
        rows = gathered[(segment.kinds[gathered] & bits_of(asked)) != 0]
        if segment.alive is not None:
            rows = rows[segment.alive[rows]]
        if not len(rows):
            return nothing
        table = self._table(number, segment)
        words = segment.words[rows]
        worth = table[words] * segment.shares[rows]
        agreed = np.einsum("ij,ij->i", worth, likeness[words])
        left_row = worth.sum(axis=1) - agreed
        left_asked = np.maximum(total - agreed, 0.0)
        costs = COSTS[asked.kind]
        clash = np.minimum(left_row, left_asked)
        values = agreed / (
            agreed + clash * costs.contradiction + (np.maximum(left_row, left_asked) - clash) * costs.omission + 1e-6
        )
        if len(values) > limit:
            top = np.argpartition(-values, limit)[:limit]
            values, rows = values[top], rows[top]
        return values.astype(np.float32), rows.astype(np.int64)


def _gather(
    segment: Segment, asked: PreparedName, weights: list[float], likeness: npt.NDArray[np.float32]
) -> npt.NDArray[np.int32] | None:
    """The rows that share enough to match; sets how alike each word of the vocabulary is to one asked for."""
    runs: list[tuple[int, float, npt.NDArray[np.int32], bool]] = []
    for word, weight in zip(asked.words, weights, strict=True):
        numbers, alike = _spellings(segment, word)
        likeness[numbers] = np.maximum(likeness[numbers], alike)
        size = int((segment.starts[numbers + 1] - segment.starts[numbers]).sum())
        runs.append((size, weight, numbers, bool(len(alike)) and float(alike.max()) > 0.94))
    extra = _joined_and_split(segment, asked)
    if len(extra):
        likeness[extra] = np.maximum(likeness[extra], 0.9)
    runs.sort(key=lambda run: run[0])
    left = sum(weights)
    pieces = [_rows(segment, extra)] if len(extra) else []
    taken = 0.0
    omission = COSTS[asked.kind].omission
    for _, weight, numbers, known in runs:
        # A name that shares only the words that are left cannot reach a match once those taken weigh too much to be missing.
        if pieces and taken * omission > 0.43 * left:
            break
        if len(numbers):
            pieces.append(_rows(segment, numbers))
        if known:
            taken += weight
        left -= weight
    if not pieces:
        return None
    rows = np.concatenate(pieces)
    return np.unique(rows) if len(pieces) > 1 or len(rows) > 1 else rows


def _rows(segment: Segment, numbers: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    starts = segment.starts
    pieces = [segment.postings[starts[n] : starts[n + 1]] for n in numbers.tolist()]
    return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)


def _spellings(segment: Segment, word: Word) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    return segment.vocabulary.spellings(word)


def _joined_and_split(segment: Segment, asked: PreparedName) -> npt.NDArray[np.int32]:
    """Words of the list that are two of the name written together, or parts of one; and an acronym of it all."""
    vocabulary = segment.vocabulary
    forms = asked.forms
    found = [vocabulary.exact(a + b) for a, b in itertools.pairwise(forms) if len(a) + len(b) > 3]
    for form in forms:
        for cut in range(3, len(form) - 2):
            first = vocabulary.exact(form[:cut])
            if len(first):
                second = vocabulary.exact(form[cut:])
                if len(second):
                    found += [first, second]
    if asked.kind == BODY and len(forms) > 2:
        found.append(vocabulary.exact("".join(f[0] for f in forms)))
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int32)
