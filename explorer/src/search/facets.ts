// What sentences can be filtered by, and how many of each there are under the other filters.
import type { Corpus, Language } from "../data/corpus";
import type { WordKey } from "../words";

export const FACETS = [
  "kind", "plan", "place", "level", "basis", "topic", "part", "force", "sanction", "monitoring", "year",
  "target", "origin", "source", "coder",
] as const; // biome-ignore format: a list of words

export type FacetName = (typeof FACETS)[number];
export type Filters = Partial<Record<FacetName, string[]>>;

export interface Facet {
  name: FacetName;
  /** Values in the order in which they are shown. */
  values: string[];
  /** Places in `values` of a sentence; most sentences have one. */
  of: (row: number) => ArrayLike<number>;
}

const ONE = Array.from({ length: 4096 }, (_, place) => [place]);
const NONE: number[] = [];

/** The facets that tell sentences of this project apart, in order. */
export function makeFacets(corpus: Corpus): Facet[] {
  const made = [
    fixed("kind", ["counted", "heading", "other"], (row) => corpus.kind[row] as number),
    fixed(
      "plan",
      corpus.plans.map((plan) => plan.doc_id),
      (row) => corpus.plan[row] as number,
    ),
    ofPlans(corpus, "place", (plan) => plan.place[0]),
    ofPlans(corpus, "level", (plan) => plan.level),
    ofPlans(corpus, "basis", (plan) => plan.basis),
    topics(corpus),
    parts(corpus),
    fixed("force", ["0", "1", "2", "3"], (row) =>
      counted(corpus, row, corpus.provisions.number("obligation", row)),
    ),
    ...(["sanction", "monitoring"] as const).map((name) =>
      fixed(name, ["0", "1"], (row) => counted(corpus, row, corpus.provisions.number(name, row))),
    ),
    years(corpus),
    fixed("target", ["0", "1"], (row) => counted(corpus, row, corpus.finds("targets", row).length ? 1 : 0)),
    column(corpus, "origin", "origin"),
    column(corpus, "source", "topic_source"),
    column(corpus, "coder", "coder"),
  ];
  return made.filter((facet) => facet.values.length > 0);
}

function counted(corpus: Corpus, row: number, value: number | null): number {
  return corpus.kind[row] === 0 && value !== null ? value : -1;
}

function fixed(name: FacetName, values: string[], place: (row: number) => number): Facet {
  return { name, values, of: (row) => one(place(row)) };
}

function one(place: number): number[] {
  if (place < 0) return NONE;
  return ONE[place] ?? [place];
}

function ofPlans(corpus: Corpus, name: FacetName, value: (plan: Corpus["plans"][number]) => string): Facet {
  const values = [...new Set(corpus.plans.map(value))].filter(Boolean);
  const places = corpus.plans.map((plan) => values.indexOf(value(plan)));
  return fixed(name, values, (row) => places[corpus.plan[row] as number] as number);
}

/** Topics, each sentence under its first topic and that topic's domain. */
function topics(corpus: Corpus): Facet {
  const values = corpus.topics.map((topic) => topic.code);
  const places = corpus.topics.map((topic, place) =>
    [values.indexOf(topic.parent), place].filter((p) => p >= 0),
  );
  return { name: "topic", values, of: (row) => places[corpus.topic[row] as number] ?? NONE };
}

/** Parts of the national outlines, and codes of second schemes: `2021:3`. */
function parts(corpus: Corpus): Facet {
  const frames = corpus.frames.filter((frame) => frame.name !== "topic" && frame.name !== "domain");
  const values = frames.flatMap((frame) => frame.groups.map((group) => `${frame.name}:${group.key}`));
  const first: number[] = [];
  let next = 0;
  for (const frame of frames) {
    first.push(next);
    next += frame.groups.length;
  }
  return {
    name: "part",
    values,
    of: (row) =>
      frames.flatMap((frame, place) => {
        const group = frame.of[row] as number;
        return group < 0 ? [] : [(first[place] as number) + group];
      }),
  };
}

/** Years of deadlines. */
function years(corpus: Corpus): Facet {
  const times = corpus.tables.times;
  const found: string[][] = Array.from({ length: corpus.count }, () => NONE as unknown as string[]);
  const all = new Set<string>();
  for (let row = 0; row < corpus.count; row++) {
    const own = Array.from(corpus.finds("times", row))
      .filter((time) => corpus.isDeadline(time))
      .map((time) => (times.text("date_end", time) || times.text("date_start", time)).slice(0, 4))
      .filter((year) => /^\d{4}$/.test(year));
    if (!own.length) continue;
    found[row] = [...new Set(own)];
    for (const year of own) all.add(year);
  }
  const values = [...all].sort();
  const places = found.map((own) => (own.length ? own.map((year) => values.indexOf(year)) : NONE));
  return { name: "year", values, of: (row) => places[row] as number[] };
}

function column(corpus: Corpus, name: FacetName, source: string): Facet {
  const { values, codes } = corpus.provisions.factor(source);
  const kept = values.filter(Boolean);
  const places = values.map((value) => kept.indexOf(value));
  return fixed(name, kept, (row) => places[codes[row] as number] as number);
}

/** How a value of a facet is called. */
export function facetLabel(
  corpus: Corpus,
  name: FacetName,
  value: string,
  language: Language,
  say: (key: WordKey) => string,
): string {
  switch (name) {
    case "plan":
      return corpus.planCalled(value)?.label[language] ?? value;
    case "place": {
      const place = corpus.plans.find((plan) => plan.place[0] === value)?.place;
      return place?.[language === "zh" ? 0 : 1] ?? value;
    }
    case "topic":
      return `${value} ${corpus.topicCalled(value)?.label[language] ?? ""}`;
    case "part":
      return partLabel(corpus, value, language);
    case "kind":
    case "force":
      return say(`${name}_${value}` as WordKey);
    case "sanction":
    case "monitoring":
    case "target":
      return say(value === "1" ? "yes" : "no");
    case "source":
      return corpus.label("topic_source", value, language);
    case "basis":
      return corpus.label("frame", value, language);
    case "level":
    case "origin":
      return corpus.label(name, value, language);
    default:
      return value;
  }
}

function partLabel(corpus: Corpus, value: string, language: Language): string {
  const [name = "", ...rest] = value.split(":");
  const key = rest.join(":");
  const group = corpus.frame(name).groups.find((other) => other.key === key);
  const label = group?.label[language] ?? key;
  return `${corpus.frameLabel(name, language)}: ${label === key ? key : `${key} ${label}`}`;
}
