// Recipe test 9: each rule of the release taken out of the engine, one at a time, lets an attack succeed that fails with it.
// The mutants live here only: a module is replaced under the attack, the product has no switch for any of it.
import { afterEach, describe, expect, it, vi } from "vitest";
import type { MetricQuerySpec } from "../../../engine/metrics/metric-query.js";
import type { FixtureRow } from "../metrics/month-fixture.js";
import { attributes, randomMembers } from "./random-membership.js";

type Module = Record<string, unknown>;
interface Mutant {
  rule: string;
  /** Module of the engine and what it exports without the rule. */
  module: string;
  without: (real: Module) => Module;
  /** How many secrets the attacker gets; 0 with the rule in place. */
  attack: () => Promise<number>;
}

const everybody = { id: "g", rights: "group" as const };
const halfYears = ["2024-12", "2025-06", "2025-12"];

const mutants: Mutant[] = [
  {
    rule: "the audit",
    module: "../../../engine/disclosure/audit.js",
    without: (real) => ({ ...real, Audit: { of: () => blindAudit } }),
    attack: async () => {
      const { releaseOf } = await import("../../../engine/disclosure/release.js");
      const { exposedSets } = await import("./pooled-attacker.js");
      const { cellsOf } = await import("./released-people.js");
      const members = randomMembers(320, 1);
      const cells = cellsOf(releaseOf("2025-01", members, attributes, 5), members);
      return exposedSets(
        320,
        cells.filter((cell) => cell.length > 0),
        4,
      ).length;
    },
  },
  {
    rule: "the rounding of amounts",
    module: "../../../engine/disclosure/honest-digits.js",
    without: (real) => ({ ...real, publishedMean: exactly, publishedSum: exactly }),
    attack: async () => {
      const { capOf, halfWidths, publishedPay, targetsOf } = await import("./time-attack.js");
      const { company, cache } = await yearOfTwenty();
      const published = await publishedPay(cache, company, "2024-12");
      cache.database.close();
      const cap = capOf(company);
      const truth = company.people.map(({ pay }) => Math.min(pay, cap));
      const widths = halfWidths(truth, cap, published, targetsOf(company).ordinary);
      return widths.filter((width) => width < 0.1).length;
    },
  },
  {
    rule: "the rounding of counts",
    module: "../../../engine/disclosure/honest-digits.js",
    without: (real) => ({ ...real, publishedCount: exactly }),
    attack: async () => {
      const question = { metrics: ["headcount"], by: ["gender"], from: "2025-12", to: "2025-12" };
      const rows = await ask(yearOfExits(), question, "2026-06-01");
      // 36 of each; who knows the gender of all but one would know the last
      return rows.filter(({ headcount }) => Number(headcount) % 5 !== 0).length;
    },
  },
  {
    rule: "the rounding of kinds of exits",
    module: "../../../engine/disclosure/kind-digits.js",
    without: (real) => ({ ...real, publishedKind: exactly }),
    attack: async () => {
      const question = { metrics: ["voluntary_exits"], from: "2025-01", to: "2025-12" };
      const rows = await ask(yearOfExits(), question, "2026-06-01");
      // nine of eighteen resign; who knows the reasons of all but one would know the last
      return rows.filter(({ voluntary_exits: count }) => Number(count) % 5 !== 0).length;
    },
  },
  {
    rule: "kinds of exits of a unit and of its parts published together",
    module: "../../../engine/disclosure/joint-kinds.js",
    without: (real) => ({ ...real, publishKinds: eachByItself }),
    attack: async () => {
      const exits = { T1: "vvvvvvv", T2: "vviiiiiii", T3: "vviiiiiii", T4: "vviiiiiii" };
      const question = { metrics: ["exits", "voluntary_exits"], from: "2025-01", to: "2025-12" };
      const rows = yearOfExits(exits);
      const [all] = await ask(rows, question, "2026-06-01");
      const teams = await ask(rows, { ...question, by: ["team"] }, "2026-06-01");
      // 15 stands for 13 and more, 0 for at most 2: 13 less three times 2 leaves 7, which are all who left T1
      const [high, low] = [(x: unknown) => Number(x) + 2, (x: unknown) => Number(x) - 2];
      return teams.filter(({ exits: own }, i) => {
        const others = teams.filter((_, j) => j !== i);
        if ([all, ...others].some(({ voluntary_exits: count }) => count === null)) return false;
        const most = others.reduce((sum, row) => sum + high(row.voluntary_exits), 0);
        return low(all.voluntary_exits) - most >= Number(own);
      }).length;
    },
  },
  {
    rule: "kinds of exits by whole fiscal years",
    module: "../../../engine/metrics/released-event-digits.js",
    without: (real) => ({ ...real, isFiscalYear: () => true }),
    attack: async () => {
      const question: MetricQuerySpec = { metrics: ["voluntary_exits"], from: "2025-01", to: "2025-09" };
      const rows = await ask(yearOfExits(), question, "2026-06-01");
      return rows.filter(({ voluntary_exits: count }) => count !== null).length;
    },
  },
  {
    rule: "the cap",
    module: "../../../engine/metrics/released-scale.js",
    without: (real) => ({
      ...real,
      scalesFor: async (...args: unknown[]) =>
        (await (real.scalesFor as (...a: unknown[]) => Promise<object[]>)(...args)).map((scale) => ({
          ...scale,
          caps: {},
        })),
    }),
    attack: async () => {
      const { capOf, publishedPay, targetsOf } = await import("./time-attack.js");
      const { company, cache } = await yearOfTwenty();
      const { sums } = await publishedPay(cache, company, "2024-12");
      cache.database.close();
      const cap = capOf(company);
      // nobody but the outlier earns more than the cap: what a cell with him says at least is his
      return targetsOf(company).outliers.filter((outlier) =>
        sums.some(({ members, low }) => members.includes(outlier) && low > members.length * cap),
      ).length;
    },
  },
  {
    rule: "the half-year ends of what persists",
    module: "../../../engine/disclosure/honest-digits.js",
    without: (real) => ({ ...real, isOnCalendar: () => true }),
    attack: async () => {
      const rows = await ask(threeTeams(), { metrics: ["base_pay_mean"], by: ["month"] }, "2025-06-01");
      return rows.filter(({ base_pay_mean: mean }) => mean !== null).length;
    },
  },
  {
    rule: "closed months only",
    module: "../../../engine/disclosure/close-months.js",
    without: (real) => ({
      ...real,
      closedMonths: async (db: { rows: (sql: string) => Promise<{ month: string }[]> }) =>
        (await db.rows("SELECT strftime(month, '%Y-%m') AS month FROM calendar_month ORDER BY month")).map(
          ({ month }) => month,
        ),
    }),
    attack: async () => {
      const question: MetricQuerySpec = { metrics: ["headcount"], by: ["month"] };
      const rows = await ask(threeTeams(), question, "2025-03-20");
      // March is still open on the 20th: whoever asks again tomorrow sees who came in between
      return rows.filter(({ month }) => String(month) >= "2025-03").length;
    },
  },
  {
    rule: "a cell in every month of the window",
    module: "../../../engine/metrics/released-cells.js",
    without: (real) => ({
      ...real,
      cellsOfWindow: (
        book: { months: Map<string, unknown> },
        window: unknown,
        cellsIn: (m: unknown) => Cell[],
      ) => {
        void window;
        const first = cellsIn([...book.months.values()][0]);
        return new Map(first.map((cell) => [cell.key, { ...cell, months: 1 }]));
      },
    }),
    attack: async () => {
      const question: MetricQuerySpec = {
        metrics: ["overtime_per_head"],
        by: ["team"],
        from: "2025-01",
        to: "2025-03",
      };
      const rows = await ask(threeTeams(), question, "2025-06-01");
      // team T3 has three people in February: in no window with that month may it stand alone
      return rows.filter(({ team, overtime_per_head: hours }) => team === "T3" && hours !== null).length;
    },
  },
];

