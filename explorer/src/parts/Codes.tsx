// The codes of a sentence in small: topic, force, and signs for what it has.
import { useApp } from "../app";
import type { WordKey } from "../words";

interface Props {
  row: number;
  links?: boolean;
  force?: boolean;
  /** A topic that need not be said. */
  known?: string;
}

export function Codes({ row, links = true, force = true, known = "" }: Props) {
  const { corpus, lang, link, say } = useApp();
  if (corpus.kind[row] === 1) return <span class="codes quiet">{say("heading_of")}</span>;
  const topics = [corpus.topic[row], corpus.topic2[row]].flatMap(
    (place) => corpus.topics[place as number] ?? [],
  );
  const named = topics.filter((topic) => topic.code !== known);
  if (!topics.length) return <span class="codes quiet">{say("uncoded")}</span>;
  return (
    <span class="codes">
      {named.map((topic) => {
        const name = `${topic.code} ${topic.label[lang]}`;
        const kind = `topic${topic === topics[1] ? " second" : ""}`;
        return links ? (
          <a
            key={topic.code}
            class={kind}
            href={link({ view: "search", q: "", ids: [], filters: { topic: [topic.code] } })}
          >
            {name}
          </a>
        ) : (
          <span key={topic.code} class={kind}>
            {name}
          </span>
        );
      })}
      {force && corpus.kind[row] === 0 && <Force row={row} />}
    </span>
  );
}

/** Force as one to three bars, and in words for those who hear the page. */
export function Force({ row, inWords = false }: { row: number; inWords?: boolean }) {
  const { corpus, say } = useApp();
  const value = corpus.provisions.number("obligation", row);
  if (value === null) return null;
  const name = say(`force_${value}` as WordKey);
  return (
    <span class={`force force-${value}`} title={`${say("force")}: ${name}`}>
      <i aria-hidden="true" />
      <i aria-hidden="true" />
      <i aria-hidden="true" />
      <span class={inWords ? "" : "unseen"}>{name}</span>
    </span>
  );
}
