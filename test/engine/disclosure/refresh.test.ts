// A closed month is closed: a joiner, a leaver and a correction that arrive later change no byte of it for readers of groups,
// neither of the release nor of the answer; a new month is added beside it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  answer,
  importFiles,
  initWorkspace,
  openCache,
  readJournal,
  type Workspace,
} from "../../../engine/index.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import { releaseHash } from "../../../engine/disclosure/release.js";
import { resultToCsv } from "../../../engine/result-csv.js";
import { resultRows } from "../../../engine/result-rows.js";

const reader: Reader = { id: "g", rights: "group" };
const people = Array.from({ length: 36 }, (_, i) => `E${i + 10}`);
/** The unit of a hire. */
const half = (i: number): string => (i % 2 ? "A" : "B");
const hireMonth = (i: number): string => `2023-${String((i % 12) + 1).padStart(2, "0")}`;
const unitOf = (i: number): string => (i < 20 ? "A" : "B");
let dir: string;
let workspace: Workspace;

const csv = (rows: unknown[][]): string => rows.map((row) => row.join(",")).join("\n");
const write = (name: string, rows: unknown[][]): string => {
  const file = path.join(dir, `${name}.csv`);
  writeFileSync(file, csv(rows));
  return file;
};
const training = (month: string, factor: number): unknown[][] => [
  ["employee_id", "course", "completed_on", "hours"],
  ...people.map((id, i) => [id, "safety", `${month}-10`, factor * (1 + (i % 5))]),
];
const ask = async (now: Date): Promise<string> => {
  const cache = await openCache(workspace, { now });
  try {
    const spec = {
      metrics: ["headcount", "training_hours_per_head"],
      by: ["month", "division"],
      to: "2025-03",
    };
    return resultToCsv(await answer({ ...cache, workspace }, spec, { reader, now }));
  } finally {
    cache.database.close();
  }
};

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "rapport-refresh-"));
  workspace = initWorkspace(path.join(dir, "w"), {
    name: "Refresh",
    users: [{ id: "g", rights: "group" }],
    historyFrom: "2025-01",
  });
  const files = [
    write("employee", [["employee_id", "hire_date"], ...people.map((id) => [id, "2024-02-01"])]),
    write("org_unit", [
      ["org_unit_id", "name", "parent_id", "valid_from"],
      ["ROOT", "Refresh", "", "2024-01-01"],
      ["A", "Alpha", "ROOT", "2024-01-01"],
      ["B", "Beta", "ROOT", "2024-01-01"],
    ]),
    write("job_assignment", [
      ["employee_id", "valid_from", "org_unit_id"],
      ...people.map((id, i) => [id, "2024-02-01", unitOf(i)]),
    ]),
    write("training_record", [...training("2025-02", 2), ...training("2025-03", 3).slice(1)]),
  ];
  await importFiles(workspace, files, { now: new Date("2025-04-10T00:00:00Z") });
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("promise 4: later records", () => {
  it("leave closed months as they were, byte by byte", { timeout: 120_000 }, async () => {
    const before = await ask(new Date("2025-04-10T00:00:00Z"));
    expect(before).toContain("Alpha");
    const file = workspace.path("releases", "2025-03.json");
    const bytes = readFileSync(file, "utf8");
    const line = readJournal(workspace).lines.find(
      ({ kind, month }) => kind === "release" && month === "2025-03",
    );
    expect(line).toMatchObject({ release: releaseHash(bytes), k: 5 });

    const later = [
      write("employee2", [
        ["employee_id", "hire_date"],
        ["N1", "2025-03-01"],
        ["N2", "2025-03-01"],
      ]),
      write("job_assignment2", [
        ["employee_id", "valid_from", "org_unit_id"],
        ["N1", "2025-03-01", "A"],
        ["N2", "2025-03-01", "B"],
      ]),
      write("termination", [
        ["employee_id", "exit_date", "exit_kind"],
        ["E15", "2025-03-20", "voluntary"],
      ]),
      write("training_record2", training("2025-03", 9)),
    ];
    await importFiles(workspace, later, { now: new Date("2025-05-10T00:00:00Z") });
    expect(await ask(new Date("2025-05-10T00:00:00Z"))).toBe(before);
    expect(readFileSync(file, "utf8")).toBe(bytes);
  });

  it("count from the month that closes after them", { timeout: 120_000 }, async () => {
    const now = new Date("2025-05-10T00:00:00Z");
    const cache = await openCache(workspace, { now });
    const spec = { metrics: ["headcount"], by: ["month"] };
    const csvOf = async (as: Reader) =>
      resultToCsv(await answer({ ...cache, workspace }, spec, { reader: as, now }));
    const [theirs, exact] = [await csvOf(reader), await csvOf({ id: "local", rights: "person" })];
    cache.database.close();
    expect(theirs).toContain("36");
    expect(exact).toContain("37");
  });
});

