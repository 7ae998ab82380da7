"""A fitted topic model read back codes as before; what is no such model is none, and runs nothing."""

import io
import os
import pickle
from pathlib import Path

import numpy as np
import pytest
from support.coded import CODERS, coded_project

from compare.build import kept_model as keeping
from compare.build.coded import _with_model
from compare.build.kept_model import kept_model
from compare.build.plan import PlanTask
from compare.coding.coder import PlanCoder
from compare.coding.topic_model.stored import as_bytes, from_bytes
from compare.coding.topic_model.topics import TopicModel
from compare.coding.topic_model.wording import WordingModel
from compare.project import Project
from compare.text.document import Document, parse_document
from compare.text.sources import Source, plan_sources

PLAN = """某县法治政府建设方案
一、严格执法
（一）落实行政执法公示制度。全面推行执法全过程记录。
（二）健全行政复议制度。依法受理行政复议案件。
"""


@pytest.fixture(scope="module")
def plan() -> Document:
    return parse_document(Source("a", "a.txt"), PLAN, is_plan=False)


@pytest.fixture(scope="module")
def model() -> TopicModel:
    return TopicModel().fit([])


def test_a_model_read_back_is_the_same_to_the_last_bit(plan: Document, model: TopicModel) -> None:
    back = from_bytes(as_bytes(model))
    assert back is not None
    assert back.predict(plan) == model.predict(plan)
    assert as_bytes(back) == as_bytes(model)


class _Program:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("ran",)


def _changed(model: TopicModel, **arrays: object) -> bytes:
    with np.load(io.BytesIO(as_bytes(model))) as found:
        out = io.BytesIO()
        np.savez(out, **{name: found[name] for name in found.files} | arrays)  # type: ignore[arg-type]
        return out.getvalue()


@pytest.mark.parametrize(
    "arrays",
    [
        {"weights": np.array([_Program()])},
        {"weights": np.zeros(1)},
        {"wording": np.zeros((1, 1))},
        {"whole_rarity": np.zeros(1)},
        {"calibration": np.zeros(1)},
        {"calibration": np.array([_Program()])},
    ],
)
def test_what_is_no_model_is_none_and_runs_nothing(
    model: TopicModel, arrays: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert from_bytes(_changed(model, **arrays)) is None
    assert from_bytes(as_bytes(model)[:-100]) is None
    assert from_bytes(pickle.dumps(_Program())) is None
    assert not (tmp_path / "ran").exists()


def test_a_model_is_fitted_once_and_a_damaged_one_anew(
    tmp_path: Path, model: TopicModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits = []
    monkeypatch.setattr(keeping, "topic_model", lambda: fits.append(1) or model)
    kept = kept_model(Project(tmp_path))
    kept.place.parent.mkdir(parents=True)
    old = kept.place.with_name(f"topic_model.{'0' * 32}.npz")
    old.write_bytes(b"")
    for damage in (None, None, b"x"):
        if damage:
            kept.place.write_bytes(damage)
        keeping._model.cache_clear()
        assert isinstance(kept().wording, WordingModel)
    assert len(fits) == 2
    assert not old.exists()


# Where processes share the work, the model is fitted first, unless every plan is coded.
@pytest.mark.parametrize(("coders", "fits"), [(CODERS, 0), ((), 1)])
def test_plans_that_are_coded_need_no_model(
    coders: tuple[str, ...], fits: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    monkeypatch.setattr(keeping.KeptModel, "make", lambda _: made.append(1))
    project = coded_project(tmp_path, coders)
    _with_model(PlanTask(project, PlanCoder(project.coding)), plan_sources(project.raw))
    assert len(made) == fits
