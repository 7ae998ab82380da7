"""The explorer in a real browser: clicked, searched, filtered, compared, pinned, and read back."""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from support.explored import HOSTILE, explored

from compare.indices.selection import counted
from compare.project import Project
from compare.report.explorer import write_explorer
from compare.report.plan_labels import plan_labels
from compare.tables.reading import read_tables
from compare.tables.schema import Tables

sync_api = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright (extra dev)")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: chromium)")

_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
_SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}
_VIEWS = ("matrix", "compare", "read", "search", "time", "pins")


@pytest.fixture(scope="module")
def tab() -> Iterator[Any]:
    """The tab in which all visits are made, one after the other: to start one for each takes most of their time."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_ARGUMENTS))
        yield browser.new_context(locale="en-GB", accept_downloads=True).new_page()
        browser.close()


@pytest.fixture(scope="module")
def five(project: Project, tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of this repository's plans."""
    copy = Project(tmp_path_factory.mktemp("five"))
    shutil.copytree(project.raw, copy.raw)
    return write_explorer(copy, tables)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of two plans and a template, with hostile words."""
    return explored(tmp_path_factory.mktemp("small")).reports / "explore.html"


class Visit:
    """The tab on a page that it has not seen; `troubles` are errors, dialogs, and requests for anything else."""

    def __init__(self, tab: Any, page: Path, size: str = "wide", scheme: str = "light") -> None:
        self.page, self.tab = page, tab
        self.troubles: list[str] = []
        self._heard = {
            "pageerror": lambda error: self.troubles.append(str(error)),
            "console": lambda line: line.type == "error" and self.troubles.append(line.text),
            "dialog": lambda dialog: (self.troubles.append(dialog.message), dialog.dismiss()),
            "request": self._note_request,
        }
        tab.set_viewport_size(_SIZES[size])
        tab.emulate_media(color_scheme=scheme)
        for event, note in self._heard.items():
            tab.on(event, note)

    def end(self) -> None:
        """Forget the page and what it kept, such as pins."""
        if self.tab.url.startswith("file:"):
            self.tab.evaluate("localStorage.clear()")
        for event, note in self._heard.items():
            self.tab.remove_listener(event, note)
        self.tab.goto("about:blank")

    def _note_request(self, request: Any) -> None:
        if request.url.split("#")[0] != self.page.as_uri() and not request.url.startswith(("blob:", "data:")):
            self.troubles.append(request.url)

    def go(self, address: str) -> Any:
        self.tab.goto(f"{self.page.as_uri()}{address}")
        self.tab.wait_for_selector("main h1")
        return self.tab

    def download(self, name: str) -> str:
        with self.tab.expect_download() as waited:
            self.tab.get_by_role("button", name=name, exact=True).click()
        return Path(waited.value.path()).read_text(encoding="utf-8")


@pytest.fixture
def visit(tab: Any) -> Iterator[Any]:
    visits: list[Visit] = []

    def start(page: Path, size: str = "wide", scheme: str = "light", alone: bool = False) -> Visit:
        """Keys are pressed in a tab `alone`: in one that knows the page, they come before it listens to them."""
        if visits:
            visits[-1].end()
        own = tab.context.browser.new_context(locale="en-GB").new_page() if alone else tab
        visits.append(Visit(own, page, size, scheme))
        return visits[-1]

    yield start
    if visits:
        visits[-1].end()
    for one in visits:
        if one.tab is not tab:
            one.tab.context.close()
    assert [trouble for one in visits for trouble in one.troubles] == []


def found(tab: Any) -> int:
    """The number of sentences that the search says it found."""
    return int(re.sub(r"\D", "", tab.locator(".results .found").inner_text()))


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


# --- matrix and search ---


@pytest.mark.parametrize("size", _SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_click_on_a_cell_opens_the_sentences_it_counts(
    visit: Any, five: Path, tables: Tables, size: str, language: str
) -> None:
    started = visit(five, size)
    tab = started.go(f"#/matrix?lang={language}&rows=topic")
    rows = counted(tables["provisions"])
    counts = rows.groupby(["doc_id", "topic"]).size()
    labels = plan_labels(tables["documents"].to_dict("records"))
    for doc_id, topic in [counts.idxmax(), counts.index[0], counts.index[-1]]:
        started.go(f"#/matrix?lang={language}&rows=topic")
        label = labels[list(tables["documents"]["doc_id"]).index(doc_id)][f"label_{language}"]
        cell = tab.get_by_role("link", name=re.compile(f"^{topic} .*{re.escape(label)}"))
        assert cell.inner_text() == str(counts[doc_id, topic])
        cell.click()
        tab.wait_for_selector(".results")
        assert found(tab) == counts[doc_id, topic]
        shown = {hit.get_attribute("data-id") for hit in tab.locator(".hit").all()}
        assert shown <= set(rows.loc[(rows["doc_id"] == doc_id) & (rows["topic"] == topic), "provision_id"])


def test_the_matrix_shows_the_same_strictness_as_the_index(visit: Any, five: Path, tables: Tables) -> None:
    tab = visit(five).go("#/matrix?lang=en&rows=domain&show=strictness")
    rows = counted(tables["provisions"])
    means = rows.assign(strictness=rows["strictness"].astype(float)).groupby(["domain", "doc_id"])[
        "strictness"
    ]
    shown = [cell.inner_text() for cell in tab.locator("td.cell a").all()]
    order = list(tables["documents"]["doc_id"])
    by_cell = means.mean().unstack().reindex(columns=order)
    assert shown == [f"{value:.2f}" for value in by_cell.to_numpy().ravel() if pd.notna(value)]


@pytest.mark.parametrize("size", _SIZES)
def test_search_as_you_type_finds_substrings_and_filters_count(
    visit: Any, five: Path, tables: Tables, size: str
) -> None:
    tab = visit(five, size).go("#/search?lang=en&in=text")
    texts = tables["provisions"].set_index("provision_id")["text"]
    assert found(tab) == len(texts)
    for word in ("法", "执法", "执法监督"):
        tab.locator("#q").fill(word)
        assert found(tab) == texts.str.contains(word).sum()
    assert tab.locator("mark.m-hit").first.inner_text() == "执法监督"
    if size == "narrow":
        tab.locator(".facets > summary").click()
    box = tab.locator("input[name=plan]").first
    doc_id = box.get_attribute("value")
    beside = int(tab.locator(f"label:has(input[name=plan][value={doc_id}]) data").inner_text())
    assert beside == texts[texts.index.str.startswith(f"{doc_id}-")].str.contains("执法监督").sum()
    box.check()
    assert found(tab) == beside
    assert f"plan={doc_id}" in tab.url


def test_all_hits_can_be_taken_along_and_read_back(visit: Any, five: Path, tables: Tables) -> None:
    started = visit(five)
    started.go("#/search?lang=zh&q=培训&in=text")
    rows = records(started.download("下载 CSV"))
    texts = tables["provisions"].set_index("provision_id")["text"]
    expected = texts[texts.str.contains("培训")]
    assert {row["provision_id"]: row["text"] for row in rows} == expected.to_dict()
    documents = tables["documents"].set_index("doc_id")
    assert all(row["sha256"] == documents.loc[row["doc_id"], "sha256"] for row in rows)


def test_a_long_list_is_drawn_where_the_reader_is(visit: Any, five: Path, tables: Tables) -> None:
    tab = visit(five, alone=True).go("#/search?lang=en")
    assert 0 < tab.locator(".hit").count() < 60 < len(tables["provisions"])
    tab.keyboard.press("End")
    last = tables["provisions"]["provision_id"].iloc[-1]
    tab.wait_for_selector(f".hit[data-id={last}]")


# Rows are measured as they are drawn, so that the page grows while it scrolls: one press leads to its very edge.
@pytest.mark.parametrize(("key", "away"), [
    ("End", "document.documentElement.scrollHeight - innerHeight - scrollY"), ("Home", "scrollY"),
])  # fmt: skip
def test_home_and_end_lead_to_the_edges_of_a_long_list(visit: Any, five: Path, key: str, away: str) -> None:
    tab = visit(five, alone=True).go("#/search?lang=en")
    tab.keyboard.press("End" if key == "Home" else "Home")
    tab.wait_for_timeout(300)
    tab.keyboard.press(key)
    tab.wait_for_timeout(600)
    assert abs(tab.evaluate(away)) < 3


# --- one sentence, and reading ---


def test_a_sentence_opens_with_its_codes_source_and_nearest(visit: Any, five: Path, tables: Tables) -> None:
    reuse = tables["reuse"].sort_values("chars", ascending=False).iloc[0]
    row = tables["provisions"].set_index("provision_id").loc[reuse["provision_a"]]
    tab = visit(five, alone=True).go(f"#/search?lang=en&sel={reuse['provision_a']}")
    detail = tab.locator("aside.detail")
    assert row["text"] in detail.locator(".quote").inner_text()
    assert f"characters {row['start']}–{row['end']}" in detail.inner_text()
    others = tables["provisions"].set_index("provision_id")["text"]
    assert others[reuse["provision_b"]] in detail.locator(".nearest").inner_text()
    tab.keyboard.press("Escape")
    detail.wait_for(state="detached")


def test_reading_shows_every_sentence_in_order(visit: Any, five: Path, tables: Tables) -> None:
    doc_id = tables["documents"]["doc_id"].iloc[0]
    tab = visit(five).go(f"#/read?lang=zh&doc={doc_id}")
    own = tables["provisions"][tables["provisions"]["doc_id"] == doc_id]
    ids = tab.eval_on_selector_all(".plan [id]", "all => all.map(one => one.id)")
    assert ids == own["provision_id"].tolist()
    texts = tab.eval_on_selector_all(
        ".plan .sentence, .plan .plan-heading", "all => all.map(one => one.textContent)"
    )
    assert texts == own["text"].tolist()


def test_a_marked_find_is_the_find(visit: Any, five: Path, tables: Tables) -> None:
    for doc_id, rows in tables["targets"].groupby("doc_id", sort=False):
        tab = visit(five).go(f"#/read?lang=en&doc={doc_id}")
        marked = tab.eval_on_selector_all("mark.m-targets", "all => all.map(one => one.textContent)")
        assert "".join(marked) == "".join(rows.sort_values("start")["text"])


def test_keys_go_from_sentence_to_sentence(visit: Any, small: Path) -> None:
    tab = visit(small, alone=True).go("#/search?lang=en&kind=counted")
    ids = [hit.get_attribute("data-id") for hit in tab.locator(".hit").all()]
    for key, place in (("j", 0), ("j", 1), ("k", 0)):
        tab.keyboard.press(key)
        tab.wait_for_selector(f"aside[aria-label$='{ids[place]}']")
    tab.keyboard.press("/")
    tab.wait_for_selector("#q:focus")


def test_by_keyboard_alone_from_the_matrix_to_a_pin(visit: Any, small: Path) -> None:
    tab = visit(small, alone=True).go("#/matrix?lang=en&by=topic")
    press, focus = tab.keyboard.press, "document.activeElement"

    def tab_to(where: str, most: int = 60) -> None:
        there = (press("Tab") or tab.evaluate(f"{focus}.matches({where!r})") for _ in range(most))
        assert any(there), f"not reached by Tab: {where}"

    def place() -> list[int]:
        return tab.evaluate(f"[{focus}.closest('tr').rowIndex, {focus}.closest('td, th').cellIndex]")

    tab_to(".matrix td.cell a")
    row, column = place()
    press("ArrowDown")
    lower = place()
    assert lower[1] == column and lower[0] > row
    press("ArrowLeft")
    assert place()[0] == lower[0] and place()[1] < column
    press("ArrowRight")
    press("Enter")
    tab.wait_for_selector("#main:focus")
    tab_to("main .skip")
    press("Enter")
    tab_to(".hit button.sentence", 10)
    for key, now in (
        ("Enter", "aside.detail"),
        ("Escape", ".hit button.sentence"),
        ("Enter", "aside.detail"),
    ):
        press(key)
        tab.wait_for_selector(f"{now}:focus")
    tab_to("aside .actions a[href*='/read']", 10)
    press("Enter")
    tab.wait_for_selector(".view-read")
    press("Shift+Tab")
    press("Enter")
    assert tab.evaluate(f"{focus}.getAttribute('aria-pressed')") == "true"


# --- compare ---


@pytest.mark.parametrize("size", _SIZES)
def test_comparison_aligns_marks_and_says_what_has_no_counterpart(visit: Any, small: Path, size: str) -> None:
    tab = visit(small, size).go("#/compare?lang=en&plans=hill,outline,river&about=E7")
    aligned = tab.locator(".compare-row.aligned").first
    ids = [cell.get_attribute("data-id") for cell in aligned.locator(".compare-cell").all()]
    assert [str(own).split("-")[0] for own in ids] == ["outline", "hill", "river"], "the template comes first"
    assert [mark.inner_text() for mark in aligned.locator("mark.m-differs").all()] == ["40"]
    assert "characters shared" in aligned.locator(".why").inner_text()
    visit(small, size)
    tab = visit(small, size).go("#/compare?lang=zh&plans=hill,river&about=F1&only=alone")
    assert tab.locator(".compare-cell.missing").count() == tab.locator(".compare-row").count() > 0
    assert "无对应" in tab.locator(".compare-cell.missing").first.inner_text()


def test_every_sentence_on_a_topic_stands_in_one_row(visit: Any, five: Path, tables: Tables) -> None:
    doc_ids = tables["documents"]["doc_id"].tolist()
    tab = visit(five).go(f"#/compare?lang=en&plans={','.join(doc_ids)}&about=K2")
    rows = tables["provisions"]
    about = ((rows["topic"] == "K2") | (rows["topic2"] == "K2")) & (rows["is_heading"] == 0)
    shown = tab.eval_on_selector_all(".compare-cell[data-id]", "all => all.map(one => one.dataset.id)")
    assert sorted(shown) == sorted(rows.loc[about, "provision_id"])


# --- timeline ---


def test_every_deadline_of_the_timeline_opens_its_sentence(visit: Any, five: Path, tables: Tables) -> None:
    tab = visit(five, alone=True).go("#/time?lang=en")
    times = tables["times"]
    dated = times[times["kind"].isin(["deadline", "date"])]
    assert tab.locator(".moments li").count() == len(dated)
    whole = dated["date_end"].where(dated["date_end"] != "", dated["date_start"]).str.match(r"\d{4}-")
    first = tab.locator(".chart svg a").first
    first.wait_for()  # the chart is drawn once its width is known
    assert tab.locator(".chart svg a").count() == whole.sum()
    expected = str(first.get_attribute("aria-label")).split(": ", 1)[1]
    first.focus()
    tab.keyboard.press("Enter")
    assert expected in tab.locator("aside .quote").inner_text()


# --- pins ---


@pytest.mark.parametrize("size", _SIZES)
def test_pins_last_travel_in_a_link_and_come_back_from_a_file(
    visit: Any, small: Path, size: str, tmp_path: Path
) -> None:
    started = visit(small, size)
    tab = started.go("#/read?lang=en&doc=river&sel=river-p0006")
    tab.locator("aside .actions").get_by_role("button", name="Pin", exact=True).click()
    started.go("#/compare?lang=en&plans=hill,river&about=E7")
    tab.get_by_role("button", name="Pin this comparison").click()
    started.go("#/pins?lang=en")
    note = '一句札记, with a comma and a "quote"'
    tab.get_by_label("Note on river-p0006").fill(note)
    tab.reload()
    tab.wait_for_selector("li.pin")
    assert tab.get_by_label("Note on river-p0006").input_value() == note
    keys = tab.eval_on_selector_all("li.pin", "all => all.map(one => one.dataset.key)")

    text = started.download("CSV")
    assert [(row["key"], row["note"]) for row in records(text)] == list(zip(keys, (note, ""), strict=True))
    (tmp_path / "pins.csv").write_text(text, encoding="utf-8")
    tab.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    tab.get_by_role("button", name="Copy link with pins").click()
    link = tab.locator("textarea.copy").input_value()

    other = visit(small, size)
    guest = other.go(link[link.index("#") :])
    assert guest.locator("li.pin").count() == 0, "a link brings pins, and the reader keeps them or not"
    guest.get_by_role("button", name="Keep them here").click()
    assert guest.get_by_label("Note on river-p0006").input_value() == note

    third = visit(small, size)
    reader = third.go("#/pins?lang=en")
    reader.locator("#import").set_input_files(tmp_path / "pins.csv")
    reader.wait_for_selector("li.pin")
    assert reader.eval_on_selector_all("li.pin", "all => all.map(one => one.dataset.key)") == keys
    reader.locator("a.pin-comparison").click()
    reader.wait_for_selector(".compare-row")


def test_pins_go_out_for_word_and_bibtex(visit: Any, small: Path) -> None:
    rows = read_tables(small.parents[1] / "data" / "processed")["provisions"].set_index("provision_id")
    hostile = rows.index[rows["text"].str.contains("<script>", regex=False)][0]
    started = visit(small)
    tab = started.go(f"#/search?lang=en&sel={hostile}")
    tab.locator("aside .actions").get_by_role("button", name="Pin", exact=True).click()
    started.go("#/pins?lang=en")
    page = started.download("HTML for Word")
    assert "<script" not in page and "&lt;script&gt;alert(1)" in page
    place = f"characters {rows.loc[hostile, 'start']}–{rows.loc[hostile, 'end']}, SHA-256 "
    assert place in page
    entry = started.download("BibTeX")
    assert entry.startswith(f"@misc{{{hostile},") and place.replace("–", "-") in entry


# --- safety, languages, access ---


@pytest.mark.parametrize("view", _VIEWS)
def test_hostile_words_stay_text(visit: Any, small: Path, view: str) -> None:
    started = visit(small)
    tab = started.go(f"#/{view}?lang=zh&doc=river&q=<img src=x onerror=alert(9)>&about=G3")
    started.go(f'#/{view}?lang=zh&doc=river&about=G3&pins=[["<b>x</b>","<script>alert(8)</script>"]]')
    assert tab.locator("main script, main img, main b >> text=x").count() == 0
    if view in ("read", "search", "compare"):
        assert HOSTILE[0] in tab.locator("main").inner_text()
    assert tab.evaluate("document.querySelectorAll('[href^=\"javascript:\"]').length") == 0


def test_no_program_but_the_page_s_own_runs(visit: Any, small: Path) -> None:
    started = visit(small)
    tab = started.go("#/matrix")
    tab.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'window.broken = 1';
        document.body.append(script);
    }""")
    assert tab.evaluate("window.broken") is None
    assert tab.evaluate("fetch(location.href).then(() => 'read', () => 'refused')") == "refused"
    started.troubles = [line for line in started.troubles if "Content Security Policy" not in line]
    started.troubles = [line for line in started.troubles if "Fetch API" not in line]


