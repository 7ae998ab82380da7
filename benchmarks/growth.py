"""Whole builds of 5 to 3,000 recombined plans: time a plan, peak memory, and what workers gain.

`python benchmarks/growth.py 5 50 500 3000` (the default stops at 500; 3,000 takes long on a small
machine). Each build is a process of its own, from an empty cache. Growth is told from processor
time, which other work on the machine disturbs less; what workers gain from the clock.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from recombined import write_project

SIZES = (5, 50, 500)
WORKERS = (1, 2)


def main(sizes: tuple[int, ...]) -> None:
    print("| plans | workers | seconds by the clock | processor seconds | largest process, MB |")
    print("|---:|---:|---:|---:|---:|")
    for size in sizes:
        for workers in WORKERS:
            clock, processor, memory = _build(size, workers)
            print(f"| {size:,} | {workers} | {clock:.1f} | {processor:.1f} | {memory:.0f} |", flush=True)


def _build(size: int, workers: int) -> tuple[float, float, float]:
    """Seconds by the clock and of processors, and the memory of the largest process so far."""
    before = _processor_seconds()
    with tempfile.TemporaryDirectory() as folder:
        write_project(Path(folder), size)
        command = [sys.executable, "-m", "compare.cli", "build", "--quiet", "--project", folder]
        began = time.monotonic()
        subprocess.run([*command, "--workers", str(workers)], check=True, stdout=subprocess.DEVNULL)
        taken = time.monotonic() - began
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return taken, _processor_seconds() - before, memory


def _processor_seconds() -> float:
    """What all builds so far have used, with their workers."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
