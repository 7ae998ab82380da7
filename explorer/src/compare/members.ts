// Which sentences of a plan are compared on a topic, a domain or an indicator.
import type { Corpus } from "../data/corpus";
import { LEAST_LIKENESS } from "./align";
import { bigrams, likeness } from "./wording";

export const INDICATOR = "i:";
/** Instead of a subject: all that the plans ask for, as of two plans of one place. */
export const ALL = "all";

/** The sentences of each plan on a subject; of a template, those that one of them shares or resembles. */
export function membersOf(corpus: Corpus, plans: number[], about: string): number[][] {
  const coded = plans.filter((plan) => !corpus.plans[plan]!.template);
  const found = new Map(
    coded.map((plan) => [plan, rowsOf(corpus, plan).filter((row) => isAbout(corpus, row, about))]),
  );
  const all = [...found.values()].flat();
  return plans.map((plan) => found.get(plan) ?? counterparts(corpus, plan, all));
}

export function isAbout(corpus: Corpus, row: number, about: string): boolean {
  if (about === ALL) return corpus.kind[row] === 0;
  if (corpus.kind[row] === 1) return false;
  if (about.startsWith(INDICATOR)) return corpus.indicatorsOf(row).includes(about.slice(INDICATOR.length));
  return [corpus.topic[row], corpus.topic2[row]].some((place) => {
    const topic = corpus.topics[place as number];
    return topic !== undefined && (topic.code === about || topic.parent === about);
  });
}

function rowsOf(corpus: Corpus, plan: number): number[] {
  const { first, count } = corpus.plans[plan]!;
  return Array.from({ length: count }, (_, i) => first + i);
}

/** Sentences of a template, which has no codes: what the rows share with it, or what is most like one. */
function counterparts(corpus: Corpus, template: number, rows: number[]): number[] {
  const own = rowsOf(corpus, template).filter((row) => corpus.provisions.number("is_heading", row) !== 1);
  const found = new Set<number>();
  const pairs = own.map((row) => bigrams(corpus.text[row] as string));
  for (const row of rows) {
    for (const shared of corpus.shared(row))
      if (corpus.plan[shared.other] === template) found.add(shared.other);
    const letters = bigrams(corpus.text[row] as string);
    let [best, most] = [-1, LEAST_LIKENESS];
    own.forEach((other, place) => {
      const score = likeness(letters, pairs[place]!);
      if (score > most) [best, most] = [other, score];
    });
    if (best >= 0) found.add(best);
  }
  return own.filter((row) => found.has(row));
}
