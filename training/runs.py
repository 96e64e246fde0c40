"""The folder that a run leaves: what was run on what, how well (`scores.json`), and every error (`errors.jsonl`)."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from evaluation.scoring import Counts, Score, score

from training.errors import Error, count_causes, find_errors
from training.places import recall_by_construction
from training.readings import ReadableSet, Report

PACKAGES = ("enduse", "onnxruntime", "numpy", "tokenizers")


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def model_facts(folder: Path) -> dict[str, Any]:
    """What a model folder is: a digest of each file, and the seeds that its card names."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    files = {path.name: digest_of(path) for path in sorted(folder.iterdir()) if path.is_file()}
    return {"sha256": files, "seeds": card.get("seeds", {})}


def learning_curve(log: Path) -> list[dict[str, Any]]:
    """The epochs of a training log: its lines that are JSON objects."""
    lines = log.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def score_row(reports: Sequence[Report], errors: Iterable[Error]) -> dict[str, Any]:
    """All figures of one set: core and full, by kind, by field, by construction, and the errors counted by cause."""
    result: Score = score({r.name: r.gold for r in reports}, {r.name: r.read for r in reports})
    return {
        "documents": result.documents,
        "core": _shares(result.core),
        "full": _shares(result.full),
        "kinds": {kind: _shares(counts) for kind, counts in result.kinds.items()},
        "fields": {field: {"right": c.hits, "of": c.gold, "share": round(c.recall, 4)} for field, c in result.fields.items()},
        "constructions": {
            place: {"read": c.hits, "of": c.gold, "share": round(c.recall, 4)}
            for place, c in recall_by_construction(reports).items()
        },
        "false alarms": result.false_alarms,
        "errors": count_causes(errors),
    }


def _shares(counts: Counts) -> dict[str, float]:
    shares = {"f1": counts.f1, "precision": counts.precision, "recall": counts.recall}
    return {name: round(share, 4) for name, share in shares.items()} | {"read": counts.read, "gold": counts.gold}


def write_run(
    folder: Path,
    sets: Mapping[str, Sequence[Report]],
    *,
    data: Iterable[ReadableSet],
    config: Mapping[str, Any],
    curve: Sequence[Mapping[str, Any]] = (),
) -> dict[str, dict[str, Any]]:
    """Write a run's three files.

    Args:
        folder: where to, made if need be.
        sets: by the name of each set, its reports as read.
        data: the sets, for their digests.
        config: what else tells this run from others: seeds, the model, what was left out.
        curve: the losses of the training, in order.

    Returns:
        the scores by set.
    """
    folder.mkdir(parents=True, exist_ok=True)
    errors = {name: [error for report in reports for error in find_errors(report)] for name, reports in sets.items()}
    scores = {name: score_row(reports, errors[name]) for name, reports in sets.items()}
    about = {
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "data": {s.name: {"digest": s.digest, "reports": len(s.documents)} for s in data},
    }
    _write_json(folder / "config.json", {**config, **about})
    _write_json(folder / "scores.json", {"sets": scores, "learning curve": list(curve)})
    lines = [json.dumps({"set": name, **error.row()}, ensure_ascii=False) for name in errors for error in errors[name]]
    (folder / "errors.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return scores


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def error_table(scores: Mapping[str, Mapping[str, Any]]) -> str:
    """The errors of each set by cause, as a table in plain text."""
    causes = list(next(iter(scores.values()))["errors"])
    width = max(map(len, causes))
    lines = ["".ljust(width) + "".join(name.rjust(10) for name in scores)]
    for cause in causes:
        lines.append(cause.ljust(width) + "".join(str(row["errors"][cause]).rjust(10) for row in scores.values()))
    return "\n".join(lines)
