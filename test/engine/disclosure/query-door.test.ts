// Attacks through the door that everybody uses: pairs of questions that differ by a few people, months that change after the
// close, raw data that change under the published cells, and refusals that must not tell one case from another.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RapportError } from "../../../engine/errors.js";
import { answer } from "../../../engine/metrics/answer.js";
import type { ReleaseBook } from "../../../engine/disclosure/release-book.js";
import { loadCatalogue } from "../../../engine/metrics/catalogue.js";
import { releasesOf } from "../../../engine/metrics/releases-of.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import type { Filter, MetricQuerySpec } from "../../../engine/metrics/metric-query.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import { resultToCsv } from "../../../engine/result-csv.js";
import { resultRows, type PlainRow } from "../../../engine/result-rows.js";
import type { FixtureRow } from "../metrics/month-fixture.js";
import { doorCompany, openDoor, type DoorCompany } from "./door-company.js";
import { randomFrom } from "./random-membership.js";

const now = new Date("2026-02-01T00:00:00Z");
const everyone: Reader = { id: "g", rights: "group" };
const nightly = process.env.RAPPORT_NIGHTLY !== undefined;
const pairs = nightly ? 10_000 : 1_000;

let company: DoorCompany;
let cache: MetricCache;
let book: ReleaseBook;
beforeAll(async () => {
  company = doorCompany(320, 4);
  cache = await openDoor(company);
  ({ book } = await releasesOf(cache, loadCatalogue(), now));
}, 120_000);
afterAll(() => cache.database.close());

interface Answered {
  people: Set<string>[];
  rows: PlainRow[];
}

/** Rows of the answer with the people behind each, recounted from the data by the names in the row; null when refused. */
async function ask(spec: MetricQuerySpec, reader: Reader): Promise<Answered | null> {
  try {
    const result = await answer(cache, spec, { reader, now });
    const rows = resultRows(result.table, result.columns);
    return { rows, people: rows.map((row) => behind(row, spec, reader)) };
  } catch (error) {
    if (error instanceof RapportError && error.code === "not_released") return null;
    throw error;
  }
}

/** Where a row is counted: the few who sit above other units are counted with one of these, as the release says. */
function homeOf(row: FixtureRow): string[] {
  const hosts = book.months.get(String(row.month))!.release.hosts;
  const path = ["*", ...(row.org_path as string[]).slice(1)];
  while (hosts[path.at(-1)!] !== undefined) path.push(hosts[path.at(-1)!]);
  return ["C", ...path.slice(1)];
}

const within = (row: FixtureRow, unit: string): boolean => homeOf(row).includes(unit);
/** Units bear their ids as names here; who sits higher up bears the deepest one. */
const levels: Record<string, number> = { division: 1, department: 2, team: 3 };
const valueOf = (row: FixtureRow, field: string): unknown =>
  field in levels ? homeOf(row)[Math.min(levels[field], homeOf(row).length - 1)] : row[field];

function behind(answered: PlainRow, spec: MetricQuerySpec, reader: Reader): Set<string> {
  const fields = (spec.by ?? []).filter((field) => field !== "month");
  const meets = (row: FixtureRow): boolean =>
    (reader.scope === undefined || within(row, reader.scope)) &&
    (spec.where ?? []).every(({ field, value }) =>
      field === "org_unit" ? within(row, String(value)) : [value].flat().includes(row[field] as string),
    ) &&
    fields.every((field) =>
      String(answered[field])
        .split(" + ")
        .includes(String(valueOf(row, field))),
    );
  const people = company.rows.filter((row) => {
    const month = String(row.month);
    return month >= spec.from! && month <= spec.to! && meets(row);
  });
  return new Set(people.map((row) => String(row.employee_id)));
}

