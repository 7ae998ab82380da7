import { Corpus, type RawData } from "./corpus";

declare global {
  // Filled by data files beside the page, where there are very many plans.
  var explorerParts: string[] | undefined;
}

export function loadCorpus(): Corpus {
  const inside = document.getElementById("data")?.textContent ?? "";
  const text = inside.trim() === "" ? (globalThis.explorerParts ?? []).join("") : inside;
  globalThis.explorerParts = undefined;
  return new Corpus(JSON.parse(text) as RawData);
}
