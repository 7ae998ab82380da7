"""Figures, tables, concordances, evidence and the report, as files for papers and readers."""