describe("promise 3: pairs of questions", () => {
  it(
    `${pairs} pairs (a group and the same less one value, complements, windows ± 1, overlapping scopes) leak nobody's number`,
    {
      timeout: 1_800_000,
    },
    async () => {
      const random = randomFrom(17);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
      const units = [...new Set(company.rows.flatMap((row) => row.org_path as string[]))];
      const values: Record<string, unknown[]> = {};
      for (const field of ["gender", "tenure_band", "level", "age_band", "job_family", "site"])
        values[field] = [...new Set(company.rows.map((row) => row[field]))];
      const fields = Object.keys(values);
      const known = new Map<string, Promise<Answered | null>>();
      const once = (spec: MetricQuerySpec, reader: Reader) => {
        const key = JSON.stringify([spec, reader]);
        if (!known.has(key)) known.set(key, ask(spec, reader));
        return known.get(key)!;
      };
      let [leaks, both, refused] = [0, 0, 0];
      for (let n = 0; n < pairs; n++) {
        const month = pick(company.months.slice(6, 20));
        const metrics = ["overtime_per_head"];
        const base: MetricQuerySpec = { metrics, from: month, to: month };
        const unit: Filter = { field: "org_unit", op: "=", value: pick(units) };
        const field = pick(fields);
        const some = values[field].filter(() => random() < 0.6) as string[];
        const attribute: Filter = {
          field,
          op: "in",
          value: some.length > 0 ? some : (values[field] as string[]),
        };
        const nobody = (field === "level" ? 99 : "none") as string;
        const less: Filter = {
          field,
          op: "in",
          value: (attribute.value as string[]).slice(1).concat(some.length > 1 ? [] : nobody),
        };
        const next = company.months[company.months.indexOf(month) + 1];
        const scope = pick([undefined, ...units.slice(1, 6)]);
        const [a, b, reader] = pick<[MetricQuerySpec, MetricQuerySpec, Reader]>([
          [{ ...base, where: [unit] }, { ...base, where: [unit, attribute] }, everyone],
          [{ ...base, where: [unit, attribute] }, { ...base, where: [unit, less] }, everyone],
          [{ ...base, where: [attribute] }, { ...base, where: [less] }, everyone],
          [{ ...base, where: [unit] }, { ...base, where: [unit], to: next }, everyone],
          [{ ...base, by: ["department"] }, { ...base, by: ["department"], where: [unit] }, everyone],
          [
            { ...base, by: ["team"] },
            { ...base, by: ["department", field] },
            { ...everyone, scope },
          ],
        ]);
        const [left, right] = await Promise.all([once(a, everyone), once(b, reader)]);
        refused += Number(left === null) + Number(right === null);
        if (!left || !right) continue;
        both++;
        for (const [i, big] of left.people.entries())
          for (const [j, small] of right.people.entries()) {
            if (a.to !== b.to) continue;
            const difference = [...big].filter((id) => !small.has(id));
            const isSubset = [...small].every((id) => big.has(id));
            const numbers = [left.rows[i].overtime_per_head, right.rows[j].overtime_per_head];
            if (
              isSubset &&
              difference.length > 0 &&
              difference.length < 5 &&
              numbers.every((x) => x !== null)
            )
              leaks++;
          }
      }
      expect({ leaks }).toEqual({ leaks: 0 });
      expect(both).toBeGreaterThan(pairs / 20);
      console.log(
        `${pairs} pairs: ${both} answered on both sides, ${Math.round((refused / (2 * pairs)) * 100)} % refused`,
      );
    },
  );
});

describe("promise 1: every number", () => {
  it("rests on nobody or at least five people, recounted", { timeout: 300_000 }, async () => {
    const smallest: number[] = [];
    for (const by of [
      ["department"],
      ["team"],
      ["division", "gender"],
      ["department", "level"],
      ["department", "gender"],
      ["site"],
    ])
      for (const month of ["2024-06", "2024-12", "2025-06"]) {
        const found = await ask(
          { metrics: ["overtime_per_head", "headcount"], by, from: month, to: month },
          everyone,
        );
        for (const [i, row] of (found?.rows ?? []).entries())
          if (row.overtime_per_head !== null || row.headcount !== null) smallest.push(found!.people[i].size);
      }
    expect(smallest.length).toBeGreaterThan(100);
    expect(Math.min(...smallest)).toBeGreaterThanOrEqual(5);
  });
});

/** Milliseconds of one refusal. */
async function refusalTime(value: string): Promise<number> {
  const spec: MetricQuerySpec = {
    metrics: ["overtime_per_head"],
    from: "2025-06",
    to: "2025-06",
    where: [{ field: "org_unit", op: "=", value }],
  };
  const started = performance.now();
  const asked = answer(cache, spec, { reader: { ...everyone, scope: "D0" }, now });
  await expect(asked).rejects.toMatchObject({ code: "not_released" });
  return performance.now() - started;
}

