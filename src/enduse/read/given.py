"""Single values as a language model or a person writes them, taken for what they mean or not at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

_MONTH = re.compile(r"\A\d{4}-(?:0[1-9]|1[0-2])\Z")


def choice(value: Any, options: Iterable[str]) -> str | None:
    """The option that was meant: case, spaces, hyphens and a plural do not matter."""
    if not isinstance(value, str):
        return None
    plain = re.sub(r"[\s-]+", "_", value.strip().casefold())
    return next((option for option in options if plain in (option, f"{option}s")), None)


def number(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**15:
        return None
    return int(value)


def day(value: Any, *, last: bool) -> dt.date | None:
    """An ISO day; of a month alone its first or last."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError("a day is a text")
    if not _MONTH.match(value):
        return dt.date.fromisoformat(value)
    first = dt.date.fromisoformat(f"{value}-01")
    return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1) if last else first


def in_one_line(words: str) -> str:
    return " ".join(words.split())
