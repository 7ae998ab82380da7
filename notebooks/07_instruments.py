# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 7. Policy instruments: by what means do the plans want to reach their ends?
#
# 本笔记本按 Rothwell 与 Zegveld（1985）的政策工具分类（供给型、环境型、需求型）说明各规划靠什么手段推进法治政府建设：
# 各类工具占多少、在各领域如何组合、换一种归类办法结论是否还成立，以及编码由谁给出、两次编码有多一致。
# 写明用某种工具，不等于用了，更不等于有效。
#
# A topic says what a provision is about; an instrument says how it wants to work. Rothwell and
# Zegveld (1985) sort the means of policy into **supply** (government gives people, money,
# information, facilities, services), **environment** (rules, regulation, oversight, organisation)
# and **demand** (procurement, pilots, participation). Chinese studies of policy have asked this
# of many fields. All numbers below are computed from the tables; nothing is typed by hand.

# %%
import pandas as pd
from IPython.display import Markdown

from compare import figure, index_tables, read_tables
from compare.coding.schemes import NONE
from compare.evaluation.scheme_agreement import (
    copied,
    scheme_agreement,
    scheme_coders,
    scheme_codings,
    scheme_disagreements,
)
from compare.indices.scheme_shares import codes_of
from compare.project import find_project

SCHEME = "instruments"
pd.set_option("display.max_colwidth", None)
project = find_project()
tables = read_tables()
indices = index_tables(tables)  # every index, computed once; of a part of the tables anew
highlight = []  # up to 12 doc_ids to name in figures of more than 12 plans
shares = indices["scheme_shares"].query("scheme == @SCHEME")
shown = highlight or list(shares["doc_id"].unique())[:12]  # named in sentences

# %% [markdown]
# ## Who gave the codes, and would another coder give the same?
#
# Everyone who coded by this scheme, as the register says it. The lowest rank feeds the tables; a
# coder without a rank is kept for comparison.

# %%
coders = scheme_coders(project.coding, SCHEME)
pd.DataFrame([(one.name, one.kind, one.rank, one.description) for one in coders],
             columns=["coder", "kind", "rank", "description"]).set_index("coder")  # fmt: skip

# %%
codings = scheme_codings(tables["provisions"], project.coding, SCHEME)
unranked = [one.name for one in coders if not one.rank]
independent = unranked if len(unranked) > 1 else [one.name for one in coders]
passes = codings[codings["coder"].isin(independent)]
agreed = scheme_agreement(passes)
agreed.round(3)

# %% [markdown]
# `code` is the main code, `top` the code at the top that it is under. Krippendorff's alpha is 1 for
# perfect agreement and 0 for what chance would give; intervals resample whole measures. Coders
# with a rank are left out where two have none: one who decides with both passes in view agrees with them
# by design. What all gave the same remark, word for word, was carried over and not read twice, and
# is left out, too.

# %%
carried = copied(passes)
Markdown(
    f"Left out as carried over: {', '.join(f'`{one}`' for one in carried) or 'nothing'}. "
    + (
        "Nobody coded the same provisions twice by this scheme, so nothing is known of agreement."
        if agreed.empty
        else f"The most frequent disagreements of `{agreed['coders'].iloc[0]}`:"
    )
)

# %%
pair = tuple(str(agreed["coders"].iloc[0]).split(" and ")) if len(agreed) else ()
scheme_disagreements(passes, pair).head(8) if pair else None

# %% [markdown] tags=["these-plans"]
# **What it means.** The codebook can be applied alike. But both passes were made by one language
# model, with a codebook that it wrote *after* reading these very plans: the agreement is an upper
# bound of what another coder would reach, on other plans above all. No human expert has coded
# these plans by this scheme.

# %% [markdown]
# **What it does not mean.** That the codes are right: a habit that coders share looks like
# agreement. A person can code the same provisions (`data/coding/schemes/instruments/`), and
# `fazhi coding agreement --scheme instruments` then says how far they agree.
#
# ## By what means?

# %%
picture = figure("scheme_codes", tables, highlight=highlight)

# %%
top = shares[(shares["parent"] == "") & shares["doc_id"].isin(shown)].set_index(["doc_id", "code"])
top[["count", "n", "share", "low", "high", "n_second"]].round(3)

