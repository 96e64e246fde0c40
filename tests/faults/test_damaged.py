"""Files that are no longer what was written: told in one line or made anew; never a stack, never a wrong answer."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.fast import slow_but

from enduse.errors import EnduseError, ModelError
from enduse.lists import read_snapshot
from enduse.read import network
from enduse.read.network import Network
from enduse.store import Store

from . import work
from .killing import SEEDS

MODEL = Path(network.__file__).parent / "model"


@pytest.mark.parametrize("file", sorted(path.name for path in MODEL.iterdir() if path.suffix in (".onnx", ".json", ".npz")))
@pytest.mark.parametrize("damage", ["a bit", "cut", "gone"])
def test_a_damaged_network_is_refused_by_its_hash(tmp_path: Path, file: str, damage: str) -> None:
    for path in MODEL.iterdir():
        if path.name != file:
            (tmp_path / path.name).symlink_to(path)
    data = (MODEL / file).read_bytes()
    if damage == "a bit":
        middle = len(data) // 2
        (tmp_path / file).write_bytes(data[:middle] + bytes([data[middle] ^ 0x80]) + data[middle + 1 :])
    elif damage == "cut":
        (tmp_path / file).write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelError, match="install") as refused:
        Network(tmp_path)
    assert file in str(refused.value)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace")
    work.write_reports(folder)
    for fill in (work.read, work.judge, work.update):
        fill(folder, lambda _: None)
    return folder / "enduse.db"


ASKED: dict[str, Callable[[Store], object]] = {
    "documents": lambda store: [document.text for document in store.documents()],
    "statements": lambda store: list(store.statements()),
    "judgements": lambda store: store.judgements(),
    "lists": lambda store: [read_snapshot(store, one).parties for one in store.snapshots()],
}


def answers(database: Path) -> dict[str, object]:
    """What is read, or the error that it is refused with."""
    found: dict[str, object] = {}
    for name, ask in ASKED.items():
        try:
            with Store.open(database, read_only=True) as store:
                found[name] = ask(store)
        except EnduseError as error:
            found[name] = error
    return found


@pytest.mark.slow
def test_a_damaged_workspace_is_told_in_words(tmp_path: Path, workspace: Path) -> None:
    right, data = answers(workspace), workspace.read_bytes()
    refused = 0
    for seed in range(SEEDS * 5):
        dice = random.Random(seed)
        spoilt = bytearray(data)
        for _ in range(3):
            page = dice.randrange(1, len(data) // 4096) * 4096
            spoilt[page : page + 512] = dice.randbytes(512)
        (tmp_path / "enduse.db").write_bytes(spoilt)
        for name, answer in answers(tmp_path / "enduse.db").items():
            if isinstance(answer, EnduseError):
                refused += 1
                assert "\n" not in str(answer), seed
                assert "enduse.db" in str(answer), (seed, str(answer))
            elif name == "lists":
                assert answer == right[name], seed
    assert refused
    assert not list(tmp_path.glob("*-journal"))


def test_a_damaged_copy_of_a_list_is_never_read_as_another(tmp_path: Path, workspace: Path) -> None:
    import sqlite3
    import zlib

    shutil.copy(workspace, tmp_path / "enduse.db")
    with Store.open(tmp_path / "enduse.db", read_only=True) as store:
        first, *_ = store.snapshots("un-sc")
        ((name, text),) = store.snapshot_files(first).items()
    raw = sqlite3.connect(tmp_path / "enduse.db")
    changed = text.replace(b"Number000", b"Number999")
    raw.execute("UPDATE snapshot_files SET data = ? WHERE snapshot = 1 AND name = ?", (zlib.compress(changed), name))
    raw.commit()
    raw.close()
    assert changed != text
    with Store.open(tmp_path / "enduse.db", read_only=True) as store:
        with pytest.raises(EnduseError, match="not the files of its hash"):
            read_snapshot(store, first)
        assert len(read_snapshot(store, store.snapshots("un-sc")[1]).parties) == 2


def spoilt(data: bytes, dice: random.Random) -> bytes:
    """The bytes with a bit changed, cut off, emptied, or in other places."""
    at = dice.randrange(len(data))
    match dice.randrange(8):
        case 0:
            return data[:at]
        case 1:
            return b""
        case 2:
            return bytes(len(data))
        case 3:
            return data[at:] + data[:at] if at else data[:-1]
        case _:
            return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]


@pytest.mark.parametrize("file", slow_but(["card.json"], ["card.json", "thresholds.json", "tokenizer.json", "decisions.onnx"]))
def test_wherever_a_file_of_the_network_is_damaged_it_is_refused_or_the_same(tmp_path: Path, file: str) -> None:
    for path in MODEL.iterdir():
        if path.name != file:
            (tmp_path / path.name).symlink_to(path)
    data, dice = (MODEL / file).read_bytes(), random.Random(file)
    for number in range(SEEDS * 10):
        changed = spoilt(data, dice)
        (tmp_path / file).write_bytes(changed)
        card = card_or_refusal(tmp_path)
        if isinstance(card, str):
            assert "\n" not in card
            assert "install" in card
        else:  # a letter of a blank, or of a name that nothing asks for
            assert file == "card.json", (number, changed[:80])
            assert card == card_or_refusal(MODEL)


def card_or_refusal(folder: Path) -> dict[str, object] | str:
    """What the card says, but for the digests; or why it is not believed."""
    try:
        return {name: value for name, value in network.load_card(folder).items() if name != "sha256"}
    except ModelError as error:
        return str(error)


def test_files_of_the_network_exchanged_are_refused(tmp_path: Path) -> None:
    for path in MODEL.iterdir():
        (tmp_path / path.name).symlink_to(path)
    for one, other in (
        ("decisions.onnx", "tokenizer.json"),
        ("thresholds.json", "card.json"),
        ("card.json", "thresholds.json"),
    ):
        (tmp_path / one).unlink()
        (tmp_path / one).symlink_to(MODEL / other)
        with pytest.raises(ModelError, match="install"):
            Network(tmp_path)
        (tmp_path / one).unlink()
        (tmp_path / one).symlink_to(MODEL / one)
