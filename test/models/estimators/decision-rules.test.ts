// Rules: a planted conjunction is found and judged honestly; noise gives none.
import { describe, expect, it } from "vitest";
import { decisionRules, meets } from "../../../models/estimators/decision-rules.js";
import { bitRows, both, countBoth, hasRow } from "../../../models/estimators/bit-rows.js";
import { assignFolds } from "../../../models/estimators/folds.js";
import type { FlatTable } from "../../../models/estimators/flat-table.js";
import { random } from "../../../models/estimators/random.js";

const nightly = process.env.RAPPORT_NIGHTLY === "1";

/** Ten numbers with gaps, five categories. */
function tableOf(rows: number, seed: number): FlatTable {
  const rng = random(seed);
  return {
    rows,
    columns: Array.from({ length: 15 }, (_, j) =>
      j < 10
        ? {
            name: `x${j}`,
            kind: "numeric" as const,
            values: Float64Array.from({ length: rows }, () =>
              rng.uniform() < 0.05 ? Number.NaN : rng.normal(),
            ),
          }
        : {
            name: `c${j}`,
            kind: "categorical" as const,
            levels: ["a", "b", "c"],
            codes: Int32Array.from({ length: rows }, () => rng.integer(3)),
          },
    ),
  };
}

const found = (table: FlatTable, y: Uint8Array, seed: number) =>
  decisionRules(table, y, { fold: assignFolds(y, 5, seed), folds: 5, seed });

describe("decision rules", () => {
  it("finds a planted conjunction, and says how precise it is on rows it was not chosen on", () => {
    const table = tableOf(800, 1);
    const rng = random(99);
    const [x0] = table.columns;
    const c12 = table.columns[12];
    const isPlanted = (row: number) =>
      x0.kind === "numeric" && c12.kind === "categorical" && x0.values[row] >= 0 && c12.codes[row] === 1;
    const y = Uint8Array.from({ length: 800 }, (_, row) =>
      rng.uniform() < (isPlanted(row) ? 0.6 : 0.12) ? 1 : 0,
    );
    const [rule] = found(table, y, 1);
    expect(rule.conditions.map(({ column }) => column)).toEqual([0, 12]);
    expect(rule.conditions[1]).toMatchObject({ is: "level", value: 1 });
    expect(rule.conditions[0].is).toBe("atLeast");
    // A cut inside the planted range: a quartile or the median.
    expect(rule.conditions[0].value).toBeGreaterThan(-0.1);
    expect(rule.conditions[0].value).toBeLessThan(0.8);
    const { heldOut, chosenOn } = rule;
    expect(heldOut.rows).toBe(800);
    expect(heldOut.hits / heldOut.covered).toBeGreaterThan(0.45);
    expect(heldOut.hits / heldOut.covered).toBeLessThan(0.72);
    // None of 99 shuffled worlds does as well.
    expect(rule.p).toBe(0.01);
    // Its counts are those of the condition as anybody would count it.
    const covered = [...y.keys()].filter((row) => meets(table, rule.conditions, row));
    expect(chosenOn.covered).toBe(covered.length);
    expect(chosenOn.hits).toBe(covered.filter((row) => y[row] === 1).length);
  });

  it("does not add conditions that only chance recommends", () => {
    const table = tableOf(600, 2);
    const rng = random(7);
    const x3 = table.columns[3];
    const y = Uint8Array.from({ length: 600 }, (_, row) =>
      rng.uniform() < (x3.kind === "numeric" && x3.values[row] >= 0.7 ? 0.7 : 0.1) ? 1 : 0,
    );
    const rules = found(table, y, 3);
    expect(rules[0].conditions.map(({ column }) => column)).toEqual([3]);
    expect(rules.slice(1).every(({ conditions }) => conditions.every(({ column }) => column !== 3))).toBe(
      true,
    );
  });

  it(`gives no rule on noise in at least 95 % of ${nightly ? 200 : 12} seeds`, () => {
    const seeds = nightly ? 200 : 12;
    let some = 0;
    for (let seed = 0; seed < seeds; seed++) {
      const rng = random(1000 + seed);
      const y = Uint8Array.from({ length: 250 }, () => (rng.uniform() < 0.2 ? 1 : 0));
      if (found(tableOf(250, seed), y, seed).length > 0) some++;
    }
    expect(some).toBeLessThanOrEqual(Math.floor(0.05 * seeds));
  });

  it("counts rows by bits as one by one", () => {
    const rng = random(5);
    const a = Array.from({ length: 333 }, () => rng.uniform() < 0.4);
    const b = Array.from({ length: 333 }, () => rng.uniform() < 0.7);
    const [x, y] = [bitRows(333, (row) => a[row]), bitRows(333, (row) => b[row])];
    expect(countBoth(x, y)).toBe(a.filter((is, row) => is && b[row]).length);
    expect(a.every((is, row) => hasRow(both(x, y), row) === (is && b[row]))).toBe(true);
  });
});
