"""The documentation says what the program does: commands, options, targets, links."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
from pathlib import Path
from types import ModuleType

import pytest
from typer.main import get_command

from enduse.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/*.md")])
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]  # a group, as there are several commands


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def load_writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_cli_docs", ROOT / "scripts" / "write_cli_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def blocks(page: Path) -> list[str]:
    """The commands in a page: the lines of its unlabelled fenced blocks, and what is in backticks."""
    text = page.read_text(encoding="utf-8")
    fenced = [
        line for block in re.findall(r"^```(?:sh)?\n(.*?)^```", text, re.DOTALL | re.MULTILINE) for line in block.splitlines()
    ]
    return fenced + re.findall(r"`((?:enduse|make) [^`]+)`", text)


def test_the_command_line_page_is_current() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert page == load_writer().render(), "run `make docs`"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_on_the_page(command: str) -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    section = page.partition(f"## enduse {command}\n")[2].partition("\n## ")[0]
    for parameter in COMMANDS[command].params:
        for option in parameter.opts:
            assert not option.startswith("-") or re.search(rf"(?m)^  .*{option}\b", section), option


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_that_a_page_shows_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for line in blocks(page):
        words = shlex.split(line, comments=True) if line.startswith(("enduse ", "make ")) else []
        if words[:1] == ["make"]:
            assert {w for w in words[1:] if "=" not in w} <= targets, line
        elif words and words[1] in COMMANDS:
            command, rest = COMMANDS[words[1]], words[2:]
            while rest and rest[0] in getattr(command, "commands", {}):
                command, rest = command.commands[rest[0]], rest[1:]
            known = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} | {"--help"}
            assert {w for w in rest if w.startswith("-") and w != "-"} <= known, line
        elif words:
            assert words[1].startswith("-") or not words[1].islower(), line


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_the_readme_begins_with_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^make \w+", text, re.MULTILINE)[:2] == ["make demo", "make test"]


def test_the_readme_has_a_sample_of_real_output() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    sample = text.partition("<!-- sample: made by `make docs` -->")[2].partition("<!-- end of sample -->")[0]
    for part in ("$ enduse transfers", "From", "IR", "$ enduse show t-", "says ", "independent source"):
        assert part in sample, "run `make docs`"


def test_every_target_is_explained_by_make_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert phony - {"help"} == set(re.findall(r"^make (\w+)", told, re.MULTILINE))


@pytest.mark.parametrize("file", ["requirements.lock", "requirements-dev.lock", "requirements-model.lock"])
def test_locks_pin_everything_by_hash_and_name_no_index(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    pins = re.findall(r"^[\w.\-\[\]]+==[^\n]*\n", text, re.MULTILINE)
    assert len(pins) > 40
    assert all(pin.rstrip().endswith("\\") for pin in pins)
    assert "://" not in text
    assert not re.search(r"^(-i|--\w*index|--find-links)", text, re.MULTILINE)


def test_the_notice_credits_what_the_network_comes_from() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for credited in ("all-MiniLM-L6-v2", "English Web Treebank", "GUM", "Attribution-ShareAlike 4.0", "Attribution 4.0"):
        assert credited in notice
    assert "END OF TERMS AND CONDITIONS" in (ROOT / "LICENSE").read_text(encoding="utf-8")
