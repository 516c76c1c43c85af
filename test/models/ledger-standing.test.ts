// Does a model that loses to the constant rate go off, stay off, and come back only when fitted again and better?
import { describe, expect, it } from "vitest";
import type { JournalLine } from "../../engine/journal.js";
import { standingOf } from "../../models/ledger/standing.js";

let seq = 0;
const line = (kind: string, payload: object): JournalLine =>
  ({
    seq: ++seq,
    at: "2026-11-01T00:00:00.000Z",
    kind,
    model: "attrition",
    prev: "",
    hash: "",
    ...payload,
  }) as JournalLine;
const issued = (issue: string) => line("prediction_issued", { issue, month: issue, replay: false });
const scored = (issue: string, horizon: number, gain: number, more: object = {}) =>
  line("prediction_scored", {
    issue,
    horizon,
    gain,
    gainError: 0.01,
    people: 100,
    events: 8,
    replay: false,
    ...more,
  });

describe("promise 25: a model's standing", () => {
  it("is not judged on one issue with few exits, and is on two", () => {
    const one = [issued("a"), scored("a", 3, -0.02)];
    expect(standingOf(one)).toMatchObject({ isOff: false, issues: 1, gain: -0.02 });
    const two = [...one, issued("b"), scored("b", 3, -0.01)];
    const { isOff, reason, gain } = standingOf(two);
    expect([isOff, gain]).toEqual([true, -0.015]);
    expect(reason!.en).toContain("2 issued predictions");
    expect(reason!.zh).toContain("2 次");
    expect(standingOf([issued("a"), scored("a", 3, -0.02, { events: 30 })]).isOff).toBe(true);
  });

  it("each issue counts once, at its longest horizon that has come, by its latest score; replays do not count", () => {
    const lines = [
      issued("a"),
      scored("a", 3, -0.5),
      scored("a", 6, -0.5),
      scored("a", 6, 0.02),
      issued("b"),
      scored("b", 3, 0.01),
      issued("r"),
      scored("r", 12, -9, { replay: true }),
    ];
    expect(standingOf(lines)).toMatchObject({ isOff: false, issues: 2, gain: 0.015 });
  });

  it("stays off whatever is scored later, until a fit that is on; then earlier issues no longer count", () => {
    const lost = [issued("a"), scored("a", 3, -0.02), issued("b"), scored("b", 3, -0.02)];
    const off = [...lost, line("model_switched_off", { reason_en: "lost", reason_zh: "落后" })];
    expect(standingOf([...off, scored("b", 3, 5)])).toMatchObject({ isOff: true, reason: { en: "lost" } });
    expect(standingOf([...off, line("model_fitted", { is_on: false })]).isOff).toBe(true);
    expect(standingOf([...off, line("model_fitted", { refused: "too_few_events" })]).isOff).toBe(true);
    const back = [...off, line("model_fitted", { is_on: true })];
    expect(standingOf(back)).toMatchObject({ isOff: false, issues: 0, gain: null });
    const again = [...back, issued("c"), scored("c", 3, -1), issued("d"), scored("d", 3, -1)];
    expect(standingOf(again)).toMatchObject({ isOff: true, issues: 2 });
  });
});
