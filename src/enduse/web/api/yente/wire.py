"""The data file of this room, read once."""

from __future__ import annotations

import functools
import importlib.resources
from typing import Any

import yaml


@functools.cache
def wire() -> dict[str, Any]:
    """How our nouns are told in the vocabulary of the field (`wire.yaml`); not to be changed by whoever asks."""
    text = importlib.resources.files(__package__).joinpath("wire.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
