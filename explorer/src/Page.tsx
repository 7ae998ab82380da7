// The frame of the page: head, the view that the address names, and the opened sentence beside it.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { type App, AppContext } from "./app";
import type { Corpus, Language } from "./data/corpus";
import { Detail } from "./parts/Detail";
import { Head } from "./parts/Head";
import { type Pin, storedPins, storePins } from "./pins/pins";
import type { Search } from "./search/search";
import { address, readAddress, type State } from "./state/address";
import { Compare } from "./views/Compare";
import { MatrixView } from "./views/Matrix";
import { PinsView } from "./views/Pins";
import { Read } from "./views/Read";
import { SearchView } from "./views/Search";
import { Timeline } from "./views/Timeline";
import { words } from "./words";

const VIEW = {
  matrix: MatrixView,
  compare: Compare,
  read: Read,
  search: SearchView,
  time: Timeline,
  pins: PinsView,
};

export function Page({ corpus, search }: { corpus: Corpus; search: Search }) {
  const [state, setState] = useState(() => readAddress(location.hash, preferredLanguage()));
  const [pins, keepPins, kept] = usePins(projectKey(corpus));
  const order = useRef<ArrayLike<number>>([]);
  const go = useCallback((change: Partial<State>, replace = false) => {
    setState((now) => {
      const next = { ...now, ...change };
      history[replace ? "replaceState" : "pushState"](null, "", address(next));
      return next;
    });
  }, []);
  const lang = state.lang;
  const app: App = useMemo(
    () => ({
      corpus,
      search,
      state,
      lang,
      say: words(lang),
      link: (change) => address({ ...state, sel: "", pins: "", ...change }),
      go,
      pins,
      setPins: keepPins,
      kept,
      setOrder: (rows) => {
        order.current = rows;
      },
    }),
    [corpus, search, state, lang, go, pins, keepPins, kept],
  );
  useAddress(setState);
  useLanguage(app);
  useKeys(app, order);
  useTopOfView(state.view);
  const View = VIEW[state.view];
  const row = state.sel ? corpus.row(state.sel) : -1;
  return (
    <AppContext.Provider value={app}>
      <Head />
      <div class={`body${row >= 0 ? " with-detail" : ""}`}>
        <main id="main" tabIndex={-1} class={`view view-${state.view}`}>
          <View />
          <Foot />
        </main>
        {row >= 0 && <Detail row={row} />}
      </div>
    </AppContext.Provider>
  );

  function Foot() {
    const { values, codes } = useMemo(() => corpus.provisions.factor("topic_source"), []);
    const counts = values.map(() => 0);
    codes.forEach((code, at) => {
      if (corpus.kind[at] === 0) counts[code]!++;
    });
    const list = values
      .map((value, place) => [corpus.label("topic_source", value, lang), counts[place]] as const)
      .filter(([value, count]) => value && count)
      .map(([value, count]) => `${value} ${count}`)
      .join(lang === "zh" ? "，" : ", ");
    return (
      <footer class="foot">
        {list && <span>{app.say("coders", { list })}</span>}
        <span>{app.say("silence")}</span>
        <span>{app.say("licence_note")}</span>
        <span class="keys">{app.say("keys")}</span>
      </footer>
    );
  }
}

/** Pins of the project, kept in the browser. */
function usePins(project: string) {
  const [pins, setPins] = useState(() => storedPins(project));
  const [kept, setKept] = useState(true);
  const keep = useCallback(
    (next: Pin[]) => {
      setPins(next);
      setKept(storePins(project, next));
    },
    [project],
  );
  return [pins, keep, kept] as const;
}

/** A name for the project's pins: the same plans, the same pins, wherever the page lies. */
function projectKey(corpus: Corpus): string {
  return corpus.name || corpus.plans.map((plan) => plan.doc_id).join(",");
}

function preferredLanguage(): Language {
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

function useAddress(setState: (state: State) => void) {
  useEffect(() => {
    const read = () => setState(readAddress(location.hash, preferredLanguage()));
    addEventListener("hashchange", read);
    addEventListener("popstate", read);
    return () => {
      removeEventListener("hashchange", read);
      removeEventListener("popstate", read);
    };
  }, [setState]);
}

function useLanguage({ lang, say, state }: App) {
  useEffect(() => {
    document.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
    document.title = `${say(state.view)} · ${say("title")}`;
  }, [lang, say, state.view]);
}

/** A view that was gone to begins at its top, for the eye and for the keyboard. */
function useTopOfView(view: State["view"]) {
  const first = useRef(true);
  useLayoutEffect(() => {
    if (!first.current) {
      scrollTo({ top: 0 });
      const panel = document.querySelector("aside.detail"); // a sentence that stays open keeps the keyboard
      if (!panel?.contains(document.activeElement))
        document.getElementById("main")?.focus({ preventScroll: true });
    }
    first.current = false;
  }, [view]);
}

// A key may be pressed as soon as the page is seen, and again before it is painted: what listens changes with the page.
function useKeys({ state, go, corpus }: App, order: { current: ArrayLike<number> }) {
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
      if (event.key === "Escape" && state.sel) go({ sel: "" }, true);
      else if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      else if (event.key === "/") {
        event.preventDefault();
        go({ view: "search" });
        setTimeout(() => document.getElementById("q")?.focus());
      } else if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
    };
    const step = (by: number) => {
      const rows = Array.from(order.current);
      const at = rows.indexOf(corpus.row(state.sel));
      const next = rows[at < 0 ? 0 : at + by];
      if (next !== undefined) go({ sel: corpus.id(next) }, true);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [state.sel, go, corpus, order]);
}
