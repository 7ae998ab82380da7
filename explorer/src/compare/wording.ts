// How alike two sentences are, and where they differ.
import fastDiff from "fast-diff";
import { fold, joined, type Span } from "../search/fold";

const NO_LETTER = /[^\p{L}\p{N}%％]/gu;
const LETTER = /[\p{L}\p{N}%％]/u;
const NO_LETTERS_AT_END = /[^\p{L}\p{N}%％]+$/u;
/** So many letters in common between two differing words count as chance. */
const CHANCE = 1;

/** A number, which differs as a whole: of 2016 and 2021 nobody wants to read that 20 is the same. */
const NUMBER = /[\d零〇一二两三四五六七八九十百千万亿]+(?:\.\d+)?[%‰]?/g;
/** Code points for private use: nothing that is read holds them. */
const PRIVATE = 0xe000;
const MOST = 0x1900;

/** The pairs of neighbouring letters of a text, punctuation and spaces left out. */
export function bigrams(text: string): Set<string> {
  const letters = fold(text).replace(NO_LETTER, "");
  const found = new Set<string>();
  for (let i = 0; i + 1 < letters.length; i++) found.add(letters.slice(i, i + 2));
  return found;
}

/** The share of pairs of letters in common, 0 to 1 (Dice 1945). */
export function likeness(a: Set<string>, b: Set<string>): number {
  if (!a.size || !b.size) return 0;
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let common = 0;
  for (const pair of few) if (many.has(pair)) common++;
  return (2 * common) / (a.size + b.size);
}

/** Texts with one sign for each number, the same for the same, and what gives a text its numbers back. */
function counted(texts: string[]): { texts: string[]; whole: (text: string) => string } {
  const signs = new Map<string, string>();
  const numbers = new Map<string, string>();
  const sign = (number: string) => {
    if (number.length < 2 || signs.size >= MOST) return signs.get(number) ?? number;
    const known = signs.get(number) ?? String.fromCharCode(PRIVATE + signs.size);
    signs.set(number, known);
    numbers.set(known, number);
    return known;
  };
  return {
    texts: texts.map((text) => text.replace(NUMBER, sign)),
    whole: (text) => text.replace(/[\ue000-\uf8ff]/g, (one) => numbers.get(one) ?? one),
  };
}

/** Where each of two texts has characters that the other lacks there; whole numbers. */
export function differences(a: string, b: string): { a: Span[]; b: Span[] } {
  const found = { a: [] as Span[], b: [] as Span[] };
  const { texts, whole } = counted([fold(a), fold(b)]);
  let [atA, atB] = [0, 0];
  for (const [what, signs] of fastDiff(texts[0] as string, texts[1] as string)) {
    const text = whole(signs);
    const chance = what === fastDiff.EQUAL && text.replace(NO_LETTER, "").length <= CHANCE;
    if (what === fastDiff.DELETE || chance) found.a.push([atA, atA + text.length]);
    if (what === fastDiff.INSERT || chance) found.b.push([atB, atB + text.length]);
    if (what !== fastDiff.INSERT) atA += text.length;
    if (what !== fastDiff.DELETE) atB += text.length;
  }
  return { a: worded(a, found.a), b: worded(b, found.b) };
}

/** Spans joined, those of nothing but punctuation left out, and punctuation at their ends. */
function worded(text: string, spans: Span[]): Span[] {
  return joined(spans).flatMap(([from, to]) => {
    const part = text.slice(from, to);
    const first = part.search(LETTER);
    if (first < 0) return [];
    const tail = part.length - part.replace(NO_LETTERS_AT_END, "").length;
    return [[from + first, to - tail] as Span];
  });
}

/** What all of several lists of spans cover. */
export function common(lists: Span[][], length: number): Span[] {
  const covered = new Uint16Array(length);
  for (const spans of lists) for (const [from, to] of spans) for (let i = from; i < to; i++) covered[i]!++;
  const result: Span[] = [];
  for (let i = 0; i < length; i++) {
    if (covered[i] !== lists.length) continue;
    const last = result.at(-1);
    if (last && last[1] === i) last[1] = i + 1;
    else result.push([i, i + 1]);
  }
  return result;
}
