"""A mapping with a few entries changed, the earlier one left as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


def changed_in(mapping: dict[Key, Value], changes: Mapping[Key, Value | None]) -> dict[Key, Value]:
    """A copy in which each changed entry has its new value, and those whose value is None are gone."""
    after = mapping.copy()
    for key, value in changes.items():
        if value is None:
            after.pop(key, None)
        else:
            after[key] = value
    return after
