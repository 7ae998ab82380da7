import { describe, expect, it } from "vitest";
import { fromCsv, toCsv } from "../src/pins/csv";
import { bibtex, html, pinsCsv, pinsHtml } from "../src/pins/exports";
import { checked, merged, type Pin, packed, unpacked } from "../src/pins/pins";
import { tiny } from "./tiny";

const PINS: Pin[] = [
  { key: "alpha-p0004", kind: "sentence", note: '一句"札记",\n第二行' },
  { key: "#/compare?lang=zh&plans=alpha,beta&about=K2", kind: "comparison", note: "" },
];

describe("CSV", () => {
  it("reads back equal, whatever a cell holds", () => {
    const rows = [["=1+1", "a,b", 'say "x"', "two\nlines", "", "'quoted", "-", "@x"]];
    const names = [..."abcdefgh"];
    const read = fromCsv(toCsv(names, rows));
    expect(read.map((row) => names.map((name) => row[name]))).toEqual(rows);
  });
  it("gives a spreadsheet nothing to compute", () => {
    expect(toCsv(["a"], [["=HYPERLINK(1)"]])).toContain("'=HYPERLINK");
  });
  it("of pins brings back the pins", () => {
    expect(checked(fromCsv(pinsCsv(tiny(), PINS, "zh")))).toEqual(PINS);
  });
  it("of pins names the place in the raw file and its hash", () => {
    const [row] = fromCsv(pinsCsv(tiny(), PINS, "en"));
    expect(row).toMatchObject({
      provision_id: "alpha-p0004",
      start: "60",
      end: "90",
      sha256: "ab".repeat(32),
    });
  });
});

describe("pins", () => {
  it("travel in one line", () => {
    expect(unpacked(packed(PINS))).toEqual(PINS);
  });
  it.each(["", "x", "{}", "[1]", '[["#javascript:alert(1)","x"]]', '[{"key":3}]'])(
    "are none in %s",
    (text) => {
      expect(unpacked(text)).toEqual([]);
    },
  );
  it("are joined without a note lost", () => {
    const more: Pin[] = [
      { ...PINS[0]!, note: "other" },
      { key: "beta-p0002", kind: "sentence", note: "n" },
    ];
    expect(merged(PINS, more).map((pin) => pin.note)).toEqual([PINS[0]!.note, "", "n"]);
  });
});

describe("exports", () => {
  it("for Word hold text as text", () => {
    const page = pinsHtml(tiny(), PINS, "en", "file:///x.html#/pins");
    expect(page).not.toContain("<script>");
    expect(page).toContain(html("<script>alert(1)</script>"));
    expect(page).toContain("alpha-p0004; alpha.txt, characters 60–90, SHA-256 abab");
  });
  it("for BibTeX escape what TeX would read", () => {
    const entry = bibtex(tiny(), 3, "50% & {x}_#", "zh");
    expect(entry).toMatch(/^@misc\{alpha-p0004,\n {2}author = \{\{甲县\}\},/);
    expect(entry).toContain("50\\% \\& \\{x\\}\\_\\#");
    expect(entry).toContain("characters 60-90, SHA-256 abab");
  });
});
