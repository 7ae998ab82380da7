"""Each kind of place names its places in English as its row says."""

import pytest

from compare.text.romanised import english_place, latin_place
from compare.vocab.reading import SEPARATOR, read_vocabulary

ROWS = read_vocabulary("place_kinds")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["ending"])
def test_examples_of_each_kind(row: dict[str, str]) -> None:
    for example in row["examples"].split(SEPARATOR):
        name, english = example.split("=")
        assert name.endswith(row["ending"]) and english_place(name) == english
        assert latin_place(name).isalpha()
    for name in filter(None, row["counter_examples"].split(SEPARATOR)):
        assert english_place(name) == ""


@pytest.mark.parametrize("name", ["", "县", "某区", "本市", "Linjiang County", "临江县（旧）"])
def test_what_is_no_name_has_none(name: str) -> None:
    assert english_place(name) == "" and latin_place(name) == ""
