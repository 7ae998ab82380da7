"""What it amounts to: indices, table in, table out.

    from compare import index_tables, read_tables, subset, weighted
    made = index_tables(weighted(subset(read_tables(), domains=["E"]), {"obligation": 2, "precision": 1}))
    made["strictness_rates"]

Of all or part of a project, under the weights that you choose:

- `stage.index_tables(tables)`: every index table by name; `registry.INDICES` holds the names,
  `registry.index_about(name)` says what one holds, `registry.index_columns(name)` its columns
- `stage.index_table(name, tables)`: one of them
- `subset.subset(tables, domains, plans, topics)`: part of the tables, still fitting together
- `stage.weighted(tables, weights)`: the same tables under other weights of the parts of strictness

One question at a time, mostly of the table `provisions`:

- what plans speak of: `coverage.coverage`, `coverage.breadth`, `own_words.distinctive_words`
- how binding they are: `strictness.profile`, `strictness.obligation_shares`, `strictness.standardised`,
  `strictness_rates.strictness_rates`; what of an order stands: `specifications.specification_curve`,
  `rank_stability.rank_stability`
- what is due when: `timeline.deadlines`, `timeline.time_shares`, `timeline.recurrences`
- numbers for the same thing: `indicators.compare_indicators`
- what comes from above or from elsewhere: `origins.national_floor`, `origins.strictness_net`,
  `reuse.reuse_matrix`, `force.same_duty`, `templates.template_shares`
- two plans of one place: `versions.compare_versions`
- further coding schemes: `scheme_shares.scheme_shares`
- how far codes can be relied on: `reliability.coder_agreement`, `krippendorff.alpha`
- finding provisions: `searching.search`, `searching.find_similar`
- it all in sentences: `findings.findings`

What is asked for most can be had from `compare` itself: `from compare import profile`. Columns, units and the
source of each method are in the docstring of the function.
"""
