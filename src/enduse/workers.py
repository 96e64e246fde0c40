"""Work spread over the cores: results in the order of the tasks, memory flat, and one dead process no loss to the rest."""

from __future__ import annotations

import dataclasses
import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from enduse.errors import EnduseError

_FEW = 4  # tasks that are sooner done here than other processes have started
_NO_PROCESS = (
    'no further process can be started to work in: let a script begin its work under `if __name__ == "__main__":`, for each '
    "process reads it anew; or ask for one worker, as where memory is short"
)
_AHEAD = 4  # tasks given out for each process before the oldest result is awaited

Task = TypeVar("Task")
Desk = TypeVar("Desk")
Result = TypeVar("Result")


def spread(
    work: Callable[[Desk, Task], Result],
    tasks: Iterable[Task],
    *,
    prepare: Callable[[], Desk],
    workers: int | None = None,
    few: int = _FEW,
) -> Generator[tuple[Task, Result | Exception], None, None]:
    """Do the tasks and yield each with its result, in order; one that fails or kills its process comes with the exception.

    Args:
        work: a function of a module, given what `prepare` made and a task.
        tasks: asked for only a few ahead of the results; where they break off, what with is raised after the results before it.
        prepare: makes what the work needs, once in each process; it can be pickled, and its own failure ends the whole.
        workers: processes; as many as there are cores where None. A few tasks, or one worker, need no further process.
        few: with fewer tasks than this all is done here; 1 where tasks are long, or may kill their process.
    """
    workers = workers if workers is not None else os.cpu_count() or 1
    waiting = _UntilFailure(tasks)
    first = list(itertools.islice(waiting, few))
    if waiting.failure is not None and not first:
        raise waiting.failure
    tasks = itertools.chain(first, waiting)
    if workers > 1 and len(first) == few:
        yield from _in_processes(work, tasks, prepare, workers)
    else:
        desk = prepare()
        for task in tasks:
            yield task, _attempt(work, desk, task)
    if waiting.failure is not None:
        raise waiting.failure


class _UntilFailure(Iterator[Task]):
    """Tasks up to one that cannot be had, as if they ended there; `failure` is why it cannot."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self.failure: Exception | None = None
        self._tasks = iter(tasks)

    def __next__(self) -> Task:
        if self.failure is not None:
            raise StopIteration
        try:
            return next(self._tasks)
        except StopIteration:
            raise
        except Exception as error:  # whatever it is, it is raised after the results before it
            self.failure = error
            raise StopIteration from error


def _in_processes(
    work: Callable[[Desk, Task], Result], tasks: Iterable[Task], prepare: Callable[[], Desk], workers: int
) -> Iterator[tuple[Task, Result | Exception]]:
    waiting = iter(tasks)
    given: deque[tuple[Task, Future[Any]]] = deque()
    pool = _pool(work, prepare, workers)
    first = pool.submit(os.getpid)
    try:
        while True:
            for task in itertools.islice(waiting, workers * _AHEAD - len(given)):
                given.append((task, _give(pool, task)))
            if not given:
                return
            outcome = _result(given[0][1])
            if isinstance(outcome, BrokenProcessPool):  # nobody knows which task killed its process
                if first.exception() is not None:
                    raise EnduseError(_NO_PROCESS)
                pool.shutdown(cancel_futures=True)
                again = [task for task, _ in given]
                given.clear()
                yield from _one_by_one(work, again, prepare)
                pool = _pool(work, prepare, workers)
            else:
                yield given.popleft()[0], outcome
    except (KeyboardInterrupt, GeneratorExit):  # nobody waits for what is at work
        _end(pool)
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _one_by_one(
    work: Callable[[Desk, Task], Result], tasks: Iterable[Task], prepare: Callable[[], Desk]
) -> Iterator[tuple[Task, Result | Exception]]:
    """Do the tasks in one other process, so that one which kills it is known."""
    pool = _pool(work, prepare, 1)
    try:
        for task in tasks:
            outcome = _result(_give(pool, task))
            if isinstance(outcome, BrokenProcessPool):
                pool.shutdown(cancel_futures=True)
                pool = _pool(work, prepare, 1)
            yield task, outcome
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(work: Callable[[Desk, Task], Result], prepare: Callable[[], Desk], workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a copy of a process with threads (the network's, say) may hang, and Windows knows nothing else.
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=spawn, initializer=_settle_in, initargs=(work, prepare))


def _end(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool in the midst of their work; it is safe to be killed over, and may be long."""
    for process in list((pool._processes or {}).values()):
        process.terminate()


def _give(pool: ProcessPoolExecutor, task: Task) -> Future[Any]:
    try:
        return pool.submit(_do, task)
    except BrokenProcessPool as error:
        refused: Future[Any] = Future()
        refused.set_exception(error)
        return refused


def _result(future: Future[Any]) -> Any:
    """What came of a task; a failure to prepare is raised, as no other task would fare better."""
    try:
        outcome = future.result()
    except Exception as error:  # noqa: BLE001  a dead process, or a result that cannot be sent, is this task's outcome
        return error
    if isinstance(outcome, _Unprepared):
        raise outcome.error
    return outcome


def _attempt(work: Callable[[Desk, Task], Result], desk: Desk, task: Task) -> Result | Exception:
    try:
        return work(desk, task)
    except Exception as error:  # noqa: BLE001  one task's failure is its outcome and never sinks the rest
        return error


@dataclasses.dataclass(frozen=True, slots=True)
class _Unprepared:
    error: Exception


class _Here:
    """What a worker process holds: the work, and the desk that it prepares with its first task."""

    work: Callable[[Any, Any], Any]
    prepare: Callable[[], Any]
    desk: Any = None


def _settle_in(work: Callable[[Any, Any], Any], prepare: Callable[[], Any]) -> None:
    _Here.work, _Here.prepare = staticmethod(work), staticmethod(prepare)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which then ends the others
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent cannot end its workers, which would wait for tasks for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(task: Any) -> Any:
    if _Here.desk is None:
        try:
            _Here.desk = _Here.prepare()
        except Exception as error:  # noqa: BLE001  sent to the first process, which raises it
            return _Unprepared(error)
    return _attempt(_Here.work, _Here.desk, task)
