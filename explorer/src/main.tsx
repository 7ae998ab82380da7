import { render } from "preact";
import { loadCorpus } from "./data/load";
import { Page } from "./Page";
import { Search } from "./search/search";
import "./style.css";
import { words } from "./words";

const root = document.getElementById("app") as HTMLElement;
root.textContent = "";
try {
  const corpus = loadCorpus();
  render(<Page corpus={corpus} search={new Search(corpus)} />, root);
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  root.textContent = `${words("zh")("error_data", { why })} ${words("en")("error_data", { why })}`;
}
