"""The figures of the last release (`released.json`), to see what a change has done to them since."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluation.parts import Part

FILE = Path(__file__).parent / "released.json"


@dataclasses.dataclass(frozen=True, slots=True)
class Released:
    """A release's version and, by part, the digest of its data and its figures; no version before the first."""

    version: str | None
    parts: Mapping[str, Mapping[str, Any]]


def load_released(file: Path = FILE) -> Released:
    """The last release's figures; none where there was no release."""
    if not file.is_file():
        return Released(None, {})
    kept = json.loads(file.read_text(encoding="utf-8"))
    return Released(kept["version"], kept["parts"])


def save_released(version: str, parts: Mapping[str, tuple[str, Mapping[str, float]]], file: Path = FILE) -> None:
    """Keep the figures as those of a release."""
    kept = {name: {"data": digest, "figures": dict(figures)} for name, (digest, figures) in parts.items()}
    file.write_text(json.dumps({"version": version, "parts": kept}, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def difference(released: Released, part: Part, figure: str, value: float) -> str:
    """How much more a figure is than at the last release; `-` where it was not measured then, or on other data."""
    then = released.parts.get(part.name, {})
    before = then.get("figures", {}).get(figure)
    if before is None or then.get("data") != part.digest:
        return "-"
    return f"{value - before:+.3f}" if isinstance(value, float) else f"{value - before:+d}"
