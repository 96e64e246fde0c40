"""Millions of values stay for as long as the lists and the record do: the search for garbage passes them over."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from typing import Final

#: With fewer entries or names of lists the search for garbage takes no time that counts, and less than to settle.
MANY: Final = 10_000


def settle() -> None:
    """Let go of what is garbage by now, and take all the rest for what stays until this is called again.

    Going through all of it would hold up every request for as long as a second, now and then.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@contextlib.contextmanager
def loading() -> Iterator[None]:
    """Load hundreds of thousands of values, all of which stay, without a search for garbage among them; then all that there is
    is taken for what stays, until something is loaded again.

    A tenth of the time of screening went into going through the lists for garbage.
    """
    was_on = gc.isenabled()
    if gc.get_freeze_count():  # what was loaded before may be garbage by now
        gc.unfreeze()
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
