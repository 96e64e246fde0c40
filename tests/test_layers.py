"""Arrows point down only: doors, workflow, rooms that do not know each other, and what all stand on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "enduse"
ROOMS = {"read", "ledger", "measures", "screen", "publish", "store"}
#: Each floor may use those below it, and within itself only its own folder or module, but for the workflow's.
FLOORS = (
    {"__main__"},
    {"cli"},
    {"web", "batch"},
    {
        "workflow",
        "desk",
        "record",
        "wanted",
        "page_cache",
        "lists",
        "screening",
        "prepared",
        "access",
        "review",
        "exports",
        "briefs",
        "brief_facts",
    },
    {"settings", "workers", "locks"},
    ROOMS,
    {"names"},
    {"lexicon"},
    {"dates"},
    {"numerals", "shares"},
    {"flat_rows"},
    {"rows", "party_rows"},
    {"party"},
    {"model"},
    {"installed"},
    {"errors", "cutoff"},
    {"signs", "text_encodings", "file_hashes", "memory"},
)
WORKFLOW = FLOORS[3]
#: What only some rooms may know of the world outside.
WALLS = {
    "sqlalchemy": {"store"}, "alembic": {"store"}, "sqlite3": {"store"},
    "onnxruntime": {"read"}, "tokenizers": {"read"}, "trafilatura": {"read"}, "lxml": {"read", "measures"}, "pypdf": {"read"},
    "httpx": {"read", "measures", "cutoff"}, "typer": {"cli"}, "rich": {"cli"},
    "fastapi": {"web"}, "starlette": {"web"}, "uvicorn": {"web", "cli"}, "jinja2": {"web", "publish"}, "mcp": {"web"},
    "altair": {"publish"}, "vl_convert": {"publish"}, "typst": {"publish"}, "prometheus_client": {"web"},
    "opentelemetry": {"web"},
    "pyarrow": {"batch"}, "fsspec": {"batch"}, "pyspark": {"batch"},
}  # fmt: skip


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Everything a module imports, wherever it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor_of(part: str) -> int:
    found = [number for number, floor in enumerate(FLOORS) if part in floor]
    assert found, f"enduse.{part} stands on no floor: give it one here, and in the design"
    return found[0]


def may_import(part: str, other: str) -> bool:
    if part == other or {part, other} <= WORKFLOW:
        return True
    if part == "store":
        return other in {"rows", "model", "errors"}
    return floor_of(part) < floor_of(other)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows_point_down(path: Path) -> None:
    part = part_of(path)
    for name in imports(path):
        first, _, rest = name.partition(".")
        if first in WALLS:
            assert part in WALLS[first], f"{path.name} imports {name}"
        if first == "enduse" and part != "__init__" and rest:
            other = rest.split(".")[0]
            known = (PACKAGE / other).is_dir() or (PACKAGE / f"{other}.py").is_file()
            assert may_import(part, other if known else "workflow"), f"{path.name} imports {name}"


def test_the_rule_refuses_what_it_should() -> None:
    assert may_import("cli", "workflow")
    assert may_import("workflow", "store")
    assert may_import("read", "lexicon")
    for part, other in [("read", "ledger"), ("store", "lexicon"), ("model", "read"), ("workflow", "cli"), ("lexicon", "names")]:
        assert not may_import(part, other), f"{part} may not import {other}"
