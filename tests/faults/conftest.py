"""These tests kill processes: that needs signals and forks. Two writers at once are tried on both kinds of databases."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests import databases
from tests.databases import database_kind, postgres_server

__all__ = ["database_kind", "postgres_server"]

NEEDS_FORKS = ("test_killed", "test_postgres", "test_upgrade")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.module.__name__.endswith("test_two_at_once"):
        databases.both(metafunc)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if hasattr(os, "fork"):
        return
    for item in items:
        if item.path.parent == Path(__file__).parent and item.path.stem in NEEDS_FORKS:
            item.add_marker(pytest.mark.skip(reason="nothing can be forked and killed here"))
