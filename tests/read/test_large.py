"""The large reader: two networks whose scores count together."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from tests.cli.run import enduse, one_line

from enduse.errors import ModelError
from enduse.model import Document
from enduse.read import large
from enduse.read.embedded import EmbeddedReader
from enduse.read.large import LargeNetwork, LargeReader, find_folder, mixed
from enduse.read.network import Scores

needs_weights = pytest.mark.skipif(find_spec(large.PACKAGE) is None, reason="the large reader's network is not installed")
REPORT = (
    "Title: Tehran's drones reach Minsk\nPublished: 2024-03-02\nPublisher: The Courier\n\n"
    "Iran has delivered 40 drones to Belarus, Defence Minister Viktor Khrenin said on Friday. Germany will send Ukraine two "
    "more air-defence systems by the end of the year.\n"
)


def report(text: str = REPORT) -> Document:
    return Document(name="report.txt", text=text, sha256="")


def scores(kind: float, status: tuple[float, float]) -> Scores:
    one = np.array([[kind]], dtype=np.float32)
    return Scores(kind=one, category=one, measure=one, status=np.array([status], dtype=np.float32), certainty=one, roles=one)


def test_scores_count_by_their_share() -> None:
    both = mixed(scores(0.2, (0.9, 0.1)), scores(0.8, (0.3, 0.7)), 0.75)
    assert both.kind[0, 0] == pytest.approx(0.65)
    assert both.status[0] == pytest.approx([0.45, 0.55])


def test_what_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match=r"not installed: .*make large"):
        LargeReader()


def test_the_command_says_what_is_not_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(large, "find_spec", lambda name: None)
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    ran = enduse("read", "report.txt", "--reader", "large", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "make large" in one_line(ran)


@needs_weights
@pytest.mark.slow
def test_it_reads_and_has_a_name_of_its_own() -> None:
    reader = LargeReader()
    told = {(s.supplier, s.recipient, s.status) for s in reader.read(report()).statements}
    assert (("IR",), ("BY",), "delivered") in told
    assert (("DE",), ("UA",), "planned") in told
    assert reader.name.startswith("large ")
    assert reader.name.split()[2] != EmbeddedReader().name.split()[2]
    assert LargeReader(min_score=0.9).name != reader.name
    assert reader.read(report()) == LargeReader().read(report())


@needs_weights
@pytest.mark.slow
def test_it_finds_nothing_where_nothing_is_said() -> None:
    assert LargeReader().read(report("The town's choir sang in the church on Friday.")).statements == ()


@needs_weights
@pytest.mark.slow
@pytest.mark.parametrize("broken", ["card.json", "encoder.onnx", "thresholds.json"])
def test_a_damaged_file_is_refused(broken: str, tmp_path: Path) -> None:
    for path in find_folder().iterdir():
        if path.is_file() and path.name != broken:
            (tmp_path / path.name).symlink_to(path)
    if broken == "card.json":
        card = json.loads((find_folder() / broken).read_text(encoding="utf-8"))
        (tmp_path / broken).write_text(json.dumps({**card, "share": 0.01}), encoding="utf-8")
    else:
        (tmp_path / broken).write_bytes(b"broken")
    with pytest.raises(ModelError, match=broken.replace(".", r"\.")):
        LargeNetwork(tmp_path)
