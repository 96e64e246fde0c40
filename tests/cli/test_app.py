"""How every command begins and ends: help, version, wrong usage, a reader that has gone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from enduse.names.readings import romaniser

from .record import write_record
from .run import ENDUSE, enduse, enduse_alone, one_line

COMMANDS = ("read", "transfers", "show", "export", "demo")


def test_version(tmp_path: Path) -> None:
    ran = enduse_alone("--version", cwd=tmp_path)
    used = romaniser()
    told = f"enduse {version('enduse')}{f', {used}' if used else ''}\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, told, "")


def test_help_names_every_command(tmp_path: Path) -> None:
    helped, bare = enduse("--help", cwd=tmp_path), enduse(cwd=tmp_path)
    assert helped.returncode == bare.returncode == 0
    assert helped.stdout.strip() == bare.stdout.strip()
    assert all(re.search(rf"^  {command} ", helped.stdout, re.MULTILINE) for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, tmp_path: Path) -> None:
    ran = enduse(command, "--help", cwd=tmp_path)
    assert ran.returncode == 0
    assert f"Usage: enduse {command}" in ran.stdout


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("reed",), "reed"),
        (("read", "--formt", "csv", "x"), "--formt"),
        (("read",), "FILE"),
        (("transfers", "--format", "xml"), "'xml'"),
        (("transfers", "--since", "spring"), "'spring' is no day"),
        (("read", "x", "--published", "2999-01-01"), "in the future"),
        (("read", "x", "--workers", "0"), "--workers"),
        (("read", "x", "--reader", "model"), "--endpoint URL"),
        (("read", "x", "--reader", "both"), "--endpoint URL"),
        (("show",), "TRANSFER"),
    ],
)
def test_wrong_usage_is_one_line_with_status_2(typed: tuple[str, ...], said: str, tmp_path: Path) -> None:
    told = one_line(enduse(*typed, cwd=tmp_path))
    assert told.startswith("enduse: ")
    assert said in told
    assert "--help`" in told


def test_a_process_ends_with_the_status_and_the_line(tmp_path: Path) -> None:
    assert enduse_alone("reed", cwd=tmp_path) == enduse("reed", cwd=tmp_path)
    assert enduse_alone("transfers", cwd=tmp_path) == enduse("transfers", cwd=tmp_path)


def test_help_loads_no_heavy_library(tmp_path: Path) -> None:
    heavy = ("numpy", "onnxruntime", "sqlalchemy", "trafilatura", "httpx", "rich", "yaml", "lxml")
    code = f"import sys; from enduse.cli.app import run; run(['--help']); sys.exit(any(m in sys.modules for m in {heavy}))"
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False).returncode == 0


def test_a_reader_that_has_gone_ends_it_quietly(tmp_path: Path) -> None:
    record = write_record(tmp_path)
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = subprocess.run(
            [*ENDUSE, "transfers", *record], stdout=writing, stderr=subprocess.PIPE, text=True, cwd=tmp_path, check=False
        )
    finally:
        os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_settings_file_that_is_broken(tmp_path: Path) -> None:
    (tmp_path / "enduse.toml").write_text('databse = "x"\n')
    assert "did you mean database?" in one_line(enduse("transfers", cwd=tmp_path))
