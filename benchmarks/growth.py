"""Whole builds of 5 to 3,000 recombined plans: time a plan, peak memory, and what workers gain.

`python benchmarks/growth.py 5 50 500 3000` (the default stops at 500; 3,000 takes long on a
small machine). Each build is a process of its own, from an empty cache; the time to start it and to
fit the topic model is taken off by a build of one plan.
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
    start = {workers: _build(2, workers)[0] for workers in WORKERS}
    print(
        "| plans | workers | seconds | milliseconds a plan | largest process, MB |\n|---:|---:|---:|---:|---:|"
    )
    for size in sizes:
        for workers in WORKERS:
            seconds, memory = _build(size, workers)
            each = 1000 * (seconds - start[workers]) / (size - 2)
            print(f"| {size:,} | {workers} | {seconds:.0f} | {each:.0f} | {memory:.0f} |", flush=True)


def _build(size: int, workers: int) -> tuple[float, float]:
    """Wall seconds of a build, and the memory of its largest process."""
    with tempfile.TemporaryDirectory() as folder:
        write_project(Path(folder), size)
        command = [sys.executable, "-m", "compare.cli", "build", "--quiet", "--project", folder]
        began = time.monotonic()
        subprocess.run([*command, "--workers", str(workers)], check=True, stdout=subprocess.DEVNULL)
        taken = time.monotonic() - began
    return taken, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
