// A target from the question to its score: committed with its chance, replaced, refused, scored when due, added up; by reader.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readJournal } from "../../../engine/index.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import {
  commitTarget,
  isRefusal,
  pastAttainment,
  readableTargets,
  scoreTargets,
  targetRecord,
  targetSums,
  type CommittedTarget,
  type TargetCommitment,
} from "../../../models/index.js";
import { localReader, revenueOf, targetWorkspace, type TargetWorkspace } from "./target-workspace.js";

const reader = (id: string, more: Partial<Reader> = {}): Reader => ({ id, rights: "person", ...more });
const groups = reader("groups", { rights: "group" });
const ofEast = reader("east", { scope: "E" });
const code = (name: string) => expect.objectContaining({ code: name });
const q4 = { metric: "revenue", from: "2025-10" };
const team = (value: string) => [{ field: "team", op: "=" as const, value }];
const quarter = (sellers: number[]): number =>
  sellers.reduce((sum, s) => sum + [30, 31, 32].reduce((all, m) => all + revenueOf(s, m), 0), 0);

let given: TargetWorkspace;
beforeAll(async () => {
  given = await targetWorkspace();
}, 60_000);
afterAll(() => given.close());

async function commit(who: Reader, more: Partial<TargetCommitment>): Promise<CommittedTarget> {
  const line = await commitTarget(given.as(who), { ...q4, value: 1, why: "agreed", ...more });
  if (isRefusal(line)) throw new Error(line.code);
  return line;
}

describe("committing", () => {
  it("puts value, chance, forecast and reason on record; a new line replaces, the old one stays", async () => {
    const first = await commit(localReader, { value: 540_000, why: " agreed on 3 October " });
    expect(first).toMatchObject({
      where: [],
      from: "2025-10",
      to: "2025-12",
      monthsKnown: 0,
      knownTo: "2025-09",
    });
    expect(first).toMatchObject({ why: "agreed on 3 October", by: "local", insteadOf: null });
    expect(first.forecastHash).toMatch(/^[0-9a-f]{64}$/);
    const second = await commit(localReader, { value: 500_000 });
    expect(second.chance).toBeGreaterThan(first.chance);
    expect([second.insteadOf, second.target, second.forecastHash]).toEqual([
      first.seq,
      first.target,
      first.forecastHash,
    ]);
    const all = await readableTargets(given.as(localReader));
    expect(all.map(({ value, replacedBy }) => [value, replacedBy])).toEqual([
      [540_000, second.seq],
      [500_000, null],
    ]);
  });

  it("refuses the same again, no reason, no amount, hindsight and rates, and writes nothing", async () => {
    const before = readJournal(given.workspace).lines.length;
    const fails = (more: Partial<TargetCommitment>) =>
      commitTarget(given.as(localReader), { ...q4, value: 1000, why: "x", ...more });
    await expect(fails({ value: 500_000 })).rejects.toEqual(code("target_unchanged"));
    await expect(fails({ why: "  " })).rejects.toEqual(code("target_needs_reason"));
    await expect(fails({ value: Number.NaN })).rejects.toEqual(code("target_value_invalid"));
    await expect(fails({ value: 0 })).rejects.toEqual(code("target_value_invalid"));
    await expect(fails({ from: "2025-04" })).rejects.toEqual(code("target_is_hindsight"));
    await expect(fails({ metric: "voluntary_turnover" })).rejects.toEqual(code("metric_unknown_for_target"));
    expect(readJournal(given.workspace).lines.length).toBe(before);
  });

  it("is for the people the reader reads: a scoped manager's target names their unit", async () => {
    const line = await commit(ofEast, { value: 330_000 });
    expect(line.where).toEqual([{ field: "org_unit", op: "=", value: "E" }]);
    expect(line.mean).toBeLessThan(400_000);
  });

  it("is refused for a team below the smallest group to readers of groups", async () => {
    await expect(
      commitTarget(given.as(groups), { ...q4, value: 100, why: "x", where: team("West") }),
    ).rejects.toBeInstanceOf(Error);
    const lines = readJournal(given.workspace).lines.filter(({ by_user: by }) => by === "groups");
    expect(lines.filter(({ kind }) => kind === "target_committed")).toEqual([]);
  });

  it("of one person is for readers with rights on them, and for themselves", async () => {
    const line = await commit(localReader, { employee: "W1", value: 45_000 });
    expect(line.employee).toBe("W1");
    const own = reader("w1", { rights: "group", employee: "W1" });
    const theirs = (await readableTargets(given.as(own))).map(({ employee }) => employee);
    expect(theirs.filter((employee) => employee !== undefined)).toEqual(["W1"]);
    for (const who of [ofEast, groups]) {
      const seen = await readableTargets(given.as(who));
      expect(seen.some(({ employee }) => employee === "W1")).toBe(false);
    }
    await expect(
      commitTarget(given.as(groups), { ...q4, employee: "W1", value: 1, why: "x" }),
    ).rejects.toBeInstanceOf(Error);
    await expect(
      commitTarget(given.as(ofEast), { ...q4, employee: "W1", value: 1, why: "x" }),
    ).rejects.toEqual(code("target_person_not_readable"));
  });
});

