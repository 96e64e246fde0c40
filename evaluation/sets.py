"""The gold sets: reports with the statements that a careful reader finds in them."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from enduse.model import Statement
from enduse.rows import parse_statement

HERE = Path(__file__).parent / "gold"
#: A working copy may have the sets beside it, with one more that the project does not ship.
BESIDE = Path(__file__).parents[2] / "shared" / "gold"


@dataclasses.dataclass(frozen=True, slots=True)
class GoldSet:
    """A set by name: a folder of reports and the file of their statements; `held` takes only those that were never learnt."""

    name: str
    folder: Path
    statements: Path
    held: bool = False

    @property
    def reports(self) -> list[Path]:
        """The reports, by name."""
        return sorted(path for path in self.folder.glob("*.txt") if self.has(path.name))

    def has(self, name: str) -> bool:
        """Whether a report is of this set; the tenth of the training reports that is held back is told by its name."""
        return not self.held or zlib.crc32(name.encode()) % 10 == 0

    def digest(self) -> str:
        """Twelve digits that change with any report or statement of the set."""
        total = hashlib.sha256(self.statements.read_bytes())
        for path in self.reports:
            total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return total.hexdigest()[:12]

    def gold(self) -> dict[str, list[Statement]]:
        """The statements of every document, none for a near-miss; each checked against the text.

        Raises:
            StatementError: a line of the set breaks the schema or its span is not its quote.
        """
        gold: dict[str, list[Statement]] = {}
        texts: dict[str, str] = {}
        for line in self.statements.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            name = row["doc"]
            if not self.has(name):
                continue
            found = gold.setdefault(name, [])
            if row.get("kind") is not None:
                if name not in texts:
                    texts[name] = (self.folder / name).read_bytes().decode("utf-8")
                found.append(parse_statement(row, texts[name]))
        return gold


def find_sets(*, beside: Path = BESIDE, here: Path = HERE) -> Iterator[GoldSet]:
    """The sets that are there: `dev`, `passages`, `train` and its part `held` always, `seeds` (real pages) where beside."""
    for name in ("dev", "passages", "seeds", "train"):
        for root in (beside, here):
            if (root / name).is_dir() and (root / f"{name}.gold.jsonl").is_file():
                yield GoldSet(name, root / name, root / f"{name}.gold.jsonl")
                if name == "train":
                    yield GoldSet("held", root / name, root / f"{name}.gold.jsonl", held=True)
                break
