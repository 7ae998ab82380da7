// When: deadlines on the calendar, recurrences and time limits by length, and all in order of time.
import * as Plot from "@observablehq/plot";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useApp } from "../app";
import type { Plan } from "../data/corpus";
import { codedPlans } from "../matrix/cells";
import { Lead, PlanName, PlanPick } from "../parts/Pick";
import { Text } from "../parts/Text";
import {
  inWords,
  length,
  type Moment,
  midYear,
  moments,
  type Rhythm,
  rhythms,
  yearAfter,
  yearsOf,
} from "../time/moments";

const MOST = 12;

export function Timeline() {
  const { corpus, state, say, go, setOrder } = useApp();
  const asked = state.plans.join(",");
  const plans = useMemo(() => {
    const known = asked.split(",").flatMap((doc_id) => corpus.planCalled(doc_id)?.index ?? []);
    return known.length ? known.slice(0, MOST) : codedPlans(corpus).slice(0, MOST);
  }, [corpus, asked]);
  const found = useMemo(() => moments(corpus, plans), [corpus, plans]);
  const recurrences = useMemo(() => rhythms(corpus, plans, "recurrence"), [corpus, plans]);
  const limits = useMemo(() => rhythms(corpus, plans, "duration"), [corpus, plans]);
  useEffect(() => setOrder(found.map((moment) => moment.row)), [found, setOrder]);
  return (
    <>
      <Lead title={say("time")}>{say("time_lead")}</Lead>
      <div class="controls">
        <div class="pick">
          <span class="pick-name">{say("plan")}</span>
          <PlanPick
            chosen={plans}
            most={MOST}
            onChange={(next) => go({ plans: next.map((plan) => corpus.plans[plan]!.doc_id) })}
          />
        </div>
      </div>
      {!found.length && !recurrences.length && !limits.length && <p class="empty">{say("time_none")}</p>}
      {found.some((moment) => moment.day) && <Chart found={found} plans={plans} />}
      <Rhythms title={say("every")} lead={say("every_lead")} found={recurrences} plans={plans} />
      <Rhythms title={say("limits")} lead="" found={limits} plans={plans} />
      {found.length > 0 && <InOrder found={found} />}
    </>
  );
}

/** The width of an element, as it is now. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return [box, width] as const;
}

function Chart({ found, plans }: { found: Moment[]; plans: number[] }) {
  const app = useApp();
  const { corpus, lang, say, link, state } = app;
  const [box, width] = useWidth();
  useEffect(() => {
    if (!width || !box.current) return;
    const label = (plan: number) => (corpus.plans[plan] as Plan).label[lang];
    const dated = stacked(found.filter((moment) => moment.day));
    const periods = plans.flatMap((plan) => {
      const { period_start, period_end } = corpus.plans[plan] as Plan;
      if (!period_start || !period_end) return [];
      return [
        {
          plan,
          from: new Date(`${period_start}-01-01T00:00:00Z`),
          to: new Date(`${period_end}-12-31T00:00:00Z`),
        },
      ];
    });
    const narrow = width < 560;
    const years = yearsOf([
      ...dated.map(({ day }) => day as Date),
      ...periods.flatMap(({ from, to }) => [from, to]),
    ]);
    const named = years.filter((_, place) => place % Math.ceil((years.length * YEAR) / width) === 0);
    const chart = Plot.plot({
      width,
      height: plans.length * (narrow ? 104 : 84) + 44,
      marginLeft: narrow ? 8 : 168,
      marginRight: 16,
      marginTop: 24,
      marginBottom: 8,
      ariaLabel: say("time_chart"),
      x: { type: "utc", axis: null, domain: [years[0], yearAfter(years)], insetLeft: 6, insetRight: 6 },
      y: { axis: null, domain: [0, LEVELS + (narrow ? 3 : 0)] },
      fy: { axis: null, domain: plans.map(label), padding: 0.12 },
      symbol: { domain: ["deadline", "date", "start"], range: ["circle", "diamond", "triangle"] },
      marks: [
        Plot.gridX(years),
        Plot.text(named, {
          x: midYear,
          text: (year) => `${year.getUTCFullYear()}`,
          frameAnchor: "top",
          lineAnchor: "bottom",
          facetAnchor: "top",
          dy: -8,
          fontSize: 12,
        }),
        Plot.ruleY(periods, {
          fy: ({ plan }) => label(plan),
          y: 0,
          x1: "from",
          x2: "to",
          className: "t-period",
          strokeWidth: 6,
          strokeLinecap: "round",
        }),
        Plot.text(plans, {
          fy: label,
          frameAnchor: narrow ? "top-left" : "left",
          dx: narrow ? 0 : -164,
          text: label,
          textAnchor: "start",
          className: "t-plan",
          fontSize: 13,
        }),
        Plot.dot(dated, {
          fy: ({ plan }) => label(plan),
          x: "day",
          y: "level",
          symbol: "kind",
          r: 5.5,
          className: "t-dots",
          href: ({ row }) => link({ sel: corpus.id(row) }),
          title: ({ row, time, iso }) =>
            `${iso} ${corpus.tables.times.text("text", time)}\n${corpus.text[row]}`,
          ariaLabel: ({ row, iso, plan }) => `${label(plan)}, ${iso}: ${corpus.text[row]}`,
        }),
      ],
    });
    // The page's own style sheet says what Plot's would.
    for (const style of chart.querySelectorAll("style")) style.remove();
    for (const group of chart.querySelectorAll("g")) group.removeAttribute("aria-label");
    for (const title of chart.querySelectorAll("title")) title.setAttribute("lang", "zh-Hans");
    for (const anchor of chart.querySelectorAll("a")) {
      const dot = anchor.firstElementChild;
      anchor.setAttribute("aria-label", dot?.getAttribute("aria-label") ?? "");
      const href =
        anchor.getAttribute("href") ?? anchor.getAttributeNS("http://www.w3.org/1999/xlink", "href") ?? "";
      if (state.sel && href.endsWith(`sel=${state.sel}`)) anchor.classList.add("open");
      anchor.removeAttribute("target");
    }
    chart.setAttribute("role", "group");
    box.current.replaceChildren(chart);
  }, [box, width, found, plans, corpus, lang, say, link, state.sel]);
  return (
    <figure class="chart">
      <div ref={box} />
      <figcaption class="quiet">
        <span class="sign">○</span> {say("kind_deadline")} <span class="sign">◇</span> {say("kind_date")}{" "}
        <span class="sign">△</span> {say("kind_start")} <span class="sign bar">━</span> {say("period_own")}
      </figcaption>
    </figure>
  );
}

const LEVELS = 8;
/** The room that the number of a year needs (pixels). */
const YEAR = 44;