def assert_accessible(tab: Any) -> None:
    results = axe_api.Axe().run(tab)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("view", ["matrix", "time"])
def test_numbers_of_all_plans_are_accessible(visit: Any, five: Path, view: str) -> None:
    tab = visit(five, "narrow").go(f"#/{view}?lang=en")
    assert_accessible(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("view", _VIEWS)
@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("narrow", "dark")])
def test_pages_are_accessible_and_as_wide_as_the_screen(
    visit: Any, small: Path, view: str, size: str, scheme: str
) -> None:
    language = "zh" if scheme == "dark" else "en"
    started = visit(small, size, scheme)
    tab = started.go(f"#/{view}?lang={language}&show=strictness&about=E7&sel=river-p0006")
    assert_accessible(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.evaluate("document.documentElement.lang") == {"zh": "zh-Hans", "en": "en"}[language]


@pytest.mark.parametrize("view", _VIEWS)
def test_no_word_of_the_page_is_in_the_other_language(visit: Any, small: Path, view: str) -> None:
    tab = visit(small).go(f"#/{view}?lang=en&about=E7")
    chinese = """() => [...document.querySelectorAll('body *')].flatMap(one =>
        one.closest('[lang=zh-Hans], script, style') ? [] :
        [...one.childNodes].filter(n => n.nodeType === 3 && /[\\u4e00-\\u9fff]/.test(n.data)).map(n => n.data))"""
    assert [text for text in tab.evaluate(chinese) if "纲要" not in text] == []


@pytest.mark.parametrize("names", [("hill",), ("hill", "river")])
@pytest.mark.parametrize("view", _VIEWS)
def test_any_project_can_be_explored(
    visit: Any, names: tuple[str, ...], view: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / f"only-{'-'.join(names)}"
    if not folder.exists():
        explored(folder, names)
    tab = visit(folder / "reports" / "explore.html").go(f"#/{view}?lang=zh")
    assert tab.locator("h1").inner_text()


def test_a_page_whose_data_lie_beside_it_is_the_same(visit: Any, small: Path, tmp_path: Path) -> None:
    shutil.copytree(small.parents[1], tmp_path / "beside")
    project = Project(tmp_path / "beside")
    page = write_explorer(project, read_tables(project.processed), most_inside=3)
    started = visit(page)
    tab = started.go("#/search?lang=en&topic=E7&kind=counted")
    assert found(tab) == 2
    started.troubles = [line for line in started.troubles if "explore-data/part" not in line]
