"""The same bytes whatever the machine is set to: `python benchmarks/same_bytes.py [--report]`.

Builds (and reports) the same small project, each time in another locale, time zone, hash seed, umask,
folder, with another number of workers or other arithmetic, and compares every file with those of the first.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from recombined import write_project

PLANS = 3
VARIANTS: dict[str, dict[str, str]] = {
    "as it is": {},
    "locale C, no UTF-8 mode": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "locale zh_CN.GB18030": {"LC_ALL": "zh_CN.GB18030", "LANG": "zh_CN.GB18030"},
    "time zone Shanghai": {"TZ": "Asia/Shanghai"},
    "time zone Honolulu": {"TZ": "Pacific/Honolulu"},
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 12345": {"PYTHONHASHSEED": "12345"},
    "umask 077": {"UMASK": "077"},
    "folder with blanks and Chinese": {"FOLDER": "我的 项目 (2)"},
    "two workers": {"WORKERS": "2"},
    "kernel of another processor": {"OPENBLAS_CORETYPE": "Prescott", "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3"},
}


def made(root: Path, setting: dict[str, str], report: bool) -> dict[str, str]:
    """The hash of every file that a build (and report) makes with a setting."""
    write_project(root, PLANS)
    variables = {name: value for name, value in setting.items() if name not in ("UMASK", "FOLDER", "WORKERS")}
    workers = setting.get("WORKERS", "1")
    for verb in (["build", "--quiet", "--workers", workers], *([["report"]] if report else [])):
        subprocess.run(
            [sys.executable, "-m", "compare", *verb, "--project", str(root)],
            env=os.environ | variables, umask=int(setting.get("UMASK", "022"), 8), check=True, capture_output=True,
        )  # fmt: skip
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and ".cache" not in path.parts]
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main(report: bool) -> int:
    """Print a row for each setting; 1 if a file differs in one."""
    first: dict[str, str] = {}
    differ = 0
    for name, setting in VARIANTS.items():
        with tempfile.TemporaryDirectory() as folder:
            found = made(Path(folder) / setting.get("FOLDER", "project"), setting, report)
        first = first or found
        other = sorted(one for one in first.keys() | found.keys() if first.get(one) != found.get(one))
        differ += bool(other)
        print(f"| {name} | {len(found)} files | {', '.join(other[:5]) or 'the same'} |", flush=True)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main("--report" in sys.argv))
