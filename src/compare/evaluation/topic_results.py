"""What the topic model scores on plans that it has not seen: computed once, kept as CSV.

Scoring fits the model several times, which takes longer than a figure should. So the report
step writes the results to `reports/`, and report, figures and notebook read them from there.

- `reliability_topics.csv`: every provision of the coded plans, predicted by a model fitted to
  the other plans (leave-one-plan-out)
- `reliability_heldout.csv`: the same for the held-out plans, by the model fitted to all coded
  plans
- `reliability_curve.csv`: the score by number of training plans
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from compare.coding.given import topics_given
from compare.coding.topic_model.topics import TopicModel, learning_curve, leave_one_plan_out
from compare.errors import InputError
from compare.evaluation.heldout import heldout_codes, heldout_documents, heldout_provisions
from compare.project import Project
from compare.tables.csv_rows import format_number, write_frame
from compare.text.document import Document

TOPICS, HELDOUT, CURVE = "reliability_topics", "reliability_heldout", "reliability_curve"
"""The results by file name."""
DECIDING = ("vocab", "files", "text", "coding")
"""The rooms whose code and words decide a topic: what is found in a sentence, and how plans come in, do not."""
_PREDICTED = ["doc_id", "provision_id", "true", "predicted", "score"]
_LEARNED = ["plans", "written", "fold", "provisions", "topic_accuracy", "domain_accuracy"]
_DIGITS = 3  # of scores; more would differ from machine to machine


def heldout_folder(project: Project) -> Path:
    """Where a project keeps held-out plans."""
    return project.root / "data" / "heldout"


def write_topic_results(project: Project, documents: Sequence[Document], folder: Path) -> None:
    """Score the topic model and write the three tables to `folder`, which becomes reports/."""
    coded = _coded(project, documents)
    results = {TOPICS: pd.DataFrame(columns=_PREDICTED), CURVE: pd.DataFrame(columns=_LEARNED)}
    if len(coded) > 1:
        left_out = leave_one_plan_out(coded)
        results = {TOPICS: left_out[_PREDICTED], CURVE: learning_curve(coded, left_out)}
    results[HELDOUT] = (
        _heldout(TopicModel().fit(coded), heldout_folder(project)) if coded else results[TOPICS][:0]
    )
    for name, frame in results.items():
        numbers = {column: frame[column].map(_number) for column in frame.select_dtypes("float")}
        write_frame(frame.assign(**numbers), folder / f"{name}.csv")


def _number(value: float) -> str:
    return format_number(round(value, _DIGITS))


def _coded(project: Project, documents: Sequence[Document]) -> list[tuple[Document, dict[str, str]]]:
    """The plans that somebody coded as a whole, with the topic of every provision."""
    coded = [(document, topics_given(document, project.coding)) for document in documents]
    return [(document, topics) for document, topics in coded if topics]


def _heldout(model: TopicModel, folder: Path) -> pd.DataFrame:
    """True and predicted topics of all held-out plans."""
    if not heldout_codes(folder):
        return pd.DataFrame(columns=_PREDICTED)
    true = heldout_provisions(folder).set_index("provision_id")["topic"]
    rows = [
        (document.doc_id, key, true[key], found.topic, found.score)
        for document in heldout_documents(folder)
        for key, found in model.predict(document).items()
    ]
    return pd.DataFrame(rows, columns=_PREDICTED)


def read_topic_results(name: str, project: Project) -> pd.DataFrame:
    """One of the results; a missing file is an `InputError`."""
    path = project.reports / f"{name}.csv"
    if not path.is_file():
        raise InputError(f"{path.name}: not in reports/; run `fazhi report` first.")
    texts = dict.fromkeys(["doc_id", "provision_id", "true", "predicted", "fold"], str)
    return pd.read_csv(path, dtype=texts, keep_default_na=False, na_values={"score": ""})
