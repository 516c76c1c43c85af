// rapport target as a user runs it: a target on record, its list, its score, sums of parts, the hierarchy, the running quarter.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { register as registerPay } from "../../cli/pay.js";
import { register } from "../../cli/target.js";
import { readJournal } from "../../engine/index.js";
import { targetWorkspace, winter, type TargetWorkspace } from "../models/targets/target-workspace.js";
import { commands } from "./run-command.js";

let sellers: TargetWorkspace;
let at: string[];
const rapport = commands([register]);
const run = (...args: string[]) => rapport("en", "target", ...args, ...at);
const runZh = (...args: string[]) => rapport("zh", "target", ...args, ...at);
const pay = commands([registerPay]);
const rulesText = (id: string, rate: string): string => `id: ${id}
name: { en: ${id}, zh: ${id} }
period: month
part_period: none
due: { months_after: 1, day: 15 }
versions:
  - version: 1
    effective_from: 2020-01
    rules:
      - id: commission
        kind: marginal_commission
        name: { en: Commission, zh: 提成 }
        of: { metric: revenue }
        tiers:
          - { rate: ${rate} }
`;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: winter });
  sellers = await targetWorkspace();
  await sellers.quarterEnds();
  at = ["-w", sellers.workspace.dir];
});
afterAll(() => {
  vi.useRealTimers();
  sellers.close();
});

const next = ["--quarter", "2026-Q1"];
const set = (value: string, ...more: string[]) =>
  run("set", ...next, "--value", value, "--why", "agreed", ...more);
const lines = () => readJournal(sellers.workspace).lines.filter(({ kind }) => kind === "target_committed");

describe("rapport target set", () => {
  it("puts a target on record with its chance; the next one takes its place", async () => {
    const first = await set("500,000");
    expect(first).toMatchObject({ error: null, exit: 0 });
    expect(first.out).toMatch(/^On record, line \d+: whole company, Revenue \(CNY\), 2026-01 to 2026-03, target 500,000, chance /); // prettier-ignore
    const again = await runZh("set", ...next, "--value", "510000", "--why", "商定");
    expect(again.out).toMatch(/^已记入第 \d+ 行：全公司，销售收入（CNY），2026-01 至 2026-03，目标 510,000，把握 [^]*取代第 \d+ 行。$/); // prettier-ignore
    expect(lines()).toHaveLength(2);
    const json = JSON.parse((await set("120000", "--team", "West", "--json")).out) as {
      value: number;
      where: unknown;
    };
    expect(json).toMatchObject({ value: 120_000, where: [{ field: "team", op: "=", value: "West" }] });
  });

  it("names a person in the journal of reads, too", async () => {
    expect((await set("50000", "--person", "W1")).exit).toBe(0);
    const read = readJournal(sellers.workspace).lines.findLast(({ what }) => what === "target set");
    expect(read).toMatchObject({ kind: "change", people: ["W1"] });
  });

  it("refuses a number that could be two, hindsight, unknown parts, people and measures, and repetition", async () => {
    const before = lines().length;
    for (const value of ["1,5", "1.500,00", "-3", "0", "lots", "1e400"])
      expect(await set(value)).toMatchObject({ error: "usage", exit: 2 });
    expect(await set("510000")).toMatchObject({ error: "target_unchanged", exit: 1 });
    expect(await set("5", "--metric", "headcount")).toMatchObject({
      error: "metric_unknown_for_target",
      exit: 1,
    });
    expect(await set("5", "--person", "W9")).toMatchObject({ error: "target_person_not_readable", exit: 1 });
    expect((await set("5", "--team", "Nowhere")).exit).toBe(1);
    const quarter = async (text: string) =>
      (await run("set", "--quarter", text, "--value", "5", "--why", "x")).error;
    expect(await quarter("2025-Q4")).toBe("target_is_hindsight");
    expect(await quarter("2026-Q5")).toBe("target_quarter_invalid");
    expect(await run("set", ...next, "--value", "5", "--why", "  ")).toMatchObject({
      error: "target_needs_reason",
    });
    expect(await set("5", "--as", "w1", "--person", "W2")).toMatchObject({
      error: "target_person_not_readable",
    });
    expect(await set("5", "--as", "groups", "--team", "West")).toMatchObject({ error: "not_released" });
    expect(lines()).toHaveLength(before);
  });
});

