"""A process of the bench: it trains a setting's decisions, sets their thresholds, reads, and leaves the run's folder."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from enduse.model import STAGES
from enduse.read.analysis import analyse
from enduse.read.decide import Thresholds
from enduse.read.embedded import EmbeddedReader
from enduse.read.network import Network, Parsed
from enduse.rows import statement_row
from training.frames_alone import BOTH, THRESHOLDS, FramesAlone
from training.frozen import FrozenNetwork, train_decisions
from training.measure import Scored, tune
from training.readings import HELD_OUT, ReadableSet, Report, load_set, read_set
from training.runs import digest_of, write_run
from training.settings import FRAMES, FRAMES_BOTH, TOGETHER, Setting, fold_of
from training.vectors import Encoded, load_encoded

START = Thresholds(kind=dict.fromkeys(STAGES, 0.5), nobody=0.6, further=0.4)
Sets = Mapping[str, Sequence[Report]]
Scores = dict[str, dict[str, Any]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What all settings of a run share; a process of its own is given it whole and loads what it needs."""

    out: Path
    checkpoint: Path
    examples: tuple[Path, ...]
    windows: int
    limit: int | None

    @property
    def model(self) -> Path:
        """The folder of the checkpoint's ONNX files."""
        return self.out / "model"

    def vectors(self, examples: Path) -> Path:
        """Where the word vectors of a list of examples lie."""
        return self.out / "vectors" / f"{examples.stem}.npy"

    def config(self, setting: Setting) -> dict[str, Any]:
        """What tells a setting's run from others."""
        return {
            "setting": dataclasses.asdict(setting),
            "windows": self.windows,
            "checkpoint": digest_of(self.checkpoint),
            "examples": {path.name: self._encoded_from(path) for path in self.examples},
        }

    def _encoded_from(self, examples: Path) -> str:
        about: dict[str, str] = json.loads(self.vectors(examples).with_suffix(".json").read_text(encoding="utf-8"))
        return about["examples"]


class Worker:
    """Runs settings one after the other in a process, with the examples, sets and parses loaded once."""

    def __init__(self, bench: Bench) -> None:
        torch.set_num_threads(1)
        self.bench = bench
        self._variants: list[Encoded] = []
        self._parsed: dict[object, list[Parsed]] = {}
        self._train = load_set("train")
        self._gold = frozenset(self._train.gold)
        self._held, self._dev = (load_set(name, limit=bench.limit) for name in (HELD_OUT, "dev"))

    def run(self, setting: Setting) -> tuple[Scores, Sets]:
        """Train a setting, set its thresholds on the held-out reports, read, and leave its folder."""
        if not self._variants:
            self._variants = [load_encoded(path, self.bench.vectors(path)) for path in self.bench.examples]
        decisions, curve = train_decisions(self._variants, self._gold, setting, windows=self.bench.windows)
        network = FrozenNetwork(self.bench.model, decisions, dropped=setting.dropped, parsed=self._parsed)
        thresholds = tuned(network, self._held)
        sets = (
            [self._held, self._dev] if setting.fold is None else [fold_set(setting.fold, self._train, limit=self.bench.limit)]
        )
        folder = self.bench.out / setting.name
        folder.mkdir(parents=True, exist_ok=True)
        torch.save(decisions.state_dict(), folder / "decisions.pt")
        return self._write(setting, network, thresholds, sets, curve)

    def run_together(self) -> tuple[Scores, Sets]:
        """Read with the checkpoint's own decisions, and leave a folder."""
        network = Network(self.bench.model)
        return self._write(TOGETHER, network, tuned(network, self._held), [self._held, self._dev], [])

    def run_frames(self, setting: Setting) -> tuple[Scores, Sets]:
        """Read with the frames' votes and the lexicon, and leave a folder."""
        thresholds = BOTH if setting == FRAMES_BOTH else THRESHOLDS
        return self._write(setting, FramesAlone(self.bench.model), thresholds, [self._held, self._dev], [])

    def _write(
        self,
        setting: Setting,
        network: Network,
        thresholds: Thresholds,
        sets: Sequence[ReadableSet],
        curve: Sequence[Mapping[str, Any]],
    ) -> tuple[Scores, Sets]:
        reader = EmbeddedReader(network=network, thresholds=thresholds)
        read = {s.name: read_set(s, reader) for s in sets}
        config = self.bench.config(setting) | {"thresholds": dataclasses.asdict(thresholds)}
        return write_run(self.bench.out / setting.name, read, data=sets, config=config, curve=curve), read


def fold_set(number: int, train: ReadableSet, *, limit: int | None) -> ReadableSet:
    """The reports of the gold set that belong to a fold."""
    names = [name for name in sorted(train.gold) if fold_of(name) == number][:limit]
    return train.only(names, called=f"fold {number}")


def tuned(network: Network, held: ReadableSet) -> Thresholds:
    """The thresholds of a network that read the held-out reports best."""
    scored: list[Scored] = []
    for document in held.documents:
        analysis = analyse(document, network)
        scored.append((document.name, analysis, [(i, network.decide(analysis.vectors(i), i)) for i in analysis.inputs()]))
    gold = {name: [statement_row(s) for s in statements] for name, statements in held.gold.items()}
    return tune(scored, gold, START)


_worker: Worker | None = None


def run_setting(bench: Bench, setting: Setting) -> tuple[Scores, Sets]:
    """What a process does with a setting."""
    global _worker  # loaded once a process
    _worker = _worker or Worker(bench)
    if setting in (FRAMES, FRAMES_BOTH):
        return _worker.run_frames(setting)
    return _worker.run_together() if setting == TOGETHER else _worker.run(setting)
