// Pins as files: CSV, a page that Word opens, and BibTeX. Each names ids, characters and the raw file's hash.
import type { Corpus, Language } from "../data/corpus";
import { type Words, words } from "../words";
import { toCsv } from "./csv";
import type { Pin } from "./pins";

export const CSV_COLUMNS = [
  "kind", "key", "note", "provision_id", "doc_id", "plan", "place", "chapter", "section", "number", "heading",
  "text", "topic", "topic2", "obligation", "sanction", "monitoring", "targets", "times", "topic_source", "coder",
  "file", "sha256", "start", "end",
] as const; // biome-ignore format: a list of names

export function pinsCsv(corpus: Corpus, pins: Pin[], language: Language): string {
  const rows = pins.map((pin) => {
    const row = pin.kind === "sentence" ? corpus.row(pin.key) : -1;
    const about = row < 0 ? {} : record(corpus, row, language);
    const cells: Record<string, string> = { ...about, kind: pin.kind, key: pin.key, note: pin.note };
    return CSV_COLUMNS.map((name) => cells[name] ?? "");
  });
  return toCsv([...CSV_COLUMNS], rows);
}

/** Sentences as CSV, such as the hits of a search. */
export function rowsCsv(corpus: Corpus, rows: ArrayLike<number>, language: Language): string {
  const names = CSV_COLUMNS.slice(3);
  const lines = Array.from(rows, (row) => {
    const cells = record(corpus, row, language);
    return names.map((name) => cells[name] ?? "");
  });
  return toCsv([...names], lines);
}

function record(corpus: Corpus, row: number, language: Language): Record<string, string> {
  const plan = corpus.planOf(row);
  const measure = corpus.measure[row] as number;
  const { provisions } = corpus;
  const own = [
    "text",
    "topic",
    "topic2",
    "obligation",
    "sanction",
    "monitoring",
    "topic_source",
    "coder",
    "start",
    "end",
  ];
  return {
    ...Object.fromEntries(own.map((name) => [name, provisions.text(name, row)])),
    ...Object.fromEntries(
      ["chapter", "section", "number", "heading"].map((name) => [
        name,
        measure < 0 ? "" : corpus.measures.text(name, measure),
      ]),
    ),
    provision_id: corpus.id(row),
    doc_id: plan.doc_id,
    plan: plan.label[language],
    place: plan.place[language === "zh" ? 0 : 1],
    targets: Array.from(corpus.finds("targets", row), (find) =>
      corpus.tables.targets.text("text", find),
    ).join("、"),
    times: Array.from(corpus.finds("times", row), (find) => corpus.tables.times.text("text", find)).join(
      "、",
    ),
    file: plan.file,
    sha256: plan.sha256,
  };
}

/** Where a sentence stands, as a note to a quotation says it. */
export function source(corpus: Corpus, row: number, language: Language): string {
  const plan = corpus.planOf(row);
  const say = words(language);
  const title = plan.title ? `《${plan.title}》` : plan.label[language];
  const number = plan.document_number ? `（${plan.document_number}）` : "";
  return `${plan.name[language]}${language === "zh" ? "：" : ": "}${title}${number}. ${corpus.id(row)}; ${place(corpus, row, say)}`;
}

function place(corpus: Corpus, row: number, say: Words): string {
  const plan = corpus.planOf(row);
  const span = `${corpus.provisions.text("start", row)}–${corpus.provisions.text("end", row)}`;
  return `${plan.file}, ${say("characters")} ${span}, SHA-256 ${plan.sha256}`;
}

/** A page that Word opens, with quotations, notes and sources; texts are escaped. */
export function pinsHtml(corpus: Corpus, pins: Pin[], language: Language, page: string): string {
  const say = words(language);
  const items = pins.map((pin) => {
    const row = pin.kind === "sentence" ? corpus.row(pin.key) : -1;
    const link = `${page.replace(/#.*$/, "")}${pin.kind === "comparison" ? pin.key : ""}`;
    const body =
      row >= 0
        ? `<blockquote lang="zh-Hans">${html(corpus.text[row] as string)}</blockquote>\n<p class="source">${html(source(corpus, row, language))}</p>`
        : `<p>${html(say(pin.kind))}: ${html(pin.kind === "comparison" ? link : pin.key)}</p>`;
    return `${body}${pin.note ? `\n<p><b>${html(say("note"))}</b> ${html(pin.note)}</p>` : ""}`;
  });
  return `<!doctype html>
<html lang="${language === "zh" ? "zh-Hans" : "en"}">
<head><meta charset="utf-8"><title>${html(say("pins"))}</title>
<style>
body { font-family: "Times New Roman", SimSun, serif; font-size: 12pt; line-height: 1.6; max-width: 42em; margin: 2em auto; }
blockquote { margin: 1.2em 0 0.2em 2em; }
.source { margin: 0 0 0 2em; font-size: 9pt; color: #555555; }
</style></head>
<body>
<h1>${html(say("pins"))}</h1>
${items.join("\n<hr>\n")}
</body>
</html>
`;
}

export function html(text: string): string {
  const names: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (sign) => names[sign] as string);
}

/** One entry for each pinned sentence. */
export function pinsBibtex(corpus: Corpus, pins: Pin[], language: Language): string {
  const rows = pins
    .filter((pin) => pin.kind === "sentence")
    .map((pin) => [corpus.row(pin.key), pin.note] as const);
  return rows
    .filter(([row]) => row >= 0)
    .map(([row, note]) => bibtex(corpus, row, note, language))
    .join("\n");
}

export function bibtex(corpus: Corpus, row: number, note: string, language: Language): string {
  const plan = corpus.planOf(row);
  const span = `${corpus.provisions.text("start", row)}-${corpus.provisions.text("end", row)}`;
  const year = plan.issued.slice(0, 4) || plan.period_start;
  const fields: [string, string][] = [
    ["author", `{${tex(plan.name[language])}}`],
    ["title", tex(plan.title || plan.label[language])],
    ["year", year],
    ["number", tex(plan.document_number)],
    ["note", tex(`${corpus.id(row)}: ${corpus.text[row]}${note ? ` [${note}]` : ""}`)],
    ["howpublished", tex(`${plan.file}, characters ${span}, SHA-256 ${plan.sha256}`)],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
  return `@misc{${corpus.id(row)},\n${lines.join("\n")}\n}\n`;
}

function tex(text: string): string {
  const named: Record<string, string> = {
    "\\": "\\textbackslash{}",
    "{": "\\{",
    "}": "\\}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
  };
  return text
    .replace(/[\\{}~^]/g, (sign) => named[sign] as string)
    .replace(/[$&%#_]/g, (sign) => `\\${sign}`);
}

/** Hand a file to the browser's downloads. */
export function download(name: string, content: string, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
