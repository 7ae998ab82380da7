"""`reports/questions/<group>.html`: all figures that answer one question, with their data and evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from compare.export.cells import Grid
from compare.report.site import EXPLORER, Both, site_page
from compare.vocab.reading import read_vocabulary, values


@dataclass(frozen=True)
class Shown:
    """A figure in the report: width and height in pixels reserve its place; the suffix of its evidence."""

    name: str
    titles: Both
    captions: Both
    grids: Mapping[str, Grid]
    width: int
    height: int
    evidence: str

    @property
    def explorer(self) -> str:
        """Where the explorer shows what the figure counts; empty where no view of it does."""
        address = _views().get(self.name, "")
        return address and f"{EXPLORER}{address}"


@dataclass(frozen=True)
class Section:
    """The figures on one question; `key` is the name of its page."""

    key: str
    title: Both
    figures: list[Shown]


@cache
def _views() -> dict[str, str]:
    return {
        name: row["address"] for row in read_vocabulary("explorer_views") for name in values(row["charts"])
    }


def question_page(section: Section) -> bytes:
    """The question as a page of its own in `questions/`."""
    return site_page("question.html.j2", up="../", section=section)
