import { describe, expect, it } from "vitest";
import { fold, hits, terms } from "../src/search/fold";
import { type Query, Search } from "../src/search/search";
import { tiny } from "./tiny";

const QUERY: Query = { q: "", within: "all", filters: {}, ids: [], second: false };
const rows = (change: Partial<Query>) => [...new Search(tiny()).run({ ...QUERY, ...change }).rows];
const counts = (facet: string, change: Partial<Query> = {}) => {
  const search = new Search(tiny());
  const found = search.run({ ...QUERY, ...change }).counts.get(facet as never) as Int32Array;
  const values = search.facets.find((one) => one.name === facet)?.values ?? [];
  return Object.fromEntries(values.map((value, place) => [value, found[place]]));
};

describe("words of a search", () => {
  it("takes wide and narrow forms, and cases, for one", () => {
    expect(fold("ＡＢ２　%％")).toBe("ab2 %%");
    expect(rows({ q: "2期" })).toEqual([2]);
  });
  it("keeps the length of a text, so that marks fit", () => {
    for (const text of ["２期，ＡB", "𠮷野家2", "—−–"]) expect(fold(text).length).toBe(text.length);
  });
  it("holds what stands in quotation marks together", () => {
    expect(terms('法治  “law lectures” "a b" c')).toEqual(["法治", "law lectures", "a b", "c"]);
  });
  it("finds every place, overlaps joined", () => {
    expect(hits("讲座讲座法", ["讲座", "座法"])).toEqual([[0, 5]]);
  });
});

describe("search", () => {
  it("needs all words", () => {
    expect(rows({ q: "讲座 领导" })).toEqual([2, 5]);
    expect(rows({ q: "讲座 清单" })).toEqual([]);
  });
  it("keeps to the sentences that a link chose, under all other filters", () => {
    const [first, second] = [tiny().id(2), tiny().id(5)];
    expect(rows({ ids: [first, second] })).toEqual([2, 5]);
    expect(rows({ ids: [first, "nowhere-p0001"], q: "讲座" })).toEqual([2]);
  });
  it("looks at headings, bodies and indicators, or at the text alone", () => {
    expect(rows({ q: "司法局" })).toEqual([1, 2, 3]);
    expect(rows({ q: "law lectures" })).toEqual([2, 5]);
    expect(rows({ q: "司法局", within: "text" })).toEqual([]);
  });
  it("takes hostile text for text", () => {
    expect(rows({ q: "<script>" })).toEqual([3]);
    expect(rows({ q: "(.*" })).toEqual([]);
  });
});

describe("filters", () => {
  it("filter by topic, by its domain, and by second topic if asked", () => {
    const kind = ["counted"];
    expect(rows({ filters: { topic: ["A1"], kind } })).toEqual([3, 6]);
    expect(rows({ filters: { topic: ["A"], kind } })).toEqual([3, 6]);
    expect(rows({ filters: { topic: ["A"], kind }, second: true })).toEqual([2, 3, 6]);
  });
  it("joins values of one facet with or, facets with and", () => {
    expect(rows({ filters: { plan: ["alpha", "beta"], force: ["3", "1"] } })).toEqual([3, 5]);
  });
  it("filters by a part of an outline, a deadline's year and a target", () => {
    expect(rows({ filters: { part: ["2021:0"], kind: ["counted"] } })).toEqual([2, 5]);
    expect(rows({ filters: { year: ["2022"] } })).toEqual([2]);
    expect(rows({ filters: { target: ["1"], plan: ["beta"] } })).toEqual([5]);
  });
  it("counts headings and preambles in no facet of codes", () => {
    expect(counts("force")).toEqual({ "0": 0, "1": 1, "2": 2, "3": 1 });
    expect(counts("target")).toEqual({ "0": 2, "1": 2 });
  });
  it("counts each value under all other filters", () => {
    expect(counts("plan", { filters: { plan: ["alpha"], topic: ["A1"], kind: ["counted"] } })).toEqual({
      alpha: 1,
      beta: 1,
    });
    expect(counts("topic", { filters: { plan: ["beta"], kind: ["counted"] } })).toMatchObject({
      A: 1,
      A1: 1,
      K: 1,
      K2: 1,
    });
  });
  it("gives as many sentences as the count beside a value says", () => {
    const search = new Search(tiny());
    const result = search.run(QUERY);
    for (const facet of search.facets)
      facet.values.forEach((value, place) => {
        const found = search.run({ ...QUERY, filters: { [facet.name]: [value] } }).rows.length;
        expect([facet.name, value, found]).toEqual([
          facet.name,
          value,
          result.counts.get(facet.name)?.[place],
        ]);
      });
  });
  it("has no facet for a column that is missing", () => {
    expect(new Search(tiny()).facets.map((facet) => facet.name)).not.toContain("origin");
    const held = tiny((raw) => {
      raw.provisions.origin = ["", "", "national", "own", "", "", ""];
    });
    expect(new Search(held).facets.map((facet) => facet.name)).toContain("origin");
  });
  it("finds nothing by a value that nothing has", () => {
    expect(rows({ filters: { plan: ["nobody"] } })).toEqual([]);
  });
});
