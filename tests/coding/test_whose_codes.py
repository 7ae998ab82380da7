"""Who coded is stated: in the codes, in the words of captions and of `fazhi show`."""

from pathlib import Path

import pandas as pd
import pytest

from compare.cli.show import coders_of
from compare.coding.coder import PlanCoder
from compare.coding.hand import COLUMNS, read_coders
from compare.errors import InputError
from compare.extract.finds import find_all
from compare.figures.coders import who_coded
from compare.text.document import Document


def coded_by(folder: Path, document: Document, coder: str, kind: str) -> set[tuple[str, str, str]]:
    """Whose codes a plan has when `coder`, a `kind`, has coded it."""
    folder.joinpath("coders.csv").write_text(f"coder,kind,rank,description\n{coder},{kind},1,\n", "utf-8")
    places = [(document.doc_id, p.start, p.end, "N2", "", 0, 0, 0, p.text, "") for p in document.provisions]
    folder.joinpath(coder).mkdir()
    pd.DataFrame(places, columns=list(COLUMNS)).to_csv(folder / coder / f"{document.doc_id}.csv", index=False)
    codes = PlanCoder(folder)(document, find_all(document))
    return {(one.topic_source, one.coder, one.obligation_source) for one in codes.values()}


@pytest.mark.parametrize("kind", ["person", "language model"])
def test_codes_name_their_coder(kind: str, tmp_path: Path, documents: dict[str, Document]) -> None:
    assert coded_by(tmp_path, documents["kunqu"], "wang", kind) == {(kind, "wang", kind)}


@pytest.mark.parametrize("kind", ["", "hand", "human", "Person"])
def test_a_coder_is_a_person_or_a_language_model(kind: str, tmp_path: Path) -> None:
    (tmp_path / "coders.csv").write_text(f"coder,kind,rank,description\nwang,{kind},1,\n", "utf-8")
    with pytest.raises(InputError, match=f"kind '{kind}' of 'wang' must be one of person, language model"):
        read_coders(tmp_path)


LLM = ("llm-a", "language model")
MODEL, LAYOUT = ("topic model", "model"), ("layout", "layout")


@pytest.mark.parametrize(("units", "said"), [
    ([("wang", "person")], "a person (wang)"),
    ([("a", "person"), ("b", "person"), ("c", "person"), ("d", "person")], "a person (a, b, c, 1 more)"),
    ([MODEL, LAYOUT], "a model and rules that were fitted to the codes of a large language model, not checked by human experts"),
    ([LLM, MODEL, LAYOUT], "a large language model (llm-a; 1 unit) and a model and rules that were fitted to the codes of"
     " a large language model (2 units), not checked by human experts"),
])  # fmt: skip
def test_words_for_whoever_coded(units: list[tuple[str, str]], said: str) -> None:
    assert who_coded(pd.DataFrame(units, columns=["coder", "topic_source"]), "en") == said


@pytest.mark.parametrize(("topic_source", "coder", "obligation_source", "said"), [
    ("language model", "llm-a", "language model", "llm-a (a language model)"),
    ("person", "wang", "person", "wang (a person)"),
    ("model", "topic model", "rules", "topic model (score 0.74); obligation and checks by rules"),
    ("layout", "layout", "layout", "layout"),
])  # fmt: skip
def test_show_names_the_coder(topic_source: str, coder: str, obligation_source: str, said: str) -> None:
    row = {"topic_source": topic_source, "coder": coder, "obligation_source": obligation_source}
    assert coders_of(row | {"topic_score": 0.74}) == said
