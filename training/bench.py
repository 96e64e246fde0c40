"""Train and score the decisions in many settings: python -m training.bench --help.

The encoder of the checkpoint stays as it is: every window of the prepared examples is encoded once, and only the decisions
learn, anew for each setting, on the same number of windows. That takes a minute a setting on one core instead of an hour.

`--run ablations` (the default) compares settings on the held-out reports, which neither encoder nor decisions ever learn
from, and reports `dev` beside them; thresholds are set on the held-out reports for each setting alike. `--run folds` leaves
out a fifth of the gold set after the other and reads it. MIND: the encoder of a checkpoint has learnt from all reports but
the held-out ones, so it knows the folds, and their figures are OPTIMISTIC. They are honest only with `--full`, which trains
the whole network anew for each fold from the parser's checkpoint and takes hours.

Each setting leaves a folder under RUN as `training.score` does, and RUN/table.md holds one line for each.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import multiprocessing
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from enduse.read.embedded import EmbeddedReader
from enduse.read.network import Network
from training.export import export_checkpoint
from training.full import train_without
from training.readings import HELD_OUT, load_set, read_set
from training.runs import digest_of, error_table, write_run
from training.settings import ABLATIONS, FIVE_FOLDS, FRAMES, FRAMES_BOTH, TOGETHER, Setting
from training.vectors import load_encoder, write_vectors
from training.worker import Bench, Scores, Sets, fold_set, run_setting, tuned


def run_settings(bench: Bench, settings: Iterable[Setting], *, jobs: int) -> dict[Setting, tuple[Scores, Sets]]:
    """Run settings side by side, each printed as it ends."""
    done = {}
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(jobs, mp_context=context) as pool:
        waiting = {pool.submit(run_setting, bench, setting): setting for setting in settings}
        for future in concurrent.futures.as_completed(waiting):
            setting = waiting[future]
            done[setting] = future.result()
            print(table({setting: done[setting][0]}).splitlines()[-1], flush=True)
    return {setting: done[setting] for setting in waiting.values()}


def table(scores: Mapping[Setting, Mapping[str, Mapping[str, Any]]]) -> str:
    """One line a setting in Markdown: core figures of each set, then full F1."""
    names = list(next(iter(scores.values())))
    head = ["what", *(f"{name}: {figure}" for name in names for figure in ("core F1", "precision", "recall", "full F1"))]
    lines = [head, ["---"] * len(head)]
    for setting, sets in scores.items():
        cells = [
            f"{v:.3f}" for s in sets.values() for v in (*(s["core"][k] for k in ("f1", "precision", "recall")), s["full"]["f1"])
        ]
        lines.append([setting.says, *cells])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def pool_folds(bench: Bench, read: Iterable[Sets], *, called: str, config: Mapping[str, Any]) -> None:
    """Score the reports of all folds together and print their errors."""
    reports = [report for sets in read for own in sets.values() for report in own]
    scores = write_run(bench.out / called, {called: reports}, data=[load_set("train")], config=config)
    core = scores[called]["core"]
    print(f"{called}: core P {core['precision']:.3f} R {core['recall']:.3f} F1 {core['f1']:.3f}, {len(reports)} reports")
    print(error_table(scores))


def main(arguments: Sequence[str] | None = None) -> None:
    """Encode what is not encoded yet, then run."""
    parser = argparse.ArgumentParser(
        prog="python -m training.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--checkpoint", type=Path, required=True, help="of training.train; with --full, of training.parse")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--examples", type=Path, nargs="+", required=True, help="lists of variants, the plain text first")
    parser.add_argument("--out", type=Path, required=True, metavar="RUN")
    parser.add_argument("--run", choices=("ablations", "folds"), default="ablations")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these settings")
    parser.add_argument("--windows", type=int, default=8000, help="windows that each setting learns from")
    parser.add_argument("--jobs", type=int, default=2, help="settings run side by side")
    parser.add_argument("--limit", type=int, help="read only the first so many reports of each set")
    parser.add_argument("--full", action="store_true", help="train everything for each fold: hours")
    parser.add_argument("--treebank", type=Path, help="for --full")
    parser.add_argument("--epochs", type=int, default=9, help="for --full")
    a = parser.parse_args(arguments)
    bench = Bench(out=a.out, checkpoint=a.checkpoint, examples=tuple(a.examples), windows=a.windows, limit=a.limit)
    if a.full:
        if a.treebank is None:
            parser.error("--full needs --treebank")
        _run_full(bench, a)
        return
    _encode(bench, a.base)
    chosen = [TOGETHER, *ABLATIONS, FRAMES, FRAMES_BOTH] if a.run == "ablations" else [*FIVE_FOLDS]
    done = run_settings(bench, [s for s in chosen if not a.only or s.name in a.only], jobs=a.jobs)
    (a.out / "table.md").write_text(table({s: scores for s, (scores, _) in done.items()}) + "\n", encoding="utf-8")
    if a.run == "folds":
        print("optimistic: the encoder has learnt from these reports (see --full)")
        pool_folds(bench, [read for _, read in done.values()], called="folds", config={"encoder": "learnt from all folds"})


def _run_full(bench: Bench, a: argparse.Namespace) -> None:
    """Five trainings one after the other, each scored on the reports that it never saw."""
    train, held = load_set("train"), load_set(HELD_OUT)
    read: list[Sets] = []
    for setting in FIVE_FOLDS:
        folder = bench.out / f"full-{setting.name}"
        model = train_without(
            setting,
            train.gold,
            bench.examples,
            checkpoint=bench.checkpoint,
            base=a.base,
            treebank=a.treebank,
            epochs=a.epochs,
            out=folder,
        )
        network = Network(model, threads=2)
        left_out = fold_set(setting.fold or 0, train, limit=bench.limit)
        read.append({left_out.name: read_set(left_out, EmbeddedReader(network=network, thresholds=tuned(network, held)))})
    pool_folds(bench, read, called="full-folds", config={"encoder": "trained anew for each fold", "epochs": a.epochs})


def _encode(bench: Bench, base: Path) -> None:
    if not (bench.model / "card.json").exists():
        export_checkpoint(bench.checkpoint, base, bench.model)
    encoder, digest = load_encoder(bench.checkpoint, base), digest_of(bench.checkpoint)
    (bench.out / "vectors").mkdir(parents=True, exist_ok=True)
    for path in bench.examples:
        write_vectors(path, encoder, digest, bench.vectors(path))


if __name__ == "__main__":
    main()
