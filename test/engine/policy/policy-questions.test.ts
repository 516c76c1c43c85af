// "Who can see this number?" equals what every user is shown who logs in; a policy diff names gains and losses; a purpose is
// asked for where the settings say so; the trust report prints what is not protected.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { RapportError } from "../../../engine/errors.js";
import { answer } from "../../../engine/metrics/answer.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import { loadCatalogue } from "../../../engine/metrics/catalogue.js";
import type { MetricQuerySpec } from "../../../engine/metrics/metric-query.js";
import { localReader, readerNamed, type Reader } from "../../../engine/metrics/reader.js";
import { orgUnitsNow } from "../../../engine/policy/org-units.js";
import { policyDiff } from "../../../engine/policy/policy-diff.js";
import { trustReport } from "../../../engine/policy/trust-report.js";
import { whoSees } from "../../../engine/policy/who-sees.js";
import { resultRows } from "../../../engine/result-rows.js";
import { openWorkspace } from "../../../engine/workspace.js";
import { doorCompany, openDoor } from "../disclosure/door-company.js";

const now = new Date("2026-02-01T00:00:00Z");
const users: Reader[] = [
  { id: "owner", rights: "person" },
  { id: "hrbp", rights: "person", scope: "D0" },
  { id: "payroll", rights: "person", hide: ["overtime_hours"] },
  { id: "manager", rights: "person", manages: "nobody" },
  { id: "analyst", rights: "group" },
  { id: "lead", rights: "group", scope: "D1" },
  { id: "head", rights: "group", person: "D0.0" },
];

async function company(): Promise<MetricCache> {
  const cache = await openDoor(doorCompany(320, 4));
  return { ...cache, workspace: { config: { k: 5, users } } };
}

describe("promise 13: who can see this number", () => {
  it("equals what every user is shown, for 12 questions", { timeout: 300_000 }, async () => {
    const cache = await company();
    const month = { from: "2025-06", to: "2025-06" };
    const units = ["D0", "D1", "D0.0", "D0.0.0"];
    const questions: MetricQuerySpec[] = ["overtime_per_head", "headcount", "voluntary_exits"].flatMap(
      (metric) => [
        { metrics: [metric], ...month },
        ...units.slice(0, 3).map((value) => ({
          metrics: [metric],
          ...month,
          where: [{ field: "org_unit", op: "=" as const, value }],
        })),
      ],
    );
    const kinds = new Set<string>();
    for (const question of questions) {
      const said = await whoSees(cache, question, { now, locale: "en" });
      expect(said.map(({ user }) => user)).toEqual(users.map(({ id }) => id));
      const truth = await login(cache, question, localReader);
      for (const { user, sees, value, reason } of said) {
        const own = await login(cache, question, readerNamed(users, user));
        kinds.add(sees);
        expect([user, value]).toEqual([user, own.value]);
        expect([user, sees === "refused"]).toEqual([user, own.error !== null]);
        expect([user, reason]).toEqual([user, own.error ?? own.reason]);
        expect([user, sees === "exact"]).toEqual([
          user,
          own.value !== null && own.value === truth.value && own.n === truth.n && own.step === null,
        ]);
      }
    }
    expect([...kinds].sort()).toEqual(["exact", "part", "refused", "rounded", "withheld"]);
    cache.database.close();
  });
});

async function login(cache: MetricCache, question: MetricQuerySpec, reader: Reader) {
  try {
    const result = await answer(cache, question, { reader, now });
    const row = resultRows(result.total, result.columns)[0];
    const metric = question.metrics[0];
    return {
      value: (row[metric] ?? null) as number | null,
      n: row[`${metric}__n`],
      step: row[`${metric}__step`] ?? null,
      reason: (row[`${metric}__refused`] ?? null) as string | null,
      error: null,
    };
  } catch (error) {
    if (!(error instanceof RapportError)) throw error;
    return { value: null, n: null, step: null, reason: null, error: error.code };
  }
}

