// Deadlines, dates and recurrences of plans, as the timeline shows them.
import type { Corpus, Language } from "../data/corpus";

export type MomentKind = "deadline" | "date" | "start";

export interface Moment {
  row: number;
  time: number;
  plan: number;
  kind: MomentKind;
  /** The last day that keeps a deadline, the first day of a start; undefined where no year is stated. */
  day: Date | undefined;
  iso: string;
}

export interface Rhythm {
  row: number;
  time: number;
  plan: number;
  period: string;
}

export function moments(corpus: Corpus, plans: number[]): Moment[] {
  const found: Moment[] = [];
  each(corpus, plans, (row, time, plan) => {
    const kind = momentKind(corpus, time);
    if (!kind) return;
    const times = corpus.tables.times;
    const [first, last] = [times.text("date_start", time), times.text("date_end", time)];
    const iso = kind === "start" ? first || last : last || first;
    const day = /^\d{4}-\d\d-\d\d$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : undefined;
    found.push({ row, time, plan, kind, day, iso });
  });
  return found.sort((a, b) => order(a) - order(b) || a.row - b.row);
}

/** The first days of the years that days are in, from the first to the last. */
export function yearsOf(days: Date[]): Date[] {
  const years = days.map((day) => day.getUTCFullYear());
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return Array.from({ length: last - first + 1 }, (_, place) => new Date(Date.UTC(first + place, 0, 1)));
}

/** The first day after years. */
export function yearAfter(years: Date[]): Date {
  return new Date(Date.UTC((years.at(-1) as Date).getUTCFullYear() + 1, 0, 1));
}

/** The middle of a year, where its number stands: at its beginning it would name the end of the year before. */
export function midYear(year: Date): Date {
  return new Date(Date.UTC(year.getUTCFullYear(), 6, 1));
}

function order(moment: Moment): number {
  return moment.day?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

function momentKind(corpus: Corpus, time: number): MomentKind | undefined {
  const times = corpus.tables.times;
  const kind = times.text("kind", time);
  if (kind !== "deadline" && kind !== "date") return undefined;
  return corpus.isDeadline(time) ? kind : "start";
}

/** Recurrences (`kind` recurrence) or time limits (duration). */
export function rhythms(corpus: Corpus, plans: number[], kind: "recurrence" | "duration"): Rhythm[] {
  const found: Rhythm[] = [];
  each(corpus, plans, (row, time, plan) => {
    const times = corpus.tables.times;
    if (times.text("kind", time) !== kind) return;
    const work = times.number("workdays", time) === 1 ? "w" : "";
    found.push({ row, time, plan, period: times.text("period", time) + work });
  });
  return found;
}

function each(
  corpus: Corpus,
  plans: number[],
  visit: (row: number, time: number, plan: number) => void,
): void {
  for (const plan of plans) {
    const { first, count } = corpus.plans[plan]!;
    for (let row = first; row < first + count; row++)
      for (const time of corpus.finds("times", row)) visit(row, time, plan);
  }
}

const UNITS: Record<string, [days: number, zh: string, en: string]> = {
  Y: [365, "年", "year"],
  M: [30, "个月", "month"],
  W: [7, "周", "week"],
  D: [1, "天", "day"],
  H: [1 / 24, "小时", "hour"],
  TM: [1 / 1440, "分钟", "minute"],
};

/** The length of an ISO 8601 duration in days, to sort by. */
export function length(period: string): number {
  return parts(period).reduce((sum, [count, unit]) => sum + count * UNITS[unit]![0], 0);
}

/** A duration in words: `P6M` is 6 months, `P5Dw` 5 working days. */
export function inWords(period: string, language: Language): string {
  const work = period.endsWith("w");
  const said = parts(period).map(([count, unit]) => {
    const [, zh, en] = UNITS[unit]!;
    if (language === "zh") return `${count}${work ? "个工作日" : zh}`;
    return `${count} ${work ? "working " : ""}${en}${count === 1 ? "" : "s"}`;
  });
  return said.join(" ") || period;
}

function parts(period: string): [number, string][] {
  const [date = "", time = ""] = period.replace(/^P|w$/g, "").split("T");
  const units = (text: string, prefix: string) =>
    [...text.matchAll(/(\d+)([YMWDH])/g)].map((match): [number, string] => [
      Number(match[1]),
      prefix && match[2] === "M" ? "TM" : (match[2] as string),
    ]);
  return [...units(date, ""), ...units(time, "T")];
}
