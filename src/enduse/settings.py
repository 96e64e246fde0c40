"""What a person can set, in one table. Flags go before the environment, that before `enduse.toml`, that before the default."""

from __future__ import annotations

import dataclasses
import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from enduse.errors import InputError

FILE = "enduse.toml"


@dataclasses.dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table: a name (`ENDUSE_` and the name in capitals is its variable), its default and what it is for.

    The default's type is the setting's; `kind` says it where the default is None. `choices` are all it may be, if it has any.
    """

    name: str
    default: Any
    help: str
    kind: type = str
    choices: tuple[str, ...] = ()
    least: int = 0


TABLE = (
    Setting("database", "enduse.db", "the workspace: a file, or a SQLAlchemy URL"),
    Setting(
        "reader",
        "embedded",
        "who reads: embedded (offline), large (offline, better and slower, installed apart), model (asks the endpoint) or both "
        "(asks it only where the embedded one is in doubt)",
        choices=("embedded", "large", "model", "both"),
    ),
    Setting("endpoint", None, "the OpenAI-compatible endpoint that the readers model and both ask"),
    Setting("model", None, "the name of the model to ask there"),
    Setting("api_key", None, "the key that the endpoint wants"),
    Setting("workers", None, "processes to read with; as many as there are cores where it is not set", kind=int, least=1),
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings in force; `TABLE` says what each is for."""

    database: str
    reader: str
    endpoint: str | None
    model: str | None
    api_key: str | None = dataclasses.field(repr=False)
    workers: int | None


def load_settings(
    flags: Mapping[str, Any] | None = None, *, environ: Mapping[str, str] | None = None, folder: str | Path = "."
) -> Settings:
    """Load the settings.

    Args:
        flags: what was said on the command line, by name; None values were not said.
        environ: the environment, this process's where None; an empty variable counts as not set.
        folder: where `enduse.toml` may be.

    Raises:
        InputError: a value is of the wrong kind, the file is not TOML, or it holds a name that is no setting.
    """
    file = Path(folder) / FILE
    said = {name: value for name, value in (flags or {}).items() if value is not None}
    _refuse_unknown(said, "a flag")
    in_file = _read_file(file)
    variables = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    for setting in TABLE:
        variable = f"ENDUSE_{setting.name.upper()}"
        if setting.name in said:
            values[setting.name] = _checked(setting, said[setting.name], f"--{setting.name.replace('_', '-')}")
        elif variables.get(variable):
            values[setting.name] = _checked(setting, variables[variable], variable)
        elif setting.name in in_file:
            values[setting.name] = _checked(setting, in_file[setting.name], f"{setting.name} in {file}")
        else:
            values[setting.name] = setting.default
    return Settings(**values)


def _read_file(file: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise InputError(f"{file} cannot be read ({error.strerror}); mend or remove it") from error
    except ValueError as error:  # what is not TOML, or not UTF-8
        raise InputError(f"{file} is not TOML: {error}; mend or remove it") from error
    _refuse_unknown(found, str(file))
    return found


def _refuse_unknown(found: Mapping[str, Any], place: str) -> None:
    """A name that is mistyped and silently passed over would leave the default in force unseen."""
    names = [setting.name for setting in TABLE]
    for name in found:
        if name not in names:
            close = difflib.get_close_matches(name, names, n=1)
            hint = f"did you mean {close[0]}?" if close else f"the settings are {', '.join(names)}"
            raise InputError(f"{name!r} in {place} is no setting; {hint}")


def _checked(setting: Setting, value: Any, place: str) -> Any:
    if setting.kind is int:
        return _number(setting, value, place)
    if not isinstance(value, str) or not value:
        raise InputError(f"{place} is {value!r}; give text")
    if setting.choices and value not in setting.choices:
        raise InputError(f"{place} is {value!r}; give one of {', '.join(setting.choices)}")
    return value


def _number(setting: Setting, value: Any, place: str) -> int:
    try:
        number = int(value) if isinstance(value, str) else value
    except ValueError:
        number = None
    if not isinstance(number, int) or isinstance(number, bool) or number < setting.least:
        raise InputError(f"{place} is {value!r}; give a whole number, {setting.least} or more")
    return number
