// Sentences of several plans set side by side: those that share wording first, then those that set a
// number or time for the same thing, then those most alike in wording. Each sentence stands in one
// row, and a row has at most one sentence of each plan.
import type { Corpus } from "../data/corpus";
import { bigrams, likeness } from "./wording";

export type Why = "shared" | "indicator" | "wording";

export interface Link {
  a: number;
  b: number;
  why: Why;
  /** Shared characters, or likeness from 0 to 1. */
  score: number;
  indicator: string;
}

export interface Row {
  /** A sentence for each plan, in the plans' order; -1 where the plan has no counterpart. */
  cells: number[];
  /** Why its sentences stand together, strongest first; none for a sentence that stands alone. */
  links: Link[];
}

/** Pairs of letters in common that make two sentences of one topic "alike". */
export const LEAST_LIKENESS = 0.3;
/** Of more sentences than this, only shared wording and indicators are looked at. */
const MOST_COMPARED = 1500;
const ORDER: Record<Why, number> = { shared: 0, indicator: 1, wording: 2 };

/** `members` are the sentences of each plan, in order. */
export function align(corpus: Corpus, members: number[][]): Row[] {
  const rows = inRows(members, links(corpus, members));
  return inOrder(rows, members);
}

/** All reasons to set two sentences side by side, the strongest first. */
export function links(corpus: Corpus, members: number[][]): Link[] {
  const planOf = new Map(members.flatMap((rows, plan) => rows.map((row) => [row, plan] as const)));
  const found = [...sharedLinks(corpus, planOf), ...indicatorLinks(corpus, planOf)];
  if (planOf.size <= MOST_COMPARED) found.push(...wordingLinks(corpus, members));
  return found.sort((x, y) => ORDER[x.why] - ORDER[y.why] || y.score - x.score || x.a - y.a || x.b - y.b);
}

function sharedLinks(corpus: Corpus, planOf: Map<number, number>): Link[] {
  const chars = new Map<string, Link>();
  for (const [row, plan] of planOf)
    for (const shared of corpus.shared(row)) {
      const other = planOf.get(shared.other);
      if (other === undefined || other <= plan) continue;
      const key = `${row} ${shared.other}`;
      const link = chars.get(key) ?? { a: row, b: shared.other, why: "shared", score: 0, indicator: "" };
      link.score += shared.chars;
      chars.set(key, link);
    }
  return [...chars.values()];
}

function indicatorLinks(corpus: Corpus, planOf: Map<number, number>): Link[] {
  const byIndicator = new Map<string, number[]>();
  for (const row of planOf.keys())
    for (const id of corpus.indicatorsOf(row)) byIndicator.set(id, [...(byIndicator.get(id) ?? []), row]);
  const found: Link[] = [];
  for (const [indicator, rows] of byIndicator)
    for (const a of rows)
      for (const b of rows)
        if ((planOf.get(a) as number) < (planOf.get(b) as number)) {
          const score = likeness(bigrams(corpus.text[a] as string), bigrams(corpus.text[b] as string));
          found.push({ a, b, why: "indicator", score, indicator });
        }
  return found;
}

function wordingLinks(corpus: Corpus, members: number[][]): Link[] {
  const pairs = members.map((rows) => rows.map((row) => bigrams(corpus.text[row] as string)));
  const found: Link[] = [];
  for (let one = 0; one < members.length; one++)
    for (let two = one + 1; two < members.length; two++)
      members[one]!.forEach((a, i) => {
        members[two]!.forEach((b, j) => {
          const score = likeness(pairs[one]![i]!, pairs[two]![j]!);
          if (score >= LEAST_LIKENESS) found.push({ a, b, why: "wording", score, indicator: "" });
        });
      });
  return found;
}

/** Join sentences along the links, the strongest first, unless a plan would stand in a row twice. */
function inRows(members: number[][], found: Link[]): Row[] {
  const rowOf = new Map<number, Row>();
  members.forEach((rows, plan) => {
    for (const row of rows) {
      const cells = members.map((_, other) => (other === plan ? row : -1));
      rowOf.set(row, { cells, links: [] });
    }
  });
  for (const link of found) {
    const [a, b] = [rowOf.get(link.a) as Row, rowOf.get(link.b) as Row];
    if (a === b) a.links.push(link);
    else if (a.cells.every((cell, plan) => cell < 0 || (b.cells[plan] as number) < 0)) {
      a.cells = a.cells.map((cell, plan) => (cell < 0 ? (b.cells[plan] as number) : cell));
      a.links.push(...b.links, link);
      for (const cell of b.cells) if (cell >= 0) rowOf.set(cell, a);
    }
  }
  return [...new Set(rowOf.values())];
}

/** Rows in the first plan's order; a row without it comes after the row of the sentence before it. */
function inOrder(rows: Row[], members: number[][]): Row[] {
  const rowOf = new Map(
    rows.flatMap((row) => row.cells.filter((cell) => cell >= 0).map((cell) => [cell, row])),
  );
  const ordered: Row[] = [];
  for (const plan of members) {
    let after = -1;
    for (const member of plan) {
      const row = rowOf.get(member) as Row;
      const place = ordered.indexOf(row);
      if (place < 0) ordered.splice(++after, 0, row);
      else after = Math.max(after, place);
    }
  }
  return ordered;
}
