"""Work over processes: in order, flat, and no task sinks another."""

from __future__ import annotations

import functools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from tests.fast import slow_but

from enduse.workers import spread

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))


@pytest.mark.parametrize("workers", slow_but([1, 2], [1, 2, 3]))
@pytest.mark.parametrize("number", [0, 1, 3, 4, 50])
def test_results_come_in_the_order_of_the_tasks(workers: int, number: int) -> None:
    import worktasks

    got = list(spread(worktasks.work, range(number), prepare=functools.partial(str, "w"), workers=workers))
    assert got == [(task, f"w{task}") for task in range(number)]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("number", [0, 2, 50])
def test_tasks_that_break_off_give_the_results_before_that(workers: int, number: int) -> None:
    import worktasks

    def breaking() -> Iterator[int]:
        yield from range(number)
        raise OSError("no more")

    got = []
    with pytest.raises(OSError, match="no more"):  # noqa: PT012  what came before is kept
        for each in spread(worktasks.work, breaking(), prepare=functools.partial(str, "w"), workers=workers):
            got.append(each)
    assert got == [(task, f"w{task}") for task in range(number)]


def test_one_task_needs_no_other_process_and_a_hundred_get_them() -> None:
    import worktasks

    assert [pid for _, pid in spread(worktasks.pid, [1], prepare=str)] == [os.getpid()]
    pids = {pid for _, pid in spread(worktasks.pid, range(100), prepare=str, workers=2)}
    assert os.getpid() not in pids
    assert len(pids) == 2


@pytest.mark.parametrize("workers", [1, 2])
def test_a_task_that_fails_comes_with_its_error(workers: int) -> None:
    import worktasks

    got = dict(spread(worktasks.fail_at_three, range(20), prepare=str, workers=workers))
    assert isinstance(got.pop(3), ValueError)
    assert got == {task: task for task in range(20) if task != 3}


def test_a_task_that_kills_its_process_is_lost_alone() -> None:
    import worktasks

    got = list(spread(worktasks.die_at_seven_and_nine, range(40), prepare=str, workers=2))
    assert [task for task, _ in got] == list(range(40))
    assert [task for task, result in got if isinstance(result, BrokenProcessPool)] == [7, 9]
    assert all(result == task for task, result in got if task not in (7, 9))


@pytest.mark.parametrize("workers", [1, 2])
def test_only_a_few_tasks_are_asked_for_ahead(workers: int) -> None:
    import worktasks

    asked = 0

    def tasks() -> Iterator[int]:
        nonlocal asked
        for task in range(200):
            asked += 1
            yield task

    done = 0
    for _ in spread(worktasks.work, tasks(), prepare=str, workers=workers):
        done += 1
        assert asked - done <= 4 * workers
    assert done == 200


@pytest.mark.parametrize("workers", [1, 2])
def test_what_cannot_be_prepared_ends_the_whole(workers: int) -> None:
    import worktasks

    with pytest.raises(OSError, match="no model"):
        list(spread(worktasks.work, range(20), prepare=worktasks.cannot_prepare, workers=workers))


def start_program(*, pids: Path) -> subprocess.Popen[str]:
    program = "import worktasks, sys; worktasks.main(sys.argv[1])"
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    return subprocess.Popen(
        [sys.executable, "-c", program, str(pids)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip


def is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_until_gone(pids: Path) -> bool:
    workers = [int(path.name) for path in pids.iterdir()]
    assert len(workers) == 2
    until = time.monotonic() + 30
    while any(map(is_running, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(map(is_running, workers))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("is_killed", [False, True])
def test_ctrl_c_and_a_kill_leave_no_process_behind(tmp_path: Path, is_killed: bool) -> None:
    with start_program(pids=tmp_path) as program:
        assert program.stdout is not None
        for _ in range(30):
            assert program.stdout.readline()
        if is_killed:
            program.send_signal(signal.SIGKILL)
        else:
            os.killpg(program.pid, signal.SIGINT)  # as a terminal does: to all of them
        _, errors = program.communicate(timeout=60)
    assert wait_until_gone(tmp_path)
    if not is_killed:
        assert errors.strip() == "interrupted"
        assert program.returncode == 130


def test_a_script_that_every_process_begins_anew_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text("from enduse.workers import spread\nprint(list(spread(len, ['a'] * 20, prepare=list, workers=2)))\n")
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode != 0
    assert 'if __name__ == "__main__"' in run.stderr
    assert "a" not in run.stdout
