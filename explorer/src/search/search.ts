// Search as you type over all sentences: substrings, so that Chinese needs no cutting into words.
import type { Corpus } from "../data/corpus";
import { type Facet, type FacetName, type Filters, makeFacets } from "./facets";
import { fold, terms } from "./fold";

export type Within = "all" | "text";

export interface Query {
  q: string;
  within: Within;
  filters: Filters;
  /** Only these sentences, by id; empty for all. */
  ids: string[];
  second: boolean;
}

export interface Result {
  rows: Int32Array;
  /** For each facet the number of hits for each of its values, under all other filters. */
  counts: Map<FacetName, Int32Array>;
}

export class Search {
  readonly facets: Facet[];
  private readonly corpus: Corpus;
  private folded: string[] | undefined;
  private around: string[] | undefined;
  private indicators: Map<number, string> | undefined;

  constructor(corpus: Corpus) {
    this.corpus = corpus;
    this.facets = makeFacets(corpus);
  }

  run(query: Query): Result {
    const matches = this.matcher(query);
    const among = query.ids.length ? new Set(query.ids.map((id) => this.corpus.row(id))) : undefined;
    const wanted = this.facets.map((facet) => chosen(facet, query.filters[facet.name]));
    const counts = this.facets.map((facet) => new Int32Array(facet.values.length));
    const rows: number[] = [];
    for (let row = 0; row < this.corpus.count; row++) {
      if (among && !among.has(row)) continue;
      const missed = this.missed(row, wanted, query.second);
      if (missed === MANY || !matches(row)) continue;
      if (missed === NOTHING) rows.push(row);
      this.count(row, missed, counts);
    }
    return {
      rows: Int32Array.from(rows),
      counts: new Map(this.facets.map((facet, place) => [facet.name, counts[place] as Int32Array])),
    };
  }

  /** The only facet that rules a sentence out; `NOTHING`, or `MANY`. */
  private missed(row: number, wanted: (Set<number> | undefined)[], second: boolean): number {
    let missed = NOTHING;
    for (let place = 0; place < wanted.length; place++) {
      const values = wanted[place];
      const facet = this.facets[place] as Facet;
      if (!values || holds(facet.of(row), values)) continue;
      if (second && facet.name === "topic" && this.secondHolds(row, values)) continue;
      if (missed !== NOTHING) return MANY;
      missed = place;
    }
    return missed;
  }

  private secondHolds(row: number, values: Set<number>): boolean {
    const topic = this.corpus.topic2[row] as number;
    const parent = this.corpus.topics.findIndex((other) => other.code === this.corpus.topics[topic]?.parent);
    return values.has(topic) || values.has(parent);
  }

  private count(row: number, missed: number, counts: Int32Array[]): void {
    if (missed !== NOTHING) {
      add(counts[missed] as Int32Array, (this.facets[missed] as Facet).of(row));
      return;
    }
    for (let place = 0; place < counts.length; place++)
      add(counts[place] as Int32Array, (this.facets[place] as Facet).of(row));
  }

  private matcher(query: Query): (row: number) => boolean {
    const words = terms(query.q);
    if (!words.length) return () => true;
    this.folded ??= this.corpus.text.map(fold);
    const text = this.folded;
    if (query.within === "text") return (row) => words.every((word) => text[row]!.includes(word));
    this.around ??= this.measureWords();
    this.indicators ??= this.indicatorWords();
    const around = this.around;
    const indicators = this.indicators;
    return (row) =>
      words.every((word) => {
        if (text[row]!.includes(word)) return true;
        if (around[this.corpus.measure[row] as number]?.includes(word)) return true;
        return indicators.get(row)?.includes(word) ?? false;
      });
  }

  /** Of each measure its headings and bodies. */
  private measureWords(): string[] {
    const { measures } = this.corpus;
    const columns = ["heading", "section", "chapter", "lead_bodies", "responsible_bodies"];
    return Array.from({ length: measures.rows }, (_, row) =>
      fold(columns.map((name) => measures.text(name, row)).join("\n")),
    );
  }

  private indicatorWords(): Map<number, string> {
    const found = new Map<number, string>();
    for (let row = 0; row < this.corpus.count; row++) {
      const ids = this.corpus.indicatorsOf(row);
      if (!ids.length) continue;
      const labels = ids.flatMap((id) => [
        this.corpus.indicatorLabel(id, "zh"),
        this.corpus.indicatorLabel(id, "en"),
      ]);
      found.set(row, fold(labels.join("\n")));
    }
    return found;
  }
}

const NOTHING = -1;
const MANY = -2;

function chosen(facet: Facet, values: string[] | undefined): Set<number> | undefined {
  if (!values?.length) return undefined;
  return new Set(values.map((value) => facet.values.indexOf(value)));
}

function holds(places: ArrayLike<number>, values: Set<number>): boolean {
  for (let i = 0; i < places.length; i++) if (values.has(places[i] as number)) return true;
  return false;
}

function add(counts: Int32Array, places: ArrayLike<number>): void {
  for (let i = 0; i < places.length; i++) counts[places[i] as number]!++;
}
