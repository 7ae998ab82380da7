// The marks over a sentence: what was found in it, and what it shares with others.
import type { App } from "../app";
import type { Corpus, Finds } from "../data/corpus";
import type { Mark } from "./Text";

export const FINDS: Finds[] = ["targets", "times", "bodies", "citations"];

export function findMarks({ corpus, lang, say }: App, row: number): Mark[] {
  return FINDS.flatMap((table) =>
    Array.from(corpus.finds(table, row), (find) => ({
      from: corpus.tables[table].number("from", find) ?? -1,
      to: corpus.tables[table].number("to", find) ?? -1,
      kind: table,
      title: `${say(table)}: ${describe(corpus, table, find, lang)}`,
    })),
  );
}

export function sharedMarks({ corpus, lang }: App, row: number): Mark[] {
  return corpus.shared(row).map(({ from, to, other }) => ({
    from,
    to,
    kind: "shared",
    title: corpus.planOf(other).label[lang],
  }));
}

/** What a find says, in a few words. */
export function describe(corpus: Corpus, table: Finds, find: number, lang: App["lang"]): string {
  const rows = corpus.tables[table];
  const text = (name: string) => rows.text(name, find);
  const label = (name: string) => (text(name) ? corpus.label(name, text(name), lang) : "");
  const parts: Record<Finds, () => string[]> = {
    targets: () => [
      text("indicator_id") ? corpus.indicatorLabel(text("indicator_id"), lang) : text("indicator"),
      `${label("comparator")} ${text("value")}${text("unit")}`,
      text("per"),
      label("origin"),
      text("condition"),
    ],
    times: () => [
      label("kind"),
      label("bound"),
      dates(text("date_start"), text("date_end")),
      text("period"),
      label("origin"),
      text("condition"),
    ],
    bodies: () => [text("name"), label("role")],
    citations: () => [`《${text("title")}》`, text("document_number"), label("issuer_level"), label("kind")],
  };
  return parts[table]().filter(Boolean).join(" · ");
}

function dates(first: string, last: string): string {
  const day = (date: string) => date.replace(/^XXXX-/, "--");
  if (first && last && first !== last) return `${day(first)} – ${day(last)}`;
  return day(last || first);
}
