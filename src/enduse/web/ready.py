"""The lists made ready to be asked, shared by all requests, and exchanged as a whole when the lists have changed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import os
import threading
import time
from pathlib import Path
from typing import Final

from enduse.lists import snapshots_as_of
from enduse.memory import settle
from enduse.screen import Screener
from enduse.screening import open_screener
from enduse.store import Store

#: While new lists are made ready those before are asked; so long, in seconds, does a request wait for the new ones.
PATIENCE: Final = 2.0
#: So often, in seconds, is the workspace asked whether its lists have changed where its files do not tell.
LOOK: Final = 2.0
#: So many sets of former lists stay ready besides.
PAST: Final = 2

Copies = tuple[tuple[str, str], ...]


@dataclasses.dataclass(frozen=True, eq=False)
class Ready:
    """One screener and the copies of lists that it was made of; a value that never changes, so that no answer mixes two."""

    copies: Copies
    screener: Screener

    @property
    def version(self) -> str:
        """What names this state of the lists in an ETag."""
        return "-".join(sha[:8] for _, sha in self.copies) or "sample"


class ReadyLists:
    """Keeps the screener of the workspace's present lists."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ready: Ready | None = None
        self._lock = threading.Lock()
        self._making: threading.Thread | None = None
        self._began = 0.0
        self._failed: Copies | None = None
        self._mark: tuple[tuple[int, int], ...] = ()
        self._looked = 0.0
        self._past: dict[Copies, Screener] = {}
        self._looking_back = threading.Lock()

    def at_once(self) -> Ready | None:
        """The lists where they are ready and known to be the present ones; None where somebody has to look."""
        is_late = self._making is not None and time.monotonic() - self._began > PATIENCE
        if self._ready is not None and (is_late or (self._making is None and self._is_fresh())):
            return self._ready
        return None

    def get(self) -> Ready:
        """The lists of the workspace: made ready where they are not, which may take long the first time.

        Raises:
            EnduseError: there is no list to answer from, for those of the workspace cannot be read.
        """
        found = self.at_once()
        if found is not None:
            return found
        mark, looked = self._file_mark(), time.monotonic()
        copies = self._copies()
        with self._lock:
            if self._ready is None:
                self._ready = self._make()
            elif copies not in (self._ready.copies, self._failed) and self._making is None:
                self._making = threading.Thread(target=self._exchange, args=(copies,), daemon=True)
                self._began = looked
                self._making.start()
            making, self._mark, self._looked = self._making, mark, looked
        if making is not None:
            making.join(max(0.0, self._began + PATIENCE - time.monotonic()))
        return self._ready

    def as_of(self, day: dt.date | None) -> Screener:
        """The lists that stood on a day, the present ones where it is None; those of the last few days asked about are kept."""
        ready = self.get()
        copies = self._copies(day) if day is not None else ready.copies
        if copies == ready.copies:
            return ready.screener
        with self._looking_back:
            if copies not in self._past:
                while len(self._past) >= PAST:
                    del self._past[next(iter(self._past))]
                self._past[copies] = open_screener(self._store, as_of=day)
            return self._past[copies]

    def wait(self) -> Ready:
        """The lists of the workspace as they are now, however long it takes."""
        self._looked = 0.0
        self._mark = ()
        self._failed = None
        self.get()
        making = self._making
        if making is not None:
            making.join()
        assert self._ready is not None
        return self._ready

    def _exchange(self, copies: Copies) -> None:
        try:
            self._ready = self._make()
            settle()
        except Exception as error:  # noqa: BLE001 -- the lists that stand go on answering, whatever the new ones are like
            self._failed = copies
            logging.getLogger(__name__).error("the changed lists cannot be made ready (%s); those before stay in use", error)
        finally:
            self._making = None

    def _make(self) -> Ready:
        screener = open_screener(self._store)
        return Ready(
            copies=tuple((asked.name, asked.sha256 or "") for asked in screener.lists if asked.sha256), screener=screener
        )

    def _copies(self, day: dt.date | None = None) -> Copies:
        return tuple((snapshot.list, snapshot.sha256) for snapshot in snapshots_as_of(self._store, day))

    def _is_fresh(self) -> bool:
        return time.monotonic() - self._looked < LOOK and self._file_mark() == self._mark

    def _file_mark(self) -> tuple[tuple[int, int], ...]:
        """The state of the workspace's files, nothing where it is on a server: a change shows without asking."""
        text = str(self._store.url_or_path)
        if "://" in text:
            return ()
        marks = []
        for name in (text, f"{text}-wal"):
            try:
                state = os.stat(Path(name))
                marks.append((state.st_mtime_ns, state.st_size))
            except OSError:
                marks.append((0, 0))
        return tuple(marks)
