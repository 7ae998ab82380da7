// A plan from beginning to end: its outline, and beside each sentence what it was coded as.
import { useEffect, useMemo, useState } from "preact/hooks";
import { type App, useApp } from "../app";
import { ALL } from "../compare/members";
import type { Corpus, Plan } from "../data/corpus";
import { Force } from "../parts/Codes";
import { Fact } from "../parts/Detail";
import { findMarks, sharedMarks } from "../parts/marks";
import { Lead } from "../parts/Pick";
import { Text } from "../parts/Text";
import type { WordKey } from "../words";

const LAYERS = ["codes", "finds", "shared", "coder"] as const;
type Layer = (typeof LAYERS)[number];

export function Read() {
  const app = useApp();
  const { corpus, state, say, lang, go, setOrder } = app;
  const plan = corpus.planCalled(state.doc) ?? planOfSentence(corpus, state.sel) ?? (corpus.plans[0] as Plan);
  const [layers, setLayers] = useState<Layer[]>(["codes", "finds"]);
  const rows = useMemo(() => Array.from({ length: plan.count }, (_, i) => plan.first + i), [plan]);
  const levels = useMemo(() => headingLevels(corpus, rows), [corpus, rows]);
  useEffect(() => setOrder(rows), [rows, setOrder]);
  useEffect(() => {
    if (!state.sel) return;
    document.getElementById(state.sel)?.scrollIntoView({ block: "nearest" });
  }, [state.sel]);
  return (
    <>
      <Lead title={say("read")}>{say("read_lead")}</Lead>
      <div class="controls">
        <label class="pick">
          <span class="pick-name">{say("plan")}</span>
          <select value={plan.doc_id} onChange={(event) => go({ doc: event.currentTarget.value, sel: "" })}>
            {corpus.plans.map((other) => (
              <option key={other.doc_id} value={other.doc_id}>
                {other.label[lang]}
                {other.template ? ` (${say("template")})` : ""}
              </option>
            ))}
          </select>
        </label>
        <fieldset class="pick">
          <legend class="pick-name">{say("marks")}</legend>
          {LAYERS.map((layer) => (
            <label key={layer} class="check">
              <input
                type="checkbox"
                checked={layers.includes(layer)}
                onChange={() =>
                  setLayers(
                    layers.includes(layer) ? layers.filter((one) => one !== layer) : [...layers, layer],
                  )
                }
              />
              {say(`mark_${layer}` as WordKey)}
            </label>
          ))}
        </fieldset>
      </div>
      <div class="read-body">
        <Outline plan={plan} />
        <article class="plan" lang="zh-Hans">
          <Colophon plan={plan} />
          {rows.map((row, place) => (
            <Sentence
              key={row}
              app={app}
              row={row}
              level={levels[place] as number}
              layers={layers}
              open={state.sel !== "" && state.sel === corpus.id(row)}
            />
          ))}
        </article>
      </div>
    </>
  );
}

function planOfSentence(corpus: Corpus, id: string): Plan | undefined {
  const row = id ? corpus.row(id) : -1;
  return row < 0 ? undefined : corpus.planOf(row);
}

/** What is known of the plan. */
function Colophon({ plan }: { plan: Plan }) {
  const { corpus, say, lang, link } = useApp();
  const before = corpus.before(plan);
  const facts: [string, string][] = [
    [say("plan"), plan.label[lang]],
    [
      say("facet_place"),
      [plan.place[lang === "zh" ? 0 : 1], lang === "zh" ? plan.parent : ""].filter(Boolean).join(" "),
    ],
    [say("level"), plan.level && corpus.label("level", plan.level, lang)],
    [say("number"), plan.document_number],
    [say("issued"), plan.issued],
    [
      say("basis"),
      plan.basis &&
        [corpus.label("frame", plan.basis, lang), plan.basis_evidence].filter(Boolean).join(" · "),
    ],
  ];
  return (
    <header class="colophon" lang={lang === "zh" ? "zh-Hans" : "en"}>
      <h2 lang="zh-Hans">{plan.title || plan.label[lang]}</h2>
      <dl class="facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
        {before && (
          <Fact name={say("plan_before")}>
            {before.label[lang]} ·{" "}
            <a
              href={link({
                view: "compare",
                plans: [before.doc_id, plan.doc_id],
                about: ALL,
                only: "all",
                sel: "",
              })}
            >
              {say("versions")}
            </a>
          </Fact>
        )}
      </dl>
    </header>
  );
}

