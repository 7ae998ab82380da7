// One sentence with all that is known of it: codes, finds, source, and the nearest sentences elsewhere.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useApp } from "../app";
import { nearest } from "../compare/nearest";
import { differences } from "../compare/wording";
import type { Finds, Frame, Group } from "../data/corpus";
import { bibtex } from "../pins/exports";
import type { WordKey } from "../words";
import { Codes, Force } from "./Codes";
import { Icon } from "./Icon";
import { describe, FINDS, findMarks } from "./marks";
import { PlanName } from "./Pick";
import { PinButton } from "./PinButton";
import { asMarks, Text } from "./Text";

export function Detail({ row }: { row: number }) {
  const app = useApp();
  const { corpus, state, say, go } = app;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.scrollTo({ top: 0 }), [row]);
  useBorrowedFocus(panel);
  const id = corpus.id(row);
  return (
    <aside class="detail" ref={panel} aria-label={`${say("sentence")} ${id}`} tabIndex={-1}>
      <div class="detail-head">
        <PlanName plan={corpus.planOf(row)} />
        <button type="button" class="tool" aria-label={say("close")} onClick={() => go({ sel: "" }, true)}>
          <Icon name="close" />
        </button>
      </div>
      <Crumbs row={row} />
      <p class="quote">
        <Text text={corpus.text[row] as string} marks={findMarks(app, row)} />
      </p>
      <Actions row={row} id={id} />
      {!corpus.planOf(row).template && <CodesTable row={row} />}
      {corpus.planOf(row).template && <p class="quiet">{say("template_note")}</p>}
      <FindsList row={row} />
      <Source row={row} />
      <Nearest key={`${id} ${state.lang}`} row={row} />
    </aside>
  );
}

/** The keyboard goes on in the panel, and back to where it was when the panel is closed. */
function useBorrowedFocus(panel: { current: HTMLElement | null }) {
  useLayoutEffect(() => {
    const from = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true });
    };
  }, [panel]);
}

/** The headings above a sentence. */
export function Crumbs({ row }: { row: number }) {
  const { corpus } = useApp();
  const measure = corpus.measure[row] as number;
  if (measure < 0) return null;
  const text = (name: string) => corpus.measures.text(name, measure);
  const parts = [text("chapter"), text("section"), `${text("number")}${text("heading")}`];
  return (
    <p class="crumbs" lang="zh-Hans">
      {[...new Set(parts.filter(Boolean))].join(" › ")}
    </p>
  );
}

function Actions({ row, id }: { row: number; id: string }) {
  const { corpus, link, say, lang } = useApp();
  const topic = corpus.topicOf(row)?.code ?? "";
  const comparable = corpus.kind[row] === 0 && corpus.plans.length > 1;
  return (
    <div class="actions">
      <PinButton pinKey={id} kind="sentence" />
      <a class="button" href={link({ view: "read", doc: corpus.planOf(row).doc_id, sel: id })}>
        {say("in_context")}
      </a>
      {comparable && (
        <a class="button" href={link({ view: "compare", about: topic, sel: id })}>
          {say("compare_topic")}
        </a>
      )}
      <Copy text={() => bibtex(corpus, row, "", lang)} label={say("copy_citation")} />
    </div>
  );
}

/** A button that copies; the clipboard may be closed to a page, and then a field shows the text. */
export function Copy({ text, label }: { text: () => string; label: string }) {
  const { say } = useApp();
  const [state, setState] = useState<"" | "copied" | "shown">("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setState("copied");
      setTimeout(() => setState(""), 2000);
    } catch {
      setState("shown");
    }
  };
  return (
    <>
      <button type="button" class="button" onClick={copy}>
        {state === "copied" ? say("copied") : label}
      </button>
      {state === "shown" && <textarea class="copy" readOnly rows={6} aria-label={label} value={text()} />}
    </>
  );
}

