"""Read Universal Dependencies treebanks (CoNLL-U, https://universaldependencies.org/format.html)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One parsed sentence: parallel lists, heads counted from 1 with 0 for the root."""

    words: list[str]
    tags: list[str]
    heads: list[int]
    labels: list[str]
    starts_document: bool


def read_treebank(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; multiword and empty tokens are passed over."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().splitlines()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            yield Sentence(
                words=[row[1] for row in rows],
                tags=[row[3] for row in rows],
                heads=[int(row[6]) for row in rows],
                labels=[row[7] for row in rows],
                starts_document=any(line.startswith("# newdoc") for line in lines),
            )
