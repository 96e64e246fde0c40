"""Files of the package that were changed after they were installed are told, whatever they are."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from enduse import installed

from .cli.run import enduse

FILES = {
    "enduse/__init__.py": b"",
    "enduse/lexicon/items.yaml": b"uav: [drone]\n",
    "enduse/read/model/card.json": b"{}",
    "enduse/screen/data/makers.csv": b"maker,aliases\n",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package as an installer leaves it, before any other on the path."""
    rows = ["enduse-9.dist-info/METADATA,,", "enduse/lexicon/__pycache__/a.pyc,,", "../bin/enduse,sha256=AAAA,1"]
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
        hashed = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        rows.append(f"{name},sha256={hashed},{len(data)}")
    (tmp_path / "enduse-9.dist-info").mkdir()
    (tmp_path / "enduse-9.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: enduse\nVersion: 9\n", encoding="utf-8"
    )
    (tmp_path / "enduse-9.dist-info" / "RECORD").write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_a_whole_installation_says_nothing(package: Path) -> None:
    assert installed.changed_files() == []
    assert installed.changed_words() is None


@pytest.mark.parametrize("damage", ["a bit", "cut", "gone", "more"])
def test_a_file_that_is_not_as_installed_is_told(package: Path, tmp_path: Path, damage: str) -> None:
    file = package / "enduse/lexicon/items.yaml"
    data = file.read_bytes()
    match damage:
        case "a bit":
            file.write_bytes(data[:-2] + bytes([data[-2] ^ 1]) + data[-1:])
        case "cut":
            file.write_bytes(data[:5])
        case "more":
            file.write_bytes(data + b"\n")
        case _:
            file.unlink()
    assert installed.changed_files() == ["lexicon/items.yaml"]
    ran = enduse("--version", cwd=tmp_path)
    assert (ran.returncode, ran.stdout.startswith("enduse 9")) == (0, True)
    assert ran.stderr.startswith("enduse: 1 file of Enduse not as installed (lexicon/items.yaml), ")
    (tmp_path / "a.csv").write_text("name\nGarden Tools GmbH\n", encoding="utf-8")
    assert "lexicon/items.yaml" in enduse("screen", "a.csv", "--workers", "1", cwd=tmp_path).stderr.splitlines()[0]


def test_many_are_counted_and_the_network_is_left_to_its_own_hashes(package: Path) -> None:
    for name in FILES:
        (package / name).write_bytes(b"other")
    assert installed.changed_files() == ["__init__.py", "lexicon/items.yaml", "screen/data/makers.csv"]
    assert str(installed.changed_words()).startswith("3 files of Enduse not as installed (__init__.py, ")


def test_where_nothing_was_recorded_there_is_nothing_to_tell(package: Path) -> None:
    (package / "enduse-9.dist-info" / "RECORD").write_text("__editable__.pth,sha256=AAAA,1\n", encoding="utf-8")
    assert installed.changed_files() == []
    (package / "enduse-9.dist-info" / "RECORD").unlink()
    assert installed.changed_files() == []
