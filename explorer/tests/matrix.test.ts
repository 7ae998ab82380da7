import { describe, expect, it } from "vitest";
import { codedPlans, matrix, printed, shade } from "../src/matrix/cells";
import { inWords, length, moments, rhythms } from "../src/time/moments";
import { words } from "../src/words";
import table from "../src/words.json";
import { tiny } from "./tiny";

describe("matrix", () => {
  const corpus = tiny();
  const values = (shown: Parameters<typeof matrix>[2], frame = "domain") =>
    matrix(corpus, corpus.frame(frame), shown).cells.map((cells) => cells.map((cell) => cell.value));
  it("counts sentences with a topic, no headings", () => {
    expect(values("count")).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(values("count", "2021")).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(values("share")).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
  });
  it("takes means, targets and deadlines over the sentences of a cell", () => {
    expect(values("strictness")).toEqual([
      [0.5, 0.2],
      [0.5, 0.25],
    ]);
    expect(values("targets")).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(values("deadlines")).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });
  it("knows the codes of a further scheme by their labels, in the order of the scheme", () => {
    const own = tiny((raw) => {
      raw.labels.scheme = { tools: ["工具", "tools"] };
      const groups = [
        ["S", "供给", "Supply"],
        ["D", "需求", "Demand"],
      ];
      const codes = { rows: 2, code: ["D", "S"], provision: [2, 5] };
      raw.schemes = [{ name: "tools", groups, ...codes }] as unknown as typeof raw.schemes;
    });
    const frame = own.frame("tools");
    expect(frame.groups.map((group) => group.label.en)).toEqual(["Supply", "Demand"]);
    expect(matrix(own, frame, "count").cells.map((cells) => cells.map((cell) => cell.value))).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(own.frameLabel("tools", "zh")).toBe("工具");
    expect(own.frameLabel("2021", "zh")).toBe("2021");
  });
  it("shows nothing where nothing is said, and no zero", () => {
    const silent = tiny((raw) => {
      raw.provisions.topic = ["N0", "K2", "K2", "K2", "K2", "K2", "K2"];
    });
    expect(matrix(silent, silent.frame("domain"), "strictness").cells[0]?.[0]?.value).toBeNull();
    expect(printed(null, "strictness")).toBe("–");
  });
  it("leaves out plans that nobody coded, but not all plans", () => {
    const coded = (topic: string[]) =>
      codedPlans(
        tiny((raw) => {
          raw.provisions.topic = topic;
        }),
      );
    expect(coded(["N0", "A1", "A1", "K2", "", "", ""])).toEqual([0]);
    expect(coded(["", "", "", "", "", "", ""])).toEqual([0, 1]);
  });
  it("shades from 1 to 6, and nothing not at all", () => {
    expect([0, 1, 30, 60].map((value) => shade(value, 60, "count"))).toEqual([0, 1, 3, 6]);
  });
});

describe("time", () => {
  it("tells deadlines from recurrences", () => {
    expect(moments(tiny(), [0, 1]).map((moment) => [moment.row, moment.kind, moment.iso])).toEqual([
      [2, "deadline", "2022-12-31"],
    ]);
    expect(rhythms(tiny(), [0, 1], "recurrence").map((one) => one.period)).toEqual(["P1Y"]);
  });
  it("says and sorts lengths", () => {
    expect(["P1Y", "P6M", "P5Dw", "PT24H"].map((period) => inWords(period, "en"))).toEqual([
      "1 year",
      "6 months",
      "5 working days",
      "24 hours",
    ]);
    expect(inWords("P5Dw", "zh")).toBe("5个工作日");
    expect(["P1Y", "PT24H", "P6M"].sort((a, b) => length(a) - length(b))).toEqual(["PT24H", "P6M", "P1Y"]);
  });
});

describe("words", () => {
  it("has every word in both languages, with the same values", () => {
    for (const [key, { zh, en }] of Object.entries(table)) {
      expect([key, !!zh, !!en]).toEqual([key, true, true]);
      const slots = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([slot]) => slot).sort();
      expect([key, slots(zh)]).toEqual([key, slots(en)]);
    }
  });
  it("puts values in", () => {
    expect(words("en")("found", { n: 3 })).toBe("3 sentences");
  });
});
