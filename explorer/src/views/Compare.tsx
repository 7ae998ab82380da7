// Two to five plans side by side on a subject, sentence by sentence.
import { useEffect, useMemo } from "preact/hooks";
import { useApp } from "../app";
import { align, type Link, type Row } from "../compare/align";
import { ALL, INDICATOR, membersOf } from "../compare/members";
import { common, differences } from "../compare/wording";
import type { Corpus, Plan } from "../data/corpus";
import { Codes } from "../parts/Codes";
import { Lead, OneOf, PlanName, PlanPick } from "../parts/Pick";
import { PinButton } from "../parts/PinButton";
import { asMarks, Text } from "../parts/Text";
import type { Span } from "../search/fold";
import { address, type State } from "../state/address";

const MOST = 5;
const FIRST_CHOICE = 3;

export function Compare() {
  const { corpus, state, say, go, link, lang, setOrder } = useApp();
  const plans = useChosen();
  const about = useSubject(plans);
  const members = useMemo(() => membersOf(corpus, plans, about), [corpus, plans, about]);
  const rows = useMemo(() => align(corpus, members), [corpus, members]);
  useEffect(() => setOrder(rows.flatMap((row) => row.cells.filter((cell) => cell >= 0))), [rows, setOrder]);
  if (corpus.plans.length < 2)
    return (
      <>
        <Lead title={say("compare")}>{say("compare_lead")}</Lead>
        <p class="empty">{say("compare_needs")}</p>
      </>
    );
  const shown = rows.filter((row) => isShown(corpus, row, state.only));
  const aligned = rows.filter((row) => row.links.length > 0).length;
  const ids = plans.map((plan) => corpus.plans[plan]!.doc_id);
  const key = address({
    ...state,
    view: "compare",
    plans: ids,
    about,
    sel: "",
    pins: "",
    q: "",
    filters: {},
    ids: [],
    doc: "",
    lang,
  });
  return (
    <>
      <Lead title={say("compare")}>{say("compare_lead")}</Lead>
      <div class="controls">
        <div class="pick">
          <span class="pick-name">{say("plan")}</span>
          <PlanPick
            chosen={plans}
            most={MOST}
            onChange={(next) => go({ plans: next.map((plan) => corpus.plans[plan]!.doc_id) })}
          />
        </div>
        <Subject about={about} />
        <OneOf
          name={say("only")}
          values={["all", "aligned", "changed", "alone"] as const}
          value={state.only}
          label={(one) => say(`only_${one}`)}
          href={(only) => link({ only, plans: ids, about })}
        />
        <PinButton pinKey={key} kind="comparison" label={say("pin_comparison")} />
      </div>
      <p role="status" class="quiet">
        {say("aligned_n", { n: aligned, m: rows.length - aligned })} ·{" "}
        <mark class="m-differs">{say("legend_diff")}</mark>
      </p>
      <div class="compare" style={{ "--columns": plans.length }}>
        <div class="compare-head">
          {plans.map((place) => (
            <div key={place}>
              <PlanName plan={corpus.plans[place] as Plan} />
              {corpus.plans[place]!.template && <small class="quiet">{say("template_note")}</small>}
            </div>
          ))}
        </div>
        {shown.map((row) => (
          <CompareRow key={row.cells.join(" ")} row={row} plans={plans} />
        ))}
        {!rows.length && <p class="empty">{say("nothing")}</p>}
      </div>
    </>
  );
}

/** Whether a row is of the kind asked for; one is changed where its sentences are not the same. */
function isShown(corpus: Corpus, row: Row, only: State["only"]): boolean {
  if (only === "all") return true;
  const aligned = row.links.length > 0;
  if (only !== "changed") return (only === "aligned") === aligned;
  const texts = row.cells.filter((cell) => cell >= 0).map((cell) => corpus.text[cell]);
  return aligned && new Set(texts).size > 1;
}

/** The chosen plans, templates first; without a choice the first plans. */
function useChosen(): number[] {
  const { corpus, state } = useApp();
  const asked = state.plans.join(",");
  return useMemo(() => {
    const known = asked.split(",").flatMap((doc_id) => corpus.planCalled(doc_id)?.index ?? []);
    const own = state.sel ? [corpus.planOf(corpus.row(state.sel))?.index ?? 0] : [];
    const chosen = known.length
      ? known
      : [...new Set([...own, ...corpus.plans.map((plan) => plan.index)])].slice(0, FIRST_CHOICE);
    const template = (plan: number) => (corpus.plans[plan]!.template ? 0 : 1);
    return [...new Set(chosen)].slice(0, MOST).sort((a, b) => template(a) - template(b));
  }, [corpus, asked]);
}