describe("reading", () => {
  it("shows a scoped reader what lies in their part only", async () => {
    await commit(localReader, { where: team("West"), value: 130_000 });
    await commit(localReader, { where: team("East"), value: 300_000 });
    const seen = await readableTargets(given.as(ofEast));
    expect(seen.map(({ value }) => value).sort()).toEqual([300_000, 330_000]);
  });

  it("shows a reader of groups no target of a team below the smallest group", async () => {
    const seen = await readableTargets(given.as(groups));
    expect(seen.some(({ where }) => where[0]?.value === "West")).toBe(false);
  });

  it("hides targets on a metric or field that the role may not use", async () => {
    expect(await readableTargets(given.as(reader("x", { scope: "E", hide: ["revenue"] })))).toEqual([]);
  });
});

describe("sums", () => {
  it("compare the whole with its parts and say what is missing", async () => {
    const { sums } = await targetSums(given.as(localReader), q4);
    const sales = sums.find(({ parts, of }) => parts !== "person" && of.some(({ name }) => name === "East"))!;
    const values = Object.fromEntries(sales.of.map(({ name, target }) => [name, target]));
    expect(values).toMatchObject({ East: 300_000, West: 130_000 });
    expect(sales.sum).toBe(430_000);
    const company = sums.find(({ whole }) => whole.level === "company")!;
    expect(company.target).toBe(500_000);
    expect(company.gap).toBe(500_000 - company.sum);
    const people = sums.find(({ parts, whole }) => parts === "person" && whole.name === "West")!;
    expect(people.of.map(({ name, target }) => [name, target])).toEqual([["W1", 45_000]]);
    expect(sums.flatMap(({ of }) => of.map(({ name }) => name))).not.toContain("Office");
  });

  it("shares a whole out by the parts' forecasts, all of it", async () => {
    const { sums } = await targetSums(given.as(localReader), { ...q4, propose: true });
    for (const { target, of } of sums.filter((sum) => sum.target !== null && sum.parts !== "person")) {
      const shared = of.reduce((sum, { proposal }) => sum + (proposal ?? 0), 0);
      expect(shared).toBeCloseTo(target!, 4);
    }
    expect(sums.some(({ of }) => of.some(({ proposal }) => proposal !== null))).toBe(true);
    // one forecast per unit, and every unit's is the sum of its parts'
    const forecasts = new Map(sums.flatMap(({ of }) => of.map(({ name, forecast }) => [name, forecast])));
    for (const { whole, of, target, parts } of sums) {
      const own = whole.name === null ? undefined : forecasts.get(whole.name);
      if (own === undefined || own === null || target === null || parts === "person") continue;
      expect(of.reduce((sum, { forecast }) => sum + (forecast ?? 0), 0)).toBeCloseTo(own, 4);
    }
  });

  it("refuses to add rates", async () => {
    await expect(
      targetSums(given.as(localReader), { metric: "revenue_per_head", from: "2025-10" }),
    ).rejects.toEqual(code("target_metric_not_summed"));
  });
});

describe("scoring", () => {
  it("finds nothing due before the quarter's end, and refuses readers of a part", async () => {
    expect(await scoreTargets(given.as(localReader))).toEqual([]);
    await expect(scoreTargets(given.as(ofEast))).rejects.toEqual(code("fit_needs_person_rights"));
  });

  it("sets what came beside every line, once, for the people that were meant", async () => {
    await given.quarterEnds();
    const scored = await scoreTargets(given.as(localReader));
    expect(scored.length).toBe(7 - 1);
    const all = await readableTargets(given.as(localReader));
    const actual = (found: (line: CommittedTarget) => boolean) => all.find(found)!.score!.actual;
    const everybody = Array.from({ length: 11 }, (_, i) => i);
    expect(actual(({ where, employee }) => where.length === 0 && !employee)).toBe(quarter(everybody));
    expect(actual(({ by }) => by === "east")).toBe(quarter(everybody.slice(0, 8)));
    expect(actual(({ employee }) => employee === "W1")).toBe(quarter([8]));
    expect(all.every(({ score, value }) => score!.reached === score!.actual! >= value)).toBe(true);
    expect(await scoreTargets(given.as(localReader))).toEqual([]);
    const lines = readJournal(given.workspace).lines.filter(({ kind }) => kind === "target_scored");
    expect(JSON.stringify(lines)).not.toContain("W1");
  });

  it("counts the record and the same people's past", async () => {
    const context = given.as(localReader);
    const record = targetRecord(await readableTargets(context));
    expect(record).toMatchObject({ targets: 5, scored: 5, late: 0 });
    const { ledger, kpi } = await pastAttainment(context, { metric: "revenue", where: [] });
    expect(ledger.targets.map(({ value }) => value)).toEqual([500_000]);
    expect(kpi).toBeNull();
  });
});
