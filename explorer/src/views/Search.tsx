// Search as you type, with filters and the number of sentences beside each.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useApp } from "../app";
import { Codes } from "../parts/Codes";
import { Crumbs } from "../parts/Detail";
import { grouped } from "../parts/Head";
import { Lead, PlanName } from "../parts/Pick";
import { asMarks, Text } from "../parts/Text";
import { usePrinting, useVirtual } from "../parts/useVirtual";
import { download, rowsCsv } from "../pins/exports";
import { type Facet, type FacetName, facetLabel } from "../search/facets";
import { hits, terms } from "../search/fold";
import type { Result } from "../search/search";
import type { WordKey } from "../words";

export function SearchView() {
  const { corpus, search, state, say, go, lang, setOrder } = useApp();
  const { q, within, filters, second, ids } = state;
  const result = useMemo(
    () => search.run({ q, within, filters, second, ids }),
    [search, q, within, filters, second, ids],
  );
  useEffect(() => setOrder(result.rows), [result, setOrder]);
  const active = Object.values(filters).reduce((sum, values) => sum + values.length, 0);
  return (
    <>
      <Lead title={say("search")}>{say("search_lead")}</Lead>
      <div class="search-bar">
        <input
          id="q"
          type="search"
          value={q}
          placeholder={say("search_hint")}
          aria-label={say("search_label")}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => go({ q: event.currentTarget.value }, true)}
        />
        <label>
          <span class="unseen">{say("search_within")}</span>
          <select
            value={within}
            onChange={(event) => go({ within: event.currentTarget.value === "text" ? "text" : "all" }, true)}
          >
            <option value="all">{say("within_all")}</option>
            <option value="text">{say("within_text")}</option>
          </select>
        </label>
      </div>
      <div class="search-body">
        <button type="button" class="skip" onClick={() => document.getElementById("results")?.focus()}>
          {say("skip_results")}
        </button>
        <FacetBox result={result} active={active} />
        <section class="results" id="results" tabIndex={-1} aria-label={say("search")}>
          <div class="results-head">
            <p role="status">
              <b class="found">
                {say(result.rows.length === 1 ? "found_one" : "found", { n: grouped(result.rows.length) })}
              </b>{" "}
              <PlansIn result={result} />
            </p>
            {result.rows.length > 0 && (
              <button
                type="button"
                class="button"
                onClick={() => download("sentences.csv", rowsCsv(corpus, result.rows, lang), "text/csv")}
              >
                {say("download_csv")}
              </button>
            )}
          </div>
          <ActiveFilters />
          {result.rows.length ? <Hits rows={result.rows} /> : <Nothing />}
        </section>
      </div>
    </>
  );
}

function PlansIn({ result }: { result: Result }) {
  const { corpus, say } = useApp();
  const plans = useMemo(
    () => new Set(Array.from(result.rows, (row) => corpus.plan[row])).size,
    [result, corpus],
  );
  if (!plans) return null;
  return <span class="quiet">{say(plans === 1 ? "found_in_one" : "found_in", { plans })}</span>;
}

function Nothing() {
  const { say } = useApp();
  return (
    <div class="empty">
      <p>{say("nothing")}</p>
      <p class="quiet">{say("nothing_hint")}</p>
    </div>
  );
}

function ActiveFilters() {
  const { corpus, state, say, go, lang } = useApp();
  const chips = Object.entries(state.filters).flatMap(([name, values]) =>
    values.map((value) => ({ name: name as FacetName, value })),
  );
  if (!chips.length && !state.ids.length) return null;
  return (
    <div class="chips">
      {state.ids.length > 0 && (
        <span class="chip">
          {say("by_link", { n: state.ids.length })}
          <button
            type="button"
            aria-label={say("remove_filter", { name: say("by_link", { n: state.ids.length }) })}
            onClick={() => go({ ids: [] })}
          >
            ×
          </button>
        </span>
      )}
      {chips.map(({ name, value }) => {
        const label = facetLabel(corpus, name, value, lang, say);
        return (
          <span class="chip" key={`${name} ${value}`}>
            <small>{say(`facet_${name}` as WordKey)}</small> {label}
            <button
              type="button"
              aria-label={say("remove_filter", { name: label })}
              onClick={() => go({ filters: without(state.filters, name, value) })}
            >
              ×
            </button>
          </span>
        );
      })}
      <button type="button" class="plain-link" onClick={() => go({ filters: {}, ids: [] })}>
        {say("clear")}
      </button>
    </div>
  );
}

type Filters = Partial<Record<FacetName, string[]>>;

function without(filters: Filters, name: FacetName, value: string): Filters {
  const left = (filters[name] ?? []).filter((other) => other !== value);
  const { [name]: _, ...others } = filters;
  return left.length ? { ...others, [name]: left } : others;
}

// --- filters ---

