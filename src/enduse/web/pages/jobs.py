"""Files that are screened in the background: kept beside the workspace, so that leaving the page or a restart loses nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import json
import logging
import re
import secrets
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from enduse.errors import EnduseError
from enduse.prepared import folder_for
from enduse.screen import ShipmentFile
from enduse.screening import Desk, screen_file
from enduse.store import Store
from enduse.web.pages.answers import as_json

_NAME: Final = re.compile(r"[^\w.-]+")
_OFTEN: Final = 20  # answers between two notes of how far it has come


@dataclasses.dataclass(frozen=True, kw_only=True)
class Job:
    """One file: its name, who gave it when, and how far its screening has come (`state`: running, done, failed, stopped).

    `first_day` and `last_day` are the first and the last of the days that its shipments were asked about.
    """

    id: str
    file: str
    by: str
    began: str
    state: str = "running"
    rows: int = 0
    done: int = 0
    shipments: int = 0
    findings: int = 0
    problems: int = 0
    first_day: str | None = None
    last_day: str | None = None
    receipt: str | None = None
    as_of: str | None = None
    problem: str | None = None

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return 1.0 if self.state == "done" else min(1.0, self.done / self.rows) if self.rows else 0.0


_JOBS: weakref.WeakKeyDictionary[Store, Jobs] = weakref.WeakKeyDictionary()
_LOCK = threading.Lock()


class Jobs:
    """The files given to one workspace."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._folder = folder_for(store.url_or_path).with_suffix(".screened")
        self._running: set[str] = set()
        self._turn = threading.Lock()  # one file at a time: the machine is for those who look at pages, too

    @classmethod
    def of(cls, store: Store) -> Jobs:
        """The jobs of a store, the same for every request."""
        with _LOCK:
            found = _JOBS.get(store)
            if found is None:
                found = _JOBS[store] = cls(store)
            return found

    def give(self, name: str, data: bytes, *, by: str, now: dt.datetime, as_of: dt.date | None) -> Job:
        """Keep a file to be screened."""
        number = f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
        place = self._folder / number
        place.mkdir(parents=True)
        plain = _NAME.sub("_", Path(name).name)[-80:].lstrip(".") or "shipments.csv"
        job = Job(id=number, file=plain, by=by, began=now.isoformat(timespec="seconds"), as_of=str(as_of) if as_of else None)
        (place / plain).write_bytes(data)
        self._note(job)
        return job

    def start(self, job: Job, desk: Desk, *, now: dt.datetime) -> None:
        """Screen a file in the background, from where it was left."""
        self._running.add(job.id)
        threading.Thread(target=self._run, args=(job, desk, now), name=f"screening {job.id}", daemon=True).start()

    def find(self, number: str) -> Job | None:
        """The job of this number; one that was running when the server ended is stopped."""
        if not re.fullmatch(r"[\d]{8}-[\d]{6}-[0-9a-f]{6}", number):
            return None
        is_running = number in self._running  # before its note is read: it may end in between
        try:
            job = Job(**json.loads((self._folder / number / "job.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return dataclasses.replace(job, state="stopped") if job.state == "running" and not is_running else job

    def newest(self, most: int) -> list[Job]:
        """The jobs begun last, the newest first."""
        if not self._folder.is_dir():
            return []
        names = sorted((place.name for place in self._folder.iterdir()), reverse=True)
        return [job for name in names[:most] if (job := self.find(name)) is not None]

    def answers(self, job: Job, start: int = 0, most: int | None = None) -> Iterator[dict[str, Any]]:
        """The answers of a job in order: the shipment, what was found, what could not be read."""
        try:
            with (self._folder / job.id / "answers.jsonl").open(encoding="utf-8") as lines:
                for line in itertools.islice(lines, start, None if most is None else start + most):
                    if line.endswith("\n"):
                        yield json.loads(line)
        except FileNotFoundError:
            return

    def _run(self, job: Job, desk: Desk, now: dt.datetime) -> None:
        try:
            with self._turn:
                job = self._screen(job, desk, now)
        except EnduseError as error:
            job = dataclasses.replace(job, state="failed", problem=str(error))
        except Exception as error:  # a fault of ours must end as words on the page, not as a thread that is gone
            logging.getLogger(__name__).exception("the screening of %s failed", job.file)
            words = f"a fault of Enduse ({type(error).__name__}); please report it"
            job = dataclasses.replace(job, state="failed", problem=words)
        try:
            self._note(job)
        finally:  # only now: whoever asks in between would take it for stopped
            self._running.discard(job.id)

    def _screen(self, job: Job, desk: Desk, now: dt.datetime) -> Job:
        place = self._folder / job.id
        path = place / job.file
        job = self._recounted(job)
        job = dataclasses.replace(
            job, state="running", rows=max((row.last for row in ShipmentFile(path, group=False)), default=0)
        )
        self._note(job)
        with (place / "answers.jsonl").open("a", encoding="utf-8") as out:
            for answer in screen_file(self._store, path, now=now, after=job.done, desk=desk):
                found = answer.screening.findings if answer.screening is not None else ()
                row = {"first": answer.first, "last": answer.last, "shipment": answer.shipment, "findings": found,
                       "rests_on": answer.screening.asked if answer.screening is not None else None,
                       "problems": answer.problems}  # fmt: skip
                out.write(json.dumps(as_json(row), ensure_ascii=False) + "\n")
                job = dataclasses.replace(
                    job, done=answer.last, shipments=job.shipments + 1,
                    findings=job.findings + sum(f.severity != "note" for f in found),
                    problems=job.problems + len(answer.problems),
                )  # fmt: skip
                if answer.screening is not None:
                    job = _with_day(job, str(answer.screening.asked.as_of))
                if job.shipments % _OFTEN == 0:
                    out.flush()
                    self._note(job)
        mine = (r for r in self._store.newest_receipts(20) if r["input"]["asked"].get("file") == job.file)
        receipt = next(mine, None)
        return dataclasses.replace(job, state="done", receipt=receipt["hash"] if receipt is not None else None)

    def _recounted(self, job: Job) -> Job:
        """How far a job has truly come, by the answers that are written out whole; half a line at the end is cut off."""
        path = self._folder / job.id / "answers.jsonl"
        if not path.exists():
            return dataclasses.replace(job, done=0, shipments=0, findings=0, problems=0)
        whole = list(self.answers(job))
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in whole), encoding="utf-8")
        found = sum(f["severity"] != "note" for row in whole for f in row["findings"])
        done, problems = whole[-1]["last"] if whole else 0, sum(len(row["problems"]) for row in whole)
        job = dataclasses.replace(job, done=done, shipments=len(whole), findings=found, problems=problems)
        for row in whole:
            if row["rests_on"] is not None:
                job = _with_day(job, row["rests_on"]["as_of"])
        return job

    def _note(self, job: Job) -> None:
        """Write down how far it is, never half of it."""
        place = self._folder / job.id / "job.json"
        draft = place.with_suffix(".draft")
        draft.write_text(json.dumps(dataclasses.asdict(job)), encoding="utf-8")
        draft.replace(place)


def _with_day(job: Job, day: str) -> Job:
    """A job with another day among those that were asked about (ISO days sort as text)."""
    return dataclasses.replace(job, first_day=min(job.first_day or day, day), last_day=max(job.last_day or day, day))
