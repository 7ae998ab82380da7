"""Whole builds of 5 to 3,000 recombined plans: time a plan, peak memory, and what workers gain.

`python benchmarks/growth.py 5 50 500 3000` (the default stops at 500; 3,000 takes long on a small
machine). Each build is a process of its own, from an empty cache. Growth is told from processor
time, which other work on the machine disturbs less; what workers gain from the clock. Memory is
that of all processes of the build together, what they share counted once (on Linux: the
proportional set size), looked at several times a second.
"""

import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from recombined import write_project

SIZES = (5, 50, 500)
WORKERS = (1, 2)
INTERVAL = 0.2  # seconds between looks


def main(sizes: tuple[int, ...]) -> None:
    print("| plans | workers | seconds by the clock | processor seconds | all processes together, MB |")
    print("|---:|---:|---:|---:|---:|")
    for size in sizes:
        for workers in WORKERS:
            clock, watched = _build(size, workers)
            cells = f"{clock:.1f} | {sum(watched.seconds.values()):.1f} | {watched.most / 2**20:.0f}"
            print(f"| {size:,} | {workers} | {cells} |", flush=True)


@dataclass
class Watched:
    """Processor seconds of each process of a build, and the most memory that all took at once."""

    seconds: dict[int, float] = field(default_factory=dict)
    most: int = 0

    def look(self, process: psutil.Process) -> None:
        memory = 0
        for one in _with_children(process):
            try:
                times, details = one.cpu_times(), one.memory_full_info()
            except psutil.Error:  # it has just ended
                continue
            self.seconds[one.pid] = times.user + times.system
            memory += getattr(details, "pss", details.rss)
        self.most = max(self.most, memory)


def _with_children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def _build(size: int, workers: int) -> tuple[float, Watched]:
    """Seconds by the clock, and what the build used."""
    watched = Watched()
    with tempfile.TemporaryDirectory() as folder:
        write_project(Path(folder), size)
        command = [sys.executable, "-m", "compare", "build", "--quiet", "--project", folder]
        began = time.monotonic()
        build = psutil.Popen([*command, "--workers", str(workers)], stdout=subprocess.DEVNULL)
        while build.poll() is None:
            watched.look(build)
            time.sleep(INTERVAL)
        taken = time.monotonic() - began
    if build.returncode:
        sys.exit(f"the build of {size} plans failed")
    return taken, watched


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
