// The years of the timeline: which there are, and where their numbers stand.
import { describe, expect, it } from "vitest";
import { midYear, yearAfter, yearsOf } from "../src/time/moments";

const day = (iso: string) => new Date(`${iso}T00:00:00Z`);

describe("the years of the timeline", () => {
  it("go from the first day to the last, whatever their order", () => {
    const years = yearsOf([day("2018-12-31"), day("2016-01-01"), day("2017-06-30")]);
    expect(years).toEqual([day("2016-01-01"), day("2017-01-01"), day("2018-01-01")]);
    expect(yearAfter(years)).toEqual(day("2019-01-01"));
  });

  // Seen on the page: what is due by the end of 2016 stood under "2017".
  it("have their numbers in their middles", () => {
    const [first, middle, last] = [day("2016-01-01"), midYear(day("2016-01-01")), day("2016-12-31")];
    const days = (from: Date, to: Date) => (to.getTime() - from.getTime()) / (24 * 3600 * 1000);
    expect(Math.abs(days(first, middle) - days(middle, last))).toBeLessThan(2);
  });
});
