// A sentence of a plan: always text, never markup; with marks over parts of it.
import type { Span } from "../search/fold";

export interface Mark {
  from: number;
  to: number;
  /** A class of the style sheet; marks that overlap have all their classes. */
  kind: string;
  title?: string;
}

export function asMarks(spans: Span[], kind: string): Mark[] {
  return spans.map(([from, to]) => ({ from, to, kind }));
}

export function Text({ text, marks = [] }: { text: string; marks?: Mark[] }) {
  if (!marks.length) return <span lang="zh-Hans">{text}</span>;
  const held = marks.filter((mark) => mark.from >= 0 && mark.from < mark.to);
  const edges = [...new Set([0, text.length, ...held.flatMap((mark) => [mark.from, mark.to])])].sort(
    (a, b) => a - b,
  );
  return (
    <span lang="zh-Hans">
      {edges.slice(0, -1).map((from, place) => {
        const part = text.slice(from, edges[place + 1]);
        const over = held.filter((mark) => mark.from <= from && mark.to > from);
        if (!over.length) return part;
        const title = over
          .map((mark) => mark.title ?? "")
          .filter(Boolean)
          .join("；");
        return (
          <mark key={from} class={over.map((mark) => `m-${mark.kind}`).join(" ")} title={title || undefined}>
            {part}
          </mark>
        );
      })}
    </span>
  );
}
