"""The page of licences."""

from collections.abc import Iterable

from compare.release.licences import Licence, run_time_licences
from fazhi_docs.licences import explorer_licences

_HEADS = {"en": ("package", "version", "licence"), "zh": ("软件包", "版本", "许可证")}
_TITLES = {
    "en": ("Python packages", "Libraries in explore.html"),
    "zh": ("Python 软件包", "explore.html 中的程序库"),
}


def third_parties(language: str) -> str:
    """Everything that runs with the package, and everything in the explorer's page, with licences."""
    packages, libraries = _TITLES[language]
    parts = [f"## {packages}", _table(run_time_licences(), language)]
    return "\n\n".join([*parts, f"## {libraries}", _table(explorer_licences(), language)])


def _table(licences: Iterable[Licence], language: str) -> str:
    lines = ["| {} | {} | {} |".format(*_HEADS[language]), "|---|---|---|"]
    return "\n".join(
        lines + [f"| {each.name} | {each.version or '–'} | {each.expression} |" for each in licences]
    )
