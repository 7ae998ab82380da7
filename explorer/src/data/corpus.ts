// The whole project as the views read it: plans, sentences, what was found in them, words.
import { Groups, type RawTable, Table } from "./table";

export type Language = "zh" | "en";
export type Pair = [zh: string, en: string];

export interface Plan {
  index: number;
  doc_id: string;
  label: Record<Language, string>;
  name: Record<Language, string>;
  years: string;
  place: Pair;
  parent: string;
  level: string;
  title: string;
  document_number: string;
  issued: string;
  period_start: string;
  period_end: string;
  file: string;
  sha256: string;
  basis: string;
  basis_kind: string;
  basis_evidence: string;
  /** What plans of one place have in common; empty where it is unknown. */
  place_id: string;
  template: boolean;
  first: number;
  count: number;
}

export interface Topic {
  code: string;
  parent: string;
  label: Record<Language, string>;
  definition: string;
}

export interface Group {
  key: string;
  label: Record<Language, string>;
}

/** A way to group sentences: a frame of topics (an outline's parts, say), or a second coding scheme. */
export interface Frame {
  name: string;
  /** Whether it is a coding scheme of its own, and no grouping of topics. */
  scheme: boolean;
  groups: Group[];
  /** The group of a sentence, by place in `groups`; -1 for none. */
  of: Int32Array;
}

export type Finds = "targets" | "times" | "bodies" | "citations";

/** A passage shared with a sentence of another plan. */
export interface Shared {
  other: number;
  chars: number;
  similarity: number;
  from: number;
  to: number;
  from_other: number;
  to_other: number;
}

interface RawFrame {
  name: string;
  groups: [string, string, string][];
  place: Record<string, string>;
}

export interface RawData {
  format: number;
  name: string;
  topics: [string, string, string, string, string][];
  frames: RawFrame[];
  labels: Record<string, Record<string, Pair>>;
  indicators: RawTable;
  plans: Record<string, string | number>[];
  measures: RawTable & { of: number[] };
  provisions: RawTable;
  targets: RawTable;
  times: RawTable;
  bodies: RawTable;
  citations: RawTable;
  reuse: RawTable;
  schemes: (RawTable & { name: string; groups: RawFrame["groups"]; provision: number[] })[];
}

export const FORMAT = 1;
export const MEASURE_KINDS = ["counted", "heading", "other"] as const;

export class Corpus {
  readonly name: string;
  readonly plans: Plan[];
  readonly topics: Topic[];
  readonly frames: Frame[];
  readonly indicators: Table;
  readonly measures: Table;
  readonly provisions: Table;
  readonly count: number;
  readonly text: string[];
  readonly plan: Int32Array;
  readonly measure: Int32Array;
  /** Place of the first and second topic in `topics`; -1 for none. */
  readonly topic: Int32Array;
  readonly topic2: Int32Array;
  /** 0 counted by every index (topic A1-L6, no heading), 1 heading, 2 other (aims, preamble, uncoded). */
  readonly kind: Uint8Array;
  readonly tables: Record<Finds, Table>;
  private readonly groups: Record<Finds, Groups>;
  private readonly labels: RawData["labels"];
  private readonly reuse: Table;
  private readonly reuseOfA: Groups;
  private readonly reuseOfB: Groups;
  private readonly ids = new Map<string, number>();
  private readonly indicatorRows = new Map<string, number>();
  private readonly topicPlaces: Map<string, number>;

