"""Nothing that an installed package needs or carries is under a copyleft licence, and licences go along."""

from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest
from fazhi_docs.licences import explorer_licences
from pypdf import PdfReader

from compare.figures.style import FONT_NOTICE, house_style, save_figure
from compare.release.licences import (
    ELSEWHERE,
    Licence,
    named_licence,
    not_permissive,
    run_time_licences,
)
from compare.report.licenses import licenses_text

ROOT = Path(__file__).resolve().parents[2]


matplotlib.use("Agg")


def test_no_licence_at_run_time_is_copyleft() -> None:
    found = run_time_licences()
    assert {"pandas", "matplotlib", "noto-cjk-sans-otc", "tornado", "colorama"} <= {
        each.name for each in found
    }
    assert not not_permissive(found)


@pytest.mark.parametrize(
    "expression",
    [
        "GPL-3.0-or-later",
        "LGPL-2.1-only",
        "MIT AND GPL-3.0-or-later",
        "AGPL-3.0-only",
        "MPL-2.0",
        "OFL-1.1",
        "",
    ],
)
def test_copyleft_weak_copyleft_and_unknown_licences_are_found(expression: str) -> None:
    assert not_permissive([Licence("some-package", "1", expression)])


@pytest.mark.parametrize(
    "expression", ["MIT", "Apache-2.0 OR BSD-2-Clause", "MIT OR GPL-3.0-or-later", "BSD-3-Clause AND Zlib"]
)
def test_permissive_licences_pass_and_of_several_one_may_be_chosen(expression: str) -> None:
    assert not not_permissive([Licence("some-package", "1", expression)])


@pytest.mark.parametrize(
    "words",
    ["GNU Lesser General Public License v3 (LGPLv3)", "Mozilla Public License 2.0 (MPL 2.0)", "Other"],
)
def test_only_permissive_licences_are_recognised_by_name(words: str) -> None:
    assert named_licence(words) == ""


def test_packages_of_other_systems_are_as_stated_where_they_are_installed() -> None:
    for name, stated in ELSEWHERE.items():
        try:
            about = distribution(name).metadata
        except PackageNotFoundError:
            continue
        assert stated.split("-")[0] in f"{about.get('License-Expression')} {about.get('License')}"


def test_the_explorer_is_built_from_permissive_libraries_whose_licences_go_along() -> None:
    libraries = explorer_licences()
    assert not not_permissive(libraries)
    text = licenses_text()
    for each in libraries:
        assert f"{each.name} {each.version} ({each.expression})\n---" in text, (
            "run explorer/scripts/notices.mjs"
        )


def test_the_font_s_licence_goes_with_what_holds_its_letters(tmp_path: Path) -> None:
    own = (files("compare.figures") / "font_license.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in own and own in licenses_text()
    brought = distribution("noto-cjk-sans-otc").read_text("licenses/LICENSE")
    assert brought is not None and brought.split() == own.split()
    with house_style():
        figure = plt.figure(figsize=(1, 1))
        figure.text(0.1, 0.5, "法治")
    save_figure(figure, tmp_path / "plain")
    save_figure(figure, tmp_path / "text", ("svg",), svg_text=True)
    plt.close(figure)
    assert PdfReader(tmp_path / "plain.pdf").metadata["/Keywords"] == FONT_NOTICE  # type: ignore[index]
    assert f"<!-- {FONT_NOTICE} -->" in (tmp_path / "plain.svg").read_text(encoding="utf-8")
    assert FONT_NOTICE not in (tmp_path / "text.svg").read_text(encoding="utf-8")  # no letter is in it
