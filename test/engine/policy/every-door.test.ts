// The doors beside the question: what a reader may not use or see there is refused or filtered in a decomposition and in a
// survival curve, too, with the same codes and over the same people.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RapportError } from "../../../engine/errors.js";
import { explainChange } from "../../../engine/explain/explain.js";
import { answer } from "../../../engine/metrics/answer.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import type { Filter } from "../../../engine/metrics/metric-query.js";
import { localReader, type Reader } from "../../../engine/metrics/reader.js";
import type { Result } from "../../../engine/result.js";
import { resultRows } from "../../../engine/result-rows.js";
import { survival } from "../../../engine/survival/survival.js";
import { cacheOf, type FixtureRow } from "../metrics/month-fixture.js";

const now = new Date("2026-02-01T00:00:00Z");
const months = ["2025-01", "2025-02", "2025-03"];
/** Teams of 20, 20 and 9; M1 leads A1 until February, M2 from March on and B1 always; one of A1 leaves in March. */
const teams: [string, string, number][] = [
  ["A1", "A", 20],
  ["A2", "A", 20],
  ["B1", "B", 9],
];

const rows: FixtureRow[] = teams.flatMap(([team, division, size]) =>
  Array.from({ length: size }, (_, i) => i).flatMap((i) =>
    months.map((month): FixtureRow => {
      const isExit = team === "A1" && i === 0 && month === "2025-03";
      return {
        employee_id: `${team}-${i}`,
        month,
        division,
        department: team,
        team,
        org_unit_id: team,
        org_path: ["C", division, team],
        manager_id: team === "A2" ? "M3" : team === "B1" || month === "2025-03" ? "M2" : "M1",
        gender: i % 2 ? "male" : "female",
        tenure_band: "1-3y",
        tenure_months: 14 + i,
        employed_days: 30,
        headcount_end: isExit ? 0 : 1,
        headcount_average: 1,
        exit_exposure: 1,
        is_voluntary_exit: isExit,
        attendance_days: 20,
        overtime_hours: i + Number(month.slice(5)),
      };
    }),
  ),
);

let cache: MetricCache;
beforeAll(async () => {
  cache = await cacheOf({ months, employeeMonths: rows });
});
afterAll(() => cache.database.close());

const later = { from: "2025-02", to: "2025-02" };
type Door = (
  reader: Reader,
  question?: { where?: Filter[]; by?: string; metric?: string },
) => Promise<unknown>;
const doors: Record<string, Door> = {
  query: (reader, { where, by = "team", metric = "total_turnover" } = {}) =>
    answer(cache, { metrics: [metric], by: [by], where, ...later }, { reader, now }),
  explain: (reader, { where, by, metric = "total_turnover" } = {}) =>
    explainChange(cache, { metric, by, where, ...later, against: "previous_period" }, { reader, now }),
  survival: (reader, { where, by = "team" } = {}) =>
    survival(cache, { by, where, ...later }, { reader, now }),
};

const rowsOf = ({ table, columns }: Result) => resultRows(table, columns);

const codeOf = async (asked: Promise<unknown>): Promise<string> => {
  const error = await asked.then(
    () => undefined,
    (e: unknown) => e,
  );
  return error instanceof RapportError ? error.code : String(error ?? "answered");
};

