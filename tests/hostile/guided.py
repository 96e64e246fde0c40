"""A campaign that is led by coverage: inputs that reach new code are kept and changed further.

Needs atheris beside what the project is developed with (`pip install atheris`: Linux, CPython 3.11 to 3.13). A fault does not
end an attack; a hang of a minute does, and its input is kept as `timeout-...`. A campaign goes on from the corpus that an
earlier one has left.
"""

from __future__ import annotations

import gc
import os
import random
import resource
import sys
import types
from collections.abc import Sequence
from pathlib import Path

from .campaign import fault_of, keep, kind_of
from .mutation import mutate
from .targets import Target

#: What is instrumented: Enduse, and the parsers in Python that it stands on, where the samples have loaded them.
_LED_BY = frozenset("enduse pypdf feedparser openpyxl trafilatura htmldate httpx _strptime email zipfile csv".split())
#: An input of a few kilobytes for which the process grows by more than this much is a fault of its own.
_LARGE_MB = 300


def guide(targets: Sequence[Target], *, seconds: float, seed: int, corpus: Path) -> None:
    """Attack targets one after the other, each for some seconds in a process of its own; it tells runs and coverage.

    Args:
        targets: what to attack.
        seconds: for how long each.
        seed: of its dice.
        corpus: inputs that reach new code are kept in a folder here with the target's name, those that are faults in
            one with the same name and `.faults`.
    """
    import atheris  # type: ignore[import-not-found]  # not one of the project's dependencies

    for target in targets:
        for data in target.samples:
            keep(corpus / target.name, data)
            if not target.name.startswith("api-"):  # threads of a server would be lost on the way to the other process
                fault_of(target, data)  # loads what is loaded when it is first needed
    done = _instrument(atheris, frozenset())
    for target in targets:
        print(f"{target.name}:", flush=True)
        if (process := os.fork()) == 0:
            _attack(atheris, done, target, seconds=seconds, seed=seed, corpus=corpus)
        os.waitpid(process, 0)


def _attack(
    atheris: types.ModuleType, done: frozenset[types.FunctionType], target: Target, *, seconds: float, seed: int, corpus: Path
) -> None:
    """Attack one target; atheris ends the process."""
    folder, faults = corpus / target.name, corpus / f"{target.name}.faults"
    seen: set[str] = set()
    for data in target.samples:
        fault_of(target, data)
    _instrument(atheris, done)

    def one(data: bytes) -> None:
        held = _peak_mb()
        fault = fault_of(target, data)
        if fault is None and (grown := _peak_mb() - held) > _LARGE_MB:
            fault = f"large ({grown} MB for {len(data)} bytes)"
        if fault is not None and (kind := kind_of(fault)) not in seen:
            seen.add(kind)
            keep(faults, data)
            print(f"FAULT {target.name}: {fault}", flush=True)

    def change(data: bytes, most: int, number: int) -> bytes:
        dice = random.Random(number)
        if dice.random() < 0.5:
            return bytes(atheris.Mutate(data, most))
        return mutate(data, dice, others=target.samples)[:most]

    faults.mkdir(parents=True, exist_ok=True)
    flags = [
        f"-max_total_time={seconds:.0f}",
        f"-seed={seed + 1}",
        "-timeout=60",
        "-rss_limit_mb=3000",
        "-max_len=20000",
        "-print_final_stats=1",
        f"-artifact_prefix={faults}/",
    ]
    atheris.Setup([sys.argv[0], str(folder), *flags], one, custom_mutator=change)
    atheris.Fuzz()


def _instrument(atheris: types.ModuleType, done: frozenset[types.FunctionType]) -> frozenset[types.FunctionType]:
    """What matters and is not done yet: the whole of what is loaded would take minutes before the first input."""
    loaded = [f for f in gc.get_objects() if isinstance(f, types.FunctionType)]
    chosen = [f for f in loaded if str(f.__module__).partition(".")[0] in _LED_BY and f not in done]
    for function in chosen:
        atheris.instrument_func(function)
    print(f"{len(chosen)} functions instrumented", flush=True)
    return done.union(chosen)


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