/** The subject asked for; else the topic that most of the plans have, and most sentences are on. */
function useSubject(plans: number[]): string {
  const { corpus, state } = useApp();
  return useMemo(() => {
    if (state.about) return state.about;
    const counts = corpus.topics.map(() => new Map<number, number>());
    for (let row = 0; row < corpus.count; row++) {
      const plan = corpus.plan[row] as number;
      const count = counts[corpus.topic[row] as number];
      if (count && corpus.kind[row] === 0 && plans.includes(plan))
        count.set(plan, (count.get(plan) ?? 0) + 1);
    }
    const rank = (count: Map<number, number>) =>
      count.size * 1e6 + [...count.values()].reduce((sum, n) => sum + n, 0);
    const ranks = counts.map(rank);
    return corpus.topics[ranks.indexOf(Math.max(...ranks))]?.code ?? "A";
  }, [corpus, state.about, plans]);
}

function Subject({ about }: { about: string }) {
  const { corpus, say, go, lang } = useApp();
  const domains = corpus.topics.filter((topic) => !topic.parent && topic.code !== "N");
  const used = useMemo(() => {
    const found = new Set<string>();
    for (let row = 0; row < corpus.count; row++) for (const id of corpus.indicatorsOf(row)) found.add(id);
    return [...found].sort();
  }, [corpus]);
  return (
    <label class="pick">
      <span class="pick-name">{say("on")}</span>
      <select value={about} onChange={(event) => go({ about: event.currentTarget.value })}>
        <option value={ALL}>{say("whole_plans")}</option>
        {domains.map((domain) => (
          <optgroup key={domain.code} label={`${domain.code} ${domain.label[lang]}`}>
            <option value={domain.code}>
              {domain.code} {domain.label[lang]} ({say("total")})
            </option>
            {corpus.topics
              .filter((topic) => topic.parent === domain.code)
              .map((topic) => (
                <option key={topic.code} value={topic.code}>
                  {topic.code} {topic.label[lang]}
                </option>
              ))}
          </optgroup>
        ))}
        <optgroup label={say("indicators")}>
          {used.map((id) => (
            <option key={id} value={INDICATOR + id}>
              {corpus.indicatorLabel(id, lang)}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}

function CompareRow({ row, plans }: { row: Row; plans: number[] }) {
  const { corpus } = useApp();
  const marks = useMemo(() => marksOf(row.cells.map((cell) => corpus.text[cell] ?? "")), [row, corpus]);
  return (
    <section class={`compare-row${row.links.length ? " aligned" : ""}`}>
      {row.links.length > 0 && <Why link={row.links[0] as Link} />}
      <div class="compare-cells">
        {row.cells.map((cell, place) => (
          <CompareCell
            key={plans[place]}
            cell={cell}
            plan={corpus.plans[plans[place] as number] as Plan}
            marks={marks[place] as Span[]}
          />
        ))}
      </div>
    </section>
  );
}

/** Of the first text what no other has; of the others what the first has not. Nothing where a text stands alone. */
export function marksOf(texts: string[]): Span[][] {
  const first = texts.findIndex(Boolean);
  const others = texts.map((text, place) =>
    text && place !== first ? differences(texts[first] as string, text) : undefined,
  );
  const base = others.flatMap((found) => (found ? [found.a] : []));
  return texts.map((text, place) => {
    if (place === first) return base.length ? common(base, text.length) : [];
    return others[place]?.b ?? [];
  });
}

function Why({ link }: { link: Link }) {
  const { corpus, say, lang } = useApp();
  const said = {
    shared: () => say("why_shared", { n: link.score }),
    indicator: () => say("why_indicator", { name: corpus.indicatorLabel(link.indicator, lang) }),
    wording: () => say("why_wording", { n: Math.round(link.score * 100) }),
  };
  return <p class={`why why-${link.why}`}>{said[link.why]()}</p>;
}

function CompareCell({ cell, plan, marks }: { cell: number; plan: Plan; marks: Span[] }) {
  const { corpus, state, say, go } = useApp();
  if (cell < 0)
    return (
      <div class="compare-cell missing">
        <span class="cell-plan">
          <PlanName plan={plan} />
        </span>
        <span class="quiet" title={say("alone_long")}>
          {say("alone")}
        </span>
      </div>
    );
  const id = corpus.id(cell);
  const open = state.sel === id;
  return (
    <div class={`compare-cell${open ? " open" : ""}`} data-id={id}>
      <span class="cell-plan">
        <PlanName plan={plan} />
      </span>
      <button
        type="button"
        class="plain sentence"
        aria-expanded={open}
        onClick={() => go({ sel: open ? "" : id }, true)}
      >
        <Text text={corpus.text[cell] as string} marks={asMarks(marks, "differs")} />
      </button>
      {!plan.template && <Codes row={cell} links={false} known={state.about} />}
    </div>
  );
}
