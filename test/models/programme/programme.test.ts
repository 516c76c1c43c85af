// Programmes on file: slips with file and line, the record in the journal, an evaluation through the policy, what readers of groups see.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readJournal } from "../../../engine/index.js";
import {
  evaluateProgramme,
  followUp,
  programmeNamed,
  programmesOf,
  registerProgramme,
  registrationOf,
  shareClaim,
  writeProgramme,
} from "../../../models/programme/index.js";
import { outcomeRows } from "../../../models/programme/programme-rows.js";
import type { ProgrammeEvaluation } from "../../../models/programme/index.js";
import { appOf } from "./programme-app.js";
import { clock, plan, planted, programmeWorkspace, type ProgrammeWorkspace } from "./programme-workspace.js";

let made: ProgrammeWorkspace;
let app: ReturnType<typeof appOf>;
const get = async (as: string) => {
  const response = await app.request(`http://localhost:8787/api/programmes?as=${as}`, {
    headers: { host: "localhost:8787" },
  });
  return (await response.json()) as { programmes: Record<string, never>[]; canEvaluate: boolean };
};
beforeAll(async () => {
  made = await programmeWorkspace();
  app = appOf(made);
}, 120_000);
afterAll(() => made.close());

const person = { id: "boss", rights: "person" as const };
const context = () => ({ workspace: made.workspace, cache: made.cache, reader: person, now: clock });
const withFile = (name: string, text: string) => {
  const file = path.join(made.dir, "programmes", name);
  writeFileSync(file, text);
  const { problems } = programmesOf(made.workspace);
  rmSync(file);
  return problems.map(({ code, facts }) => ({
    code,
    file: facts.file,
    line: facts.line,
    rule: String(facts.rule),
  }));
};