describe("what is on record", () => {
  it("is listed to those who may read it", async () => {
    expect((await run("list")).out).toMatch(/^ *\d+ +West +Revenue \(CNY\) +2026-01 +120,000/m);
    expect((await runZh("list")).out).toMatch(/被第 \d+ 行取代/);
    const { targets } = JSON.parse((await run("list", "--as", "w1", "--json")).out) as {
      targets: { employee: string }[];
    };
    expect(targets.flatMap(({ employee }) => employee ?? [])).toEqual(["W1"]);
    const east = JSON.parse((await run("list", "--as", "east", "--json")).out) as { targets: unknown[] };
    expect(east.targets).toEqual([]);
  });

  it("is not scored before its quarter is over, and only by a reader of everybody", async () => {
    expect(JSON.parse((await run("score", "--json")).out)).toMatchObject({ scored: [] });
    expect(await run("score", "--as", "groups")).toMatchObject({ error: "fit_needs_person_rights", exit: 1 });
  });

  it("is summed level by level", async () => {
    const sums = await run("sums", ...next);
    expect(sums.out).toMatch(/^whole company: target 510,000; parts /m);
    expect((await runZh("sums", ...next)).out).toMatch(/^全公司：目标 510,000；各部分合计 /m);
    expect(await run("sums", ...next, "--metric", "voluntary_turnover")).toMatchObject({ error: "target_metric_not_summed" }); // prettier-ignore
    expect(await run("sums", "--quarter", "soon")).toMatchObject({
      error: "target_quarter_invalid",
      exit: 1,
    });
  });
});

describe("rapport pay simulate --from-forecast", () => {
  it("takes the shares from the forecast and the target on record, and refuses where there is none", async () => {
    mkdirSync(path.join(sellers.workspace.dir, "pay-rules"));
    for (const [id, rate] of [
      ["old-rule", "10 %"],
      ["new-rule", "12 %"],
    ] as const)
      // prettier-ignore
      writeFileSync(path.join(sellers.workspace.dir, "pay-rules", `${id}.yml`), rulesText(id, rate));
    const args = ["simulate", "old-rule", "new-rule", "--from", "2025-07", "--to", "2025-09"];
    const found = await pay("en", "pay", ...args, "--from-forecast", "revenue", "--json", ...at);
    expect(found).toMatchObject({ error: null, exit: 0 });
    const { attainmentOf, forecast } = JSON.parse(found.out) as {
      attainmentOf: { low: number; middle: number; high: number; target: number };
      forecast: { share: number; a: number; b: number }[];
    };
    expect(attainmentOf.target).toBe(510_000);
    expect(forecast.map(({ share }) => share)).toEqual([
      attainmentOf.low,
      attainmentOf.middle,
      attainmentOf.high,
    ]);
    expect(forecast[0]!.a).toBeLessThan(forecast[2]!.a);
    const none = await pay("zh", "pay", ...args, "--from-forecast", "revenue", "--as", "east", ...at);
    expect(none).toMatchObject({ error: "attainment_without_target", exit: 1 }); // prettier-ignore
  });
});

describe("outlooks", () => {
  it("of all levels add up exactly, for a reader of everybody", async () => {
    const found = JSON.parse((await run("hierarchy", ...next, "--way", "bottom_up", "--json")).out) as {
      nodes: { parent: number; value: number }[];
    };
    const top = found.nodes.findIndex(({ parent }) => parent < 0);
    const below = found.nodes
      .filter(({ parent }) => parent === top)
      .reduce((sum, { value }) => sum + value, 0);
    expect(below).toBeCloseTo(found.nodes[top]!.value, 4);
    expect(await run("hierarchy", "--as", "east")).toMatchObject({
      error: "fit_needs_person_rights",
      exit: 1,
    });
    expect(await run("hierarchy", "--way", "guess")).toMatchObject({ error: "usage", exit: 2 });
    expect(await run("hierarchy", "--quarter", "2040-Q1")).toMatchObject({
      error: "period_invalid",
      exit: 1,
    });
  });

  it("of the running quarter say what is due, in both languages, and refuse rates", async () => {
    const zh = await runZh("nowcast", "--value", "510000", "--day", "2025-11-15");
    expect(zh.out).toMatch(
      /^销售收入（CNY），2025-10 至 2025-12，截至 2025-10-31：已完成 [^]*目标 510,000：已完成 /,
    );
    expect(await run("nowcast", "--value", "1,5")).toMatchObject({ error: "usage", exit: 2 });
    expect((await run("nowcast", "--day", "2025-13-45")).exit).toBe(1);
    expect((await run("nowcast", "--metric", "voluntary_turnover")).exit).toBe(1);
    expect(await run("nowcast", "--person", "W2", "--as", "w1")).toMatchObject({
      error: "target_person_not_readable",
    });
    const read = readJournal(sellers.workspace).lines.findLast(({ what }) => what === "target nowcast");
    expect(read).toMatchObject({ reader: "w1", people: ["W2"] });
  });
});
