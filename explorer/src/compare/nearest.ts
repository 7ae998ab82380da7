// The sentences of other plans that are nearest to one: those that share wording, then those alike.
import type { Corpus, Shared } from "../data/corpus";
import { bigrams, likeness } from "./wording";

export interface Near {
  row: number;
  /** Characters shared, 0 where the sentence is only alike. */
  chars: number;
  likeness: number;
  passages: Shared[];
}

const MOST = 6;
const LEAST = 0.35;

export function nearest(corpus: Corpus, row: number): Near[] {
  const own = bigrams(corpus.text[row] as string);
  const byRow = new Map<number, Near>();
  for (const passage of corpus.shared(row)) {
    const near = byRow.get(passage.other) ?? { row: passage.other, chars: 0, likeness: 0, passages: [] };
    near.chars += passage.chars;
    near.passages.push(passage);
    byRow.set(passage.other, near);
  }
  for (const near of byRow.values()) near.likeness = likeness(own, bigrams(corpus.text[near.row] as string));
  const sharing = [...byRow.values()].sort((a, b) => b.chars - a.chars || a.row - b.row);
  const left = MOST - sharing.length;
  return [...sharing.slice(0, MOST), ...(left > 0 ? alike(corpus, row, own, byRow).slice(0, left) : [])];
}

function alike(corpus: Corpus, row: number, own: Set<string>, known: Map<number, Near>): Near[] {
  const found: Near[] = [];
  const plan = corpus.plan[row];
  for (let other = 0; other < corpus.count; other++) {
    if (corpus.plan[other] === plan || corpus.kind[other] === 1 || known.has(other)) continue;
    const text = corpus.text[other] as string;
    // A text of another length cannot be alike: the shorter bounds what is common.
    if (text.length * 4 < own.size || text.length > own.size * 5 + 8) continue;
    const score = likeness(own, bigrams(text));
    if (score >= LEAST) found.push({ row: other, chars: 0, likeness: score, passages: [] });
  }
  return found.sort((a, b) => b.likeness - a.likeness || a.row - b.row);
}