# %%
names = {code: one.label("en") for code, one in codes_of(SCHEME, tables).items()} | {NONE: "no instrument"}
spans = top.groupby(level="code", sort=False)["share"].agg(["min", "max"])
pairs = [(a, b) for a in shown for b in shown if a < b]
apart = [
    f"`{a}`/`{b}` ({names[code]})"
    for a, b in pairs
    for code in spans.index
    if top.loc[(a, code), "low"] > top.loc[(b, code), "high"]
    or top.loc[(b, code), "low"] > top.loc[(a, code), "high"]
]
Markdown(
    "Shares of the plans: "
    + "; ".join(f"{names[code]} {row['min']:.0%} to {row['max']:.0%}" for code, row in spans.iterrows())
    + f". Of the {len(pairs)} pairs of plans, their 95% intervals lie apart for: {', '.join(apart) or 'none, for no kind of instrument'}."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** A law-based-government plan is addressed to government itself, and works by
# binding, watching and organising it: environment instruments prevail everywhere, and in much the
# same share. The plans differ less in the kind of means than in what they are used for.

# %% [markdown]
# **What it does not mean.** That a plan with few demand instruments neglects citizens: the scheme
# was made for innovation policy, and what it calls demand is only what draws on actors outside
# government. Nor does a share say how *strong* a means is, or that it was used: a text is not
# its implementation.
#
# ## By what means in which domain?

# %%
picture = figure("scheme_domains", tables, highlight=highlight)

# %%
by_domain = indices["scheme_by_domain"].query("scheme == @SCHEME and domain != 'all' and n > 0")
pooled = by_domain.groupby(["domain", "code"])[["count", "n"]].sum()
pooled = pooled.assign(share=pooled["count"] / pooled["n"])
pooled["share"].unstack().reindex(columns=list(dict.fromkeys(by_domain["code"]))).round(2)

# %%
first = pooled["share"].unstack().drop(columns=NONE, errors="ignore").idxmax(axis=1)
Markdown(
    "The kind of instrument that prevails, all plans together: "
    + "; ".join(f"{domain} {names[code]}" for domain, code in first.items())
    + f". Cells of a plan and domain that rest on fewer than ten provisions:"
    f" {(by_domain.drop_duplicates(['doc_id', 'domain'])['n'] < 10).sum()} of"
    f" {len(by_domain.drop_duplicates(['doc_id', 'domain']))}."
)

# %% [markdown]
# **What it does not mean.** That a government chose its means domain by domain. Topic and
# instrument are not independent by definition: a provision *on* disclosure mostly *is* disclosure. And
# most cells are small: read the counts under the bars before the bars.
#
# ## Does it hold if the instruments are sorted otherwise?
#
# Studies that use this scheme do not agree on its sub-types (see the codebook beside the codes).
# Three choices move the shares: public services can count as demand (as in the original, where the
# state is the buyer); participation is not in the original list and can be left out; and a second
# instrument of a provision can count as much as the first.

# %%
own = shares[shares["doc_id"].isin(shown)].set_index(["doc_id", "code"])
counts = own["count"].unstack()
kinds = [code for code in ("SUP", "ENV", "DEM") if code in counts]


def shares_of(supply: pd.Series, environment: pd.Series, demand: pd.Series) -> pd.DataFrame:
    """The three shares of what has an instrument."""
    found = pd.DataFrame({"SUP": supply, "ENV": environment, "DEM": demand})
    return found.div(found.sum(axis=1), axis=0)


plain = [counts[kind] for kind in kinds]
both = [counts[kind] + own["n_second"].unstack()[kind] for kind in kinds]
sorted_ways = {
    "as coded": shares_of(*plain),
    "public services as demand": shares_of(plain[0] - counts["SUP5"], plain[1], plain[2] + counts["SUP5"]),
    "without participation": shares_of(plain[0], plain[1], plain[2] - counts["DEM3"]),
    "second instruments, too": shares_of(*both),
}
pd.concat(sorted_ways, names=["sorted", "doc_id"]).unstack("sorted").loc[shown].round(2)

# %%
orders = {
    way: {kind: tuple(table[kind].rank().loc[shown]) for kind in kinds} for way, table in sorted_ways.items()
}
steady = [kind for kind in kinds if len({orders[way][kind] for way in orders}) == 1]
first_kind = {way: set(table.loc[shown].idxmax(axis=1)) for way, table in sorted_ways.items()}
Markdown(
    f"The kind that prevails in every plan is {'the same' if len(set.union(*first_kind.values())) == 1 else 'not the same'}"
    f" whichever way they are sorted. The order of the plans is the same in all four ways for:"
    f" {', '.join(names[kind] for kind in steady) or 'no kind of instrument'}."
)

# %% [markdown]
# So what can be said is which kind prevails; what cannot be said without naming the sorting is
# which plan has more of a kind. Shares here are of provisions with an instrument; those that were
# read and have none are left out.

# %% [markdown] tags=["these-plans"]
# ## Exercises
#
# 1. Most studies have one code for laws and regulation (法规管制). Add ENV2, ENV3 and ENV4. Which
#    share of each plan is it, and in how many plans is it more than half?
# 2. Drop all provisions that are on openness of government (domain G) or digital government (J).
#    By how much does the share of supply instruments fall in each plan, and why?
#
# The answers are worked out in `tests/notebooks/test_exercises_instruments.py`.
