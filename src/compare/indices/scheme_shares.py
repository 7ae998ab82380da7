"""Further coding schemes, such as policy instruments: how much of each plan, and of each domain of it, is of a code.

Counted are the provisions that every index counts and that were coded by the scheme; a provision
that was read and fits no code stays among them, as `NONE`. A plan that nobody coded by a scheme has
no rows: it is not known, and not zero.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from compare.coding.schemes import NONE, Category, known_codes
from compare.indices.rates import rates
from compare.indices.selection import counted, doc_order
from compare.tables.schema import SCHEME_TABLE, Tables
from compare.vocab.outlines import frame

ALL = "all"
"""The domains of a plan together."""
_COLUMNS = ["count", "n", "share", "low", "high", "clusters"]
_SHARES = ["scheme", "doc_id", "code", "parent", *_COLUMNS, "n_second"]
_BY_DOMAIN = ["scheme", "doc_id", "domain", "code", *_COLUMNS]


def schemes_of(tables: Tables) -> list[str]:
    """The names of the further schemes that a project has codes of.

    >>> schemes_of({"codes_instruments": pd.DataFrame(), "provisions": pd.DataFrame()})
    ['instruments']
    """
    return sorted(name.removeprefix(SCHEME_TABLE) for name in tables if name.startswith(SCHEME_TABLE))


def codes_of(scheme: str, tables: Tables) -> dict[str, Category]:
    """The codes of a scheme, those at the top before their own ones, and `NONE` last."""
    codes = tables[f"{SCHEME_TABLE}{scheme}"]
    return known_codes(scheme, [*codes["code"], *codes["code2"]])


def scheme_shares(tables: Tables) -> pd.DataFrame:
    """How much of each plan is of each code: one row per scheme, plan and code.

    Columns: scheme, doc_id, code, parent, `count` provisions with this main code (of a code at the top,
    with those under it) of `n` that were coded, `share` = count / n (0 to 1), low, high (95%, see
    `compare.indices.rates`), `clusters`, `n_second`, further provisions with it as their second code
    only. The code `NONE` counts what was read and fits none.
    """
    rows = [row for scheme, known, plan in _plans(tables) for row in _shares(scheme, known, plan)]
    return pd.DataFrame(rows, columns=_SHARES)


def _shares(scheme: str, known: dict[str, Category], plan: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    hits, second = (_hits(plan[column], known) for column in ("code", "code2"))
    further = (second & ~hits).sum(axis=0)
    doc_id = plan["doc_id"].iloc[0]
    for place, (numbers, code) in enumerate(zip(_rates(hits, plan), known.values(), strict=True)):
        yield (scheme, doc_id, code.code, code.parent, *numbers, int(further[place]))


def scheme_by_domain(tables: Tables) -> pd.DataFrame:
    """The codes at the top by domain of the taxonomy: one row per scheme, plan, domain and code.

    Columns: scheme, doc_id, domain (or `all`), code (at the top, or `NONE`), count, n (coded provisions of the
    plan in the domain; where it is 0, share and interval are missing), share, low, high, clusters.
    """
    rows = [row for scheme, known, plan in _plans(tables) for row in _domains(scheme, known, plan)]
    return pd.DataFrame(rows, columns=_BY_DOMAIN)


def _domains(scheme: str, known: dict[str, Category], plan: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    top = {code: category for code, category in known.items() if not category.parent}
    roots = plan.assign(code=[_root(code, known) for code in plan["code"]])
    for domain in (ALL, *frame("domain").keys):
        own = roots if domain == ALL else roots[roots["domain"] == domain]
        for numbers, code in zip(_rates(_hits(own["code"], top), own), top, strict=True):
            yield (scheme, plan["doc_id"].iloc[0], domain, code, *numbers)


def scheme_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions behind both tables: scheme, doc_id, domain, code, provision_id.

    A provision stands with its code and with that above it, in its domain and in `all`.
    """
    found = []
    for scheme, known, plan in _plans(tables):
        for code in ("own", "top"):
            codes = plan["code"] if code == "own" else [_root(one, known) for one in plan["code"]]
            for domain in (plan["domain"], ALL):
                found.append(plan.assign(scheme=scheme, code=codes, domain=domain))
    columns = ["scheme", "doc_id", "domain", "code", "provision_id"]
    rows = pd.concat([part[columns] for part in found]) if found else pd.DataFrame(columns=columns)
    return rows.drop_duplicates().reset_index(drop=True)


def _plans(tables: Tables) -> Iterator[tuple[str, dict[str, Category], pd.DataFrame]]:
    """For every scheme and plan coded by it: the codes, and the counted provisions with theirs."""
    columns = ["provision_id", "doc_id", "domain"]
    for scheme in schemes_of(tables):
        codes = tables[f"{SCHEME_TABLE}{scheme}"][["provision_id", "code", "code2"]]
        rows = counted(tables["provisions"], columns).merge(codes, on="provision_id")
        rows["code"] = rows["code"].replace("", NONE)
        plans = dict(iter(rows.groupby("doc_id", sort=False)))
        for doc_id in doc_order(tables):
            if doc_id in plans:
                yield scheme, codes_of(scheme, tables), plans[doc_id]


def _root(code: str, known: dict[str, Category]) -> str:
    return known[code].parent or code


def _hits(codes: pd.Series, known: dict[str, Category]) -> Any:
    """Whether a provision (row) is of a code or of one under it (column)."""
    given = codes.to_numpy(dtype=object)
    under = {code: [one.code for one in known.values() if code in (one.code, one.parent)] for code in known}
    columns = [np.isin(given, under[code]) for code in known]
    return np.column_stack(columns) if columns else np.zeros((len(given), 0), dtype=bool)


def _rates(hits: Any, rows: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    found = rates(hits, rows["unit"])
    for place in range(hits.shape[1]):
        numbers = (part[place] for part in (found.share, found.low, found.high))
        yield (int(found.count[place]), found.n, *numbers, found.clusters)
