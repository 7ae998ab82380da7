"""Agreement of those who coded a further scheme, such as policy instruments, on the same provisions.

Krippendorff's alpha for nominal codes (Krippendorff 2004, ch. 11), of the main code and of the code at
the top; that nothing of the scheme fits (`NONE`) is a code as any other.
"""

from itertools import combinations
from pathlib import Path

import pandas as pd

from compare.coding.register import Coder, read_coders
from compare.coding.schemes import FOLDER, NONE, read_scheme
from compare.errors import InputError
from compare.evaluation.agreement import COLUMNS, agreement_row
from compare.files.csv_rows import rows_of_csv
from compare.indices.resampling import DRAWS
from compare.indices.selection import counted

FIELDS = ("code", "top")
"""What coders are compared on: the main code, and the code at the top that it is under."""


def scheme_coders(folder: Path, scheme: str) -> list[Coder]:
    """Those who coded a scheme, in `folder` (data/coding); an `InputError` where nobody did."""
    home = folder / FOLDER / scheme
    if not (home / "coders.csv").is_file():
        raise InputError(f"{FOLDER}/{scheme}: nobody coded by a scheme of this name; data/coding/{FOLDER}/ holds "
                         f"{', '.join(path.parent.name for path in sorted(home.parent.glob('*/coders.csv'))) or 'none'}.")  # fmt: skip
    return read_coders(home)


def scheme_codings(provisions: pd.DataFrame, folder: Path, scheme: str) -> pd.DataFrame:
    """What every coder gave to the provisions that indices count.

    Columns: provision_id, doc_id, unit, text, coder, code, top, code2, note. An `InputError` names a file whose
    codes fit no provision any more.
    """
    known, spans = read_scheme(scheme), counted(provisions)
    places = spans.assign(start=spans["start"].astype(str), end=spans["end"].astype(str))
    found = []
    for coder in scheme_coders(folder, scheme):
        for path in sorted((folder / FOLDER / scheme / coder.name).glob("*.csv")):
            rows = pd.DataFrame(rows_of_csv(path)).reindex(
                columns=["start", "end", "code", "code2", "note"], fill_value=""
            )
            own = places[places["doc_id"] == path.stem]
            found.append(own.merge(rows, on=["start", "end"]).assign(coder=coder.name))
    columns = ["provision_id", "doc_id", "unit", "text", "coder", "code", "top", "code2", "note"]
    coded = pd.concat(found) if found else pd.DataFrame(columns=columns)
    tops = {code: one.parent or code for code, one in known.items()} | {NONE: NONE}
    coded["code"] = coded["code"].replace("", NONE)
    return coded.assign(top=coded["code"].map(tops).fillna(coded["code"]))[columns].reset_index(drop=True)


def copied(coded: pd.DataFrame) -> list[str]:
    """Provisions whose codes were carried from one coder to the others: all give the same remark, word for word."""
    noted = coded[coded["note"].fillna("") != ""]
    counts = noted.groupby("provision_id")["note"].agg(["nunique", "size"])
    coders = coded.groupby("provision_id")["coder"].nunique()
    same = (counts["nunique"] == 1) & (counts["size"] == coders.reindex(counts.index)) & (counts["size"] > 1)
    return sorted(counts.index[same])


def scheme_agreement(coded: pd.DataFrame, draws: int = DRAWS) -> pd.DataFrame:
    """Agreement of every two coders, from `scheme_codings`; what was `copied` is left out.

    Columns: coders, field (`code`, `top`), n, same, share, alpha, low, high (95%, from resampling measures), as
    `compare.evaluation.agreement.coder_agreement` has them.
    """
    own = coded[~coded["provision_id"].isin(copied(coded))]
    rows = []
    for pair in combinations(own["coder"].unique(), 2):
        for field in FIELDS:
            wide = own.pivot(index="provision_id", columns="coder", values=field)[list(pair)].dropna()
            if len(wide):
                units = own.drop_duplicates("provision_id").set_index("provision_id")["unit"]
                row = agreement_row(wide.assign(unit=units.reindex(wide.index)), "nominal", draws)
                rows.append({"coders": " and ".join(pair), "field": field} | row)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def scheme_disagreements(coded: pd.DataFrame, pair: tuple[str, str]) -> pd.DataFrame:
    """The main codes that two coders gave to the same provisions otherwise: code_a, code_b, n; most often first."""
    wide = coded.pivot(index="provision_id", columns="coder", values="code")[list(pair)].dropna()
    wide.columns = pd.Index(["code_a", "code_b"])
    other = wide[wide["code_a"] != wide["code_b"]]
    counts = other.groupby(["code_a", "code_b"]).size().rename("n").reset_index()
    return counts.sort_values(["n", "code_a", "code_b"], ascending=[False, True, True]).reset_index(drop=True)
