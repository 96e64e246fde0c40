"""A long campaign against the parsers of outside bytes, outside the suite: `python -m tests.hostile.campaign`.

    python -m tests.hostile.campaign [TARGET ...] [--seconds 60] [--seed 0] [--corpus FOLDER]
    python -m tests.hostile.campaign page-html --guided      # by coverage, where atheris is installed

Prints a line a target: how many inputs were tried and which faults were found, each once by its kind and place, with the bytes
kept in the corpus folder. Exit status 1 where there was one.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
import time
import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path

from .mutation import mutate
from .targets import Target, find_targets
from .web import find_web_targets

#: An input of a few kilobytes that takes longer than this much processor time is a fault of its own.
SLOW = 5.0


def fault_of(target: Target, data: bytes) -> str | None:
    """What went wrong with an input, by kind and place; None where it was read or refused in one line."""
    began = time.process_time()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            target.feed(data)
    except Exception as error:  # noqa: BLE001  whatever escapes is what is looked for
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "enduse" in f.filename] or [None]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames[-1] else "?"
        return f"{type(error).__name__} at {place}: {str(error)[:300]!r}"
    spent = time.process_time() - began
    return f"slow ({spent:.1f} s for {len(data)} bytes)" if spent > SLOW else None


def kind_of(fault: str) -> str:
    """What faults have in common that are one: the error and its place, or the beginning of what a target says of it."""
    error, _, words = re.sub(r"\(.*|\d+ (?=characters)", "", fault).partition(": ")
    return f"{error}: {words[:40]}" if error.endswith("?") else error


def attack(target: Target, *, seconds: float, seed: int, corpus: Path) -> tuple[int, dict[str, bytes]]:
    """Try mutations of the samples for some processor time; how many were tried, and the faults by kind and place."""
    dice, faults, tried = random.Random(f"{target.name} {seed}"), {}, 0
    pool = [*target.samples, *(path.read_bytes() for path in sorted((corpus / target.name).glob("*")))]
    ends = time.process_time() + seconds
    while time.process_time() < ends:
        data = mutate(dice.choice(pool), dice, others=pool)
        tried += 1
        fault = fault_of(target, data)
        if fault is not None and kind_of(fault) not in map(kind_of, faults):
            faults[fault] = data
            keep(corpus / target.name, data)
    return tried, faults


def keep(folder: Path, data: bytes) -> None:
    """Keep an input under the name of its hash."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def main(arguments: Sequence[str] | None = None) -> int:
    """Attack the targets named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.campaign", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("targets", nargs="*", help="beginnings of their names; all where none is given")
    parser.add_argument("--seconds", type=float, default=60.0, help="processor time for each target")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="where inputs are kept that were faults")
    parser.add_argument("--guided", action="store_true", help="by coverage; seconds are those of the clock then")
    options = parser.parse_args(arguments)
    wanted = tuple(options.targets)
    targets = [t for t in [*find_targets(), *find_web_targets()] if not wanted or t.name.startswith(wanted)]
    if not targets:
        parser.error(f"no target begins with {' or '.join(wanted)}")
    if options.guided:
        from .guided import guide

        guide(targets, seconds=options.seconds, seed=options.seed, corpus=options.corpus)
        return 0
    total = found = 0
    for target in targets:
        tried, faults = attack(target, seconds=options.seconds, seed=options.seed, corpus=options.corpus)
        print(f"{target.name}: {tried} tried, {len(faults)} faults", *faults, sep="\n    ", flush=True)
        total, found = total + tried, found + len(faults)
    print(f"{len(targets)} targets, {total} inputs, {found} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