describe("promise 4: early exits of hires", () => {
  const spec = { metrics: ["attrition_90_days", "attrition_first_year"], by: ["division"] };
  const hired = Array.from({ length: 72 }, (_, i) => `H${i + 100}`);
  let folder: string;
  let company: Workspace;

  const file = (name: string, rows: unknown[][]): string => {
    const target = path.join(folder, `${name}.csv`);
    writeFileSync(target, csv(rows));
    return target;
  };
  const early = async (as: Reader, now: Date, from = "2023-01", to = "2023-12") => {
    const cache = await openCache(company, { now });
    try {
      const result = await answer(
        { ...cache, workspace: company },
        { ...spec, from, to },
        { reader: as, now },
      );
      return { text: resultToCsv(result), rows: resultRows(result.table, result.columns) };
    } finally {
      cache.database.close();
    }
  };

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "rapport-hires-"));
    company = initWorkspace(path.join(folder, "w"), {
      name: "Hires",
      users: [{ id: "g", rights: "group" }],
      historyFrom: "2023-01",
      exitsObservedFrom: "2023-01",
    });
    const files = [
      file("employee", [
        ["employee_id", "hire_date"],
        ...people.map((id) => [id, "2022-02-01"]),
        ...hired.map((id, i) => [id, `${hireMonth(i)}-${["01", "28"][i % 2]}`]),
      ]),
      file("org_unit", [
        ["org_unit_id", "name", "parent_id", "valid_from"],
        ["ROOT", "Hires", "", "2022-01-01"],
        ["A", "Alpha", "ROOT", "2022-01-01"],
        ["B", "Beta", "ROOT", "2022-01-01"],
      ]),
      file("job_assignment", [
        ["employee_id", "valid_from", "org_unit_id"],
        ...people.map((id, i) => [id, "2022-02-01", half(i)]),
        ...hired.map((id, i) => [id, `${hireMonth(i)}-01`, half(i)]),
      ]),
      // nine leave after some forty days, nine more after some seven months
      file("termination", [
        ["employee_id", "exit_date", "exit_kind"],
        ...hired.flatMap((id, i) =>
          i % 4 > 0 ? [] : [[id, exitDate(hireMonth(i), i % 8 ? 7 : 1), "voluntary"]],
        ),
      ]),
      file("training_record", [
        ["employee_id", "course", "completed_on", "hours"],
        [people[0], "safety", "2025-03-10", 2],
      ]),
    ];
    await importFiles(company, files, { now: new Date("2025-04-10T00:00:00Z") });
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("are shown once everybody hired in the year has been followed", { timeout: 120_000 }, async () => {
    const cases = [
      { now: "2024-03-10", ninety: "not_followed_yet", year: "not_followed_yet" },
      { now: "2024-06-10", ninety: null, year: "not_followed_yet" },
    ];
    for (const { now, ninety, year } of cases)
      for (const row of (await early(reader, new Date(`${now}T00:00:00Z`))).rows)
        expect([now, row.attrition_90_days__refused, row.attrition_first_year__refused]).toEqual([
          now,
          ninety,
          year,
        ]);
  });

  it("stay as they were at the close, byte by byte, when records change", { timeout: 120_000 }, async () => {
    const now = new Date("2025-05-10T00:00:00Z");
    const exact: Reader = { id: "local", rights: "person" };
    const [before, beforeExact] = [await early(reader, now), await early(exact, now)];
    expect(before.rows).toHaveLength(2);
    for (const row of before.rows) {
      expect(row.attrition_90_days).not.toBeNull();
      expect(row.attrition_first_year).not.toBeNull();
    }
    const line = readJournal(company).lines.find(
      ({ kind, month }) => kind === "release" && month === "2023-05",
    );
    expect(Object.keys(line!.rows as object)).toContain("2023-05.hire_cohort.parquet");
    // another eighteen are found to have left within a month or two
    const later = [
      file("termination2", [
        ["employee_id", "exit_date", "exit_kind"],
        ...hired.flatMap((id, i) => (i % 4 === 1 ? [[id, exitDate(hireMonth(i), 1), "voluntary"]] : [])),
      ]),
    ];
    await importFiles(company, later, { now });
    expect((await early(exact, now)).text).not.toBe(beforeExact.text);
    expect((await early(reader, now)).text).toBe(before.text);
  });
});

/** The tenth of the month so many months after. */
function exitDate(month: string, after: number): string {
  const date = new Date(`${month}-10T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + after);
  return date.toISOString().slice(0, 10);
}
