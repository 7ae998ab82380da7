// Topic × plan. Every number is a link to the sentences behind it.
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { type App, useApp } from "../app";
import type { Frame, Group, Plan } from "../data/corpus";
import { type Cell, codedPlans, type Matrix, matrix, printed, shade } from "../matrix/cells";
import { moveByArrow } from "../matrix/keys";
import { Lead, OneOf, PlanName } from "../parts/Pick";
import { usePrinting, useVirtual } from "../parts/useVirtual";
import type { Filters } from "../search/facets";
import { SHOWN } from "../state/address";
import type { WordKey } from "../words";

/** Of more plans than this each is a row, and the groups are columns. */
const MOST_COLUMNS = 12;
/** A mean of fewer sentences is set in grey (as in the figures). */
const TOO_FEW = 5;

export function MatrixView() {
  const app = useApp();
  const { corpus, lang, state, say, link } = app;
  const frame = corpus.frame(state.rows);
  const found = useMemo(() => matrix(corpus, frame, state.show), [corpus, frame, state.show]);
  const plans = codedPlans(corpus).map((place) => corpus.plans[place] as Plan);
  const left = corpus.plans
    .filter((plan) => !plan.template && !plans.includes(plan))
    .map((plan) => plan.label[lang]);
  const many = plans.length > MOST_COLUMNS;
  const names = corpus.frames.map((other) => other.name);
  return (
    <>
      <Lead title={say("matrix")}>{say("matrix_lead")}</Lead>
      <div class="controls">
        <OneOf
          name={say("rows")}
          values={names}
          value={frame.name}
          label={(name) => frameLabel(app, name)}
          href={(rows) => link({ rows })}
        />
        <OneOf
          name={say("show")}
          values={SHOWN}
          value={state.show}
          label={say}
          href={(show) => link({ show })}
        />
      </div>
      {many && <p class="quiet">{say("many_plans")}</p>}
      {many ? (
        <ByPlan frame={frame} found={found} plans={plans} />
      ) : (
        <ByGroup frame={frame} found={found} plans={plans} />
      )}
      <Legend />
      <p class="note">{say("note_counts")}</p>
      {left.length > 0 && <p class="note">{say("note_uncoded", { plans: left.join(", ") })}</p>}
      {state.show === "strictness" && <p class="note">{say("note_strictness")}</p>}
    </>
  );
}

function frameLabel({ say, corpus, lang }: App, name: string): string {
  const key = `frame_${name}` as WordKey;
  const label = say(key);
  return label === key ? corpus.frameLabel(name, lang) : label;
}

