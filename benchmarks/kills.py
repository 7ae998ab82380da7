"""Kill commands of `fazhi` at random moments and look at what is left: `make kills KILLS=200`.

On a project of one small plan, for build, report, export, coding import and add. The report is made
without notebooks and with one figure: that is enough to put all its files in place.
"""

import argparse
import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.support.kill_cases import COMMANDS, prepared, quick_report
from tests.support.kills import killed_often


def kill(times: int, seed: int, commands: list[str], by: signal.Signals) -> int:
    """Print for every command how many runs were killed, and what did not hold; the number of faults."""
    quick_report()
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        cases = prepared(Path(folder))
        for name in commands:
            work, before = cases[name]
            told = killed_often(work, before, times, seed, Path(folder), by)
            print(f"KILLS {name}: {told.killed} of {times} killed, {len(told.faults)} faults", flush=True)
            print("".join(f"  {fault}\n" for fault in told.faults[:20]), end="", flush=True)
            total += len(told.faults)
    return total


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--commands", nargs="+", default=list(COMMANDS), choices=COMMANDS)
    parser.add_argument("--signal", default="SIGKILL", choices=("SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"))
    options = parser.parse_args()
    by = signal.Signals[options.signal]
    sys.exit(kill(options.kills, options.seed, options.commands, by) > 0)
