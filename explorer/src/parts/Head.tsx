import { useEffect, useState } from "preact/hooks";
import { useApp } from "../app";
import { VIEWS } from "../state/address";
import type { WordKey } from "../words";
import { Icon } from "./Icon";

export function Head() {
  const { corpus, state, say, link, pins } = useApp();
  const plans = corpus.plans.filter((plan) => !plan.template).length;
  const sentences = corpus.plans.reduce((sum, plan) => sum + (plan.template ? 0 : plan.count), 0);
  return (
    <header class="head">
      <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
        {say("skip")}
      </button>
      <div class="brand">
        <span class="seal" aria-hidden="true" lang="zh-Hans">
          法
        </span>
        <span>
          <b>{say("brand")}</b>
          <small>
            {say(plans === 1 ? "summary_one" : "summary", { plans, sentences: grouped(sentences) })}
          </small>
        </span>
      </div>
      <nav aria-label={say("views")}>
        {VIEWS.map((view) => (
          <a key={view} href={link({ view })} aria-current={state.view === view ? "page" : undefined}>
            <Icon name={view} />
            <span>{say(view)}</span>
            {view === "pins" && pins.length > 0 && <em class="badge">{pins.length}</em>}
          </a>
        ))}
      </nav>
      <div class="tools">
        <a
          class="tool"
          href={link({ lang: state.lang === "zh" ? "en" : "zh", sel: state.sel })}
          aria-label={say("language_name")}
          lang={state.lang === "zh" ? "en" : "zh-Hans"}
        >
          {say("language")}
        </a>
        <Scheme />
      </div>
    </header>
  );
}

const SCHEMES = ["auto", "light", "dark"] as const;
const PLACE = "fazhi-explorer-scheme";

/** The colour scheme: the system's, light or dark; remembered where the browser allows. */
function Scheme() {
  const { say } = useApp();
  const [scheme, setScheme] = useState(storedScheme);
  useEffect(() => {
    if (scheme === "auto") delete document.documentElement.dataset.scheme;
    else document.documentElement.dataset.scheme = scheme;
    try {
      localStorage.setItem(PLACE, scheme);
    } catch {
      // Not remembered, and still right for now.
    }
  }, [scheme]);
  const name = say(`scheme_${scheme}` as WordKey);
  const next = SCHEMES[(SCHEMES.indexOf(scheme) + 1) % SCHEMES.length] as (typeof SCHEMES)[number];
  return (
    <button
      type="button"
      class="tool"
      aria-label={`${say("scheme")}: ${name}`}
      title={`${say("scheme")}: ${name}`}
      onClick={() => setScheme(next)}
    >
      <Icon name={scheme} />
    </button>
  );
}

function storedScheme(): (typeof SCHEMES)[number] {
  try {
    return SCHEMES.find((one) => one === localStorage.getItem(PLACE)) ?? "auto";
  } catch {
    return "auto";
  }
}

/** A number with its thousands apart. */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}