const share = (list: number[], x: number): number => list.filter((value) => value <= x).length / list.length;

describe("promise 7: refusals", () => {
  it(
    "take as long for no people as for four (Kolmogorov–Smirnov, p > 0.01)",
    { timeout: 120_000, retry: 2 },
    async () => {
      const heads = "D1"; // there, but out of scope; the other does not exist
      const [a, b]: [number[], number[]] = [[], []];
      for (let i = 0; i < 150; i++) {
        a.push(await refusalTime(heads));
        b.push(await refusalTime("nowhere"));
      }
      const points = [...a, ...b].sort((x, y) => x - y);
      const distance = Math.max(...points.map((x) => Math.abs(share(a, x) - share(b, x))));
      // critical distance at p = 0.01 for two samples of n: 1.63 · √(2/n)
      expect(distance).toBeLessThan(1.63 * Math.sqrt(2 / a.length));
    },
  );
});

describe("what is published", () => {
  const questions: MetricQuerySpec[] = [
    {
      metrics: ["overtime_per_head", "voluntary_exits"],
      by: ["department"],
      from: "2025-01",
      to: "2025-06",
      order: ["-overtime_per_head"],
    },
    {
      metrics: ["overtime_per_head"],
      by: ["month"],
      from: "2025-01",
      to: "2025-06",
      compare: ["previous_year"],
    },
  ];
  const published = async (open: MetricCache): Promise<string> => {
    const texts = await Promise.all(
      questions.map(async (spec) => {
        const result = await answer(open, spec, { reader: everyone, now });
        return resultToCsv(result) + JSON.stringify(resultRows(result.total, result.columns));
      }),
    );
    return texts.join("\n");
  };

  it(
    "stays the same, order and exports too, when raw numbers change without changing a published cell",
    { timeout: 120_000 },
    async () => {
      const other = await openDoor(company);
      // two people of one team swap a little overtime: every sum stays, every row changes
      const march = company.rows.filter((row) => row.month === "2025-03" && Number(row.overtime_hours) > 1);
      const first = march.find((row) => march.filter(({ team }) => team === row.team).length > 1)!;
      const inTeam = march.filter(({ team }) => team === first.team);
      const [a, b] = inTeam;
      await other.database.run(
        "UPDATE employee_month SET overtime_hours = overtime_hours + 0.2 WHERE employee_id = $1 AND month = '2025-03-01'",
        [String(a.employee_id)],
      );
      await other.database.run(
        "UPDATE employee_month SET overtime_hours = overtime_hours - 0.2 WHERE employee_id = $1 AND month = '2025-03-01'",
        [String(b.employee_id)],
      );
      expect(await published(other)).toBe(await published(cache));
      other.database.close();
    },
  );

  it(
    "promise 6: ranks are of units by published value, ties in the order of names; nobody is ranked",
    { timeout: 120_000 },
    async () => {
      const spec: MetricQuerySpec = {
        metrics: ["overtime_per_head"],
        by: ["team"],
        from: "2025-01",
        to: "2025-06",
        order: ["-overtime_per_head"],
      };
      const rows = (await ask(spec, everyone))!.rows.filter((row) => row.overtime_per_head !== null);
      const values = rows.map((row) => Number(row.overtime_per_head));
      // whoever recomputes the rank from what is printed gets the same list: the order holds nothing else
      const again = rows.toSorted(
        (a, b) =>
          Number(b.overtime_per_head) - Number(a.overtime_per_head) ||
          (String(a.team) < String(b.team) ? -1 : 1),
      );
      expect(rows.map(({ team }) => team)).toEqual(again.map(({ team }) => team));
      expect(new Set(values).size).toBeLessThan(values.length);
      for (const limit of [1, 3])
        expect((await ask({ ...spec, limit }, everyone))!.rows).toEqual(rows.slice(0, limit));
      for (const by of [["manager"], ["team", "level", "gender"]])
        expect(await ask({ ...spec, by }, everyone)).toBeNull();
    },
  );

  it(
    "changes when a cell really changes (so that the test above can fail)",
    { timeout: 120_000 },
    async () => {
      const other = await openDoor(company);
      await other.database.run(
        "UPDATE employee_month SET overtime_hours = overtime_hours * 3 WHERE month = '2025-03-01'",
      );
      expect(await published(other)).not.toBe(await published(cache));
      other.database.close();
    },
  );
});
