"""Chinese for the English words of program and reference: one row of chinese.csv for each sentence."""

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("chinese.csv")


@cache
def chinese() -> dict[str, str]:
    """Chinese by English, as chinese.csv holds them."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        return {row["english"]: row["chinese"] for row in csv.DictReader(stream)}


def said(english: str, language: str) -> str:
    """The words in `zh` or `en`; a sentence that nobody has put into Chinese stays English."""
    return chinese().get(english, english) if language == "zh" else english