/** The printed headings, each a way to its place. */
function Outline({ plan }: { plan: Plan }) {
  const { corpus, say, go } = useApp();
  const rows = useMemo(
    () =>
      Array.from({ length: plan.count }, (_, i) => plan.first + i)
        .filter((row) => corpus.kind[row] === 1)
        .slice(1),
    [corpus, plan],
  );
  if (!rows.length) return null;
  return (
    <nav class="outline" aria-label={say("outline")}>
      <details open={matchMedia("(min-width: 1000px)").matches}>
        <summary>{say("outline")}</summary>
        <ol lang="zh-Hans">
          {rows.map((row) => (
            <li key={row} class={`depth-${depth(corpus, row)}`}>
              <button
                type="button"
                class="plain"
                onClick={() => {
                  go({ sel: "" }, true);
                  document.getElementById(corpus.id(row))?.scrollIntoView({ block: "start" });
                }}
              >
                {corpus.text[row]}
              </button>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}

/** 1 chapter, 2 section, 3 heading of a measure. */
function depth(corpus: Corpus, row: number): 1 | 2 | 3 {
  if ((corpus.measure[row] as number) >= 0) return 3;
  return /^[（(]/.test(corpus.text[row] as string) ? 2 : 1;
}

/** Levels of headings in the page, 3 to 5; none is skipped, whatever a plan leaves out. */
function headingLevels(corpus: Corpus, rows: number[]): number[] {
  let last = 2;
  return rows.map((row) => {
    if (corpus.kind[row] === 1) last = Math.min(depth(corpus, row) + 2, last + 1);
    return last;
  });
}

interface SentenceProps {
  app: App;
  row: number;
  /** Of a heading: its level in the page. */
  level: number;
  layers: Layer[];
  open: boolean;
}

function Sentence({ app, row, level, layers, open }: SentenceProps) {
  const { corpus, lang, say, go } = app;
  const id = corpus.id(row);
  const marks = [
    ...(layers.includes("finds") ? findMarks(app, row) : []),
    ...(layers.includes("shared") ? sharedMarks(app, row) : []),
  ];
  const toggle = () => go({ sel: open ? "" : id }, true);
  const text = <Text text={corpus.text[row] as string} marks={marks} />;
  if (corpus.kind[row] === 1) {
    const Heading = `h${level}` as "h3";
    return (
      <Heading id={id} class={`plan-heading depth-${depth(corpus, row)}`}>
        {text}
      </Heading>
    );
  }
  const topic = corpus.topicOf(row);
  return (
    <div id={id} class={`line${open ? " open" : ""}${corpus.kind[row] === 0 ? "" : " uncounted"}`}>
      {layers.includes("codes") && (
        <span class="rail" lang={lang === "zh" ? "zh-Hans" : "en"}>
          {topic && (
            <abbr title={topic.label[lang]}>
              {topic.code}
              <span class="unseen"> {topic.label[lang]}</span>
            </abbr>
          )}
          {corpus.kind[row] === 0 && <Force row={row} />}
        </span>
      )}
      <button type="button" class="plain sentence" aria-expanded={open} onClick={toggle}>
        {text}
      </button>
      {layers.includes("coder") && (
        <small class="by" lang={lang === "zh" ? "zh-Hans" : "en"}>
          {[
            corpus.label("topic_source", corpus.provisions.text("topic_source", row), lang),
            corpus.provisions.text("coder", row),
            corpus.label("origin", corpus.provisions.text("origin", row), lang),
          ]
            .filter(Boolean)
            .join(" · ") || say("uncoded")}
        </small>
      )}
    </div>
  );
}
