"""Find the parties of a list that a name may mean, without comparing it with all of them."""

from __future__ import annotations

import dataclasses
import heapq
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import numpy as np

from enduse.errors import InputError
from enduse.names.analysis import LONGEST, prepare
from enduse.names.bounds import Floats
from enduse.names.compare import MATCH, NameScore, score
from enduse.names.prepared import PreparedName
from enduse.names.retrieval import Retriever, word_table
from enduse.names.segment import Segment, build_segment
from enduse.names.weights import WordWeights

_MANIFEST: Final = "index.json"
_FORMAT: Final = 8
#: More pieces than this are made one, so that a query need not ask many.
_MOST_SEGMENTS: Final = 8
#: The most that a row may score is reckoned without what only the comparison sees; so much is left for that.
_MARGIN: Final = 0.06
#: So many names are compared for each party that is wanted.
_DEPTH: Final = 5


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

    def __init__(
        self, segments: list[Segment], *, weights: WordWeights | None = None, tables: list[Floats] | None = None
    ) -> None:
        self._segments = segments
        self._weights = weights
        self._retrievers: list[Retriever] = []
        if tables is not None:
            self._retrievers = [Retriever(s, t) for s, t in zip(segments, tables, strict=True)]

    @classmethod
    def build(cls, names: Iterable[tuple[int, str, str]]) -> NameIndex:
        """Build an index.

        Args:
            names: party number, one of its names, its schema (`enduse.party.Schema`); a party comes once for each name.
        """
        return cls([build_segment(names)])

    def add(self, names: Iterable[tuple[int, str, str]]) -> None:
        """Add names, of new parties or of those that are there."""
        self._segments.append(build_segment(names))
        if len(self._segments) > _MOST_SEGMENTS:
            self._segments = [build_segment(n for s in self._segments for n in s.names())]
        self._weights, self._retrievers = None, []

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
            initials: Counter[str] = Counter()
            parties = 0
            for segment in self._segments:
                counts.update(segment.group_counts())
                initials.update(segment.initials_counts())
                parties += len(np.unique(segment.parties))
            self._weights = WordWeights(counts, parties, initials=initials)
        return self._weights

    def _ready(self) -> list[Retriever]:
        if not self._retrievers:
            weights = self.word_weights
            self._retrievers = [Retriever(segment, word_table(segment, weights)) for segment in self._segments]
        return self._retrievers

    def make_ready(self) -> None:
        """Take out of the index now what every question needs; otherwise the first question does, for a quarter of a second
        with a hundred thousand names."""
        for retriever in self._ready():
            retriever.make_ready()

    def save(self, folder: Path | str) -> None:
        """Write the index; pieces that are there already are not written again, and the old index stands until all is there."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        rows = []
        for retriever in self._ready():
            segment = retriever.segment
            name = segment.digest()
            if not (folder / name / "complete").exists():
                segment.write(folder / name)
                (folder / name / "complete").touch()
            np.save(folder / name / "weights.npy", retriever.table, allow_pickle=False)
            if segment.alive is not None:
                np.save(folder / name / "alive.npy", segment.alive, allow_pickle=False)
            rows.append({"segment": name, "names": len(segment), "removed": segment.alive is not None})
        draft = folder / f"{_MANIFEST}.new"
        manifest = {"format": _FORMAT, "segments": rows, "weights": self.word_weights.as_rows()}
        draft.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
        os.replace(draft, folder / _MANIFEST)

    @classmethod
    def load(cls, folder: Path | str) -> NameIndex:
        """Open a written index: its files are mapped, so that this takes a moment whatever its size.

        Raises:
            InputError: there is no index in the folder, or it was written in another form.
        """
        folder = Path(folder)
        try:
            manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise InputError(f"{folder}: no name index here; build it from the lists") from error
        if manifest.get("format") != _FORMAT:
            raise InputError(f"{folder}: a name index of form {manifest.get('format')}, not {_FORMAT}; build it anew")
        segments, tables = [], []
        for row in manifest["segments"]:
            segment = Segment.open(folder / row["segment"])
            if row["removed"]:
                segment.alive = np.load(folder / row["segment"] / "alive.npy", allow_pickle=False)
            segments.append(segment)
            tables.append(np.load(folder / row["segment"] / "weights.npy", mmap_mode="r", allow_pickle=False).view(np.ndarray))
        return cls(segments, weights=WordWeights.from_rows(manifest["weights"]), tables=tables)

    def candidates(self, text: str, schema: str, limit: int = 20) -> list[int]:
        """The parties that a name may mean, the likeliest first.

        Args:
            text: the name asked about.
            schema: what bears it; a LegalEntity may be a person or a body.
            limit: how many parties at most.
        """
        found: dict[int, None] = {}
        for _, segment, row in self._ranked(prepare(text[:LONGEST], schema), limit * _DEPTH, MATCH - _MARGIN):
            found.setdefault(int(segment.parties[row]))
        return list(found)[:limit]

    def matches(
        self,
        text: str,
        schema: str,
        *,
        limit: int = 20,
        threshold: float = MATCH,
        least_of: Callable[[int], float] | None = None,
    ) -> list[Hit]:
        """The parties of which a name scores the threshold or more, each with its best name, the best first.

        Args:
            text: the name asked about.
            schema: what bears it.
            limit: how many parties at most.
            threshold: the least that a name must score.
            least_of: what a party's name must score, by its number, where not every party may be given from the threshold on;
                names that cannot score it are not compared.
        """
        asked = prepare(text[:LONGEST], schema)
        weights = self.word_weights
        best: dict[int, Hit] = {}
        compared: dict[tuple[str, str], NameScore] = {}  # lists repeat each other's names
        for most, segment, row in self._ranked(asked, limit * _DEPTH, threshold - _MARGIN):
            party = int(segment.parties[row])
            if least_of is not None and most < least_of(party) - _MARGIN:
                continue
            name, kind = segment.text(row), segment.schema(row)
            scored = compared.get((name, kind))
            if scored is None:
                scored = compared[name, kind] = score(asked, prepare(name, kind), weights)
            if scored.score >= threshold and (party not in best or best[party].score.score < scored.score):
                best[party] = Hit(party=party, name=name, score=scored)
        return sorted(best.values(), key=lambda hit: (-hit.score.score, hit.party))[:limit]

    def _ranked(self, asked: PreparedName, limit: int, least: float) -> list[tuple[float, Segment, int]]:
        """Names with the most that they may score, the best first."""
        if not asked.words:
            return []
        of = self.word_weights.of
        weights = [share * of(word) for word, share in zip(asked.words, asked.shares, strict=True)]
        found: list[tuple[float, int, int, Segment]] = []
        for number, retriever in enumerate(self._ready()):
            if len(retriever.segment):
                values, rows = retriever.ask(asked, weights, least)
                found += [(-v, number, r, retriever.segment) for v, r in zip(values.tolist(), rows.tolist(), strict=True)]
        found = heapq.nsmallest(limit, found, key=lambda f: f[:3]) if len(found) > limit else sorted(found, key=lambda f: f[:3])
        return [(-v, segment, row) for v, _, row, segment in found]
