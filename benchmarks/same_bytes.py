"""The same bytes whatever the machine is set to: `python benchmarks/same_bytes.py [--report] [--only WORD]`.

Builds the same small project, each time in another locale, time zone, hash seed, umask, folder, with
another number of workers or other arithmetic, and compares every file with those of the first. With
`--report` the project is smaller (two plans of eight measures), and its report is made and compared, too.
What a setting asks for may be nothing on a machine: so each row says what a Python under it has seen.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from recombined import write_project

BUILT, REPORTED = {"count": 3}, {"count": 2, "most": 8}
"""Plans of the project that is built, and of the one whose report is made."""
_NO_AVX2 = {"NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4", "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA"}
VARIANTS: dict[str, dict[str, str]] = {
    "as it is": {},
    "locale C, no UTF-8 mode": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "locale zh_CN.UTF-8": {"LC_ALL": "zh_CN.UTF-8"},
    "locale zh_CN.GBK": {"LC_ALL": "zh_CN.GBK"},
    "locale zh_CN.GB18030": {"LC_ALL": "zh_CN.GB18030"},
    "time zone Shanghai": {"TZ": "Asia/Shanghai"},
    "time zone Honolulu": {"TZ": "Pacific/Honolulu"},
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 12345": {"PYTHONHASHSEED": "12345"},
    "umask 077": {"UMASK": "077"},
    "folder with blanks and Chinese": {"FOLDER": "我的 项目 (2)"},
    "two workers": {"WORKERS": "2"},
    "arithmetic of Haswell": {"OPENBLAS_CORETYPE": "Haswell"},
    "arithmetic of Sandybridge": {"OPENBLAS_CORETYPE": "Sandybridge"} | _NO_AVX2,
    "arithmetic of Nehalem": {"OPENBLAS_CORETYPE": "Nehalem"} | _NO_AVX2,
    "arithmetic of Prescott": {"OPENBLAS_CORETYPE": "Prescott"} | _NO_AVX2,
}
_NO_VARIABLES = ("UMASK", "FOLDER", "WORKERS")
_LOCALES = ("UTF-8", "GBK", "GB18030")
# The locale that C programs get, the encoding of texts, the hour of the epoch, and what multiplies.
_SEEN = """
import json, locale, math, sys, time
import numpy
from threadpoolctl import threadpool_info
from numpy._core._multiarray_umath import __cpu_features__ as features
try:
    name = locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    name = "none of this name"
powers = sum(math.pow(1 + n / 1e5, 1.37) * math.exp(n / 1e5) % 2**-40 for n in range(100_000))
print(json.dumps({
    "locale": f"{name}, {sys.stdout.encoding}", "hour": time.localtime(0).tm_hour,
    "BLAS": threadpool_info()[0]["architecture"], "numpy": "AVX2" if features["AVX2"] and features.get("X86_V3") else "no AVX2",
    "last digits of exp and pow": powers.hex()[4:10]}))
"""


def made_locales(folder: Path) -> None:
    """Chinese locales as the system's `localedef` makes them; none where it has no sources for them."""
    for encoding in _LOCALES:
        command = ["localedef", "-i", "zh_CN", "-f", encoding, str(folder / f"zh_CN.{encoding}")]
        subprocess.run(command, capture_output=True, check=False)


def environment(setting: dict[str, str], locales: Path) -> dict[str, str]:
    """The environment of a setting."""
    variables = {name: value for name, value in setting.items() if name not in _NO_VARIABLES}
    return os.environ | {"LOCPATH": str(locales)} | variables


def made(root: Path, setting: dict[str, str], locales: Path, report: bool) -> dict[str, str]:
    """The hash of every file that a build (and report) makes with a setting."""
    write_project(root, **(REPORTED if report else BUILT))
    workers = setting.get("WORKERS", "1")
    for verb in (["build", "--quiet", "--workers", workers], *([["report"]] if report else [])):
        subprocess.run(
            [sys.executable, "-m", "compare", *verb, "--project", str(root)],
            env=environment(setting, locales), umask=int(setting.get("UMASK", "022"), 8), check=True,
            capture_output=True,
        )  # fmt: skip
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and ".cache" not in path.parts]
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def seen(setting: dict[str, str], locales: Path) -> dict[str, str]:
    """What a Python under a setting finds."""
    command = [sys.executable, "-c", _SEEN]
    return json.loads(subprocess.check_output(command, env=environment(setting, locales), text=True))


def main(report: bool, only: str) -> int:
    """Print a row for each setting; 1 if a file differs in one."""
    first: dict[str, str] = {}
    differ = 0
    with tempfile.TemporaryDirectory() as place:
        locales = Path(place)
        made_locales(locales)
        usual = seen({}, locales)
        for name, setting in VARIANTS.items():
            if first and only not in name:
                continue
            with tempfile.TemporaryDirectory() as folder:
                found = made(Path(folder) / setting.get("FOLDER", "project"), setting, locales, report)
            first = first or found
            other = sorted(one for one in first.keys() | found.keys() if first.get(one) != found.get(one))
            differ += bool(other)
            now = seen(setting, locales)
            new = ", ".join(f"{key} {value}" for key, value in now.items() if value != usual[key])
            print(f"| {name} | {new} | {len(found)} | {', '.join(other[:5]) or 'none'} |", flush=True)
    return 1 if differ else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", action="store_true")
    parser.add_argument("--only", default="", help="settings whose name holds this, beside the first")
    options = parser.parse_args()
    sys.exit(main(options.report, options.only))
