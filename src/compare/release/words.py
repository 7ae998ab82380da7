"""The words of a release, from `vocab/release.csv`."""

from functools import cache

from compare.vocab.reading import read_vocabulary


@cache
def _words() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in read_vocabulary("release")}


def say(name: str, language: str, **filled: object) -> str:
    """One text in `zh` or `en`.

    >>> say("citation", "zh")
    '如何引用'
    """
    return _words()[name][language].format(**filled)
