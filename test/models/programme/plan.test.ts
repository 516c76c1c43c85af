// A plan that is filled in: slips by field in both languages, the file that the command line reads, what it could find before it starts;
// costs against the effect, refused where the effect may be nothing.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { costOfEffect } from "../../../models/programme/cost-of-effect.js";
import { changeOverlap } from "../../../models/programme/change-overlap.js";
import {
  checkPlan,
  evaluateProgramme,
  exampleProgramme,
  plannedPower,
  programmeNamed,
  programmeSchema,
  type Programme,
} from "../../../models/programme/index.js";
import { evaluateOutcome } from "../../../models/programme/outcome-evaluation.js";
import { pastPhases } from "../../../models/programme/planned-power.js";
import { programme as planted, simulateProgramme } from "./simulated-programme.js";
import { appOf } from "./programme-app.js";
import { clock, plan, programmeWorkspace, type ProgrammeWorkspace } from "./programme-workspace.js";

let made: ProgrammeWorkspace;
let app: ReturnType<typeof appOf>;
const ask = (as: string) =>
  app.request("http://localhost:8787/api/programmes/plan", {
    headers: { host: "localhost:8787", "x-rapport-as": as },
  });
beforeAll(async () => {
  made = await programmeWorkspace();
  app = appOf(made);
}, 120_000);
afterAll(() => made.close());

const known = { metrics: new Set(["revenue_per_head"]), fields: new Set(["department"]) };
const written = () => ({ ...(parse(plan) as Record<string, unknown>), id: "south-app" });
const slips = (change: object): Record<string, string> => {
  const checked = checkPlan({ ...written(), ...change }, made.workspace, known);
  if (!("problems" in checked)) return {};
  for (const { message } of checked.problems) expect(message.zh).toMatch(/[一-鿿]/);
  return Object.fromEntries(checked.problems.map(({ field, message }) => [field, message.en]));
};
const post = (address: string, body: unknown, as = "boss") =>
  app.request(`http://localhost:8787${address}`, {
    method: "POST",
    headers: { host: "localhost:8787", "content-type": "application/json", "x-rapport-as": as },
    body: JSON.stringify(body),
  });

const span = (from: string, to: string) => ({ from, to });
const evaluatedWith = (effect: number) => {
  const { outcome, people } = simulateProgramme(7, { effect, people: 100 });
  return evaluateOutcome(outcome, planted, people)!;
};

describe("a plan that is filled in", () => {
  it("tells each slip with the field that it is in", () => {
    expect(slips({})).toEqual({});
    expect(slips({ id: "Süd" })).toEqual({ id: "lower-case letters, digits, hyphens" });
    expect(slips({ name: { en: "", zh: "" } })).toEqual({ "name.en": "needed", "name.zh": "needed" });
    const phases = { before: { from: "", to: "2024-12" }, change: { from: "2025-01" }, after: { from: "2025-13", to: "2025-12" } }; // prettier-ignore
    expect(slips({ phases })).toEqual({
      "phases.before.from": "a month as YYYY-MM",
      "phases.change.to": "needed",
      "phases.after.from": "a month as YYYY-MM",
    });
    expect(slips({ treated: { where: [{ field: "mood", op: "=", value: "good" }] } })).toEqual({
      "treated.where.0.field": "no dimension is called “mood”",
    });
    expect(slips({ outcomes: ["headcount"] })).toEqual({
      "outcomes.0": "not a metric that adds up over person-months",
    });
    expect(slips({ costs: [{ name: { en: "A", zh: "甲" }, amount: -1 }] })).toEqual({
      "costs.0.amount": "a number above 0",
    });
    expect(slips({ id: "north-app" }).id).toContain("taken");
    const overlapping = { before: { from: "2024-01", to: "2025-01" }, change: { from: "2025-01", to: "2025-02" }, after: { from: "2025-03", to: "2025-12" } }; // prettier-ignore
    expect(Object.keys(slips({ phases: overlapping }))).toEqual(["phases.change.from"]);
  });

  it("is written as the file that the command line reads, and is on record", async () => {
    const also_changed = [{ name: { en: "New office", zh: "新办公室" }, month: "2025-02" }];
    const body = { ...written(), also_changed };
    const checked = await (await post("/api/programmes/plan/check", body)).json();
    expect(checked.problems).toEqual([]);
    const saved = await post("/api/programmes", body);
    expect(saved.status).toBe(200);
    const file = made.workspace.path("programmes", "south-app.yml");
    expect(readFileSync(file, "utf8")).toBe(checked.yaml);
    const named = programmeNamed(made.workspace, "south-app").programme;
    expect(named).toEqual(programmeSchema.parse(body));
    const overlaps = await changeOverlap({ workspace: made.workspace, cache: made.cache }, named);
    expect(overlaps.find(({ kind }) => kind === "declared")).toMatchObject({ at: "2025-02", when: "change" });
    rmSync(file);
  });

  it("offers what there is, without protected attributes, and nothing to a reader of groups", async () => {
    const choices = await (await ask("boss")).json();
    expect(choices.metrics.map(({ id }: { id: string }) => id)).toContain("revenue_per_head");
    expect(choices.metrics.map(({ id }: { id: string }) => id)).not.toContain("headcount");
    const fields = choices.fields as { id: string; values: string[] }[];
    expect(fields.find(({ id }) => id === "department")!.values).toEqual(["North", "South"]);
    expect(fields.map(({ id }) => id)).not.toContain("gender");
    expect((await ask("chen")).status).toBeGreaterThanOrEqual(400);
    expect((await post("/api/programmes/plan/check", written(), "chen")).status).toBeGreaterThanOrEqual(400);
    expect(existsSync(made.workspace.path("programmes", "south-app.yml"))).toBe(false);
  });

  it("is still the example that the command prints", () => {
    expect(programmeSchema.parse(parse(exampleProgramme)).costs).toHaveLength(2);
  });
});

