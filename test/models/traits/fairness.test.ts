// Impact ratios by hand, proxies planted, protected attributes kept out.
import { describe, expect, it } from "vitest";
import { random } from "../../../models/estimators/random.js";
import { aboveMedian, impactTable } from "../../../models/traits/impact-ratio.js";
import { proxyScan } from "../../../models/traits/proxy-scan.js";
import {
  crossed,
  isProtectedName,
  protectedColumn,
  same,
  type ProtectedColumn,
} from "../../../models/traits/trait-data.js";

/** `[name, people, selected]` → the attribute and who was selected. */
function groups(...sizes: [string, number, number][]): { attribute: ProtectedColumn; selected: number[] } {
  return {
    attribute: {
      name: "group",
      label: same("group"),
      groups: sizes.map(([name]) => ({ name, label: same(name) })),
      codes: Int32Array.from(sizes.flatMap(([, people], g) => Array.from({ length: people }, () => g))),
    },
    selected: sizes.flatMap(([, people, chosen]) =>
      Array.from({ length: people }, (_, i) => (i < chosen ? 1 : 0)),
    ),
  };
}

describe("promise 27: impact ratio", () => {
  it("equals the arithmetic of the four-fifths rule by hand", () => {
    // EEOC's Q&A 12 (1979): 80 white applicants, 48 hired (60 %); 40 black applicants, 12 hired (30 %): 30/60 = 50 %.
    const { attribute, selected } = groups(["white", 80, 48], ["black", 40, 12]);
    const { rows } = impactTable(selected, attribute);
    expect(rows[0]).toMatchObject({
      group: "white",
      people: 80,
      selected: 48,
      rate: 0.6,
      ratio: 1,
      verdict: "reference",
    });
    expect(rows[1]).toMatchObject({
      group: "black",
      rate: 0.3,
      ratio: 0.5,
      belowFourFifths: true,
      verdict: "below",
    });
    expect(rows[1].ratioLimits!.low).toBeGreaterThan(0.28);
    expect(rows[1].ratioLimits!.high).toBeLessThan(0.8);
  });

  it("says that it cannot tell where the interval holds 0.8", () => {
    const { attribute, selected } = groups(["a", 30, 15], ["b", 30, 11]);
    const { rows } = impactTable(selected, attribute);
    expect(rows[1].ratio).toBeCloseTo(11 / 15, 12);
    expect(rows[1]).toMatchObject({ belowFourFifths: true, verdict: "unclear" });
    // A hundred times the people: the same ratio, and now it is told.
    const many = groups(["a", 3000, 1500], ["b", 3000, 1100]);
    expect(impactTable(many.selected, many.attribute).rows[1].verdict).toBe("below");
  });

  it("does not measure others by a group of under 2 %, and still gives its ratio", () => {
    const { attribute, selected } = groups(["a", 500, 100], ["b", 490, 90], ["c", 10, 9]);
    const { rows } = impactTable(selected, attribute);
    expect(rows[0]).toMatchObject({ ratio: 1, verdict: "reference" });
    expect(rows[2]).toMatchObject({ isSmall: true });
    expect(rows[2].ratio).toBeCloseTo(4.5, 12);
  });

  it("has no ratio where nobody was selected, and counts people of unknown group apart", () => {
    const { attribute } = groups(["a", 5, 0], ["b", 5, 0]);
    attribute.codes[9] = -1;
    const table = impactTable(new Uint8Array(10), attribute);
    expect(table.unknown).toBe(1);
    expect(table.rows.map(({ ratio, people }) => [ratio, people])).toEqual([[null, 5], [null, 4]]); // prettier-ignore
  });

  it("takes scores above the median of all as LL144's scoring rate", () => {
    expect([...aboveMedian([3, 1, 2, 5, 4])]).toEqual([0, 0, 0, 1, 1]);
    expect([...aboveMedian([1, 1, 2, 2])]).toEqual([0, 0, 1, 1]);
  });

  it("crosses attributes, and what is unknown in one is unknown", () => {
    const sex = { name: "sex", label: same("sex"), groups: [{ name: "f", label: same("f") }, { name: "m", label: same("m") }], codes: Int32Array.from([0, 1, -1]) }; // prettier-ignore
    const [pair] = crossed([sex, { ...sex, name: "race", codes: Int32Array.from([1, 0, 1]) }]);
    expect([...pair.codes]).toEqual([1, 2, -1]);
    expect(pair.groups[2].name).toBe("m × f");
  });
});

describe("proxies", () => {
  it("names a trait that gives the attribute away, and no other", () => {
    const rng = random(4);
    const n = 300;
    const codes = Int32Array.from({ length: n }, () => rng.integer(2));
    const attribute: ProtectedColumn = {
      name: "gender",
      label: same("gender"),
      codes,
      groups: [{ name: "f", label: same("f") }, { name: "m", label: same("m") }], // prettier-ignore
    };
    const found = proxyScan(
      {
        rows: n,
        columns: [
          { name: "height", kind: "numeric", values: Float64Array.from(codes, (code) => 165 + 12 * code + 7 * rng.normal()) },
          { name: "noise", kind: "numeric", values: Float64Array.from(codes, () => rng.normal()) },
          { name: "club", kind: "categorical", levels: ["x", "y"], codes: Int32Array.from(codes, (code) => (rng.uniform() < 0.8 ? code : 1 - code)) },
          { name: "site", kind: "categorical", levels: ["p", "q", "r"], codes: Int32Array.from(codes, () => rng.integer(3)) },
        ],
      },
      [attribute],
    ); // prettier-ignore
    expect(found.map(({ isProxy }) => isProxy)).toEqual([true, false, true, false]);
    // Two normals 12/7 standard deviations apart: Φ(1.714/√2) = 0.887.
    expect(Math.abs(found[0].value - 0.887)).toBeLessThan(0.05);
    expect(found[0]).toMatchObject({ measure: "auc", threshold: 0.7, attribute: "gender" });
    expect(found[2]).toMatchObject({ measure: "cramers_v", threshold: 0.3 });
    expect(found[0].low).toBeLessThan(found[0].value);
  });

  it("knows protected attributes by their names in both languages", () => {
    for (const name of [
      "Gender",
      "sex",
      "Age",
      "birth_date",
      "MaritalStatus",
      "employee race",
      "性别",
      "出生日期",
      "民族",
      "婚姻状况",
    ])
      expect([name, isProtectedName(name)]).toEqual([name, true]);
    for (const name of [
      "wage",
      "percentage",
      "Stage",
      "trace",
      "sales",
      "manager",
      "工龄",
      "language",
      "essex_site",
    ])
      expect([name, isProtectedName(name)]).toEqual([name, false]);
  });

  it("puts ages into bands and other numbers into thirds", () => {
    const ages = protectedColumn({
      name: "Age",
      kind: "numeric",
      values: Float64Array.from([22, 25, 34, 35, 44, 45, 54, 55, 60, Number.NaN]),
    });
    expect(ages.groups.map(({ name }) => name)).toEqual(["<25", "25–34", "35–44", "45–54", "55+"]);
    expect([...ages.codes]).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, -1]);
    const other = protectedColumn({
      name: "n",
      kind: "numeric",
      values: Float64Array.from({ length: 9 }, (_, i) => i / 10),
    });
    expect(other.groups).toHaveLength(3);
  });
});
