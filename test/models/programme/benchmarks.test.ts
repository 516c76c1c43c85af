// Figures from outside: read with file and line, beside ours only where both measure the same, ours through the reader's policy.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { exampleBenchmarks, benchmarksOf } from "../../../models/programme/benchmark-register.js";
import { benchmarksSchema } from "../../../models/programme/benchmark-schema.js";
import { compareBenchmarks } from "../../../models/programme/index.js";
import { clock, programmeWorkspace, type ProgrammeWorkspace } from "./programme-workspace.js";

let made: ProgrammeWorkspace;
beforeAll(async () => {
  made = await programmeWorkspace();
  mkdirSync(made.workspace.path("benchmarks"));
}, 120_000);
afterAll(() => made.close());

const compared = async (change: object, reader = { id: "boss", rights: "person" as "person" | "group" }) => {
  const [example] = (parse(exampleBenchmarks) as { benchmarks: Record<string, unknown>[] }).benchmarks;
  const figure = { ...example, metric: "total_turnover", definition: { numerator: ["is_involuntary_exit", "is_voluntary_exit", "is_other_exit"], denominator: "exit_exposure", per: "year", population: "everyone" }, ...change }; // prettier-ignore
  const file = made.workspace.path("benchmarks", "one.yml");
  writeFileSync(file, JSON.stringify({ benchmarks: [figure] }));
  const { compared: list } = await compareBenchmarks({ workspace: made.workspace, cache: made.cache, reader, now: clock }); // prettier-ignore
  rmSync(file);
  return list[0]!;
};

describe("external benchmarks", () => {
  it("stand beside ours where numerator, denominator, time base and people are the same", async () => {
    const one = await compared({});
    expect(one.mismatches).toEqual([]);
    expect(one.ours).toMatchObject({ from: "2025-01", to: "2025-12" });
    expect(one.ours!.low!).toBeLessThanOrEqual(one.ours!.value);
  });

  it("do not where anything differs, and name what: “up 20–40 %” without saying points or relative above all", async () => {
    const claim = await compared({ value: undefined, range: { from: 0.2, to: 0.4 }, measures: "unknown" });
    expect(claim).toMatchObject({ mismatches: ["measures"], ours: null });
    const definition = { numerator: "is_voluntary_exit", denominator: "months", per: "month", population: "sales staff" }; // prettier-ignore
    expect((await compared({ definition })).mismatches).toEqual(["numerator", "denominator", "per", "population"]); // prettier-ignore
    expect(await compared({ metric: "nonsense" })).toMatchObject({ mismatches: ["metric"], ours: null });
  });

  it("show a reader of groups only what the policy does", async () => {
    const other = await compared({}, { id: "chen", rights: "group" });
    expect(other.mismatches).toEqual([]);
    expect(other.ours === null || Number.isFinite(other.ours.value)).toBe(true);
    const hidden = { id: "chen", rights: "group" as const, hide: ["total_turnover"] };
    expect((await compared({}, hidden)).ours).toBeNull();
  });

  it("tell file and line of a slip: no source, neither value nor range, no unit of a change", () => {
    const file = made.workspace.path("benchmarks", "two.yml");
    const slip = (text: string) => {
      writeFileSync(file, text);
      const { problems } = benchmarksOf(made.workspace);
      rmSync(file);
      return problems.map(({ code, facts }) => ({ code, line: facts.line, rule: String(facts.rule) }));
    };
    expect(benchmarksSchema.parse(parse(exampleBenchmarks)).benchmarks).toHaveLength(1);
    expect(slip(exampleBenchmarks)).toEqual([]);
    expect(slip(exampleBenchmarks.replace("date: 2025-06", "date: 2024"))).toEqual([]);
    expect(slip(exampleBenchmarks.replace(/ {4}measures: level\n/, ""))[0]).toMatchObject({ code: "benchmark_invalid", rule: expect.stringContaining("measures") }); // prettier-ignore
    expect(slip(exampleBenchmarks.replace("value: 0.162", "value: high"))[0]!.line).toBe(6);
    expect(slip(exampleBenchmarks.replace(/ {4}value: .*\n/, ""))[0]!.rule).toContain("either a value or a range"); // prettier-ignore
  });
});
