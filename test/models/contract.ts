// What every model must keep: plain JSON, the same answer twice, one prediction per row, explanations that add up, a full card.
import { describe, expect, it } from "vitest";
import { isRefusal, type Model } from "../../models/model.js";

export interface ContractCase<Row, Options, Fitted, Prediction, Explanation> {
  model: Model<Row, Options, Fitted, Prediction, Explanation>;
  rows: Row[];
  /** Rows to predict. */
  asked: Row[];
  /** Rows too few to learn from. */
  tooFew: Row[];
  options: Options;
  /** The number that an explanation's contributions add up to, and their sum. */
  addsUp(explanation: Explanation): [total: number, sum: number];
}

export function modelContract<Row, Options, Fitted, Prediction, Explanation>(
  given: ContractCase<Row, Options, Fitted, Prediction, Explanation>,
): void {
  const { model, rows, asked, tooFew, options } = given;
  describe(`model ${model.id} keeps the contract`, () => {
    const result = model.fit(rows, options);
    if (isRefusal(result)) throw new Error(`${model.id} refused: ${result.text.en}`);
    const fitted = result;

    it("is fitted to plain JSON that predicts the same after a round trip", () => {
      const stored = JSON.parse(JSON.stringify(fitted)) as Fitted;
      expect(stored).toEqual(fitted);
      expect(model.predict(stored, asked)).toEqual(model.predict(fitted, asked));
    });
    it("gives the same answer twice", () => {
      expect(model.fit(rows, options)).toEqual(fitted);
    });
    it("does not change its rows", () => {
      const before = JSON.stringify(rows);
      model.fit(rows, options);
      model.predict(fitted, asked);
      expect(JSON.stringify(rows)).toBe(before);
    });
    it("predicts once per row, in order", () => {
      const all = model.predict(fitted, asked);
      expect(all.length).toBe(asked.length);
      expect(model.predict(fitted, [asked[1]])).toEqual([all[1]]);
      expect(model.predict(fitted, [])).toEqual([]);
    });
    it("promise 26: explains with contributions that add up", () => {
      for (const row of asked.slice(0, 5)) {
        const [total, sum] = given.addsUp(model.explain(fitted, row));
        expect(sum).toBeCloseTo(total, 8);
      }
    });
    it("has a card with texts in both languages, a window, counts and a backtest against a baseline", () => {
      const card = model.card(fitted);
      expect(card.model).toBe(model.id);
      for (const text of [
        card.title,
        card.question,
        ...card.limits,
        ...card.backtest.map((b) => b.verdict),
      ]) {
        expect(text.en.length).toBeGreaterThan(0);
        expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
      }
      expect(card.window.from <= card.window.to).toBe(true);
      expect(card.rows).toBeGreaterThan(0);
      expect(card.backtest.length).toBeGreaterThan(0);
      for (const b of card.backtest) {
        expect(Number.isFinite(b.model)).toBe(true);
        expect(Number.isFinite(b.baseline)).toBe(true);
      }
      expect(card.limits.length).toBeGreaterThan(0);
      expect(card.inputs.length).toBeGreaterThan(0);
    });
    it("refuses when there is too little to learn from, with numbers and both languages", () => {
      const refusal = model.fit(tooFew, options);
      expect(isRefusal(refusal)).toBe(true);
      if (!isRefusal(refusal)) return;
      for (const value of Object.values(refusal.facts)) {
        expect(refusal.text.en).toContain(String(value));
        expect(refusal.text.zh).toContain(String(value));
      }
    });
  });
}
