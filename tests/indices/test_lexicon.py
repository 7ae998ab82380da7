"""How far codes are a matter of words: counted by hand on five sentences."""

import pandas as pd
import pytest

from compare.figures.coders import with_lexicon
from compare.indices.lexicon import lexicon_agreement
from compare.tables.schema import Tables

_ROWS = [
    # text, topic, obligation, sanction, monitoring, source: the rules give 3 0 0; 2 0 0; 1 0 0 lifted to 2; not asked
    ("各部门应当公开目录。", "A1", 3, 0, 0, "person"),
    ("健全调解网络。", "A1", 3, 0, 0, "person"),
    ("探索培训执法人员100名。", "A1", 2, 0, 1, "person"),
    ("鼓励社会组织参与调解。", "A1", 1, 0, 0, "rules"),
    ("到2025年基本建成法治政府。", "N1", 0, 0, 0, "person"),
]


def _tables(sources: list[str]) -> Tables:
    columns = ["text", "topic", "obligation", "sanction", "monitoring"]
    rows = pd.DataFrame([row[:-1] for row in _ROWS], columns=columns)
    ids = {"provision_id": [f"x-p{n}" for n in range(5)], "measure_id": "x-m1", "doc_id": "x"}
    numbers = {"n_targets": [0, 0, 1, 0, 0], "n_times": 0, "is_heading": 0, "obligation_source": sources}
    others = {
        "documents": pd.DataFrame({"doc_id": ["x"]}),
        "reuse": pd.DataFrame({"doc_a": [], "method": []}),
    }
    return {"provisions": rows.assign(**ids, **numbers), **others}


def test_counted_by_hand() -> None:
    table = lexicon_agreement(_tables([row[-1] for row in _ROWS])).set_index("field")
    assert (table["n"] == 4).all() and (table["judged"] == 1).all()
    assert table["same"].to_dict() == {"obligation": 3, "sanction": 4, "monitoring": 3, "all": 2}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("rules", "Obligation is judged by a lexicon and rules."),
        ("person", "A lexicon and rules alone give the same obligation for 3 of 4 provisions."),
        ("language model", "A lexicon and rules alone give the same obligation for 3 of 4 provisions."),
    ],
)
def test_what_people_coded_is_not_called_a_lexicon(source: str, said: str) -> None:
    assert with_lexicon("{lexicon_obligation}", _tables([source] * 5), "en") == {"lexicon_obligation": said}


def test_no_provision_that_counts_says_nothing() -> None:
    tables = dict(_tables(["person"] * 5))
    tables["provisions"] = tables["provisions"].assign(topic="N1")
    assert with_lexicon("{lexicon}", tables, "zh") == {"lexicon": ""}
