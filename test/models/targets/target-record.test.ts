// The ledger of targets: what is judged, how often reached, how far off, whether chances were right; ids and replaced lines.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JournalLine } from "../../../engine/journal.js";
import {
  committedTargets,
  judgedLines,
  sameSubject,
  targetId,
  type CommittedTarget,
} from "../../../models/targets/target-ledger.js";
import { optimismOf, targetRecord } from "../../../models/targets/target-record.js";

const span = { from: "2026-01", to: "2026-03" };
const sales = { field: "division", op: "=" as const, value: "Sales" };
const east = { field: "department", op: "=" as const, value: "East" };

let seq = 0;
const line = (kind: string, payload: object): JournalLine => ({
  seq: ++seq,
  at: "2025-12-01T00:00:00.000Z",
  kind,
  prev: "",
  hash: "",
  ...payload,
});
const committed = (value: number, chance: number, more: object = {}): JournalLine =>
  line("target_committed", {
    target: "t1",
    metric: "revenue",
    where: [],
    ...span,
    value,
    chance,
    months_known: 0,
    last_year: null,
    instead_of: null,
    ...more,
  });
const scored = (of: JournalLine, actual: number): JournalLine =>
  line("target_scored", {
    target: of.target,
    target_seq: of.seq,
    actual,
    instead_of: null,
    reached: actual >= Number(of.value),
  });
const outcomes = (pairs: [chance: number, isReached: boolean][]): CommittedTarget[] =>
  committedTargets(
    pairs.flatMap(([chance, isReached], i) => {
      const one = committed(100, chance, { target: `t${i}` });
      return [one, scored(one, isReached ? 110 : 90)];
    }),
  );

describe("lines of the ledger", () => {
  it("keep a replaced target, say which line took its place, and carry each its own score", () => {
    const first = committed(100, 0.6);
    const second = committed(120, 0.3, { instead_of: first.seq });
    const [old, now] = committedTargets([first, second, scored(first, 110), scored(second, 110)]);
    expect([old.replacedBy, now.replacedBy]).toEqual([second.seq, null]);
    expect([old.score!.reached, now.score!.reached]).toEqual([true, false]);
  });

  it("a later score takes the place of an earlier one", () => {
    const one = committed(100, 0.6);
    const [read] = committedTargets([one, scored(one, 90), scored(one, 105)]);
    expect(read.score!.actual).toBe(105);
  });

  it("are judged by the last one from before the span began: moving a target late changes nothing", () => {
    const first = committed(100, 0.6);
    const early = committed(110, 0.5, { instead_of: first.seq });
    const late = committed(80, 0.99, { instead_of: early.seq, months_known: 2 });
    expect(judgedLines(committedTargets([first, early, late])).map(({ value }) => value)).toEqual([110]);
    const record = targetRecord(committedTargets([late]));
    expect(record).toMatchObject({ targets: 0, late: 1, scored: 0 });
  });

  it("have one id per measure, people and span, whatever the order of conditions", () => {
    const subject = { metric: "revenue", where: [sales, east] };
    expect(targetId(subject, span)).toBe(targetId({ ...subject, where: [east, sales] }, span));
    const others = [
      targetId({ ...subject, where: [sales] }, span),
      targetId({ ...subject, metric: "deals" }, span),
      targetId({ ...subject, employee: "E1" }, span),
      targetId({ ...subject, reportsOf: "E1" }, span),
      targetId(subject, { from: "2026-04", to: "2026-06" }),
    ];
    expect(new Set([targetId(subject, span), ...others]).size).toBe(6);
    expect(sameSubject(subject, { ...subject, where: [east, sales] })).toBe(true);
    expect(sameSubject(subject, { ...subject, where: [sales] })).toBe(false);
  });
});

describe("the record", () => {
  it("has the Brier score by hand, and none below five", () => {
    const pairs: [number, boolean][] = [
      [0.9, true],
      [0.8, true],
      [0.6, false],
      [0.3, false],
      [0.5, true],
    ];
    const record = targetRecord(outcomes(pairs));
    expect(record.brier).toBeCloseTo((0.01 + 0.04 + 0.36 + 0.09 + 0.25) / 5, 12);
    expect(record.baseBrier).toBeCloseTo(0.6 * 0.4, 12);
    expect(record).toMatchObject({ scored: 5, reached: 3 });
    expect(record.expected).toBeCloseTo(3.1, 12);
    expect(targetRecord(outcomes(pairs.slice(0, 4))).brier).toBeNull();
  });

  it("shows chances that were too high in every bin where they were", () => {
    const pairs = Array.from({ length: 60 }, (_, i): [number, boolean] => [0.8, i % 2 === 0]);
    const { bins } = targetRecord(outcomes(pairs));
    expect(bins!.every(({ predicted, high }) => predicted > high)).toBe(true);
    const right = Array.from({ length: 60 }, (_, i): [number, boolean] => [0.8, i % 5 !== 0]);
    expect(targetRecord(outcomes(right)).bins!.every((b) => b.low < 0.8 && b.high > 0.8)).toBe(true);
  });

  it("leaves targets without a whole result out of it", () => {
    const one = committed(100, 0.5);
    const none = line("target_scored", {
      target_seq: one.seq,
      actual: null,
      reached: null,
      instead_of: null,
    });
    expect(targetRecord(committedTargets([one, none]))).toMatchObject({ targets: 1, scored: 0 });
  });

  it("tells how far targets lay from what came: 110 on 100 is 10 % above", () => {
    const pairs = [
      { target: 110, actual: 100 },
      { target: 102, actual: 100 },
      { target: 80, actual: 100 },
      { target: 50, actual: 0 },
    ];
    const found = optimismOf(pairs)!;
    expect(found.median).toBeCloseTo(0.02, 12);
    expect(found).toMatchObject({ targets: 3, above: 1, near: 1, below: 1 });
    expect(optimismOf([{ target: 1, actual: 0 }])).toBeNull();
  });

  it("a Brier score never leaves 0 … 1, and the counts add up", () => {
    const pair = fc.tuple(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.boolean());
    fc.assert(
      fc.property(fc.array(pair, { minLength: 5, maxLength: 30 }), (pairs) => {
        const { brier, bins, reached, scored: count } = targetRecord(outcomes(pairs));
        expect(brier!).toBeGreaterThanOrEqual(0);
        expect(brier!).toBeLessThanOrEqual(1);
        expect(bins!.reduce((sum, { rows }) => sum + rows, 0)).toBe(count);
        expect(bins!.reduce((sum, { events }) => sum + events, 0)).toBe(reached);
      }),
      { numRuns: 50 },
    );
  });
});