  constructor(raw: RawData) {
    if (raw.format !== FORMAT) throw new Error("This page and its data are of different versions.");
    this.name = raw.name;
    this.labels = raw.labels;
    this.topics = raw.topics.map(([code, parent, zh, en, definition]) => ({
      code,
      parent,
      label: { zh, en },
      definition,
    }));
    this.topicPlaces = new Map(this.topics.map((topic, place) => [topic.code, place]));
    this.indicators = new Table(raw.indicators);
    for (let row = 0; row < this.indicators.rows; row++)
      this.indicatorRows.set(this.indicators.text("indicator_id", row), row);
    this.provisions = new Table(raw.provisions);
    this.count = this.provisions.rows;
    this.text = Array.from({ length: this.count }, (_, row) => this.provisions.text("text", row));
    this.measures = new Table(raw.measures);
    this.measure = Int32Array.from(raw.measures.of);
    this.plans = readPlans(raw.plans);
    this.plan = new Int32Array(this.count);
    for (const plan of this.plans) this.plan.fill(plan.index, plan.first, plan.first + plan.count);
    this.topic = this.topicColumn("topic");
    this.topic2 = this.topicColumn("topic2");
    this.kind = this.kinds();
    const tables = ["targets", "times", "bodies", "citations"] as const;
    this.tables = Object.fromEntries(tables.map((name) => [name, new Table(raw[name])])) as Record<
      Finds,
      Table
    >;
    this.groups = Object.fromEntries(
      tables.map((name) => [name, new Groups(raw[name].provision as number[], this.count)]),
    ) as Record<Finds, Groups>;
    this.reuse = new Table(raw.reuse);
    this.reuseOfA = new Groups(raw.reuse.a as number[], this.count);
    this.reuseOfB = new Groups(raw.reuse.b as number[], this.count);
    this.frames = [
      ...raw.frames.map((frame) => this.frameOfTopics(frame)),
      ...raw.schemes.map((scheme) => schemeFrame(scheme, this.count)),
    ];
  }

  /** The rows of `targets`, `times` and so on found in a sentence. */
  finds(table: Finds, row: number): Int32Array {
    return this.groups[table].of(row);
  }

  frame(name: string): Frame {
    return this.frames.find((frame) => frame.name === name) ?? (this.frames[0] as Frame);
  }

  /** How a frame or scheme is called. */
  frameLabel(name: string, language: Language): string {
    return this.label(this.frame(name).scheme ? "scheme" : "frame", name, language);
  }

  /** The plan of the same place whose period comes last before that of this one. */
  before(plan: Plan): Plan | undefined {
    if (!plan.place_id || !plan.period_start) return undefined;
    return this.plans
      .filter((other) => other.place_id === plan.place_id && other.period_start && !other.template)
      .filter((other) => other.period_start < plan.period_start)
      .sort((a, b) => (a.period_start < b.period_start ? 1 : -1))[0];
  }

  id(row: number): string {
    return `${this.planOf(row).doc_id}-${this.provisions.text("id", row)}`;
  }

  /** The row of a provision id; -1 where there is none. */
  row(id: string): number {
    if (!this.ids.size) for (let row = 0; row < this.count; row++) this.ids.set(this.id(row), row);
    return this.ids.get(id) ?? -1;
  }

  planOf(row: number): Plan {
    return this.plans[this.plan[row] as number] as Plan;
  }

  planCalled(doc_id: string): Plan | undefined {
    return this.plans.find((plan) => plan.doc_id === doc_id);
  }

  topicOf(row: number): Topic | undefined {
    return this.topics[this.topic[row] as number];
  }

  topicCalled(code: string): Topic | undefined {
    return this.topics[this.topicPlaces.get(code) ?? -1];
  }

  /** The label of a fixed value of a column, such as `level` `county`; the value itself if it has none. */
  label(column: string, value: string, language: Language): string {
    return this.labels[column]?.[value]?.[language === "zh" ? 0 : 1] ?? value;
  }

  indicatorLabel(id: string, language: Language): string {
    const row = this.indicatorRows.get(id);
    return row === undefined ? id : this.indicators.text(`label_${language}`, row);
  }

  /** The shared indicators that a sentence sets a number or a time for. */
  indicatorsOf(row: number): string[] {
    const found = new Set<string>();
    for (const table of ["targets", "times"] as const)
      for (const find of this.finds(table, row)) found.add(this.tables[table].text("indicator_id", find));
    found.delete("");
    return [...found];
  }

