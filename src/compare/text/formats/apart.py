"""Run a reader in a process of its own, with a limit on time and memory: what a library cannot promise.

On Linux and macOS the process limits its own processor time (on Linux its memory too); everywhere it
is ended when it takes far longer than that by the clock.
"""

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from compare.errors import InputError

MEGABYTES = 2_000
"""Memory that a reader may take."""
_PATIENCE = 5
"""How many times as long by the clock as by the processor: other work goes on beside it."""


def seconds_for(data: bytes) -> int:
    """Processor seconds for a file: what a slow laptop needs ten times over, more for larger files."""
    return 20 + 20 * len(data) // 1_000_000


def run_apart(script: Path, arguments: Sequence[int], data: bytes, name: str) -> bytes:
    """What `script` writes when `data` is its input; an `InputError` where it takes too much.

    The script gets `arguments`, then its seconds and megabytes, and limits itself.
    """
    seconds = seconds_for(data)
    command = [sys.executable, "-P", str(script), *map(str, arguments), str(seconds), str(MEGABYTES)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_PATIENCE * seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise _refused(name, f"takes more than {_PATIENCE * seconds} seconds to read") from None
    if done.returncode:
        raise _refused(name, _why(done, seconds))
    return done.stdout


def _why(done: "subprocess.CompletedProcess[bytes]", seconds: int) -> str:
    """What a process that ended early died of; what is no limit is a bug, and raised as one."""
    if b"MemoryError" in done.stderr:
        return f"takes more than {MEGABYTES:,} MB of memory to read"
    if done.returncode == -getattr(signal, "SIGXCPU", 0):
        return f"takes more than {seconds} seconds of processor time to read"
    if done.returncode < 0:
        return f"the system ended its reader (signal {-done.returncode}; out of memory?)"
    raise RuntimeError(done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2])


def _refused(name: str, what: str) -> InputError:
    return InputError(f"{name}: {what}; this is no ordinary document: give the plan's own text.")