describe("a programme’s file", () => {
  it("tells file, line and rule of a slip", () => {
    const broken = plan.replace("north-app", "broken");
    const cases: [string, number, RegExp][] = [
      [broken.replace("from: 2025-03", "from: 2025-13"), 6, /phases\.after\.from: .*YYYY-MM/],
      [broken.replace("from: 2025-03", "from: 2025-02"), 6, /“after” begins in 2025-02/],
      [broken.replace("from: 2024-01", "from: 2025-01"), 4, /begins \(2025-01\) after it ends/],
      [`${broken}colour: red\n`, 12, /colour/],
      [broken.replace("assigned: unit", "assigned: luck"), 10, /assigned/],
      [broken.replace("id: broken", "id: other"), 1, /file's name says “broken”/],
      [broken.replace("name: {", "name: {{"), 3, /./],
    ];
    for (const [text, line, rule] of cases) {
      const [problem] = withFile("broken.yml", text);
      expect(problem).toMatchObject({ code: "programme_invalid", file: "broken.yml", line });
      expect(problem!.rule).toMatch(rule);
    }
  });

  it("is unknown with the names that there are", () => {
    expect(() => programmeNamed(made.workspace, "south")).toThrow(
      expect.objectContaining({
        code: "programme_unknown",
        facts: expect.objectContaining({ known: ["north-app"] }),
      }),
    );
  });

  it("is on record from the day of its journal line, and not any more once it was changed", () => {
    const before = programmeNamed(made.workspace, "north-app");
    expect(registrationOf(made.workspace, before).recordedAt).toBeNull();
    registerProgramme(made.workspace, "north-app", new Date("2024-11-01T08:00:00Z"));
    expect(registrationOf(made.workspace, before)).toMatchObject({
      recordedAt: "2024-11-01T08:00:00.000Z",
      isBeforeStart: true,
    });
    const file = path.join(made.dir, "programmes", "north-app.yml");
    writeFileSync(file, plan.replace("revenue_per_head", "visits_per_head"));
    expect(registrationOf(made.workspace, programmeNamed(made.workspace, "north-app"))).toMatchObject({
      recordedAt: null,
      earlier: 1,
      isBeforeStart: false,
    });
    writeFileSync(file, plan);
  });

  it("is written once, with a line in the journal", () => {
    const { programme } = programmeNamed(made.workspace, "north-app");
    const next = { ...programme, id: "second" };
    writeProgramme(made.workspace, next, clock);
    expect(() => writeProgramme(made.workspace, next, clock)).toThrow(
      expect.objectContaining({ code: "programme_exists" }),
    );
    expect(programmeNamed(made.workspace, "second").programme).toEqual(next);
    expect(
      readJournal(made.workspace).lines.filter(({ kind }) => kind === "programme_registered"),
    ).toHaveLength(2);
    rmSync(path.join(made.dir, "programmes", "second.yml"));
  });
});

const evaluate = async (): Promise<ProgrammeEvaluation> => {
  const { fitted } = await evaluateProgramme(context(), programmeNamed(made.workspace, "north-app"));
  return fitted as ProgrammeEvaluation;
};
const numbers = (text: string): string[] => text.match(/\d+(\.\d+)?/g) ?? [];
const view = (one: unknown) => one as { refused: string | null; evaluation: ProgrammeEvaluation | null };

describe("an evaluation", () => {
  it("finds the planted effect beside a change that came to everybody, names what else changed, and is saved with its card", async () => {
    const { outcomes, overlaps, people } = await evaluate();
    const [found] = outcomes;
    expect(people).toMatchObject({ treated: 20, compared: 20, late: 0 });
    expect(found!.design).toBe("difference");
    expect(found!.effect.low).toBeLessThan(planted);
    expect(found!.effect.high).toBeGreaterThan(planted);
    expect(found!.isBeyondChance).toBe(true);
    // before and after holds the 100 that came to everybody as well
    expect(found!.treated.change!.low).toBeGreaterThan(planted + 50);
    expect(overlaps.map(({ id, when }) => [id, when])).toEqual([
      ["E1", "change"],
      ["E2", "change"],
    ]);
    const several = found!.words.doubts.find(({ code }) => code === "several_changes")!;
    expect(several.text.en).toMatch(/^3 things changed in the same months .*New scheme, New CRM/);
    expect(several.text.zh).toMatch(/同时有 3 项变化.*新方案、新客户系统/);
    const card = JSON.parse(
      readFileSync(path.join(made.dir, "models", "programme-north-app", "card.json"), "utf8"),
    );
    expect(card).toMatchObject({ people: 40, window: { from: "2024-01", to: "2025-12" } });
  });

  it("says the same numbers in both languages", async () => {
    const { outcomes } = await evaluate();
    const worded = new Set(["regression_to_mean", "too_few_to_see"]);
    const doubts = outcomes.flatMap(({ words }) => words.doubts).filter(({ code }) => !worded.has(code));
    expect(doubts.map(({ text }) => numbers(text.zh).sort())).toEqual(
      doubts.map(({ text }) => numbers(text.en).sort()),
    );
  });

  it("needs rights on the whole company, months in the history, and an outcome of single months", async () => {
    const file = programmeNamed(made.workspace, "north-app");
    await expect(
      evaluateProgramme({ ...context(), reader: { id: "chen", rights: "group" } }, file),
    ).rejects.toMatchObject({ code: "fit_needs_person_rights" });
    const late = structuredClone(file);
    late.programme.phases.after = { from: "2027-01", to: "2027-06" };
    await expect(evaluateProgramme(context(), late)).rejects.toMatchObject({
      code: "programme_outside_history",
      facts: { phase: "after" },
    });
    for (const [metric, why] of [
      ["headcount", "people"],
      ["rolling_12m_turnover", "rolling"],
      ["attrition_90_days", "cohort"],
    ] as const)
      await expect(outcomeRows(context(), metric, { from: "2024-01", to: "2025-12" })).rejects.toMatchObject({
        code: "programme_outcome_unsuited",
        facts: { why },
      });
    const nobody = structuredClone(file);
    nobody.programme.treated = { where: [{ field: "department", op: "=", value: "West" }] };
    await expect(evaluateProgramme(context(), nobody)).rejects.toMatchObject({
      code: "programme_nobody",
      facts: { group: "treated" },
    });
  });

  it("is shown to readers of groups without months, and not at all below k", async () => {
    const [boss] = (await get("boss")).programmes;
    const answer = await get("chen");
    expect(answer.canEvaluate).toBe(false);
    expect(view(boss).evaluation!.outcomes[0]!.months).toHaveLength(24);
    expect(view(answer.programmes[0]).evaluation!.outcomes[0]!.months).toEqual([]);
    const few = path.join(made.dir, "programmes", "few.yml");
    writeFileSync(
      few,
      plan.replace("north-app", "few").replace(/treated:\n.*\n/, "treated: { employees: [S00, S01, S02] }\n"),
    );
    await evaluateProgramme(context(), programmeNamed(made.workspace, "few"));
    const listed = (await get("chen")).programmes.find(
      (one) => (one as unknown as { programme: { id: string } }).programme.id === "few",
    );
    expect(view(listed)).toMatchObject({ refused: "small_group", evaluation: null });
    expect(JSON.stringify(listed)).not.toContain("S01");
    rmSync(few);
  });
});

describe("leads followed up for more than 30 days", () => {
  it("from the leads on file: naively 30 % better and more, fairly no difference; both said", async () => {
    const found = await followUp(context(), { days: 30 });
    expect(found.hasResponses).toBe(true);
    expect(found.naive!.relative).toBeGreaterThan(0.3);
    expect(found.isImmortal).toBe(true);
    expect(found.event!.low).toBeLessThan(1);
    expect(found.event!.high).toBeGreaterThan(1);
    expect(found.landmark!.low).toBeLessThan(0);
    expect(found.landmark!.high).toBeGreaterThan(0);
    expect(found.words.why.en).toMatch(/^Immortal time/);
    expect(found.words.fair.zh).toContain("公平比较下看不出差异");
  });
});

describe("claims of the sources", () => {
  it("35 % to 25 % among 100: 10 points, 28.6 % relative, −22.3 … 2.7 points, p = .12, 328 per group", () => {
    const claim = shareClaim(0.35, 0.25, 100, 100, -0.3);
    expect(100 * claim.low).toBeCloseTo(-22.27, 2);
    expect(100 * claim.high).toBeCloseTo(2.69, 2);
    expect(claim.p).toBeCloseTo(0.1228, 4);
    expect(claim.needed).toBe(328);
    expect(claim.stated).toMatchObject({ isRelative: false, isPoints: false });
    expect(claim.text.en).toContain(
      "−10.0 points, −28.6% relative; 95% interval −22.3 to 2.7 points, p = .12",
    );
    expect(claim.text.zh).toContain("−10.0 个百分点，相对 −28.6%；95% 区间 −22.3～2.7 个百分点，p = 0.12");
    expect(shareClaim(0.35, 0.25, 65).p).toBeCloseTo(0.18, 2);
  });
  it("60 % of 16 elders is no whole number of people", () => {
    expect(shareClaim(0.6, 0.9, 16).isImpossible).toBe(true);
    expect(shareClaim(0.625, 0.875, 16).isImpossible).toBe(false);
    expect(shareClaim(0.35, 0.25, 100).isImpossible).toBe(false);
  });
  it("shares beyond 0 and 1 are refused", () => {
    expect(() => shareClaim(35, 25, 100)).toThrow(expect.objectContaining({ code: "claim_invalid" }));
  });
});