interface Cell {
  key: string;
}

const blindAudit = { with: () => ({ accepted: blindAudit }) };
const exactly = (value: number) => ({ value, step: 1e-9 });

async function yearOfTwenty() {
  const { openTimeCompany, timeCompany } = await import("./time-company.js");
  const company = timeCompany(20, 2, halfYears);
  return { company, cache: await openTimeCompany(company, 5) };
}

/** Three teams over three months; one of each leaves in March, and T3 has but three people in February. */
function threeTeams(): FixtureRow[] {
  const months = ["2025-01", "2025-02", "2025-03"];
  return ["T1", "T2", "T3"].flatMap((team) =>
    Array.from({ length: 12 }, (_, i) => i).flatMap((i) =>
      months.flatMap((month): FixtureRow[] => {
        if (team === "T3" && month === "2025-02" && i >= 3) return [];
        const isExit = i === 0 && month === "2025-03";
        return [
          {
            employee_id: `${team}-${i}`,
            month,
            division: team,
            department: team,
            team,
            org_unit_id: team,
            org_path: ["C", team],
            headcount_end: isExit ? 0 : 1,
            headcount_average: 1,
            exit_exposure: 1,
            is_voluntary_exit: isExit,
            attendance_days: 20,
            overtime_hours: 5 + i,
            base_pay: 9000 + 100 * i,
          },
        ];
      }),
    ),
  );
}

