"""The schema's version: making a new database, upgrading an older one, and refusing one that is not ours."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from enduse.errors import StoreError

#: The newest migration, so that an up-to-date database is recognised without loading Alembic; a test holds it to the scripts.
HEAD = "0005"
VERSION_TABLE = "enduse_version"


def prepare_schema(engine: sa.Engine, place: str, *, read_only: bool) -> None:
    """Bring the database to the newest schema; leave one that is not ours as it is.

    Raises:
        StoreError: it holds other tables than ours, was written by a newer Enduse, or must be changed and is only read.
    """
    with engine.connect() as connection:
        version = _version(connection, place)
    if version == HEAD:
        return
    if read_only:
        state = "is empty" if version is None else "was written by an older Enduse"
        raise StoreError(
            f"database {place} {state} and is only read here; run `enduse read ... --save` or `enduse lists update` on it "
            "first, or name another with --database"
        )
    with engine.execution_options(writing=True).begin() as connection:
        if _version(connection, place) != HEAD:  # another process may have been faster
            migrate(connection)


def migrate(connection: sa.Connection, revision: str = "head") -> None:
    """Run the migrations up to a revision on a connection, in its transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def known_versions() -> tuple[str, ...]:
    """The schema's versions, oldest first: the names of the migration files up to the first underscore."""
    files = (Path(__file__).parent / "migrations" / "versions").glob("[0-9]*.py")
    return tuple(sorted(file.name.partition("_")[0] for file in files))


def _version(connection: sa.Connection, place: str) -> str | None:
    """The database's version, None where it is empty."""
    tables = sa.inspect(connection).get_table_names()
    if not tables:
        return None
    if VERSION_TABLE not in tables:
        some = ", ".join(sorted(tables)[:3])
        raise StoreError(f"database {place} is not one of Enduse: it holds the tables {some}; name another with --database")
    version = connection.scalar(sa.text(f"SELECT version_num FROM {VERSION_TABLE}"))
    if version is not None and version not in known_versions():
        raise StoreError(
            f"database {place} has the schema {version}, newer than this Enduse's {HEAD}; install a newer Enduse to use it"
        )
    return None if version is None else str(version)
