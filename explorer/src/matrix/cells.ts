// Numbers of the matrix: one cell for each group of a frame and each plan.
import type { Corpus, Frame } from "../data/corpus";
import type { Shown } from "../state/address";

export interface Cell {
  /** Counted sentences with their first topic in the group. */
  n: number;
  /** All counted sentences of the plan. */
  total: number;
  /** What the cell shows; null where there is nothing it could be computed from. */
  value: number | null;
}

export interface Matrix {
  /** By group, then by plan. */
  cells: Cell[][];
  largest: number;
}

/** The plans that have codes, in order; all of them where nothing is coded. */
export function codedPlans(corpus: Corpus): number[] {
  const coded = new Set<number>();
  for (let row = 0; row < corpus.count; row++) {
    if (corpus.kind[row] === 0) coded.add(corpus.plan[row] as number);
  }
  const own = corpus.plans.filter((plan) => !plan.template).map((plan) => plan.index);
  const known = own.filter((plan) => coded.has(plan));
  return known.length ? known : own;
}

export function matrix(corpus: Corpus, frame: Frame, shown: Shown): Matrix {
  const size = corpus.plans.length;
  const totals = new Int32Array(size);
  const n = frame.groups.map(() => new Int32Array(size));
  const sums = frame.groups.map(() => new Float64Array(size));
  for (let row = 0; row < corpus.count; row++) {
    if (corpus.kind[row] !== 0) continue;
    const plan = corpus.plan[row] as number;
    totals[plan]!++;
    const group = frame.of[row] as number;
    if (group < 0) continue;
    n[group]![plan]!++;
    sums[group]![plan]! += weight(corpus, row, shown);
  }
  const cells = frame.groups.map((_, group) =>
    Array.from({ length: size }, (_, plan) => {
      const cell = { n: n[group]![plan] as number, total: totals[plan] as number };
      return { ...cell, value: value(cell.n, cell.total, sums[group]![plan] as number, shown) };
    }),
  );
  let largest = 0;
  for (const cell of cells.flat()) largest = Math.max(largest, cell.value ?? 0);
  return { cells, largest };
}

function weight(corpus: Corpus, row: number, shown: Shown): number {
  switch (shown) {
    case "strictness":
      return corpus.provisions.number("strictness", row) ?? 0;
    case "targets":
      return corpus.finds("targets", row).length;
    case "deadlines":
      return Array.from(corpus.finds("times", row)).filter((time) => corpus.isDeadline(time)).length;
    default:
      return 1;
  }
}

function value(n: number, total: number, sum: number, shown: Shown): number | null {
  if (shown === "share") return total ? n / total : null;
  if (shown === "count") return n;
  // No sentence, nothing that could be strict, or set a number or a date.
  if (n === 0) return null;
  return shown === "strictness" ? sum / n : sum;
}

/** The step of shading, 0 (nothing) to 6. */
export function shade(value: number | null, largest: number, shown: Shown): number {
  if (!value || value <= 0) return 0;
  const most = shown === "strictness" ? 1 : largest;
  return Math.min(6, Math.max(1, Math.ceil((value / most) * 6)));
}

export function printed(value: number | null, shown: Shown): string {
  if (value === null) return "–";
  if (shown === "share") return `${(value * 100).toFixed(1)}%`;
  return shown === "strictness" ? value.toFixed(2) : String(value);
}
