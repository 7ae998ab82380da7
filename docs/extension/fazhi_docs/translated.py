"""Chinese for the English words of program and reference: one row of chinese.csv for each sentence."""

from functools import cache
from pathlib import Path

from compare.files.csv_rows import rows_of_csv

FILE = Path(__file__).with_name("chinese.csv")


@cache
def chinese() -> dict[str, str]:
    """Chinese by English, as chinese.csv holds them."""
    return {row["english"]: row["chinese"] for row in rows_of_csv(FILE)}


def said(english: str, language: str) -> str:
    """The words in `zh` or `en`; a sentence that nobody has put into Chinese stays English."""
    return chinese().get(english, english) if language == "zh" else english
