"""The search of the Chinese site finds words within sentences that have no spaces, and several words at once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fazhi_docs.settings import settings
from sphinx.application import Sphinx
from support.pages import ROOT

PAGES = {
    "index": "# 首页",
    "training": "# 执法人员\n\n各部门应当加强行政执法人员培训，每年不少于60学时。",
    "review": "# 行政复议\n\n健全行政复议工作机制，推进法治政府建设。",
    "terms": "# 命令\n\n用 `fazhi concordance` 将各规划并排对照，provisions 表中有每一条款。",
}
FOUND = {
    "培训": ["training"],
    "行政复议": ["review"],
    "执法人员培训": ["training"],
    "法治政府建设 复议": ["review"],
    "concordance": ["terms"],
    "条款 provisions": ["terms"],
    "学时复议": [],  # no page has both
}
NODE = Path(sys.executable).with_name("node")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four pages, built with the settings of the Chinese site but for its look and what code writes into it."""
    home = tmp_path_factory.mktemp("site")
    (home / "pages").mkdir()
    for name, text in PAGES.items():
        (home / "pages" / f"{name}.md").write_text(f"---\norphan: true\n---\n{text}\n", encoding="utf-8")
    own = {
        "extensions": ["myst_parser"],
        "html_theme": "basic",
        "html_static_path": [str(ROOT / "docs" / "static")],
    }
    ours = {
        name: value for name, value in settings("zh").items() if not name.startswith(("nb_", "autodoc_"))
    } | own
    del ours["html_theme_options"], ours["html_context"], ours["templates_path"], ours["html_math_renderer"]
    app = Sphinx(
        home / "pages", None, home / "built", home / "trees", "html", ours, status=None, warningiserror=True
    )
    app.build()
    return home / "built"


def test_chinese_pages_are_found_by_their_words(site: Path) -> None:
    command = [str(NODE), str(ROOT / "tests" / "docs" / "chinese_search.cjs"), str(site), *FOUND]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    assert json.loads(done.stdout) == FOUND
