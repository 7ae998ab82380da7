// The whole state of the page stands in its address (`#/search?topic=E7&plan=kunqu&lang=en`), so that
// every view can be cited, kept and sent.
import type { Language } from "../data/corpus";
import { FACETS, type Filters } from "../search/facets";
import type { Within } from "../search/search";

export const VIEWS = ["matrix", "compare", "read", "search", "time", "pins"] as const;
export type View = (typeof VIEWS)[number];
export const SHOWN = ["count", "share", "strictness", "targets", "deadlines"] as const;
export type Shown = (typeof SHOWN)[number];

export interface State {
  view: View;
  lang: Language;
  /** A sentence that is opened beside the view, by id; empty for none. */
  sel: string;
  q: string;
  within: Within;
  second: boolean;
  filters: Filters;
  /** Sentences that a link chose, by id; empty for all. */
  ids: string[];
  /** Matrix: how rows are grouped, and what its cells show. */
  rows: string;
  show: Shown;
  /** Compare and timeline: plans by doc_id; empty means the view's own choice. */
  plans: string[];
  /** Compare: a topic, a domain, or `i:` and an indicator. */
  about: string;
  only: "all" | "aligned" | "changed" | "alone";
  /** Read: the plan. */
  doc: string;
  /** Pins that travel in the link. */
  pins: string;
}

export const START: Omit<State, "lang"> = {
  view: "matrix",
  sel: "",
  q: "",
  within: "all",
  second: false,
  filters: {},
  ids: [],
  rows: "domain",
  show: "count",
  plans: [],
  about: "",
  only: "all",
  doc: "",
  pins: "",
};

/** The address of a state; what is as at the start is left out. */
export function address(state: State): string {
  const parts: string[] = [];
  const add = (name: string, value: string) => value && parts.push(`${name}=${escaped(value)}`);
  add("lang", state.lang);
  add("q", state.q);
  add("in", state.within === "text" ? "text" : "");
  for (const name of FACETS) {
    const values = state.filters[name] ?? [];
    if (values.length) parts.push(`${name}=${values.map(escaped).join(",")}`);
  }
  if (state.ids.length) parts.push(`ids=${state.ids.map(escaped).join(",")}`);
  add("second", state.second ? "1" : "");
  add("rows", state.rows === START.rows ? "" : state.rows);
  add("show", state.show === START.show ? "" : state.show);
  if (state.plans.length) parts.push(`plans=${state.plans.map(escaped).join(",")}`);
  add("about", state.about);
  add("only", state.only === "all" ? "" : state.only);
  add("doc", state.doc);
  add("pins", state.pins);
  add("sel", state.sel);
  return `#/${state.view}?${parts.join("&")}`;
}

/** The state that an address tells; what it does not tell, or tells wrongly, is as at the start. */
export function readAddress(hash: string, language: Language): State {
  const [path = "", ...rest] = hash.replace(/^#\/?/, "").split("?");
  const given = new Map<string, string>();
  for (const part of rest.join("?").split("&")) {
    const cut = part.indexOf("=");
    if (cut > 0) given.set(part.slice(0, cut), part.slice(cut + 1));
  }
  const text = (name: string) => unescaped(given.get(name) ?? "");
  const list = (name: string) => (given.get(name) ?? "").split(",").map(unescaped).filter(Boolean);
  const filters: Filters = {};
  for (const name of FACETS) if (given.has(name)) filters[name] = list(name);
  return {
    view: oneOf(VIEWS, path, START.view),
    lang: oneOf(["zh", "en"] as const, text("lang"), language),
    sel: text("sel"),
    q: text("q"),
    within: text("in") === "text" ? "text" : "all",
    second: text("second") === "1",
    filters,
    ids: list("ids"),
    rows: text("rows") || START.rows,
    show: oneOf(SHOWN, text("show"), START.show),
    plans: list("plans"),
    about: text("about"),
    only: oneOf(["all", "aligned", "changed", "alone"] as const, text("only"), START.only),
    doc: text("doc"),
    pins: text("pins"),
  };
}

function oneOf<T extends string>(known: readonly T[], value: string, otherwise: T): T {
  return known.find((one) => one === value) ?? otherwise;
}

/** Chinese stays readable in the address; what has a meaning there does not. */
function escaped(text: string): string {
  return text.replace(/[%#?&=,+\s"<>\\^`{|}[\]]/g, (sign) => encodeURIComponent(sign));
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
