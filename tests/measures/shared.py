"""Where the real lists lie, if they do: beside the project, in `shared/data/lists`."""

from __future__ import annotations

from pathlib import Path

import pytest

LISTS = Path(__file__).parents[3] / "shared" / "data" / "lists"


def real(name: str) -> Path:
    """The path of a real list, or a skipped test where it is not to be had."""
    path = LISTS / name
    if not path.exists():
        pytest.skip(f"{name} is not beside the project")
    return path
