"""Settings: what goes before what, and loud words about bad values."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from enduse.errors import InputError
from enduse.settings import TABLE, Settings, load_settings


def load(folder: Path, toml: str | None = None, flags: dict[str, Any] | None = None, **environ: str) -> Settings:
    if toml is not None:
        (folder / "enduse.toml").write_text(toml, encoding="utf-8")
    return load_settings(flags, environ=environ, folder=folder)


def test_flags_go_before_the_environment_before_the_file_before_the_default(tmp_path: Path) -> None:
    assert load(tmp_path).database == "enduse.db"
    assert load(tmp_path, 'database = "file.db"').database == "file.db"
    assert load(tmp_path, ENDUSE_DATABASE="variable.db").database == "variable.db"
    assert load(tmp_path, flags={"database": "flag.db"}, ENDUSE_DATABASE="variable.db").database == "flag.db"
    assert load(tmp_path, flags={"database": None}, ENDUSE_DATABASE="").database == "file.db"


def test_numbers_are_numbers_wherever_they_come_from(tmp_path: Path) -> None:
    assert load(tmp_path).workers is None
    assert load(tmp_path, "workers = 3").workers == 3
    assert load(tmp_path, ENDUSE_WORKERS="4").workers == 4
    assert load(tmp_path, flags={"workers": 5}).workers == 5


@pytest.mark.parametrize(
    ("toml", "environ", "words"),
    [
        ("workers = 0", {}, ["workers in", "enduse.toml", "is 0", "1 or more"]),
        ("workers = true", {}, ["is True", "a whole number"]),
        ("workers = 1.5", {}, ["is 1.5", "a whole number"]),
        ("database = 3", {}, ["database in", "is 3", "give text"]),
        ('database = ""', {}, ["is ''", "give text"]),
        ('databse = "x.db"', {}, ["'databse' in", "did you mean database?"]),
        ("colour = 1", {}, ["'colour' in", "the settings are database,"]),
        ("database = ", {}, ["enduse.toml is not TOML", "mend or remove it"]),
        (None, {"ENDUSE_WORKERS": "many"}, ["ENDUSE_WORKERS is 'many'", "a whole number"]),
        (None, {"ENDUSE_READER": "oracle"}, ["ENDUSE_READER is 'oracle'", "embedded, large, model"]),
    ],
)
def test_a_bad_value_is_an_error_in_one_line(
    tmp_path: Path, toml: str | None, environ: dict[str, str], words: list[str]
) -> None:
    with pytest.raises(InputError) as error:
        load(tmp_path, toml, **environ)
    assert "\n" not in str(error.value)
    assert all(word in str(error.value) for word in words)


def test_a_file_that_is_not_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "enduse.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="is not TOML"):
        load(tmp_path)


def test_an_unknown_flag_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="did you mean workers"):
        load(tmp_path, flags={"worker": 3})


def test_the_table_is_what_is_loaded_and_every_row_says_what_for(tmp_path: Path) -> None:
    assert [setting.name for setting in TABLE] == [field.name for field in dataclasses.fields(Settings)]
    assert all(setting.help for setting in TABLE)


def test_a_key_is_not_printed(tmp_path: Path) -> None:
    assert "hush" not in repr(load(tmp_path, ENDUSE_API_KEY="hush"))