/** Few plans: groups are rows, plans are columns. */
function ByGroup({ frame, found, plans }: { frame: Frame; found: Matrix; plans: Plan[] }) {
  const app = useApp();
  const { corpus, lang, say, link, state } = app;
  const numbers = state.show !== "share" && state.show !== "strictness";
  return (
    <section class="table-box" tabIndex={0} aria-label={say("matrix")} onKeyDown={moveByArrow}>
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">{frameLabel(app, frame.name)}</th>
            {plans.map((plan) => (
              <th key={plan.doc_id} scope="col">
                <a href={link({ view: "read", doc: plan.doc_id })}>
                  <PlanName plan={plan} />
                </a>
                <small>{say("sentences_total", { n: totalOf(found, plan) })}</small>
              </th>
            ))}
            {plans.length > 1 && <th scope="col">{say("plans_in")}</th>}
          </tr>
        </thead>
        <tbody>
          {frame.groups.map((group, place) => {
            const cells = found.cells[place] as Cell[];
            const domain = frame.name === "topic" ? domainAbove(frame, place) : "";
            return (
              <>
                {domain && (
                  <tr class="domain" key={`domain ${domain}`}>
                    <th scope="colgroup" colSpan={plans.length + 2}>
                      {domain} {corpus.topicCalled(domain)?.label[lang]}
                    </th>
                  </tr>
                )}
                <tr key={group.key}>
                  <th scope="row">
                    <GroupName frame={frame} group={group} />
                  </th>
                  {plans.map((plan) => (
                    <CellLink
                      key={plan.doc_id}
                      frame={frame}
                      group={group}
                      plan={plan}
                      cell={cells[plan.index] as Cell}
                      found={found}
                    />
                  ))}
                  {plans.length > 1 && (
                    <td class="in">
                      {plans.filter((plan) => cells[plan.index]!.n > 0).length}
                      <small>/{plans.length}</small>
                    </td>
                  )}
                </tr>
              </>
            );
          })}
        </tbody>
        {numbers && (
          <tfoot>
            <tr>
              <th scope="row">{say("total")}</th>
              {plans.map((plan) => (
                <td key={plan.doc_id}>{sum(found, plan)}</td>
              ))}
              {plans.length > 1 && <td />}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

function totalOf(found: Matrix, plan: Plan): number {
  return found.cells[0]?.[plan.index]?.total ?? 0;
}

function sum(found: Matrix, plan: Plan): number {
  return found.cells.reduce((all, cells) => all + (cells[plan.index]?.value ?? 0), 0);
}

/** The domain of a group whose domain differs from that of the group above. */
function domainAbove(frame: Frame, place: number): string {
  const domain = frame.groups[place]?.key.slice(0, 1) ?? "";
  return frame.groups[place - 1]?.key.slice(0, 1) === domain ? "" : domain;
}

function GroupName({ frame, group }: { frame: Frame; group: Group }) {
  const { corpus, lang, link } = useApp();
  const definition = corpus.topicCalled(group.key)?.definition;
  const label = group.label[lang];
  return (
    <a
      href={link({ view: "search", q: "", ids: [], filters: filtersOf(frame, group) })}
      title={definition || undefined}
    >
      {label !== group.key && <i>{group.key === "0" ? "" : group.key}</i>} {label}
    </a>
  );
}

function filtersOf(frame: Frame, group: Group): Filters {
  const own: Filters =
    frame.name === "topic" || frame.name === "domain"
      ? { topic: [group.key] }
      : { part: [`${frame.name}:${group.key}`] };
  return { ...own, kind: ["counted"] };
}

function CellLink(props: { frame: Frame; group: Group; plan: Plan; cell: Cell; found: Matrix }) {
  const { lang, say, link, state } = useApp();
  const { frame, group, plan, cell, found } = props;
  const text = cell.n === 0 && state.show !== "share" ? "·" : printed(cell.value, state.show);
  const step = shade(cell.value, found.largest, state.show);
  const few = state.show === "strictness" && cell.n > 0 && cell.n < TOO_FEW ? " few" : "";
  const label = say("cell_label", {
    group: `${group.key} ${group.label[lang]}`,
    plan: plan.label[lang],
    value: cell.n === 0 ? "0" : text,
    n: cell.n,
    total: cell.total,
  });
  if (cell.n === 0)
    return (
      <td class="cell none">
        <span role="img" aria-label={label} title={label}>
          ·
        </span>
      </td>
    );
  const filters: Filters = { ...filtersOf(frame, group), plan: [plan.doc_id] };
  if (state.show === "targets" && cell.value) filters.target = ["1"];
  return (
    <td class={`cell s${step}${few}`}>
      <a href={link({ view: "search", q: "", ids: [], filters })} aria-label={label} title={label}>
        {text}
      </a>
    </td>
  );
}

/** Many plans: each is a row, and only rows in the window are drawn. */
function ByPlan({ frame, found, plans }: { frame: Frame; found: Matrix; plans: Plan[] }) {
  const { lang, say, link } = useApp();
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop((body.current?.getBoundingClientRect().top ?? 0) + scrollY), [frame]);
  const virtual = useVirtual(plans.length, 42, top, (index) => plans[index]!.doc_id);
  const printing = usePrinting();
  const items = virtual.getVirtualItems();
  const shown = printing ? plans : items.map((item) => plans[item.index] as Plan);
  const before = printing ? 0 : (items[0]?.start ?? top) - top;
  const after = printing ? 0 : virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top);
  return (
    <section class="table-box many" tabIndex={0} aria-label={say("matrix")} onKeyDown={moveByArrow}>
      <table class="matrix by-plan" aria-rowcount={plans.length + 1}>
        <thead>
          <tr>
            <th scope="col">{say("plan")}</th>
            {frame.groups.map((group) => (
              <th key={group.key} scope="col" title={group.label[lang]}>
                <a
                  href={link({ view: "search", q: "", ids: [], filters: filtersOf(frame, group) })}
                  aria-label={`${group.key} ${group.label[lang]}`}
                >
                  {group.key}
                  {frame.groups.length <= MOST_COLUMNS && <small>{group.label[lang]}</small>}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          <tr style={{ height: `${before}px` }} />
          {shown.map((plan) => (
            <tr key={plan.doc_id} class="fixed" aria-rowindex={plans.indexOf(plan) + 2}>
              <th scope="row">
                <a href={link({ view: "read", doc: plan.doc_id })}>
                  <PlanName plan={plan} />
                </a>
              </th>
              {frame.groups.map((group, place) => (
                <CellLink
                  key={group.key}
                  frame={frame}
                  group={group}
                  plan={plan}
                  cell={found.cells[place]![plan.index] as Cell}
                  found={found}
                />
              ))}
            </tr>
          ))}
          <tr style={{ height: `${Math.max(0, after)}px` }} />
        </tbody>
      </table>
    </section>
  );
}

function Legend() {
  const { say } = useApp();
  return (
    <p class="legend" aria-hidden="true">
      {say("fewer")}
      {[1, 2, 3, 4, 5, 6].map((step) => (
        <i key={step} class={`s${step}`} />
      ))}
      {say("more")}
    </p>
  );
}
