// What every view needs, handed down by context.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Corpus, Language } from "./data/corpus";
import type { Pin } from "./pins/pins";
import type { Search } from "./search/search";
import type { State } from "./state/address";
import type { Words } from "./words";

export interface App {
  corpus: Corpus;
  search: Search;
  state: State;
  lang: Language;
  say: Words;
  /** The address of the state with some of it changed; the opened sentence is closed. */
  link: (change: Partial<State>) => string;
  /** Go there; with `replace` without a step in the browser's history. */
  go: (change: Partial<State>, replace?: boolean) => void;
  pins: Pin[];
  setPins: (pins: Pin[]) => void;
  /** Whether the browser keeps pins. */
  kept: boolean;
  /** The sentences in the order in which the view shows them, for J and K. */
  setOrder: (rows: ArrayLike<number>) => void;
}

export const AppContext = createContext<App | undefined>(undefined);

export function useApp(): App {
  return useContext(AppContext) as App;
}