function FacetBox({ result, active }: { result: Result; active: number }) {
  const { search, say, state, go } = useApp();
  const wide = useWide();
  return (
    <details class="facets" open={wide}>
      <summary>{active ? say("filters_n", { n: active }) : say("filters")}</summary>
      {search.facets.map((facet) => (
        <FacetList key={facet.name} facet={facet} counts={result.counts.get(facet.name) as Int32Array} />
      ))}
      <label class="second-topics">
        <input
          type="checkbox"
          checked={state.second}
          onChange={(event) => go({ second: event.currentTarget.checked }, true)}
        />{" "}
        {say("second_topic")}
      </label>
    </details>
  );
}

/** Whether filters stand beside the hits. */
function useWide(): boolean {
  const media = useMemo(() => matchMedia("(min-width: 900px)"), []);
  const [wide, setWide] = useState(media.matches);
  useEffect(() => {
    const change = () => setWide(media.matches);
    media.addEventListener("change", change);
    return () => media.removeEventListener("change", change);
  }, [media]);
  return wide;
}

const FEW = 7;
const OPEN: FacetName[] = ["kind", "plan", "topic", "force"];

function FacetList({ facet, counts }: { facet: Facet; counts: Int32Array }) {
  const { corpus, state, say, go, lang } = useApp();
  const [all, setAll] = useState(false);
  const chosen = state.filters[facet.name] ?? [];
  const known = facet.values
    .map((value, place) => ({ value, count: counts[place] as number }))
    .filter(({ value, count }) => count > 0 || chosen.includes(value));
  const isTopic = facet.name === "topic";
  const shown = known.filter(
    ({ value }, place) => all || chosen.includes(value) || (isTopic ? isDomain(value) : place < FEW),
  );
  if (known.length < 2 && !chosen.length) return null;
  const toggle = (value: string, on: boolean) => {
    const rest = without(state.filters, facet.name, value);
    go({ filters: on ? { ...state.filters, [facet.name]: [...chosen, value] } : rest });
  };
  return (
    <details class="facet" open={OPEN.includes(facet.name) || chosen.length > 0}>
      <summary>{say(`facet_${facet.name}` as WordKey)}</summary>
      <ul>
        {shown.map(({ value, count }) => (
          <li key={value} class={isTopic && !isDomain(value) ? "within" : ""}>
            <label>
              <input
                type="checkbox"
                name={facet.name}
                value={value}
                checked={chosen.includes(value)}
                onChange={(event) => toggle(value, event.currentTarget.checked)}
              />
              <span>{facetLabel(corpus, facet.name, value, lang, say)}</span>
              <data value={count}>{grouped(count)}</data>
            </label>
          </li>
        ))}
      </ul>
      {known.length > (all ? 0 : shown.length) && (isTopic || known.length > FEW) && (
        <button type="button" class="plain-link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? say("fewer_values") : say("all_values", { n: known.length })}
        </button>
      )}
    </details>
  );
}

function isDomain(value: string): boolean {
  return value.length === 1;
}

// --- hits ---

function Hits({ rows }: { rows: Int32Array }) {
  const { corpus } = useApp();
  const list = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const place = () => setTop((list.current?.getBoundingClientRect().top ?? 0) + scrollY);
    place();
    addEventListener("resize", place);
    return () => removeEventListener("resize", place);
  }, [rows]);
  const printing = usePrinting();
  const virtual = useVirtual(rows.length, 120, top, (index) => String(rows[index]));
  if (printing)
    return (
      <ol class="hits">
        {Array.from(rows, (row) => (
          <Hit key={row} row={row} />
        ))}
      </ol>
    );
  return (
    <ol class="hits" ref={list} style={{ height: `${virtual.getTotalSize()}px` }}>
      {virtual.getVirtualItems().map((item) => {
        const row = rows[item.index] as number;
        return (
          <li
            key={item.key}
            data-index={item.index}
            ref={virtual.measureElement}
            aria-setsize={rows.length}
            aria-posinset={item.index + 1}
            class="placed"
            style={{ transform: `translateY(${item.start - top}px)` }}
          >
            <Hit row={row} id={corpus.id(row)} />
          </li>
        );
      })}
    </ol>
  );
}

/** A sentence in a list: its plan, the headings above, its text with the words found, its codes. */
export function Hit({ row, id }: { row: number; id?: string }) {
  const { corpus, state, go } = useApp();
  const words = useMemo(() => (state.view === "search" ? terms(state.q) : []), [state.view, state.q]);
  const own = id ?? corpus.id(row);
  const text = corpus.text[row] as string;
  const open = state.sel === own;
  return (
    <article class={`hit${open ? " open" : ""}`} data-id={own}>
      <div class="hit-head">
        <PlanName plan={corpus.planOf(row)} />
        <Crumbs row={row} />
      </div>
      <button
        type="button"
        class="plain sentence"
        aria-expanded={open}
        onClick={() => go({ sel: open ? "" : own }, true)}
      >
        <Text text={text} marks={asMarks(hits(text, words), "hit")} />
      </button>
      <Codes row={row} />
    </article>
  );
}
