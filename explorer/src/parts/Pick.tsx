// Small controls: one of several (as links, so that each choice has an address), plans, buttons.
import type { ComponentChildren } from "preact";
import { useApp } from "../app";
import type { Plan } from "../data/corpus";
import { Icon } from "./Icon";

export function OneOf<T extends string>(props: {
  name: string;
  values: readonly T[];
  value: T;
  label: (value: T) => string;
  href: (value: T) => string;
}) {
  return (
    <fieldset class="pick">
      <legend class="pick-name">{props.name}</legend>
      <span class="segments">
        {props.values.map((value) => (
          <a key={value} href={props.href(value)} aria-current={value === props.value ? "true" : undefined}>
            {props.label(value)}
          </a>
        ))}
      </span>
    </fieldset>
  );
}

/** Plans that are chosen, each with a way to take it out, and a list to add one. */
export function PlanPick(props: {
  chosen: number[];
  most: number;
  onChange: (plans: number[]) => void;
  fixed?: number[];
}) {
  const { corpus, lang, say } = useApp();
  const left = corpus.plans.filter((plan) => !props.chosen.includes(plan.index));
  return (
    <div class="plan-pick">
      {props.chosen.map((index) => {
        const plan = corpus.plans[index] as Plan;
        return (
          <span key={plan.doc_id} class="chip">
            <PlanName plan={plan} />
            <button
              type="button"
              aria-label={say("remove_plan", { name: plan.label[lang] })}
              onClick={() => props.onChange(props.chosen.filter((other) => other !== index))}
            >
              <Icon name="close" />
            </button>
          </span>
        );
      })}
      {left.length > 0 && props.chosen.length < props.most && (
        <select
          aria-label={say("add_plan")}
          value=""
          onChange={(event) => {
            const added = corpus.planCalled(event.currentTarget.value);
            event.currentTarget.value = "";
            if (added) props.onChange([...props.chosen, added.index]);
          }}
        >
          <option value="">+ {say("add_plan")}</option>
          {left.map((plan) => (
            <option key={plan.doc_id} value={plan.doc_id}>
              {plan.label[lang]}
              {plan.template ? ` (${say("template")})` : ""}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

export function PlanName({ plan }: { plan: Plan }) {
  const { lang, say } = useApp();
  return (
    <span class="plan-name" title={plan.title || undefined}>
      <b>{plan.name[lang]}</b>{" "}
      <span class="years">{lang === "zh" ? plan.years.replace("–", "—") : plan.years}</span>
      {plan.template && <em class="tag">{say("template")}</em>}
    </span>
  );
}

export function Lead({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="lead">
      <h1>{title}</h1>
      {children && <p>{children}</p>}
    </div>
  );
}
