"""A table of which a changed copy costs by the change, and the earlier state stays as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

_GONE: Final = object()
#: A layer is put into the one below it once it has an eighth of its entries: so there are few layers, and each entry is
#: copied a few times in all, however many changes there are (a log-structured merge, in memory).
_EIGHTH: Final = 8


class Table(Mapping[Key, Value]):
    """A mapping that never changes: a changed one is another, which shares what is the same with it."""

    __slots__ = ("_count", "_layers")

    def __init__(self) -> None:
        self._layers: tuple[dict[Key, Any], ...] = ()
        self._count = 0

    def changed(self, changes: Mapping[Key, Value | None]) -> Table[Key, Value]:
        """The table with a new value for each changed entry, and without those whose value is None."""
        if not changes:
            return self
        after = type(self)()
        after._count = self._count + sum((value is not None) - (key in self) for key, value in changes.items())
        layers = [{key: _GONE if value is None else value for key, value in changes.items()}, *self._layers]
        while len(layers) > 1 and _EIGHTH * len(layers[0]) >= len(layers[1]):
            layers[:2] = [layers[1] | layers[0]]
        if len(layers) == 1:
            layers[0] = {key: value for key, value in layers[0].items() if value is not _GONE}
        after._layers = tuple(layers)
        return after

    def get(self, key: Key, default: Any = None) -> Any:
        """The value of an entry, else the default."""
        for layer in self._layers:
            if (value := layer.get(key)) is not None:
                return default if value is _GONE else value
        return default

    def __getitem__(self, key: Key) -> Value:
        if (value := self.get(key)) is None:
            raise KeyError(key)
        return value  # type: ignore[no-any-return]

    def __contains__(self, key: object) -> bool:
        return self.get(key) is not None  # type: ignore[arg-type]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Key]:
        seen: set[Key] = set()
        for layer in self._layers:
            yield from (key for key, value in layer.items() if value is not _GONE and key not in seen)
            if layer is not self._layers[-1]:
                seen.update(layer)
