"""What moved since an earlier release, in words and as a table."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from compare.errors import InputError
from compare.files.markdown import table_lines
from compare.release.differences import Summary, Texts
from compare.release.words import say
from compare.vocab.reading import values

PARTS = ("data/csv/", "figures/", "numbers/")
"""Folders of a release whose tables are compared."""
_MOST, _OF_EACH = 20, 3
_ENDS_OF_INTERVALS = r"(?:^|_)(?:low|high)$"


def read_release(path: Path) -> Texts:
    """The tables of an earlier release by folder and name, every cell as text; `InputError` if it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.endswith(".csv")]
            held = {place: name for name in names if (place := _place(name))}
            found = {place: as_texts(archive.read(name)) for place, name in sorted(held.items())}
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError, pd.errors.ParserError) as error:
        raise InputError(
            f"{path.name}: cannot be read as a release ({error}); name another with --since."
        ) from None
    if not found:
        raise InputError(f"{path.name}: holds no tables of a release (data/csv/); name another with --since.")
    return found


def as_texts(data: bytes) -> pd.DataFrame:
    """A table of CSV with every cell as text."""
    if not data.strip():
        return pd.DataFrame()
    return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, encoding="utf-8-sig")


def _place(name: str) -> str:
    """`data/csv/documents` for a file in a release's folder; empty for another."""
    inside = name.partition("/")[2]
    return inside.removesuffix(".csv") if inside.startswith(PARTS) else ""


def news(before: str, summaries: Sequence[Summary], found: pd.DataFrame, language: str) -> str:
    """What's New as Markdown; `before` names the earlier release, and is empty where there is none."""
    title = f"# {say('news', language)}"
    if not before:
        return f"{title}\n\n{say('news_first', language)}\n"
    parts = [title, say("news_since", language, before=before, count=len(found))]
    if found.empty:
        return "\n\n".join([*parts, say("news_same", language)]) + "\n"
    held = found["what"].isin(["table added", "table removed"])
    for what in ("table added", "table removed"):
        names = found.loc[found["what"] == what, "table"]
        parts += [say(what.replace(" ", "_"), language, tables=", ".join(names))] if len(names) else []
    moved = set(found.loc[~held, "table"])
    rows = [_row(one, found) for one in summaries if one.table in moved]
    parts += [f"## {say('news_tables', language)}", _table("news_head", rows, language)] if rows else []
    numbers = _numbers(found)
    if numbers:
        about = say("news_numbers_about", language, most=_MOST)
        parts += [f"## {say('news_numbers', language)}", about, _table("news_number_head", numbers, language)]
    return "\n\n".join(parts) + "\n"


def _row(one: Summary, found: pd.DataFrame) -> tuple[str, ...]:
    own = found[(found["table"] == one.table) & found["what"].str.startswith("column")]
    signs = own["what"].map({"column added": "+", "column removed": "−"})
    changed = [f"{column} ({count})" for column, count in one.changed.items()]
    told = ", ".join([*changed, *(signs + own["column"])])
    return (one.table, str(one.before), str(one.after), str(one.added), str(one.removed), told)


def _table(head: str, rows: Sequence[tuple[str, ...]], language: str) -> str:
    return "\n".join(table_lines(tuple(values(say(head, language))), rows))


def _numbers(found: pd.DataFrame) -> list[tuple[str, ...]]:
    """The numbers that moved most, of the figures and index tables: some of each; ends of intervals are not told."""
    told = (found["what"] == "changed") & ~found["table"].str.startswith("data/")
    rows = found[told & ~found["column"].str.contains(_ENDS_OF_INTERVALS)]
    pairs = rows[["before", "after"]].apply(pd.to_numeric, errors="coerce").astype(float)
    moved = (pairs["before"] - pairs["after"]).abs() / pairs["before"].abs()
    moved = moved.where(pairs["before"] != 0)  # from nothing to something has no relative change
    order = moved.dropna().sort_values(ascending=False, kind="stable").index
    largest = rows.loc[order].groupby("table", sort=False).head(_OF_EACH).head(_MOST)
    return list(largest[["table", "row", "column", "before", "after"]].itertuples(index=False, name=None))
