"""A PostgreSQL server of the tests' own: on a socket in a scratch folder, without a port, thrown away at the end."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from enduse.store import Store

#: Nothing of it has to outlive the machine, and nobody but the tests may reach it.
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "16MB",
    "max_connections": "200",
}
_TEMPLATE = "enduse_template"


class Server:
    """A running server; each database that is asked for is empty and of the newest schema."""

    def __init__(self, folder: Path, user: str) -> None:
        self._folder, self._user = folder, user
        self._numbers = itertools.count(1)
        self._run(f"CREATE DATABASE {_TEMPLATE}")
        Store.open(self._url(_TEMPLATE)).close()

    def create(self) -> str:
        """Make a database; its URL."""
        name = f"enduse_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._run(f"DROP DATABASE {url.partition('?')[0].rpartition('/')[2]} WITH (FORCE)")

    def restart(self, programs: Path) -> None:
        """Stop the server as a crash would, and start it again."""
        data = self._folder / "data"
        restart = ["-m", "immediate", "-w", "-l", self._folder / "log", "restart"]
        _call(_unprivileged(), self._folder, programs / "pg_ctl", "-D", data, *restart)

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://{self._user}@/{name}?host={self._folder}"

    def _run(self, words: str) -> None:
        import psycopg

        with psycopg.connect(host=str(self._folder), user=self._user, dbname="postgres", autocommit=True) as connection:
            connection.execute(words)


def binaries() -> Path | None:
    """The folder of PostgreSQL's programs, None where there are none, or no driver."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return None
    found = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return Path(found).parent if found else installed[-1].parent if installed else None


@contextlib.contextmanager
def running(programs: Path, **settings: str) -> Iterator[Server]:
    """A server for as long as the block lasts, with other settings than those of most tests."""
    user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="enduse-pg-"))
    data = folder / "data"
    started = False
    try:
        if user is not None:
            shutil.chown(folder, user)
        name = user or pwd.getpwuid(os.geteuid()).pw_name
        _call(user, folder, programs / "initdb", "-D", data, "-U", name, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = " ".join(f"-c {key}={value or chr(39) * 2}" for key, value in (_SETTINGS | settings).items())
        start = ["-w", "-l", folder / "log", "-o", f"-k {folder} {options}", "start"]
        _call(user, folder, programs / "pg_ctl", "-D", data, *start)
        started = True
        yield Server(folder, name)
    finally:
        if started:
            _call(user, folder, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> str | None:
    """Who runs it: PostgreSQL does not start as root."""
    return "postgres" if os.geteuid() == 0 else None


def _call(user: str | None, folder: Path, *words: object) -> None:
    command = list(map(str, words))
    done = subprocess.run(command, user=user, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{words[0]}: {done.stdout}{done.stderr}"
