// The interface's words in both languages: words.json, one row a word.
import type { Language } from "./data/corpus";
import table from "./words.json";

export type WordKey = keyof typeof table;
export type Words = (key: WordKey, values?: Record<string, string | number>) => string;

/** Words in a language; `{n}` in one stands for a value. */
export function words(language: Language): Words {
  return (key, values = {}) =>
    (table[key]?.[language] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
