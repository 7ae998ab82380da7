import { describe, expect, it } from "vitest";
import { address, readAddress, START, type State } from "../src/state/address";

const state = (change: Partial<State>): State => ({ ...START, lang: "zh", ...change });

describe("address", () => {
  const states: Partial<State>[] = [
    {},
    { view: "search", q: "双随机 & 一公开=?#,%", within: "text", second: true },
    { view: "search", filters: { topic: ["E7", "A"], part: ["2021:3"], plan: ["a,b"] } },
    { view: "search", ids: ["x-p0001", "y-p0002"] },
    { view: "matrix", rows: "topic", show: "strictness", lang: "en" },
    { view: "compare", plans: ["x", "y"], about: "i:law_lectures", only: "aligned", sel: "x-p0001" },
    { view: "pins", pins: '[["x-p0001","记一句 \\"引\\" <b>"]]' },
  ];
  it.each(states)("tells a state that reads back equal: %j", (change) => {
    expect(readAddress(address(state(change)), "en")).toEqual(state(change));
  });
  it("keeps Chinese readable", () => {
    expect(address(state({ view: "search", q: "双随机" }))).toBe("#/search?lang=zh&q=双随机");
  });
  it("takes what it does not know for the start", () => {
    const read = readAddress("#/nowhere?show=much&lang=xx&q=%E4%", "en");
    expect([read.view, read.show, read.lang, read.q]).toEqual(["matrix", "count", "en", "%E4%"]);
  });
  it("reads addresses that a browser has escaped", () => {
    expect(readAddress(`#/search?q=${encodeURIComponent("执法")}`, "zh").q).toBe("执法");
  });
});
