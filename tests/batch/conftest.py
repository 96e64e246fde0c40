"""The readers of the tests can be imported, here and in other processes; without pyarrow there is nothing to test."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyarrow")


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1]))
