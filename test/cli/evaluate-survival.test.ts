// `rapport evaluate survival`: its file against R on public data, the ways people write events, and odd input.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { register } from "../../cli/evaluate.js";
import type { SurvivalReport } from "../../models/evaluate-survival.js";
import { benchmarkFile, isThere, needsBenchmark } from "../models/benchmark-file.js";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), "rapport-survival-"));
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true, force: true });
});

async function evaluate(file: string, ...options: string[]): Promise<SurvivalReport> {
  const program = new Command().exitOverride();
  register(program, "en");
  const out = path.join(dir, "out.json");
  await program.parseAsync(["node", "rapport", "evaluate", "survival", file, ...options, "--out", out]);
  return JSON.parse(readFileSync(out, "utf8")) as SurvivalReport;
}
const written = (...lines: string[]): string => {
  const file = path.join(dir, "people.csv");
  writeFileSync(file, lines.join("\n"));
  return file;
};
/** The folds' first repeat, made into two. */
const everyOther = (file: string): string => {
  const [, ...rows] = readFileSync(file, "utf8").trim().split("\n");
  const kept = path.join(dir, "folds.csv");
  const halves = rows.map((row) => row.split(",")).map(([index, fold]) => `${index},${Number(fold) % 2}`);
  writeFileSync(kept, ["row_index,rep1", ...halves].join("\n"));
  return kept;
};
const turnover = (folds: (file: string) => string): Promise<SurvivalReport> =>
  evaluate(
    benchmarkFile("data/turnover_babushkin.csv"),
    "--time",
    "stag",
    "--event",
    "event",
    "--covariates",
    "gender,age,industry,profession,traffic,coach,head_gender,greywage,way,extraversion,independ,selfcontrol,anxiety,novator",
    "--folds",
    folds(benchmarkFile("reference/survival/turnover_babushkin.folds.csv")),
  );
const usual = ["--time", "months", "--event", "left", "--covariates", "age,team"];

const reference = (name: string) =>
  JSON.parse(readFileSync(benchmarkFile(`reference/survival/${name}.json`), "utf8"));

const there = isThere("data/turnover_babushkin.csv", "data/survival/lung_R.csv");
describe.skipIf(!there)(`on public data${there ? "" : ` ${needsBenchmark}`}`, () => {
  const nightly = Boolean(process.env.RAPPORT_NIGHTLY);
  it("out of fold the chosen model is well above Cox's, with and without twins in training, and twins are noticed", async () => {
    const { cv, cvMean, cvWithoutTwins, warnings } = await turnover(everyOther);
    expect(cv).toHaveLength(2);
    expect(cvMean!.concordance).toBeGreaterThan(cvMean!.cox! + 0.02);
    expect(cvMean!.withoutTwins).toBeGreaterThan(cvMean!.cox!);
    expect(cvWithoutTwins.every(({ rows }) => rows > 350 && rows < 650)).toBe(true);
    expect(warnings.map(({ code }) => code)).toContain("duplicates_across_folds");
  }, 120_000);

  it.skipIf(!nightly)(
    "on the given folds is above .655, above .63 without twins, and Cox's figures equal R's (at night)",
    async () => {
      const { cv, cvMean } = await turnover((file) => file);
      expect(cv).toHaveLength(25);
      expect(cvMean!.concordance).toBeGreaterThanOrEqual(0.655);
      expect(cvMean!.withoutTwins).toBeGreaterThanOrEqual(0.63);
      expect(cvMean!.cox).toBeCloseTo(reference("turnover_babushkin.cv").cox_large.concordance, 5);
    },
    1_200_000,
  );

  it("curves per stratum, log-rank and Cox within strata (lung, 1 and 2 as status)", async () => {
    const report = await evaluate(
      benchmarkFile("data/survival/lung_R.csv"),
      "--time",
      "time",
      "--event",
      "status",
      "--covariates",
      "age,ph.ecog",
      "--strata",
      "sex",
    );
    const expected = reference("lung");
    expect(report.events).toBe(165);
    expect(report.coefficients.map(({ coef }) => coef)).toEqual(
      expected.cox_strata.coefficients.map(({ coef }: { coef: number }) => expect.closeTo(coef, 7)),
    );
    expect(report.logrank!.chisq).toBeCloseTo(expected.logrank_sex.chisq, 7);
    for (const { strata, time, surv, lower, upper } of expected.km_sex["log-log"].at) {
      const step = report.km.findLast((s) => `sex=${s.stratum}` === strata && s.time <= time)!;
      expect(step.survival).toBeCloseTo(surv, 9);
      expect(step.lower).toBeCloseTo(lower, 9);
      expect(step.upper).toBeCloseTo(upper, 9);
    }
    expect(report.warnings.map(({ code }) => code)).toEqual(["rows_incomplete"]);
  });
});

