// Inputs that matter only together: tables of pairs in the glass box, taken where later months bear them out, exact in every sum.
import { describe, expect, it } from "vitest";
import { attrition } from "../../models/attrition.js";
import type { AttritionFitted } from "../../models/attrition-fitted.js";
import { fitGlass, glassHazardOf, glassSurvival, withoutPairs } from "../../models/attrition-glass.js";
import { later } from "../../models/attrition-risk.js";
import type { AttritionRow } from "../../models/attrition-row.js";
import { rowLogLoss } from "../../models/estimators/classification-scores.js";
import { isRefusal } from "../../models/model.js";
import { attritionView } from "../../web/server/attrition-view.js";
import { simulateCompany } from "./simulated-company.js";

const planted = { people: 260, months: 24, baseline: 0.022 };
const clash = simulateCompany(7, { ...planted, clash: 1.1 });
const known = clash.filter((row) => row.is_exit_next_month !== null);

function fitted(rows: readonly AttritionRow[]): AttritionFitted {
  const options = { now: "2026-11-01T00:00:00.000Z", snapshot: "test", seed: 1, refits: 4 };
  const result = attrition.fit(rows, options);
  if (isRefusal(result)) throw new Error(result.code);
  return result;
}

const lossOn = (p: Float64Array, rows: readonly AttritionRow[]): number =>
  rows.reduce((sum, row, i) => sum + rowLogLoss(row.is_exit_next_month!, p[i]), 0) / rows.length;

describe("two inputs that clash", () => {
  const fit = fitted(clash);
  const { glass } = fit;

  it("are the first pair of the model in force, which later months bear out", () => {
    expect(fit.champion).toBe("glass_box");
    const [first] = glass!.box.pairs!.map(({ a, b }) => [glass!.inputs[a], glass!.inputs[b]].sort());
    expect(first.join()).toMatch(/overtime.*training/);
    const alone = fit.backtest!.candidates.find(({ id }) => id === "logistic")!;
    expect(alone.difference).toBeGreaterThan(2 * alone.error);
    expect(attrition.card(fit).limits.some(({ en, zh }) => /together.*×/.test(en) && zh.includes("×"))).toBe(
      true,
    );
  });

  it("are drawn with both axes named: cells are the table's, person-months those of the sample, opposite corners sure", () => {
    const pairs = fit.shapes!.pairs!;
    expect(pairs).toHaveLength(glass!.box.pairs!.length);
    expect(pairs.map(({ importance }) => importance)).toEqual(
      pairs.map(({ importance }) => importance).sort((a, b) => b - a),
    );
    const [{ down, across, cells, label, couldBeFlat }] = pairs;
    expect([down.input, across.input].sort().join()).toMatch(/overtime.*training/);
    expect(label.zh).toBe(`${down.label.zh} × ${across.label.zh}`);
    expect([down.edges.length, across.edges.length]).toEqual([down.cells - 1, across.cells - 1]);
    expect(couldBeFlat).toBe(false);
    const own = glass!.box.pairs!.find(
      ({ a, b }) => glass!.inputs[a] === down.input && glass!.inputs[b] === across.input,
    )!;
    cells.forEach(({ ratio, low, high }, i) => {
      const [row, column] = [Math.floor(i / across.cells), i % across.cells];
      expect(ratio).toBeCloseTo(Math.exp(own.values[row * (across.cells + 1) + column] - own.centre), 12);
      expect(low! <= ratio && ratio <= high!).toBe(true);
    });
    const months = cells.reduce((sum, cell) => sum + cell.months, 0);
    expect(Math.abs(months - known.length)).toBeLessThan(0.01 * known.length);
    const [both, one] = [cells.at(-1)!, cells[across.cells - 1]];
    expect(both.low).toBeGreaterThan(1);
    expect(one.high).toBeLessThan(1);
  });

  it("are shown to readers of groups without counts, and without cells that few person-months are in", () => {
    const stored = { fitted: fit, card: attrition.card(fit), snapshot: "t", fittedAt: fit.fittedAt };
    const [whole, part] = (["person", "group"] as const).map((rights) => {
      const view = attritionView(stored, { id: "r", rights }, { config: { k: 5 } as never });
      if (isRefusal(view)) throw new Error(view.code);
      return view.pairs;
    });
    whole.forEach(({ cells }, p) =>
      cells.forEach((cell, i) => {
        const shown = part[p].cells[i];
        expect(shown).toEqual(cell && cell.months! >= 60 ? { ...cell, months: null } : null);
      }),
    );
    expect(part.flatMap(({ cells }) => cells).filter((cell) => cell === null).length).toBeGreaterThan(0);
  });

  it("promise 26: parts of curves and pairs add up to the log odds within 1e-9, names in both languages", () => {
    for (const row of known.slice(0, 30)) {
      const { base, total, contributions } = attrition.explain(fit, row);
      const [{ within1 }] = attrition.predict(fit, [row]);
      const sum = contributions.reduce((all, { value }) => all + value, base);
      expect(Math.abs(sum - total)).toBeLessThan(1e-9);
      expect(Math.abs(sum - Math.log(within1 / (1 - within1)))).toBeLessThan(1e-9);
      const pair = contributions.find(({ input }) =>
        /overtime.*×.*training|training.*×.*overtime/.test(input),
      )!;
      expect(pair.label.en).toContain(" × ");
      expect(pair.label.zh).not.toBe(pair.label.en);
    }
  });

  it("foretell another company with the same clash better than curves alone", () => {
    const other = simulateCompany(8, { ...planted, clash: 1.1 }).filter(
      (row) => row.is_exit_next_month !== null,
    );
    const [withPairs, curves] = [glass!, withoutPairs(glass!)].map((hazard) =>
      lossOn(glassHazardOf(hazard, other), other),
    );
    expect(withPairs).toBeLessThan(curves - 0.003);
  });

  it("curves alone are what they were before tables came on top", () => {
    const before = glassHazardOf(fitGlass(known, { seed: 1 }).hazard, known.slice(0, 50));
    const after = glassHazardOf(
      withoutPairs(fitGlass(known, { seed: 1, pairs: true }).hazard),
      known.slice(0, 50),
    );
    after.forEach((p, i) => expect(p).toBeCloseTo(before[i], 12));
  });

  it("survival over months is the product of the monthly hazards, in refits too", () => {
    const rows = known.slice(0, 20);
    const boxes = [glass!.box, ...glass!.refits];
    expect(boxes.every(({ pairs }) => pairs!.length === glass!.box.pairs!.length)).toBe(true);
    const product = boxes.map(() => new Float64Array(rows.length).fill(1));
    glassSurvival({ inputs: glass!.inputs, boxes }, rows, 4, later, (box, month, survival) => {
      const hazard = glassHazardOf(
        { inputs: glass!.inputs, box: boxes[box] },
        rows.map((row) => later(row, month - 1)),
      );
      hazard.forEach((p, i) => {
        product[box][i] *= 1 - p;
        expect(survival[i]).toBeCloseTo(product[box][i], 12);
      });
    });
  });
});

it("a company of curves alone gets no pairs", () => {
  const rows = simulateCompany(9, {
    people: 160,
    months: 24,
    baseline: 0.015,
    firstYear: 1,
    per10Overtime: 0.5,
  });
  expect(fitted(rows).glass!.box.pairs).toBeUndefined();
});
