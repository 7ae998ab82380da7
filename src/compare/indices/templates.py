"""How a plan uses a template: what it takes over, what it elaborates, and which clauses it hardens or softens.

A template (role `template` in sources.csv) is a text that plans may have followed. A provision of
the plan elaborates one of the template where three tenths of it stand there and half of either in the
other (`compare.indices.force.SAME`): the shared characters are the template's, the rest elaborates.
What stands in the template without such a counterpart is the template's, too; everything else is own.
A clause is hardened where its obligation is higher than in the template, or where it sets a number or
a time that the template lacks. Obligation of a template is judged by a lexicon. It is a difference of
wording: what a place does under a softened clause is not known.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from compare.indices.force import ASPECTS, SAME
from compare.indices.reuse import both_sides, covered_chars
from compare.indices.selection import counted, doc_order, plan_rows
from compare.tables.schema import Tables
from compare.vocab.taxonomy import is_substantive, topics

ALL = "all"
CHANGES = ("hardened", "softened", "same")
_STATED = {"number": "n_targets", "time": "n_times"}


def template_clauses(tables: Tables) -> pd.DataFrame:
    """Pairs of a counted provision and a template's provision that state the same duty.

    Columns: doc_id, template, provision_id, template_provision, topic, cover, template_cover (share of each
    that is shared wording), then for each of `ASPECTS` one of `CHANGES`, as the plan stands to the template.
    """
    own = counted(
        tables["provisions"],
        ["provision_id", "topic", "start", "end", "obligation", "n_targets", "n_times"],
    )
    own, other = own.set_index("provision_id"), tables["templates"].set_index("provision_id")
    reuse = tables["reuse"][tables["reuse"]["role_b"] == "template"]
    spans = {f"chars_{side}": (reuse[f"end_{side}"] - reuse[f"start_{side}"]).astype(float) for side in "ab"}
    keys = ["doc_a", "doc_b", "provision_a", "provision_b"]
    pairs = reuse[keys].assign(**spans).groupby(keys, sort=False, as_index=False).sum()
    pairs = pairs[pairs["provision_a"].isin(own.index) & pairs["provision_b"].isin(other.index)]
    a, b = own.loc[pairs["provision_a"]], other.loc[pairs["provision_b"]]
    found = pd.DataFrame(
        {
            "doc_id": pairs["doc_a"].to_numpy(),
            "template": pairs["doc_b"].to_numpy(),
            "provision_id": pairs["provision_a"].to_numpy(),
            "template_provision": pairs["provision_b"].to_numpy(),
            "topic": a["topic"].to_numpy(),
            "cover": pairs["chars_a"].to_numpy() / (a["end"] - a["start"]).to_numpy(float),
            "template_cover": pairs["chars_b"].to_numpy() / (b["end"] - b["start"]).to_numpy(float),
            "obligation": _change(a["obligation"], b["obligation"]),
        }
    )
    for aspect, column in _STATED.items():
        found[aspect] = _change((a[column] > 0).astype(int), (b[column] > 0).astype(int))
    covers = found[["cover", "template_cover"]]
    held = (covers.min(axis=1) >= SAME[0]) & (covers.max(axis=1) >= SAME[1])
    return found[held].reset_index(drop=True)


def _change(plan: pd.Series, template: pd.Series) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    a, b = plan.to_numpy(int), template.to_numpy(int)
    return np.select([a > b, a < b], ["hardened", "softened"], "same").astype(object)


def template_force(tables: Tables) -> pd.DataFrame:
    """How many clauses each plan hardened or softened: doc_id, template, aspect, change, count, n (pairs)."""
    pairs = template_clauses(tables)
    places = pairs.groupby(["doc_id", "template"]).indices
    found: list[tuple[object, ...]] = []
    for doc_id, template in _plans_and_templates(tables):
        part = pairs.iloc[places.get((doc_id, template), [])]
        for aspect in ASPECTS:
            counts = part[aspect].value_counts()
            found += [
                (doc_id, template, aspect, change, int(counts.get(change, 0)), len(part))
                for change in CHANGES
            ]
    return pd.DataFrame(found, columns=["doc_id", "template", "aspect", "change", "count", "n"])


def template_shares(tables: Tables) -> pd.DataFrame:
    """How much of a plan, in all and on each topic, is a template's wording, elaborates it, or is own.

    One row for each plan, template and topic (`all`, then those of A1 to L6 that the plan has). Columns:
    doc_id, template, topic, provisions, chars (raw characters of counted provisions), template_chars,
    elaborated, own (characters), and each as a share of chars.
    """
    pairs = template_clauses(tables)
    rows = counted(tables["provisions"], ["provision_id", "doc_id", "topic", "start", "end"])
    sides = both_sides(tables["reuse"], "template")
    found: list[tuple[object, ...]] = []
    plans = dict(plan_rows(rows, doc_order(tables)))
    passages = dict(list(sides.groupby("other_id")))
    for doc_id, template in _plans_and_templates(tables):
        plan = plans[doc_id]
        elaborating = pairs.loc[pairs["template"] == template, "provision_id"]
        chars = (plan["end"] - plan["start"]).astype(int)
        taken = covered_chars(plan, passages.get(template, sides.head(0))).clip(upper=chars)
        more = (chars - taken).where(plan["provision_id"].isin(elaborating), 0)
        amounts = pd.DataFrame({"chars": chars, "template_chars": taken, "elaborated": more})
        found += _share_rows(doc_id, template, plan["topic"], amounts)
    names = ["template_chars", "elaborated", "own"]
    columns = ["doc_id", "template", "topic", "provisions", "chars", *names]
    table = pd.DataFrame(found, columns=columns)
    return table.assign(**{f"{name}_share": table[name] / table["chars"] for name in names})


def _share_rows(
    doc_id: str, template: str, topic: pd.Series, amounts: pd.DataFrame
) -> Iterator[tuple[object, ...]]:
    for name in (ALL, *(code for code in topics() if is_substantive(code))):
        part = amounts if name == ALL else amounts[topic == name]
        if len(part):
            chars, taken, more = (int(value) for value in part.sum())
            yield doc_id, template, name, len(part), chars, taken, more, chars - taken - more


def _plans_and_templates(tables: Tables) -> list[tuple[str, str]]:
    names = list(dict.fromkeys(tables["templates"]["doc_id"]))
    return [(doc_id, name) for doc_id in doc_order(tables) for name in names]
