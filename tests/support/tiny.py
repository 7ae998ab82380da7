"""Small tables worked by hand for the tests of shared wording."""

from typing import Any

import pandas as pd

from compare.tables.schema import Tables

PLANS = (("old1", "2020", "甲区"), ("old2", "2020", "乙区"), ("new1", "2025", "丙县"))


def documents() -> pd.DataFrame:
    """Two plans of the 2015 generation and one of 2021, 100 raw characters each."""
    rows = [
        {"doc_id": doc_id, "jurisdiction_zh": name, "jurisdiction_en": doc_id, "parent_zh": "某市",
         "province_zh": "某省", "period_end": end, "start": 0, "end": 100,
         "outline_basis": "2015" if end == "2020" else "2021"}
        for doc_id, end, name in PLANS
    ]  # fmt: skip
    return pd.DataFrame(rows)


def provision(doc_id: str, seq: int, start: int, end: int, **more: Any) -> dict[str, Any]:
    """One counted provision of topic A1 in a measure of its own."""
    row = {
        "provision_id": f"{doc_id}-p{seq:04}",
        "doc_id": doc_id,
        "measure_id": f"{doc_id}-m{seq:03}",
        "seq": seq,
    }
    row |= {"start": start, "end": end, "text": "字" * (end - start), "is_heading": 0, "topic": "A1"}
    row |= {"domain": str(more.get("topic", "A1"))[0], "obligation": 2}
    return row | more


def shared(a: str, span_a: tuple[int, int], b: str, span_b: tuple[int, int], **more: Any) -> dict[str, Any]:
    """One row of reuse: provision ids and raw spans on either side."""
    row = {"reuse_id": f"{a}-{b}", "passage_id": f"{a}-{b}", "provision_a": a, "provision_b": b}
    row |= {"doc_a": a.split("-")[0], "doc_b": b.split("-")[0], "start_a": span_a[0], "end_a": span_a[1]}
    row |= {"start_b": span_b[0], "end_b": span_b[1], "chars": span_a[1] - span_a[0]}
    return row | {"similarity": 1.0, "kind": "exact", "role_b": "plan", "method": "all pairs"} | more


def tables(provisions: list[dict[str, Any]], reuse: list[dict[str, Any]], **more: pd.DataFrame) -> Tables:
    """The tables that the indices of shared wording read."""
    empty = pd.DataFrame(columns=["provision_id", "text", "comparator", "value", "unit", "per"])
    times = pd.DataFrame(
        columns=["provision_id", "text", "kind", "date_start", "date_end", "period", "bound"]
    )
    columns = list(shared("x-p1", (0, 1), "y-p1", (0, 1)))
    made = {
        "documents": documents(),
        "provisions": pd.DataFrame(provisions),
        "targets": empty,
        "times": times,
    }
    return made | {"reuse": pd.DataFrame(reuse, columns=columns)} | more
