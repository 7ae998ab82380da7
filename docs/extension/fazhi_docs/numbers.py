"""Every number of the texts, computed from the tables of the repository when the site is built.

`FAZHI_DOCS_PROJECT` names another project folder to take them from.
"""

import os
from collections.abc import Iterable, Sequence

import pandas as pd

from compare import __version__
from compare.evaluation.measured import read_measured
from compare.figures.catalogue import find_chart
from compare.indices.origins import FLOORS
from compare.indices.selection import counted
from compare.indices.specifications import STANDS
from compare.indices.stage import index_tables
from compare.indices.strictness_rates import RATES
from compare.project import Project, find_project
from compare.tables.reading import read_tables
from compare.tables.schema import Tables
from compare.vocab.national import CHECKED
from compare.vocab.reading import read_vocabulary
from compare.vocab.taxonomy import domains, is_substantive, topics
from fazhi_docs.licences import ROOT

ALL = "all"
WORDS = {
    "en": {
        "plan": "plan", "measures": "measures", "provisions": "provisions", "targets": "targets", "times": "times",
        "bodies": "bodies", "outline": "outline", "field": "field", "n": "compared", "alpha": "alpha (95% interval)",
        "accuracy": "same topic (95% interval)", "same_domain": "same domain (95% interval)", "all": "all plans",
        "mandate": "mandate", "monitoring": "monitoring", "sanction": "sanction", "target": "target", "time": "time",
        "topic": "topic", "domain": "domain", "obligation": "obligation", "median": "median rank",
        "range": "best to worst rank", "first": "first in", "last": "last in", "share": "also stands elsewhere",
        "demands": "demands", "repeats": "repeats", "tightens": "stricter", "loosens": "looser", "shared": "shared",
        "repeats, unchecked": "repeats, unchecked", "tightens, unchecked": "stricter, unchecked",
        "loosens, unchecked": "looser, unchecked", "own": "own", "unknown": "not known",
        "of": "{} of {}", "to": "{} to {}", "none": "none", "not_stated": "not stated",
        "never": "no plan is first in all of them", "always": "{} is first in all of them",
        "example": "{plan}: {count} of {n} provisions are mandates or prohibitions, {share}; 95% interval {low} to"
        " {high}, from {clusters} measures.",
    },
    "zh": {
        "plan": "规划", "measures": "措施", "provisions": "条款", "targets": "量化指标", "times": "时间表述",
        "bodies": "责任单位", "outline": "所依纲要", "field": "字段", "n": "比较条数", "alpha": "α（95%区间）",
        "accuracy": "主题相同（95%区间）", "same_domain": "领域相同（95%区间）", "all": "全部规划",
        "mandate": "强制", "monitoring": "监督", "sanction": "后果", "target": "指标", "time": "时间",
        "topic": "主题", "domain": "领域", "obligation": "义务强度", "median": "名次中位数",
        "range": "最好至最差名次", "first": "居首", "last": "居末", "share": "亦见于其他规划",
        "demands": "要求", "repeats": "相同", "tightens": "更严", "loosens": "更宽", "shared": "共有",
        "repeats, unchecked": "相同（未核对）", "tightens, unchecked": "更严（未核对）",
        "loosens, unchecked": "更宽（未核对）", "own": "自设", "unknown": "无从判断",
        "of": "{}/{}", "to": "{}至{}", "none": "无", "not_stated": "未写明",
        "never": "没有一份规划始终居首", "always": "{}始终居首",
        "example": "{plan}：{n}条条款中有{count}条为强制或禁止，占{share}；95%区间为{low}至{high}，依据{clusters}条措施。",
    },
}  # fmt: skip


