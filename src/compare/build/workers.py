"""Run one task over many plans, or parts of other work: here, in several processes, or on a Dask cluster.

Results come back in the order of the plans, whoever finishes first, and only a few are under
way at a time: so the outputs never depend on the machine, and memory does not grow with the
number of plans.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from threadpoolctl import threadpool_limits

from compare.build.plan import PlanRows, PlanTask
from compare.errors import InputError
from compare.text.sources import Source

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

FEW = 40
"""Up to this many plans one process is done before others have started."""
_UNDER_WAY = 4  # plans per worker that are waiting, being coded, or coded and not yet written


def run_here(task: PlanTask, sources: Iterable[Source]) -> Iterator[PlanRows]:
    """One plan after the other, in this process.

    Plans are small: several threads for the arithmetic of one cost more than they gain.
    """
    with threadpool_limits(1):
        yield from map(task, sources)


def run_in_processes(
    task: Callable[[_Item], _Result], items: Iterable[_Item], workers: int
) -> Iterator[_Result]:
    """With `workers` processes on this machine; the task is sent once to each."""
    pool = ProcessPoolExecutor(workers, _context(), _start_worker, (task,))
    try:
        with _death_told():
            yield from _in_order(lambda item: pool.submit(_run, item), items, workers)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def elsewhere(work: Callable[[], _Result]) -> _Result:
    """Do it in a process that ends, so that only the result takes up memory afterwards."""
    with ProcessPoolExecutor(1, _context(), _obey_parent) as pool, _death_told():
        return pool.submit(work).result()


@contextmanager
def _death_told() -> Iterator[None]:
    """Say in one sentence that a process died."""
    try:
        yield
    except BrokenProcessPool:
        raise InputError(
            "a worker process died (out of memory?); build again, with fewer --workers: what was done is kept."
        ) from None


@contextmanager
def meanwhile(work: Callable[[], None]) -> Iterator[BaseProcess]:
    """Do in another process, which is given, while the block runs, what would else be done after it.

    The block ends when both are done. What goes wrong in `work` comes up when it is done again.
    """
    process = _context().Process(target=_work, args=(work,), daemon=True)
    process.start()
    try:
        yield process
        process.join()
    finally:
        process.terminate()
        process.join()


def _work(work: Callable[[], None]) -> None:
    _obey_parent()
    with suppress(Exception):
        work()


def run_on_cluster(task: PlanTask, sources: Iterable[Source], scheduler: str) -> Iterator[PlanRows]:
    """On the Dask cluster at `scheduler`, whose machines must see the project's folder.

    What a lost worker had under way, the others do; a plan that several workers died of is at fault.
    """
    yield from _submitted(task, sources, scheduler, _OnCluster)


def parts_on_cluster(task: Callable[[int], None], parts: Iterable[int], scheduler: str) -> None:
    """Parts of other work on the same cluster, which writes what it does to files; what fails is left undone."""
    with suppress(Exception):  # of many kinds, and nobody rests on it
        for _ in _submitted(task, parts, scheduler, lambda future, _: future):
            pass


def _submitted(
    task: Callable[[Any], Any], items: Iterable[_Item], scheduler: str, under_way: Callable[[Any, _Item], Any]
) -> Iterator[Any]:
    """The results of the cluster, in order; `under_way` makes of each future, and its item, what gives the result."""
    with _connect(scheduler) as client:
        shared = client.scatter(task, broadcast=True)
        threads = sum(client.nthreads().values())

        def submit(item: _Item) -> Any:
            return under_way(client.submit(_call, shared, item, pure=False), item)

        yield from _in_order(submit, items, max(1, threads))


def _in_order(submit: Callable[[_Item], Any], items: Iterable[_Item], workers: int) -> Iterator[Any]:
    """The results of what was submitted, in order, with a few under way at a time."""
    waiting: deque[Any] = deque()
    for item in items:
        waiting.append(submit(item))
        if len(waiting) >= _UNDER_WAY * workers:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


# --- processes of this machine ---


def _context() -> Any:
    """How processes are started: on Linux from one that has loaded what all of them need.

    They begin at once and share its memory. Elsewhere each starts anew, as Python has it by default.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["compare.build.preloaded"])
    return context


_task: Callable[[Any], Any]
"""The task of this worker process."""


def _start_worker(task: Callable[[Any], Any]) -> None:
    global _task
    _task = task
    _obey_parent()


def _obey_parent() -> None:
    """Every core has a worker already, and Ctrl-C is for the process that started them."""
    threadpool_limits(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Nobody else ends a worker whose parent was killed."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _run(item: Any) -> Any:
    return _task(item)


# --- a cluster ---


class _OnCluster:
    """A plan under way on the cluster."""

    def __init__(self, future: Any, source: Source) -> None:
        self._future, self._source = future, source

    def result(self) -> PlanRows:
        from distributed import KilledWorker

        try:
            rows: PlanRows = self._future.result()
        except KilledWorker:
            return PlanRows(
                fault=f"{self._source.file}: several workers died of this plan; look at its file."
            )
        return rows


def _connect(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise InputError(
            "--scheduler needs the extra `cluster`: pip install fazhi-compare[cluster]."
        ) from None
    try:
        return Client(scheduler)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise InputError(f"{scheduler}: no Dask scheduler answers there ({error}).") from None


def _call(task: Callable[[Any], Any], item: Any) -> Any:
    return task(item)
