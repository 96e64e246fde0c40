"""Data files of the room, read once and checked."""

from __future__ import annotations

import functools
import importlib.resources
from typing import Any

import yaml

from enduse.errors import ListError, excerpt

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@functools.cache
def read_data(name: str) -> dict[str, Any]:
    """A YAML file of the room as a mapping; not to be changed by whoever asks.

    Args:
        name: the file's path below the room, with `/`.

    Raises:
        ListError: It is not YAML, or its top is not a mapping.
    """
    return parse_data(importlib.resources.files(__package__).joinpath(name).read_text(encoding="utf-8"), name)


def parse_data(text: str, name: str, *, plain: bool = False) -> dict[str, Any]:
    """YAML text as a mapping.

    Args:
        text: the text.
        name: what to call it in an error.
        plain: whether every scalar stays the text that it is: a column may be called "No" or "2024".

    Raises:
        ListError: It is not YAML, or its top is not a mapping.
    """
    try:
        if plain and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_PLAIN)):
            raise ListError(f"{name}: repeats a part by *name, which may grow without end; write the part out")
        data = yaml.load(text, Loader=_PLAIN if plain else _LOADER)  # safe loaders, in C where there are
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ListError(f"{name}: not valid YAML ({excerpt(error)}); mend the line it names") from error
    if not isinstance(data, dict):
        raise ListError(f"{name}: the top must be a mapping")
    return data