/** Moments of a plan that fall close together stand above each other. */
function stacked(found: Moment[]): (Moment & { level: number })[] {
  const near = 45 * 24 * 3600 * 1000;
  const taken = new Map<string, number>();
  return found.map((moment) => {
    const slot = `${moment.plan} ${Math.round((moment.day as Date).getTime() / near)}`;
    const level = (taken.get(slot) ?? 0) + 1;
    taken.set(slot, level);
    return { ...moment, level: ((level - 1) % (LEVELS - 1)) + 1 };
  });
}

/** How often, or within what time: one row a length, the sentences of each plan in its column. */
function Rhythms({
  title,
  lead,
  found,
  plans,
}: {
  title: string;
  lead: string;
  found: Rhythm[];
  plans: number[];
}) {
  const { corpus, say, lang, go, state } = useApp();
  if (!found.length) return null;
  const periods = [...new Set(found.map((one) => one.period))].sort((a, b) => length(a) - length(b));
  return (
    <section>
      <h2>
        {title} {lead && <small class="quiet">{lead}</small>}
      </h2>
      <section class="table-box" tabIndex={0} aria-label={title}>
        <table class="rhythms">
          <thead>
            <tr>
              <th scope="col">{say("period")}</th>
              {plans.map((plan) => (
                <th key={plan} scope="col">
                  <PlanName plan={corpus.plans[plan] as Plan} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {periods.map((period) => (
              <tr key={period}>
                <th scope="row">{inWords(period, lang) || say("value_missing")}</th>
                {plans.map((plan) => (
                  <td key={plan}>
                    {found
                      .filter((one) => one.plan === plan && one.period === period)
                      .map((one) => {
                        const id = corpus.id(one.row);
                        return (
                          <button
                            key={one.time}
                            type="button"
                            class={`moment${state.sel === id ? " open" : ""}`}
                            title={corpus.text[one.row]}
                            aria-label={`${corpus.tables.times.text("text", one.time)}: ${corpus.text[one.row]}`}
                            onClick={() => go({ sel: id }, true)}
                          >
                            {subjectOf(one)}
                          </button>
                        );
                      })}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );

  /** A word for what recurs: its indicator, else its topic. */
  function subjectOf(one: Rhythm): string {
    const indicator = corpus.tables.times.text("indicator_id", one.time);
    if (indicator) return corpus.indicatorLabel(indicator, lang);
    return corpus.topicOf(one.row)?.label[lang] ?? corpus.tables.times.text("text", one.time);
  }
}

function InOrder({ found }: { found: Moment[] }) {
  const { corpus, say, state, go } = useApp();
  return (
    <section>
      <h2>{say("in_order")}</h2>
      <ol class="moments">
        {found.map(({ row, time, plan, iso, day }) => {
          const id = corpus.id(row);
          const from = corpus.tables.times.number("from", time) ?? -1;
          const to = corpus.tables.times.number("to", time) ?? -1;
          return (
            <li key={time} class={state.sel === id ? "open" : ""}>
              <time dateTime={day ? iso : undefined}>
                {day ? iso : iso ? `${say("open_year")} ${iso.replace(/^XXXX-/, "")}` : say("yearless")}
              </time>
              <button
                type="button"
                class="plain sentence"
                aria-expanded={state.sel === id}
                onClick={() => go({ sel: state.sel === id ? "" : id }, true)}
              >
                <PlanName plan={corpus.plans[plan] as Plan} />{" "}
                <Text text={corpus.text[row] as string} marks={[{ from, to, kind: "times" }]} />
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