function CodesTable({ row }: { row: number }) {
  const { corpus, lang, say } = useApp();
  const { provisions } = corpus;
  const counted = corpus.kind[row] === 0;
  const flag = (name: string) => (provisions.number(name, row) === 1 ? say("yes") : say("no"));
  const score = provisions.number("topic_score", row);
  const source = provisions.text("topic_source", row);
  const number = (name: string) => provisions.number(name, row)?.toFixed(2) ?? "–";
  return (
    <dl class="facts">
      <Fact name={say("topic")}>
        <Codes row={row} force={false} />
      </Fact>
      {counted && (
        <>
          <Fact name={say("force")}>
            <Force row={row} inWords />
          </Fact>
          <Fact name={say("sanction")}>{flag("sanction")}</Fact>
          <Fact name={say("monitoring")}>{flag("monitoring")}</Fact>
          <Fact name={say("has_body")}>{say(`body_${provisions.text("has_body", row)}` as WordKey)}</Fact>
          <Fact name={say("strictness_mean")}>
            <b>{number("strictness")}</b>{" "}
            <small>
              {say("precision")} {number("precision")} · {say("accountability")} {number("accountability")}
            </small>
          </Fact>
        </>
      )}
      {corpus.frames
        .filter((frame) => frame.scheme && (frame.of[row] as number) >= 0)
        .map((frame) => (
          <Fact key={frame.name} name={corpus.frameLabel(frame.name, lang)}>
            <SchemeCode frame={frame} row={row} />
          </Fact>
        ))}
      {provisions.text("origin", row) && (
        <Fact name={say("origin")}>{corpus.label("origin", provisions.text("origin", row), lang)}</Fact>
      )}
      {source && (
        <Fact name={say("coded_by")}>
          {corpus.label("topic_source", source, lang)}
          {provisions.text("coder", row) && ` · ${provisions.text("coder", row)}`}
          {score !== null && score < 1 && ` · ${say("score")} ${score.toFixed(2)}`}
        </Fact>
      )}
    </dl>
  );
}

/** The code of a further scheme, with its label; it leads to all sentences that have it. */
function SchemeCode({ frame, row }: { frame: Frame; row: number }) {
  const { lang, link } = useApp();
  const group = frame.groups[frame.of[row] as number] as Group;
  const label = group.label[lang];
  const filters = { part: [`${frame.name}:${group.key}`], kind: ["counted"] };
  return (
    <a href={link({ view: "search", q: "", ids: [], filters })}>
      {label === group.key ? label : `${group.key} ${label}`}
    </a>
  );
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function FindsList({ row }: { row: number }) {
  const { corpus, say, lang } = useApp();
  const found = FINDS.filter((table) => corpus.finds(table, row).length > 0);
  const measure = corpus.measure[row] as number;
  const bodies = (["lead_bodies", "responsible_bodies"] as const).filter(
    (name) => measure >= 0 && corpus.measures.text(name, measure),
  );
  if (!found.length && !bodies.length) return null;
  return (
    <dl class="facts">
      {found.map((table) => (
        <Fact key={table} name={say(table)}>
          <ul>
            {Array.from(corpus.finds(table, row), (find) => (
              <li key={find}>
                <mark class={`m-${table}`} lang="zh-Hans">
                  {corpus.tables[table].text(TEXT_OF[table], find)}
                </mark>{" "}
                <small>{describe(corpus, table, find, lang)}</small>
              </li>
            ))}
          </ul>
        </Fact>
      ))}
      {bodies.map((name) => (
        <Fact key={name} name={say(name)}>
          <span lang="zh-Hans">{corpus.measures.text(name, measure)}</span>
        </Fact>
      ))}
    </dl>
  );
}

const TEXT_OF: Record<Finds, string> = { targets: "text", times: "text", bodies: "name", citations: "title" };

function Source({ row }: { row: number }) {
  const { corpus, say } = useApp();
  const plan = corpus.planOf(row);
  const span = `${corpus.provisions.text("start", row)}–${corpus.provisions.text("end", row)}`;
  return (
    <dl class="facts source">
      <Fact name={say("place")}>
        <a href={`../data/raw/${encodeURI(plan.file)}`} target="_blank" rel="noreferrer">
          {plan.file}
        </a>{" "}
        <small>
          {say("characters")} {span}
        </small>
      </Fact>
      <Fact name={say("hash")}>
        <code>{plan.sha256}</code>
      </Fact>
      <Fact name="id">
        <code>{corpus.id(row)}</code>
      </Fact>
    </dl>
  );
}

function Nearest({ row }: { row: number }) {
  const { corpus, say, go } = useApp();
  const found = useMemo(() => nearest(corpus, row), [corpus, row]);
  const text = corpus.text[row] as string;
  return (
    <section class="nearest" aria-labelledby="nearest-title">
      <h2 id="nearest-title">{say("near_title")}</h2>
      {!found.length && <p class="quiet">{say(corpus.plans.length > 1 ? "near_none" : "near_one")}</p>}
      <ul>
        {found.map((near) => (
          <li key={near.row}>
            <button type="button" class="plain" onClick={() => go({ sel: corpus.id(near.row) })}>
              <span class="near-head">
                <PlanName plan={corpus.planOf(near.row)} />
                <small>
                  {near.chars
                    ? say("shared_chars", { n: near.chars })
                    : say("alike", { n: Math.round(near.likeness * 100) })}
                </small>
              </span>
              <Text
                text={corpus.text[near.row] as string}
                marks={asMarks(differences(text, corpus.text[near.row] as string).b, "differs")}
              />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
