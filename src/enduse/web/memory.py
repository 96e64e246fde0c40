"""Millions of values stay for as long as the lists and the record do: the search for garbage passes them over."""

from __future__ import annotations

import gc


def settle() -> None:
    """Let go of what is garbage by now, and take all the rest for what stays until this is called again.

    Going through all of it would hold up every request for as long as a second, now and then.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