describe("rapport evaluate survival", () => {
  const people = [
    "3,1,40,A",
    "5,0,31,B",
    "2,1,28,A",
    "9,1,55,B",
    "7,0,47,A",
    "4,1,33,B",
    "6,1,39,C",
    "8,0,44,C",
  ];

  it("reads yes and no, 是 and 否, true and false alike", async () => {
    const plain = await evaluate(written("months,left,age,team", ...people), ...usual);
    for (const [no, yes] of [
      ["No", "Yes"],
      ["否", "是"],
      ["FALSE", "TRUE"],
      ["1", "2"],
    ]) {
      const told = people.map((line) =>
        line.replace(/^(\d+),([01])/, (_, t, e) => `${t},${e === "1" ? yes : no}`),
      );
      const report = await evaluate(written("months,left,age,team", ...told), ...usual);
      expect(report.coefficients).toEqual(plain.coefficients);
    }
    expect(plain.coefficients.map(({ name }) => name)).toEqual(["age", "team:B", "team:C"]);
    expect(plain.km.map(({ time }) => time)).toEqual([2, 3, 4, 6, 9]);
    expect(plain.km[0]).toMatchObject({ stratum: "all", nRisk: 8, survival: 0.875 });
  });

  const crowd = Array.from({ length: 90 }, (_, i) => {
    const age = 25 + ((i * 7) % 30);
    const months = 1 + ((i * 13) % 9) + (age > 40 ? 7 : 0);
    return `${months},${i % 3 === 0 ? 0 : 1},${age},${"ABC"[i % 3]}`;
  });

  it("gives no test of proportional hazards where Cox’s model has no maximum", async () => {
    const told = people.map((line) => `${line},${line.split(",")[1] === "1" ? "gone" : "here"}`);
    const report = await evaluate(
      written("months,left,age,team,desk", ...told),
      ...usual.slice(0, -1),
      "age,desk",
    );
    expect(report.warnings.map(({ code }) => code)).toContain("cox_diverges");
    expect(report.warnings.map(({ code }) => code)).not.toContain("hazards_not_proportional");
    expect(report.zph).toEqual([
      { name: "age", chisq: null, df: 1, p: null },
      { name: "desk", chisq: null, df: 1, p: null },
      { name: "GLOBAL", chisq: null, df: 2, p: null },
    ]);
    const sound = await evaluate(written("months,left,age,team", ...crowd), ...usual.slice(0, -1), "age");
    for (const { chisq, p } of sound.zph) expect([chisq! >= 0, p! > 0 && p! <= 1]).toEqual([true, true]);
  });

  it("tells how right the curves are: in sample without folds, out of fold with --cv, at the horizons asked for", async () => {
    const file = written("months,left,age,team", ...crowd);
    const { accuracy } = await evaluate(file, ...usual);
    expect(accuracy).toMatchObject({ sample: "in_sample", folds: 1, rows: 90 });
    expect(accuracy!.models.map(({ model }) => model)).toEqual(["kaplan-meier", "cox"]);
    expect(accuracy!.models[1].integratedBrier).toBeLessThan(accuracy!.models[0].integratedBrier!);
    const told = await evaluate(file, ...usual, "--cv", "2", "--horizons", "6,12");
    expect(told.cv).toHaveLength(2);
    expect(told.accuracy).toMatchObject({ sample: "out_of_fold", folds: 2, rows: 90 });
    expect(told.accuracy!.models.map(({ model }) => model)).toEqual([
      "kaplan-meier",
      "cox",
      "boosted",
      "chosen",
    ]);
    for (const { model, concordance, at } of told.accuracy!.models) {
      expect(at.map(({ horizon }) => horizon)).toEqual([6, 12]);
      if (model === "kaplan-meier") continue;
      // age over 40 leaves later, and all models find it
      expect(concordance).toBeGreaterThan(0.55);
      expect(at[1].gain).toBeGreaterThan(0.02);
      expect(at[1].auc).toBeGreaterThan(0.6);
      expect(at[1].calibration.rows).toBe(90);
    }
    expect(vi.mocked(console.log).mock.lastCall![0]).toMatch(/Kaplan–Meier +– +0\.\d{4} +at 6 /);
  }, 30_000);

  it("with entries leaves Brier score and AUC out and says why; horizons have to be numbers", async () => {
    const file = written("from,months,left,age,team", ...crowd.map((line) => `0,${line}`));
    const { accuracy, warnings } = await evaluate(file, ...usual, "--entry", "from");
    expect(accuracy).toBeNull();
    expect(warnings.map(({ code }) => code)).toContain("accuracy_needs_whole_follow_up");
    await expect(evaluate(file, ...usual, "--horizons", "6,soon")).rejects.toMatchObject({
      code: "commander.invalidArgument",
    });
  });

  it("sets a repeated column aside and says so", async () => {
    const lines = people.map((line) => `${line},${line.split(",")[2]}`);
    const report = await evaluate(
      written("months,left,age,team,years", ...lines),
      "--time",
      "months",
      "--event",
      "left",
      "--covariates",
      "age,years",
    );
    expect(report.warnings.map(({ code }) => code)).toContain("coefficients_aliased");
    expect(report.coefficients[1]).toMatchObject({ name: "years", coef: 0, se: null, p: null });
  });

  it.each([
    ["a time that is no number", ["x,1,40,A"], "survival_time_invalid"],
    ["a time of 0", ["0,1,40,A"], "survival_time_invalid"],
    ["three kinds of events", ["3,2,40,A"], "survival_event_unclear"],
    ["an event left empty", ["3,,40,A"], "survival_event_unclear"],
  ])("refuses %s and writes nothing", async (_, wrong, code) => {
    const file = written("months,left,age,team", ...people, ...wrong);
    await expect(evaluate(file, ...usual)).rejects.toMatchObject({ code });
    expect(existsSync(path.join(dir, "out.json"))).toBe(false);
  });

  it("refuses a list without events, an entry after the end, and an unknown column with the nearest", async () => {
    const none = written("months,left,age,team", "3,0,40,A", "5,0,31,B");
    await expect(evaluate(none, ...usual)).rejects.toMatchObject({ code: "survival_no_events" });
    const late = written("from,months,left,age,team", "4,3,1,40,A", "0,5,0,31,B");
    await expect(evaluate(late, ...usual, "--entry", "from")).rejects.toMatchObject({
      code: "survival_time_invalid",
    });
    await expect(
      evaluate(
        written("months,left,age,team", ...people),
        "--time",
        "month",
        "--event",
        "left",
        "--covariates",
        "age",
      ),
    ).rejects.toMatchObject({ code: "column_unknown", facts: { nearest: "months" } });
  });
});