class Numbers:
    """The numbers of one project in one language; each method gives what a page writes as `{{ its name }}`."""

    def __init__(self, project: Project, tables: Tables, language: str) -> None:
        self.project, self.tables, self.indices = project, tables, index_tables(tables)
        self.words = WORDS[language]
        documents = tables["documents"]
        self.names = dict(zip(documents["doc_id"], documents[f"jurisdiction_{language}"], strict=True))

    def substitutions(self) -> dict[str, object]:
        """All of them by name."""
        return {**self._counts(), **self._tables(), **self._scales()}

    def _counts(self) -> dict[str, object]:
        provisions = self.tables["provisions"]
        return {
            "version": __version__,
            "plans": len(self.tables["documents"]),
            "rows": f"{len(provisions):,}",
            "counted": f"{len(counted(provisions, ['doc_id'])):,}",
            "topics": sum(1 for code in topics() if is_substantive(code)),
            "domains": len(domains()),
            **_national(),
            "real_sets": len({row["set"] for row in read_measured(self.project) if row["seen"] == "no"}),
        }

    def _tables(self) -> dict[str, object]:
        return {
            "table_corpus": self.corpus(),
            "table_agreement": self.agreement(),
            "table_accuracy": self.accuracy(),
            "table_rates": self.rates(),
            "table_floor": self.floor(),
            "table_reuse": self.reuse(),
            "table_specifications": self.specifications(),
        }

    def _scales(self) -> dict[str, object]:
        relations = self.indices["strictness_relations"].query("doc_id == @ALL", local_dict={"ALL": ALL})
        found = {(row["set"], row["statistic"]): row["value"] for row in relations.to_dict("records")}
        ranks = self.indices["specification_ranks"]
        first = [self.names[row.doc_id] for row in ranks.itertuples() if row.first == 1]
        accuracy = self._accuracy().set_index(["doc_id", "row"])["accuracy"]
        return {
            "alpha_parts": _decimal(found["parts", "alpha"]),
            "alpha_items": _decimal(found["items", "alpha"]),
            "most_common": f"{found['parts', 'most common']:.0%}",
            "specifications": int(ranks["specifications"].iloc[0]),
            "never_alone": self.words["always"].format(first[0]) if first else self.words["never"],
            "sure_pairs": self.sure_pairs(),
            "topic_accuracy": f"{accuracy[ALL, 'topic']:.0%}",
            "example_interval": self.example(),
        }

    def corpus(self) -> str:
        """Plans with the outline they follow and their counts."""
        names = ("measures", "provisions", "targets", "times", "bodies")
        counts = self.indices["corpus_counts"]
        basis = dict(self.tables["documents"][["doc_id", "outline_basis"]].itertuples(index=False))
        rows = (
            [
                self.names[row["doc_id"]],
                basis[row["doc_id"]] or "–",
                *(self._whole(row[name]) for name in names),
            ]
            for row in counts.to_dict("records")
        )
        return self._markdown(("plan", "outline", *names), rows)

    def agreement(self) -> str:
        """Krippendorff's alpha of two passes over all plans that both coded."""
        data = find_chart("reliability_agreement").data(self.tables)
        rows = (
            [self.words[row["field"]], row["n"], self._interval(row, row["alpha"], ".2f")]
            for row in data[data["doc_id"] == ALL].to_dict("records")
        )
        return self._markdown(("field", "n", "alpha"), rows)

    def _accuracy(self) -> pd.DataFrame:
        return find_chart("reliability_accuracy").data(self.tables)

    def accuracy(self) -> str:
        """How often the topic model agrees with the reference codes on a plan it has not seen."""
        data = {(row["doc_id"], row["row"]): row for row in self._accuracy().to_dict("records")}
        rows = []
        for doc_id in [*self.names, ALL]:
            found = [data[doc_id, row] for row in ("topic", "domain")]
            cells = [self._interval(row, row["accuracy"], ".0%") for row in found]
            rows.append([self.names.get(doc_id, self.words["all"]), int(found[0]["n"]), *cells])
        return self._markdown(("plan", "provisions", "accuracy", "same_domain"), rows)

    def rates(self) -> str:
        """The five rates: count of counted provisions and interval."""
        data = self.indices["strictness_rates"]
        cells = {(row["doc_id"], row["rate"]): row for row in data[data["domain"] == ALL].to_dict("records")}
        rows = []
        for doc_id, name in self.names.items():
            found = [cells[doc_id, rate] for rate in RATES]
            shown = [f"{row['count']}: {self._interval(row, row['share'], '.0%')}" for row in found]
            rows.append([name, found[0]["n"], *shown])
        return self._markdown(("plan", "provisions", *RATES), rows)

    def floor(self) -> str:
        """Demands of each plan by how they stand to the national floor; what no plan has is left out."""
        data = self.indices["national_floor"].query("demand == @ALL", local_dict={"ALL": ALL})
        counts = data.pivot(index="doc_id", columns="floor", values="count").loc[list(self.names)]
        counts.loc[ALL] = counts.sum()
        kinds = [kind for kind in FLOORS if counts.loc[ALL, kind]]
        rows = (
            [self.names.get(doc_id, self.words["all"]), int(row.sum()), *(int(row[kind]) for kind in kinds)]
            for doc_id, row in counts.iterrows()
        )
        return self._markdown(("plan", "demands", *kinds), rows)

    def reuse(self) -> str:
        """How much of each plan stands in any other."""
        data = self.indices["reuse_anywhere"]
        rows = (
            [self.names[row["doc_id"]], f"{row['share']:.0%}"]
            for row in data[data["among"] == "any plan"].to_dict("records")
        )
        return self._markdown(("plan", "share"), rows)

    def specifications(self) -> str:
        """Ranks of each plan over all specifications."""
        rows = (
            [
                self.names[row["doc_id"]], f"{row['median']:g}",
                self.words["to"].format(f"{row['lowest']:g}", f"{row['highest']:g}"),
                f"{row['first']:.0%}", f"{row['last']:.0%}",
            ]
            for row in self.indices["specification_ranks"].to_dict("records")
        )  # fmt: skip
        return self._markdown(("plan", "median", "range", "first", "last"), rows)

    def sure_pairs(self) -> str:
        """The pairs whose order stands in nearly all specifications, the stricter first."""
        found = []
        for row in self.indices["specification_pairs"].to_dict("records"):
            above, below = (
                (row["doc_a"], row["doc_b"]) if row["share"] >= 0.5 else (row["doc_b"], row["doc_a"])
            )
            if max(row["share"], 1 - row["share"]) >= STANDS:
                found.append(f"{self.names[above]} > {self.names[below]}")
        return "; ".join(found) or self.words["none"]

    def example(self) -> str:
        """One rate in words: of the first plan, its mandates."""
        rates = self.indices["strictness_rates"]
        row = rates[(rates["domain"] == ALL) & (rates["rate"] == "mandate")].iloc[0]
        shares = {name: f"{row[name]:.0%}" for name in ("share", "low", "high")}
        plain = {"count": row["count"], "n": row["n"], "clusters": row["clusters"]}
        return self.words["example"].format(plan=self.names[row["doc_id"]], **plain, **shares)

    def _whole(self, value: object) -> str:
        return self.words["not_stated"] if pd.isna(value) else str(int(str(value)))

    def _interval(self, row: dict[str, float], value: float, form: str) -> str:
        if pd.isna(row["low"]):
            return f"{value:{form}}"
        return f"{value:{form}} ({self.words['to'].format(*(f'{row[name]:{form}}' for name in ('low', 'high')))})"

    def _markdown(self, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
        lines = ["| " + " | ".join(self.words[head] for head in heads) + " |", "|---" * len(heads) + "|"]
        return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)])


def _national() -> dict[str, object]:
    """How long the list of national requirements is, and how much of it was held against a text."""
    found = read_vocabulary("national_requirements")
    return {
        "requirements": len(found),
        "requirements_checked": sum(row["checked"] == CHECKED for row in found),
        "national_documents": len({row["document_title"] for row in found}),
    }


def _decimal(value: float) -> str:
    """Two digits, with a true minus.

    >>> _decimal(-0.004), _decimal(-0.2)
    ('0.00', '−0.20')
    """
    return f"{round(value, 2) + 0:.2f}".replace("-", "−")


def substitutions(language: str) -> dict[str, object]:
    """Values by the names that pages write as `{{ … }}`."""
    project = find_project(os.environ.get("FAZHI_DOCS_PROJECT", ROOT))
    return Numbers(project, read_tables(project.processed), language).substitutions()
