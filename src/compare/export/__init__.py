"""Figures, tables, concordances, evidence and the report, as files for papers and readers.

from compare import read_tables
from compare.export import concordance_files, export
export("coverage_domain", read_tables(), Path("out"), formats=["pdf"], languages=["zh"])
"""

from compare.export.concordance import concordance
from compare.export.evidence import evidence
from compare.export.request import concordance_files, evidence_files, export, listing

__all__ = [
    "concordance",
    "concordance_files",
    "evidence",
    "evidence_files",
    "export",
    "listing",
]