describe("a policy diff", () => {
  it("says who gains and who loses what, by the topmost unit, and is empty for the same policy", async () => {
    const cache = await company();
    const units = await orgUnitsNow(cache);
    const catalogue = loadCatalogue();
    const diff = (after: Reader[], k = 5) =>
      policyDiff({ users, k: 5 }, { users: after, k }, units, catalogue);
    expect(diff(users)).toEqual([]);
    const moved = users
      .filter(({ id }) => id !== "analyst")
      .map((user) =>
        user.id === "hrbp"
          ? { ...user, scope: "D1" }
          : user.id === "owner"
            ? { ...user, hide: ["gender"] }
            : user,
      )
      .concat({ id: "new", rights: "group", scope: "D0.0" });
    const told = diff(moved).map(({ user, isNew, isGone, gains, loses }) => ({
      user,
      isNew,
      isGone,
      gains: gains
        .filter(({ kind }) => kind === "exact" || kind === "groups")
        .map(({ kind, of }) => `${kind} ${of}`),
      loses: loses
        .filter(({ kind }) => kind !== "clear_values" && (kind !== "field" || isNew === isGone))
        .map(({ kind, of }) => `${kind} ${of}`)
        .slice(0, 2),
    }));
    expect(told).toEqual([
      { user: "owner", isNew: false, isGone: false, gains: [], loses: ["field gender"] },
      { user: "hrbp", isNew: false, isGone: false, gains: ["exact D1"], loses: ["exact D0"] },
      { user: "new", isNew: true, isGone: false, gains: ["groups D0.0 k=5"], loses: [] },
      {
        user: "analyst",
        isNew: false,
        isGone: true,
        gains: [],
        loses: ["groups * k=5", "without_purpose *"],
      },
    ]);
    expect(diff(users, 10).map(({ user }) => user)).toEqual(["analyst", "lead", "head"]);
    cache.database.close();
  });
});

describe("a purpose", () => {
  it("is asked for before exact numbers, one of those accepted, and never of readers of groups", async () => {
    const cache = await company();
    const config = { k: 5, users, purpose: { of: ["salary review"] } };
    const strict: MetricCache = { ...cache, workspace: { config } };
    const reader: Reader = { id: "hrbp", rights: "person", needsPurpose: true };
    const ask = (as: Reader) =>
      answer(strict, { metrics: ["headcount"], from: "2025-06" }, { reader: as, now });
    await expect(ask(reader)).rejects.toMatchObject({ code: "purpose_required" });
    await expect(ask({ ...reader, purpose: "curiosity" })).rejects.toMatchObject({ code: "purpose_unknown" });
    await expect(ask({ ...reader, purpose: "salary review" })).resolves.toBeDefined();
    await expect(ask({ id: "g", rights: "group", needsPurpose: true })).resolves.toBeDefined();
    cache.database.close();
  });
});

describe("rapport.yml", () => {
  it("gives users what their role hides and masks, and refuses rights that are no subtree with the line", () => {
    const dir = mkdtempSync(path.join(tmpdir(), "rapport-policy-"));
    const settings = (users: string): void =>
      writeFileSync(
        path.join(dir, "rapport.yml"),
        `name: Test\nroles:\n  hrbp: { hide: [age], mask: [manager], purpose: true }\nusers:\n${users}`,
      );
    settings("  - { id: a, rights: person, role: hrbp, hide: [gender] }\n");
    const [user] = openWorkspace(dir).config.users;
    expect(readerNamed([user], "a")).toEqual({
      id: "a",
      rights: "person",
      scope: undefined,
      hide: ["age", "gender"],
      mask: ["manager"],
      needsPurpose: true,
    });
    settings("  - { id: a, rights: group, manages: E1 }\n");
    expect(() => openWorkspace(dir)).toThrow(
      expect.objectContaining({
        code: "workspace_config_invalid",
        facts: expect.objectContaining({ line: 5 }),
      }),
    );
    rmSync(dir, { recursive: true });
  });
});

describe("the trust report", () => {
  it("prints the policy in force and what is not protected; a reader of groups learns of nobody else's rights", async () => {
    const cache = await company();
    const report = await trustReport(cache, localReader, now);
    expect(report.users.map(({ id }) => id)).toEqual(users.map(({ id }) => id));
    expect(report.users.find(({ id }) => id === "lead")!.may).toHaveLength(1);
    expect(report.months).toEqual({ count: 24, from: "2024-01", to: "2025-12" });
    expect(report.last).toMatchObject({ k: 5, isTooSmall: false });
    expect(report.cannotProtect.map(({ en }) => en).join(" ")).toContain("not differential privacy");
    const ofEvents = report.ofEvents.map(({ en }) => en);
    expect(ofEvents).toEqual(
      expect.arrayContaining(["Voluntary exits", "Regretted turnover", "Attrition in 90 days"]),
    );
    expect(ofEvents).not.toContain("Exits");
    const own = await trustReport(cache, users[5], now);
    expect(own.users.map(({ id }) => id)).toEqual(["lead"]);
    cache.database.close();
  });

  it("says of 20 people that they are too few to compare groups safely", async () => {
    const cache = await openDoor(doorCompany(20, 1));
    const report = await trustReport(cache, localReader, now);
    expect(report.last).toMatchObject({ isTooSmall: true });
    cache.database.close();
  });
});