describe.each(Object.keys(doors))("promise 8: the door %s", (name) => {
  const door = doors[name];
  const hr: Reader = { id: "hr", rights: "person" };

  it("refuses hidden columns as a breakdown and as a filter, and masked ones as a filter", async () => {
    const where: Filter[] = [{ field: "gender", op: "=", value: "male" }];
    for (const reader of [
      { ...hr, hide: ["gender"] },
      { id: "g", rights: "group" as const, hide: ["gender"] },
    ]) {
      const isClosed = reader.rights === "group" && name === "explain";
      const expected = isClosed ? "explain_needs_person_rights" : "field_hidden";
      // a reader of groups has one life table, whatever it is broken down by
      const isBrokenDown = reader.rights === "person" || name === "query";
      const questions = [{ where }, ...(isBrokenDown ? [{ by: "gender" }] : [])];
      for (const question of questions) expect(await codeOf(door(reader, question))).toBe(expected);
    }
    expect(await codeOf(door({ ...hr, mask: ["gender"] }, { where }))).toBe("field_hidden");
    expect(await codeOf(door({ ...hr, hide: ["total_turnover"] }))).toBe("field_hidden");
    expect(await codeOf(door(hr, { where }))).toBe("answered");
  });

  it("shows masked values as the pseudonyms of the question's door, and never in clear", async () => {
    const reader: Reader = { ...hr, mask: ["team"] };
    const result = await answer(cache, { metrics: ["headcount"], by: ["team"], ...later }, { reader, now });
    const pseudonyms = rowsOf(result).map((row) => String(row.team));
    const told = await door(reader);
    const shown = name === "query" ? rowsOf(told as Result) : told;
    const text = JSON.stringify(shown);
    for (const [team] of teams) expect(text).not.toContain(`"${team}"`);
    for (const pseudonym of pseudonyms) expect(text).toContain(pseudonym);
  });

  it("asks for the purpose that the policy asks for, and takes no other", async () => {
    const strict: MetricCache = {
      ...cache,
      workspace: { config: { k: 5, purpose: { of: ["salary review"] } } },
    };
    const before = cache;
    cache = strict;
    try {
      const reader: Reader = { ...hr, needsPurpose: true };
      expect(await codeOf(door(reader))).toBe("purpose_required");
      expect(await codeOf(door({ ...reader, purpose: "curiosity" }))).toBe("purpose_unknown");
      expect(await codeOf(door({ ...reader, purpose: "salary review" }))).toBe("answered");
    } finally {
      cache = before;
    }
  });

  it("answers a reader of groups exactly on the unit of his own only, and otherwise not at all or in released groups", async () => {
    const own: Filter[] = [{ field: "org_unit", op: "=", value: "B1" }];
    const other: Filter[] = [{ field: "org_unit", op: "=", value: "A1" }];
    const head: Reader = { id: "head", rights: "group", person: "B1", scope: "B" };
    expect(await codeOf(door(head, { where: own }))).toBe("answered");
    const refused = name === "explain" ? "explain_needs_person_rights" : "not_released";
    expect(await codeOf(door(head, { where: other }))).toBe(refused);
    expect(await codeOf(door({ ...head, person: undefined }, { where: other }))).toBe(refused);
  });
});

const manager = (manages: string, past: Reader["past"] = "own_months"): Reader => ({
  id: manages,
  rights: "person",
  manages,
  past,
});
const curvePeople = async (reader: Reader): Promise<number> => {
  const { curves } = await survival(cache, {}, { reader, now });
  return (curves ?? []).reduce((all, { people }) => all + people, 0);
};
const headcounts = async (reader: Reader, from: string, against: string) => {
  const question = { metric: "headcount", from, to: from, against: { from: against, to: against } };
  const { now: later, other, parts } = await explainChange(cache, question, { reader, now });
  const groups = new Set(parts.flatMap((part) => part.groups.map(({ group }) => group)));
  return { now: later.value, other: other.value, groups: [...groups].sort() };
};

describe("promise 12: a manager in every door", () => {
  it("sees the people and months that were his, as in a question", async () => {
    expect(await curvePeople(localReader)).toBe(49);
    expect(await curvePeople(manager("M1"))).toBe(20);
    expect(await curvePeople(manager("M2"))).toBe(29);
    expect(await curvePeople(manager("M3"))).toBe(20);
    expect(await headcounts(manager("M1"), "2025-02", "2025-01")).toEqual({
      now: 20,
      other: 20,
      groups: ["A1"],
    });
    expect(await headcounts(manager("M2"), "2025-03", "2025-02")).toEqual({
      now: 28,
      other: 9,
      groups: ["A1", "B1"],
    });
    // the exit of March was not among the people that M1 still had
    const { curves } = await survival(cache, {}, { reader: manager("M1"), now });
    expect(curves![0].exits).toEqual({ voluntary: 0, involuntary: 0, other: 0 });
  });

  it("or the whole past of who is his now, and nothing of who was", async () => {
    expect(await curvePeople(manager("M2", "current_team"))).toBe(29);
    expect(await headcounts(manager("M2", "current_team"), "2025-02", "2025-01")).toEqual({
      now: 29,
      other: 29,
      groups: ["A1", "B1"],
    });
    expect(await curvePeople(manager("M1", "current_team"))).toBe(0);
  });

  it("of a unit gets nothing of another one, even when it is named", async () => {
    const reader: Reader = { id: "hrbp", rights: "person", scope: "B" };
    const where: Filter[] = [{ field: "division", op: "=", value: "A" }];
    const { curves } = await survival(cache, { where }, { reader, now });
    expect(curves!.map(({ people }) => people)).toEqual([0]);
    await expect(
      explainChange(
        cache,
        { metric: "overtime_per_head", where, ...later, against: "previous_period" },
        { reader, now },
      ),
    ).rejects.toMatchObject({ code: "explain_no_number" });
  });
});

describe("what every survival curve shows", () => {
  it.each(["tenure_band", "tenure_months", "is_voluntary_exit", "involuntary_exits"])(
    "is refused to a role that hides %s",
    async (field) => {
      const reader: Reader = { id: "hr", rights: "person", hide: [field] };
      expect(await codeOf(doors.survival(reader))).toBe("field_hidden");
    },
  );
});
