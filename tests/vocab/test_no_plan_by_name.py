"""The package knows no plan by name: what it shows to everybody names none of the five that it was made with."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from compare.text.sources import read_sources

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "compare"
ALL_PLACES = PACKAGE / "vocab" / "divisions.csv"
"""The places of the whole country, and so these five too."""
TEXTS = sorted(
    path
    for path in PACKAGE.rglob("*")
    if path.suffix in {".py", ".csv", ".md", ".html", ".j2", ".js", ".css", ".json", ".txt"}
    and path != ALL_PLACES
)
_KINDS = re.compile(r"[区县旗市]$|高新区$|省$|自治区$")


def names() -> Iterator[str]:
    """What the five plans and their places are called: ids, names in full and without their kind."""
    yield "昆区"  # as Kundulun calls itself
    for source in read_sources(ROOT / "data" / "raw"):
        place = source.jurisdiction_zh
        above = source.parent_zh if source.parent_zh != source.province_zh else ""
        yield from (source.doc_id, place, source.jurisdiction_en.split()[0], above)
        yield from (short for name in (place, above) if len(short := _KINDS.sub("", name)) > 1)


NAMED = re.compile("|".join(sorted(map(re.escape, filter(None, {*names()})))), re.IGNORECASE)


def test_the_names_are_those_of_the_five() -> None:
    for name in ("kunqu", "Mentougou", "门头沟", "昆都仑区", "承德", "泌阳县", "大渡口", "包头市", "驻马店"):
        assert NAMED.fullmatch(name)
    assert not NAMED.search("北京市东城区｜example-county｜某区")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_plan_by_name(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    named = [
        f"line {number}: {found[0]}" for number, line in enumerate(lines, 1) if (found := NAMED.search(line))
    ]
    assert not named, "say it without the name of a plan: other people read it beside plans of their own"