const months2025 = Array.from({ length: 12 }, (_, m) => `2025-${String(m + 1).padStart(2, "0")}`);

/** Kinds of exits as they are published of each cell without the others in view. */
function eachByItself(
  groups: readonly { counts: readonly number[] }[],
  cells: readonly { key: string; groups: ReadonlySet<number> }[],
  k: number,
) {
  const rounded = cells.map(({ key, groups: members }): [string, object] => {
    const counts = [0, 1, 2].map((i) => [...members].reduce((sum, g) => sum + groups[g].counts[i], 0));
    const kinds = counts.map((count) => ({ value: Math.round(count / k) * k, step: k }));
    return [key, { exits: counts.reduce((sum, n) => sum + n, 0), kinds }];
  });
  return new Map(rounded);
}

/** Teams of 30 over a year; those who leave in June, by kind (v: voluntary, i: involuntary). */
function yearOfExits(
  exits: Record<string, string> = { T1: "vvviii", T2: "vvviii", T3: "vvviii" },
): FixtureRow[] {
  return Object.entries(exits).flatMap(([team, kinds]) =>
    Array.from({ length: 30 }, (_, i) => i).flatMap((i) =>
      months2025
        .filter((month) => i >= kinds.length || month <= "2025-06")
        .map((month): FixtureRow => {
          const isExit = i < kinds.length && month === "2025-06";
          return {
            employee_id: `${team}-${i}`,
            month,
            division: team,
            department: team,
            team,
            org_unit_id: team,
            org_path: ["C", team],
            gender: i % 2 ? "female" : "male",
            headcount_end: isExit ? 0 : 1,
            headcount_average: 1,
            exit_exposure: 1,
            is_voluntary_exit: isExit && kinds[i] === "v",
            is_involuntary_exit: isExit && kinds[i] === "i",
          };
        }),
    ),
  );
}

async function ask(employeeMonths: FixtureRow[], question: MetricQuerySpec, now: string) {
  const { cacheOf } = await import("../metrics/month-fixture.js");
  const { answer } = await import("../../../engine/metrics/answer.js");
  const { resultRows } = await import("../../../engine/result-rows.js");
  const months = [...new Set(employeeMonths.map(({ month }) => String(month)))].sort();
  const cache = await cacheOf({ months, employeeMonths });
  try {
    const { table, columns } = await answer(cache, question, { reader: everybody, now: new Date(now) });
    return resultRows(table, columns);
  } finally {
    cache.database.close();
  }
}

afterEach(() => {
  vi.doUnmock("../../../engine/disclosure/audit.js");
  for (const { module } of mutants) vi.doUnmock(module);
  vi.resetModules();
});

describe("promise 2 and 3, recipe test 9: without the rule the attack succeeds", () => {
  it.each(mutants)("$rule", { timeout: 300_000 }, async ({ module, without, attack }) => {
    vi.resetModules();
    expect(await attack()).toBe(0);
    vi.resetModules();
    vi.doMock(module, async (importOriginal) => without(await importOriginal<Module>()));
    expect(await attack()).toBeGreaterThan(0);
  });
});
