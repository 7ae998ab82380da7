import { describe, expect, it } from "vitest";
import { align } from "../src/compare/align";
import { ALL, membersOf } from "../src/compare/members";
import { nearest } from "../src/compare/nearest";
import { bigrams, common, differences, likeness } from "../src/compare/wording";
import type { Plan } from "../src/data/corpus";
import { tiny } from "./tiny";

const marked = (text: string, spans: [number, number][]) => spans.map(([from, to]) => text.slice(from, to));

describe("differences", () => {
  it("are marked to the character, on both sides", () => {
    const [a, b] = ["领导干部每年举办2期法治讲座。", "领导干部每年举办1期法治讲座；"];
    const found = differences(a, b);
    expect(marked(a, found.a)).toEqual(["2"]);
    expect(marked(b, found.b)).toEqual(["1"]);
  });
  it("are whole numbers", () => {
    const pairs = [
      ["2016年底前完成。", "2021年底前完成。", ["2016"], ["2021"]],
      ["抽查比例达到95%。", "抽查比例达到98.5%。", ["95%"], ["98.5%"]],
      ["百分之九十五以上。", "百分之九十八以上。", ["九十五"], ["九十八"]],
    ] as const;
    for (const [a, b, ofA, ofB] of pairs) {
      const found = differences(a, b);
      expect([marked(a, found.a), marked(b, found.b)]).toEqual([ofA, ofB]);
    }
  });
  it("are not punctuation, nor wide forms", () => {
    expect(differences("举办２期，讲座。", "举办2期,讲座；")).toEqual({ a: [], b: [] });
  });
  it("take a single letter between two differing words for chance", () => {
    const [a, b] = ["完善岗位培训制度", "健全善后工作制度"];
    expect(marked(a, differences(a, b).a)).toEqual(["完善岗位培训"]);
  });
  it("of the first text are what no other has", () => {
    expect(common([[[0, 4]], [[2, 6]]], 8)).toEqual([[2, 4]]);
  });
});

describe("plans of one place", () => {
  const corpus = tiny((raw) => {
    raw.plans.forEach((plan, place) => {
      if (place < 2) Object.assign(plan, { place_id: "x", period_start: String(2016 + 5 * place) });
    });
  });
  const [older, newer] = corpus.plans as [Plan, Plan];
  it("follow each other by their periods", () => {
    expect(corpus.before(newer)).toBe(older);
    expect(corpus.before(older)).toBeUndefined();
  });
  it("are held against each other in all their measures", () => {
    const members = membersOf(corpus, [older.index, newer.index], ALL);
    expect(members.flat().every((row) => corpus.kind[row] === 0)).toBe(true);
    expect(members.flat().length).toBe([...corpus.kind].filter((kind) => kind === 0).length);
    expect(align(corpus, members).some((row) => row.links.length > 0)).toBe(true);
  });
});

describe("likeness", () => {
  it("is the share of pairs of letters in common", () => {
    expect(likeness(bigrams("法治讲座"), bigrams("法治讲堂"))).toBeCloseTo(2 / 3);
    expect(likeness(bigrams("，。"), bigrams("法治"))).toBe(0);
  });
});

describe("alignment", () => {
  it("sets sentences that share wording in one row, each sentence in exactly one", () => {
    const corpus = tiny();
    const members = membersOf(corpus, [0, 1], "K");
    expect(members).toEqual([[2], [5]]);
    const rows = align(corpus, members);
    expect(rows.map((row) => row.cells)).toEqual([[2, 5]]);
    expect(rows[0]?.links[0]).toMatchObject({ why: "shared", score: 12 });
  });
  it("falls back to the same indicator, then to wording", () => {
    const without = (raw: Parameters<NonNullable<Parameters<typeof tiny>[0]>>[0]) => {
      raw.reuse = { rows: 0, a: [], b: [] };
    };
    const corpus = tiny(without);
    expect(align(corpus, [[2], [5]])[0]?.links[0]).toMatchObject({ why: "indicator", indicator: "lectures" });
    const bare = tiny((raw) => {
      without(raw);
      raw.targets = { rows: 0, provision: [] };
    });
    expect(align(bare, [[2], [5]])[0]?.links[0]?.why).toBe("wording");
  });
  it("leaves alone what has no counterpart, in the plans' order", () => {
    const rows = align(tiny(), [
      [2, 3],
      [5, 6],
    ]);
    expect(rows.map((row) => row.cells)).toEqual([
      [2, 5],
      [-1, 6],
      [3, -1],
    ]);
    expect(rows.filter((row) => !row.links.length)).toHaveLength(2);
  });
  it("takes of a template what the sentences share with it", () => {
    const corpus = tiny((raw) => {
      raw.plans[1]!.template = 1;
      raw.provisions.topic = ["N0", "K2", "K2", "A1", "", "", ""];
    });
    expect(membersOf(corpus, [1, 0], "K2")).toEqual([[5], [2]]);
  });
  it("compares plans on an indicator", () => {
    expect(membersOf(tiny(), [0, 1], "i:lectures")).toEqual([[2], [5]]);
  });
});

describe("nearest", () => {
  it("names sentences of other plans, shared wording first", () => {
    expect(nearest(tiny(), 2).map((near) => [near.row, near.chars])).toEqual([[5, 12]]);
    expect(nearest(tiny(), 5).map((near) => near.row)).toEqual([2]);
  });
});
