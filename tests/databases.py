"""The same tests on SQLite and on PostgreSQL: whoever opens a file of the tests opens a database of the server in its place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import postgres

from enduse.store import Store

#: `make check` asks the files alone; the other half of these tests is for `make test` and the build server.
KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.slow))


def both(metafunc: pytest.Metafunc) -> None:
    """Have a test run on each kind of database; one that is marked `sqlite` on files alone.

    The tests of a module run on one kind and then on the other, so that what a module shares is made once for each.
    """
    is_shared = metafunc.definition.get_closest_marker("sqlite") is None
    metafunc.parametrize("database_kind", KINDS if is_shared else KINDS[:1], indirect=True, scope="module")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """The server, started by the first test that needs it."""
    programs = postgres.binaries()
    if programs is None:
        pytest.skip("there is no PostgreSQL on this machine")
    with postgres.running(programs) as server:
        yield server


@pytest.fixture(scope="module", autouse=True)
def database_kind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the tests of a module keep their workspaces."""
    kind: str = getattr(request, "param", "sqlite")
    if kind == "sqlite":
        yield kind
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    urls: dict[str, str] = {}
    opened: Callable[..., Store] = Store.open.__func__  # type: ignore[attr-defined]

    def there(cls: type[Store], place: str | Path, **options: Any) -> Store:
        if "://" in str(place):
            return opened(cls, place, **options)
        key = hashlib.sha256(str(Path(place).absolute()).encode()).hexdigest()
        if key not in urls:
            urls[key] = server.create()
        return opened(cls, urls[key], **options)

    there.__name__ = Store.open.__name__  # by which a store that is sent elsewhere finds it
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setattr(Store, "open", classmethod(there))
        yield kind
    for url in urls.values():
        server.drop(url)