describe("power before the start", () => {
  const history = { from: "2024-01", to: "2025-12" };
  it("lays the plan over the months before it, shortened where there are too few", () => {
    const plan_ = { before: span("2025-01", "2025-12"), change: span("2026-01", "2026-02"), after: span("2026-03", "2026-12") }; // prettier-ignore
    expect(pastPhases(plan_, history)).toEqual({
      before: span("2024-01", "2024-12"),
      change: span("2025-01", "2025-02"),
      after: span("2025-03", "2025-12"),
    });
    const short = pastPhases(plan_, { from: "2025-01", to: "2025-12" })!;
    expect(short.before.from).toBe("2025-01");
    expect(short.after.to).toBe("2025-12");
    expect(pastPhases(plan_, { from: "2025-09", to: "2025-12" })).toBeNull();
  });

  it("finds an effect of the size it names about as often as it says", async () => {
    // the placebo's error is the error of the same design once it runs
    const errors = [1, 2, 3, 4, 5].map((seed) => {
      const { outcome, people } = simulateProgramme(seed, { effect: 0, people: 30 });
      return evaluateOutcome(outcome, planted, people)!;
    });
    const detectable = errors.reduce((sum, one) => sum + one.detectable, 0) / errors.length;
    let found = 0;
    const runs = process.env.RAPPORT_NIGHTLY ? 200 : 30;
    for (let seed = 1; seed <= runs; seed++) {
      const { outcome, people } = simulateProgramme(500 + seed, { effect: detectable, people: 30 });
      if (evaluateOutcome(outcome, planted, people)!.effect.p < 0.05) found++;
    }
    expect(Math.abs(found / runs - 0.8)).toBeLessThan(3 * Math.sqrt(0.16 / runs));
  });

  it("is shown for a plan that has not begun, with the chance of the effect worth having", async () => {
    const body = {
      ...written(),
      phases: {
        before: { from: "2025-01", to: "2025-12" },
        change: { from: "2026-01", to: "2026-02" },
        after: { from: "2026-03", to: "2026-12" },
      },
      worthwhile: 1,
    };
    const context = { workspace: made.workspace, cache: made.cache, reader: { id: "boss", rights: "person" as const }, now: clock }; // prettier-ignore
    const power = await plannedPower(context, programmeSchema.parse(body));
    expect(power).toMatchObject({ missing: null, people: { treated: 20, compared: 20 } });
    expect(power.detectable!).toBeGreaterThan(0);
    expect(power.power!).toBeGreaterThan(0.04);
    expect(power.text.en).toContain("20 people treated and 20 compared");
    const easy = await plannedPower(context, programmeSchema.parse({ ...body, worthwhile: 5 * power.detectable! })); // prettier-ignore
    expect(easy.power!).toBeGreaterThan(0.99);
    const course = programmeSchema.parse({ ...body, treated: { course: "C1" } });
    expect((await plannedPower(context, course)).missing).toBe("course");
  });
});

describe("costs against an effect", () => {
  const costs = [{ name: { en: "Trainers", zh: "讲师费" }, amount: 900 }];

  it("give cost per unit with the interval of the effect turned over", () => {
    const outcome = evaluatedWith(3);
    const { effect } = outcome;
    const money = costOfEffect(outcome, "money", { costs }, "CNY")!;
    const exposure = outcome.treated.after!.exposure;
    expect(money.of).toBe("money");
    expect(money.perUnit!.value).toBeCloseTo(900 / (exposure * effect.value), 10);
    expect(money.perUnit!.low).toBeCloseTo(900 / (exposure * effect.high), 10);
    expect(money.perUnit!.high).toBeCloseTo(900 / (exposure * effect.low), 10);
    const score = costOfEffect(outcome, "score", { costs }, "CNY")!;
    expect(score.perUnit!.value).toBeCloseTo(900 / effect.value, 10);
    const exits = costOfEffect({ ...outcome, isExit: true, effect: { ...effect, value: -0.5, low: -0.8, high: -0.2 } }, "rate_per_year", { costs }, "CNY")!; // prettier-ignore
    expect(exits.perUnit!.low).toBeCloseTo(900 / (0.8 * exposure), 10);
    expect(exits.text.en).toContain("per exit fewer");
  });

  it("are refused where the effect's interval spans zero, and absent where none were declared", () => {
    const outcome = evaluatedWith(0);
    expect(outcome.effect.low).toBeLessThan(0);
    expect(outcome.effect.high).toBeGreaterThan(0);
    const cost = costOfEffect(outcome, "money", { costs }, "CNY")!;
    expect(cost.perUnit).toBeNull();
    expect(cost.text.en).toContain("spans zero");
    expect(cost.text.zh).toContain("不给出");
    expect(costOfEffect(outcome, "money", {}, "CNY")).toBeNull();
  });

  it("stand in the evaluation of a plan that declares them", async () => {
    const file = programmeNamed(made.workspace, "north-app");
    const context = { workspace: made.workspace, cache: made.cache, reader: { id: "boss", rights: "person" as const }, now: clock }; // prettier-ignore
    const programme: Programme = { ...file.programme, costs };
    const { fitted } = await evaluateProgramme(context, { ...file, programme }, { save: false });
    const [outcome] = "outcomes" in fitted ? fitted.outcomes : [];
    expect(outcome!.cost!.costs).toBe(900);
    expect(outcome!.cost!.perUnit!.value).toBeGreaterThan(0);
  });
});