  /** A time that says until when: a deadline, or a date that is no first day. */
  isDeadline(time: number): boolean {
    const kind = this.tables.times.text("kind", time);
    return kind === "deadline" || (kind === "date" && this.tables.times.text("bound", time) !== "from");
  }

  /** Passages shared with sentences elsewhere, the longest first. */
  shared(row: number): Shared[] {
    const found = [
      ...Array.from(this.reuseOfA.of(row), (place) => this.sharedSide(place, "a", "b")),
      ...Array.from(this.reuseOfB.of(row), (place) => this.sharedSide(place, "b", "a")),
    ];
    return found.sort((x, y) => y.chars - x.chars || x.other - y.other);
  }

  private sharedSide(row: number, own: "a" | "b", other: "a" | "b"): Shared {
    const number = (name: string) => this.reuse.number(name, row) ?? 0;
    return {
      other: number(other),
      chars: number("chars"),
      similarity: number("similarity"),
      from: number(`from_${own}`),
      to: number(`to_${own}`),
      from_other: number(`from_${other}`),
      to_other: number(`to_${other}`),
    };
  }

  private topicColumn(name: string): Int32Array {
    const { values, codes } = this.provisions.factor(name);
    const places = values.map((code) => this.topicPlaces.get(code) ?? -1);
    return codes.map((code) => places[code] as number);
  }

  private kinds(): Uint8Array {
    const kinds = new Uint8Array(this.count);
    for (let row = 0; row < this.count; row++) {
      if (this.provisions.number("is_heading", row) === 1) kinds[row] = 1;
      else kinds[row] = isSubstantive(this.topicOf(row)?.code ?? "") ? 0 : 2;
    }
    return kinds;
  }

  private frameOfTopics(raw: RawFrame): Frame {
    const groups = raw.groups.map(([key, zh, en]) => ({ key, label: { zh, en } }));
    const places = new Map(groups.map((group, place) => [group.key, place]));
    const ofTopic = this.topics.map((topic) => places.get(raw.place[topic.code] ?? "\0") ?? -1);
    return { name: raw.name, scheme: false, groups, of: this.topic.map((topic) => ofTopic[topic] ?? -1) };
  }
}

function isSubstantive(topic: string): boolean {
  return topic !== "" && !topic.startsWith("N");
}

function schemeFrame(raw: RawData["schemes"][number], count: number): Frame {
  const { name, groups, provision, ...rest } = raw;
  const { values, codes } = new Table(rest as unknown as RawTable).factor("code");
  const places = values.map((code) => groups.findIndex(([key]) => key === code));
  const of = new Int32Array(count).fill(-1);
  provision.forEach((row, place) => {
    of[row] = places[codes[place] as number] as number;
  });
  return { name, scheme: true, groups: groups.map(([key, zh, en]) => ({ key, label: { zh, en } })), of };
}

function readPlans(raw: RawData["plans"]): Plan[] {
  let first = 0;
  return raw.map((row, index) => {
    const text = (name: string) => String(row[name] ?? "");
    const count = Number(row.count);
    const plan: Plan = {
      index,
      doc_id: text("doc_id"),
      label: { zh: text("label_zh"), en: text("label_en") },
      name: { zh: text("name_zh"), en: text("name_en") },
      years: text("years"),
      place: [text("province_zh"), text("province_en") || text("province_zh")],
      parent: text("parent_zh"),
      level: text("level"),
      title: text("title"),
      document_number: text("document_number"),
      issued: text("issued"),
      period_start: text("period_start"),
      period_end: text("period_end"),
      file: text("file"),
      sha256: text("sha256"),
      basis: text("outline_basis"),
      basis_kind: text("basis_kind"),
      basis_evidence: text("basis_evidence"),
      place_id: text("place_id"),
      template: row.template === 1,
      first,
      count,
    };
    first += count;
    return plan;
  });
}
