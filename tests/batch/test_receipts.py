"""A finished run of screening leaves one receipt, which tells what it rests on and what its parts are."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from enduse.store import Store

from ..cli.run import enduse, one_line
from ..un_list import write_un_list
from .builders import write_json_lines

FIRM = {"reference": "S1", "consignee": "Garden Tools GmbH", "date": "2026-03-01"}


def receipts(folder: Path) -> list[dict[str, object]]:
    with Store.open(folder / "enduse.db", read_only=True) as store:
        return list(store.receipts())


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    enduse("lists", "load", write_un_list(tmp_path / "un.xml", {"KPi.001": "Ri Won Ho"}), cwd=tmp_path)
    write_json_lines(tmp_path / "a.jsonl", [FIRM, {"reference": "S2", "consignee": "Ri Won Ho", "date": "2026-03-01"}] * 3)
    return tmp_path


def test_a_run_leaves_one_receipt_however_often_it_is_asked_for(workspace: Path) -> None:
    asked = ("batch", "screen", "a.jsonl", "-o", "out", "--rows", "2", "--workers", "1", "--as-of", "2026-03-02")
    for _ in range(2):
        assert enduse(*asked, cwd=workspace).returncode == 0
    (receipt,) = receipts(workspace)
    one = enduse("screen", "a.jsonl", "--as-of", "2026-03-02", "--workers", "1", cwd=workspace)
    assert one.returncode == 0
    (_, other) = receipts(workspace)
    assert receipt["rests_on"] == other["rests_on"]
    assert receipt["findings"] == other["findings"]
    question = receipt["input"]["asked"]  # type: ignore[index]
    parts = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in (workspace / "out").glob("part-*")}
    assert question["parts"] == parts
    assert len(parts) == 3
    assert (question["asked"], question["batch"]["inputs"][0]["name"]) == (6, "a.jsonl")
    assert enduse("receipt", "verify", cwd=workspace).returncode == 0
    (workspace / "out" / "part-00000-000001.parquet").unlink()
    enduse(*asked, cwd=workspace)
    assert len(receipts(workspace)) == 2  # the same part again is the same run


def test_a_run_of_which_nothing_was_screened_leaves_none(workspace: Path) -> None:
    write_json_lines(workspace / "none.jsonl", [{"reference": "S1"}])
    assert enduse("batch", "screen", "none.jsonl", "-o", "out", "--workers", "1", cwd=workspace).returncode == 2
    assert receipts(workspace) == []


def test_whoever_may_only_read_the_workspace_screens_and_is_told(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from enduse.errors import StoreError

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("enduse.db may not be written")

    monkeypatch.setattr(Store, "append_receipt", refuse)
    ran = enduse("batch", "screen", "a.jsonl", "-o", "out", "--workers", "1", cwd=workspace)
    assert ran.returncode == 0
    assert "no receipt was kept (enduse.db may not be written)" in ran.stderr
    assert json.loads((workspace / "out" / "_manifest.json").read_text(encoding="utf-8"))["asked"] == 6


def test_out_must_be_a_folder(workspace: Path) -> None:
    for out in ("a.jsonl", "a.jsonl/in"):
        assert "give a folder to --out" in one_line(enduse("batch", "screen", "a.jsonl", "-o", out, cwd=workspace))


def test_without_a_workspace_the_sample_is_asked_as_in_screening_a_file(tmp_path: Path) -> None:
    for number, command in enumerate((("batch", "screen", "a.jsonl", "-o", "out"), ("screen", "a.jsonl"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        write_json_lines(folder / "a.jsonl", [FIRM])
        ran = enduse(*command, "--workers", "1", cwd=folder)
        assert ran.returncode == 3
        assert "only the small sample was asked" in ran.stderr
