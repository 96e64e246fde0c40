"""`enduse serve` and `enduse keys`, as they are typed."""

from __future__ import annotations

import contextlib
import json
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from .run import ENDUSE, clean_environment, enduse, enduse_alone, one_line, rows

ADDRESS = re.compile(r"Enduse is at (http://\S+)")


class Running:
    """A server in a process of its own: where it is, and what it has said on stderr."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said: list[str] = []
        self._ready = threading.Event()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        assert self._ready.wait(120), self.said
        assert process.poll() is None, self.said
        self.address = ADDRESS.search("".join(self.said))[1]  # type: ignore[index]

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(line)
            if ADDRESS.search(line):
                self._ready.set()
        self._ready.set()

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Stop it as a person or a service manager does; its exit status."""
        self.process.send_signal(number)
        status = self.process.wait(60)
        self._reader.join()
        return status


@contextlib.contextmanager
def serving(folder: Path, *options: str) -> Iterator[Running]:
    process = subprocess.Popen(
        [*ENDUSE, "serve", "--port", "0", *options],
        cwd=folder,
        env=clean_environment(),
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    running = None
    try:
        running = Running(process)
        yield running
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        if running is not None:
            running._reader.join()
        if process.stderr is not None:
            process.stderr.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert enduse("keys", "list", "--database", tmp_path / "enduse.db", cwd=tmp_path).returncode == 0  # makes it
    return tmp_path


def test_a_key_is_shown_once_listed_and_revoked(tmp_path: Path) -> None:
    made = enduse("keys", "create", "Ada", "--scope", "review", cwd=tmp_path)
    assert re.fullmatch(r"enduse_[0-9a-f]{10}_[\w-]{43}\n", made.stdout)
    assert "cannot be shown again" in made.stderr
    as_row = rows(enduse("keys", "create", "Bob", "--days", "7", "--format", "jsonl", cwd=tmp_path))[0]
    assert as_row["key"].startswith("enduse_")
    assert as_row["expires"] > as_row["created"]
    listed = enduse("keys", "list", cwd=tmp_path)
    assert [(row["name"], row["scope"]) for row in rows(listed)] == [("Ada", "review"), ("Bob", "read")]
    assert made.stdout.strip() not in listed.stdout
    (key_id, *_) = (row["id"] for row in rows(listed))
    assert enduse("keys", "revoke", key_id, cwd=tmp_path).returncode == 0
    assert rows(enduse("keys", "list", cwd=tmp_path))[0]["revoked"] is not None
    assert "was revoked before" in one_line(enduse("keys", "revoke", key_id, cwd=tmp_path))
    assert "no key 'x'" in one_line(enduse("keys", "revoke", "x", cwd=tmp_path))
    assert "another name" in one_line(enduse("keys", "create", "Bob", cwd=tmp_path))
    assert "--scope" in one_line(enduse("keys", "create", "Eve", "--scope", "root", cwd=tmp_path))


@pytest.mark.slow
def test_it_serves_and_stops_gracefully(workspace: Path) -> None:
    with serving(workspace, "--log", "json") as server:
        with httpx.Client(base_url=server.address) as client:
            assert client.get("/healthz").json() == {"status": "ok"}
            assert client.get("/readyz").json() == {"status": "ok"}
            assert client.get("/api/v1/audit").json() == {"events": [], "next": None}
            assert client.get("/", headers={"Host": "evil.example"}).status_code == 421
            assert client.get("/api/v1/x?" + "a" * 60_000).status_code == 414
            assert client.post("/match/x", content=b"a" * 5_000_000).status_code == 413
            assert "Server" not in client.get("/healthz").headers
        assert server.stop() == 0
    lines = [json.loads(line) for line in server.said if line.startswith("{")]
    assert [(line["method"], line["path"], line["status"]) for line in lines][:2] == [
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
    ]
    assert all(line["request_id"] for line in lines)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no Ctrl-C for one process")
def test_ctrl_c_ends_it_without_a_complaint(workspace: Path) -> None:
    with serving(workspace, "--quiet") as server:
        httpx.get(f"{server.address}/healthz")
        assert server.stop(signal.SIGINT) == 0
    assert [line for line in server.said if not ADDRESS.search(line)] == []


@pytest.mark.slow
def test_others_are_let_in_only_with_a_key(workspace: Path) -> None:
    for option in (
        ["--host", "0.0.0.0"],
        ["--host", "::"],
        ["--name", "ledger.example"],
        ["--proxy", "10.0.0.1"],
        ["--sign-in"],
    ):
        told = one_line(enduse_alone("serve", "--port", "0", *option, cwd=workspace))
        assert "keys create" in told
        assert "--open-to-all" in told
    key = enduse("keys", "create", "Ada", "--scope", "admin", cwd=workspace).stdout.strip()
    with serving(workspace, "--host", "0.0.0.0") as server:
        address = server.address.replace("0.0.0.0", "127.0.0.1")
        assert httpx.get(f"{address}/healthz").status_code == 200
        assert httpx.get(f"{address}/api/v1/audit").status_code == 401
        assert httpx.get(f"{address}/", headers={"Accept": "text/html"}).status_code == 303
        assert httpx.get(f"{address}/api/v1/audit", params={"api_key": key}).status_code == 200
        enduse("keys", "revoke", key.split("_")[1], cwd=workspace)
        assert httpx.get(f"{address}/api/v1/audit", params={"api_key": key}).status_code == 401
        server.stop()
    assert key not in "".join(server.said)


@pytest.mark.slow
def test_open_to_all_is_open(workspace: Path) -> None:
    with serving(workspace, "--host", "0.0.0.0", "--open-to-all") as server:
        assert httpx.get(f"{server.address.replace('0.0.0.0', '127.0.0.1')}/api/v1/audit").status_code == 200


@pytest.mark.slow
def test_what_keeps_it_from_starting_is_said_in_one_line(workspace: Path) -> None:
    assert "there is no database" in one_line(enduse_alone("serve", "--database", "nowhere.db", cwd=workspace))
    (workspace / "notes.txt").write_text("not a database, but a text of some length", encoding="utf-8")
    assert "not a database of Enduse" in one_line(enduse_alone("serve", "--database", "notes.txt", cwd=workspace))
    assert "no such address" in one_line(enduse_alone("serve", "--host", "nowhere.invalid", "--open-to-all", cwd=workspace))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = one_line(enduse_alone("serve", "--port", port, cwd=workspace))
    assert f"port {port} of 127.0.0.1 is taken" in told
