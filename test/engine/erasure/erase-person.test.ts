// A canary with a name of its own is erased; then every byte of every store is searched for it.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { audit } from "../../../engine/audit/audit.js";
import { recordRead } from "../../../engine/audit/read-log.js";
import { Database } from "../../../engine/database.js";
import { erasePerson, settleErasure } from "../../../engine/erasure/erase-person.js";
import { finishSwap } from "../../../engine/erasure/swap-files.js";
import {
  answer,
  appendJournal,
  importFiles,
  initWorkspace,
  localReader,
  openCache,
  readJournal,
  type Workspace,
} from "../../../engine/index.js";

const now = new Date("2026-01-05T09:00:00Z");
const canary = { id: "QX-7731", name: "Zebulon Quirke", email: "zebulon.quirke@example.com" };

let dir: string;
let workspace: Workspace;

const csv = (name: string, rows: string[][]): string => {
  const file = path.join(dir, `${name}.csv`);
  writeFileSync(file, rows.map((row) => row.join(",")).join("\n"));
  return file;
};

beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "rapport-erase-"));
  workspace = initWorkspace(path.join(dir, "company"), { name: { en: "Co", zh: "公司" } });
  const others = Array.from({ length: 8 }, (_, i) => `E${i + 1}`);
  const files = [
    csv("employee", [
      ["employee_id", "name", "email", "hire_date", "birth_date"],
      [canary.id, canary.name, canary.email, "2023-03-01", "1980-07-19"],
      ...others.map((id, i) => [id, i === 0 ? "Ann Lee" : `Person ${i}`, "", "2023-01-01", "1990-01-01"]),
      ["E99", canary.name.replace("Quirke", "Quirk"), "", "not-a-date", "1990-01-01"],
    ]),
    csv("job_assignment", [
      ["employee_id", "valid_from", "org_unit_id", "manager_id"],
      [canary.id, "2023-03-01", "A", "E1"],
      ...others.map((id) => [id, "2023-01-01", "A", canary.id]),
    ]),
    csv("termination", [
      ["employee_id", "exit_date", "exit_kind", "reason"],
      ["E8", "2025-03-31", "voluntary", `did not get along with ${canary.name}`],
    ]),
    csv("performance_review", [
      ["employee_id", "review_date", "score", "rater_id"],
      [canary.id, "2025-06-30", "4", "E1"],
      ["E1", "2025-06-30", "3", canary.id],
      ["E2", "2025-06-30", "5", "E1"],
    ]),
  ];
  await importFiles(workspace, files, { now });
  for (const file of files) rmSync(file);
  (await openCache(workspace, { now })).database.close();
  for (const [file, text] of Object.entries({
    "reports/one.json": JSON.stringify({ title: `About ${canary.name}`, n: 7731 }),
    "notebooks/codes.csv": `code,n\nKH24-${canary.id}-2,1\n`,
    "notebooks/a.md": `# Notes\nAsk ${canary.email} or QX-7731, not QX-77310.\n`,
    "models/attrition/fitted.json": "{}",
  })) {
    mkdirSync(path.dirname(workspace.path(file)), { recursive: true });
    writeFileSync(workspace.path(file), text);
  }
  const db = await Database.open();
  mkdirSync(workspace.path("releases"), { recursive: true });
  for (const file of [kept(), kept("hire_cohort")])
    await db.run(
      `COPY (SELECT * FROM (VALUES ('${canary.id}', 'E1', 4.0), ('E1', '${canary.id}', 3.0)) t(employee_id, manager_id, pay)) TO '${file}' (FORMAT parquet)`,
    );
  db.close();
  appendJournal(
    workspace,
    { kind: "sql", statement: `SELECT * FROM employee WHERE name = '${canary.name}'` },
    now,
  );
  recordRead(workspace, { kind: "export", reader: "local", rights: "person", what: "rapport notebook" }, now);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const kept = (relation = "employee_month"): string =>
  workspace.path("releases", `2025-05.${relation}.parquet`);

const request = { employeeId: canary.id, reason: "request 12", by: "local", now };

/** Every store, Parquet and databases decoded: the places where one of the texts stands. */
async function places(needles: string[]): Promise<string[]> {
  const found: string[] = [];
  const db = await Database.open();
  const walk = async (folder: string): Promise<void> => {
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      if (statSync(file).isDirectory()) {
        await walk(file);
        continue;
      }
      const bytes = readFileSync(file);
      let text = bytes.toString("latin1") + bytes.toString("utf8");
      if (name.endsWith(".parquet"))
        text += JSON.stringify(
          await db.rows(`SELECT to_json(t)::VARCHAR AS row FROM read_parquet('${file}') t`),
        );
      if (needles.some((needle) => text.includes(needle))) found.push(path.relative(workspace.dir, file));
    }
  };
  await walk(workspace.dir);
  db.close();
  return found;
}

const headcount = async () => {
  const cache = await openCache(workspace, { now });
  try {
    const result = await answer(
      { ...cache, workspace },
      { metrics: ["headcount"], from: "2025-06", to: "2025-06" },
      { reader: localReader, now },
    );
    return result.total.getChild("headcount")!.get(0);
  } finally {
    cache.database.close();
  }
};

describe("promise 30: erasure", () => {
  it("leaves no trace of an erased person in any store, and everybody else as they were", async () => {
    expect(await headcount()).toBe(8);
    expect((await places([canary.id, canary.name])).length).toBeGreaterThan(5);
    const report = await erasePerson(workspace, { ...request, mode: "erase" });
    expect(await places([canary.id, canary.name, canary.email])).toEqual([
      "notebooks/a.md",
      "notebooks/codes.csv",
    ]);
    // a code that holds the number is no mention that could be replaced: it is named
    expect(report.left).toEqual(["notebooks/codes.csv"]);
    expect(readFileSync(workspace.path("notebooks/a.md"), "utf8")).toBe(
      `# Notes\nAsk ${report.token} or ${report.token}, not QX-77310.\n`,
    );
    expect(report.imports).toEqual([expect.objectContaining({ own: 3, mentions: 10 })]);
    expect(report.caches).toEqual(["cache.duckdb"]);
    expect(report.exports).toEqual([expect.objectContaining({ what: "rapport notebook", reader: "local" })]);
    expect(JSON.parse(readFileSync(workspace.path("reports/one.json"), "utf8"))).toEqual({
      title: `About ${report.token}`,
      n: 7731,
    });
    expect(await headcount()).toBe(7);
    const reviews = await (async () => {
      const cache = await openCache(workspace, { now });
      const rows = await cache.database.rows(
        "SELECT employee_id, rater_id FROM source_performance_review ORDER BY 1",
      );
      cache.database.close();
      return rows;
    })();
    expect(reviews).toEqual([
      { employee_id: "E1", rater_id: report.token },
      { employee_id: "E2", rater_id: "E1" },
    ]);
  });

  it("keeps the facts of a person put under a pseudonym, without name, address or birthday", async () => {
    const report = await erasePerson(workspace, { ...request, mode: "pseudonymise" });
    expect(await places([canary.id + '"', canary.name, canary.email, "1980-07-19"])).toEqual([]);
    expect(await headcount()).toBe(8);
    const cache = await openCache(workspace, { now });
    expect(
      await cache.database.rows(
        "SELECT name, email, birth_date FROM source_employee WHERE employee_id = $1",
        [report.token],
      ),
    ).toEqual([{ name: null, email: null, birth_date: "1980-01-01" }]);
    cache.database.close();
  });

  it("ties the journal again: intact, the redacted line with its old hash, the erasure on record", async () => {
    const before = readJournal(workspace).lines.find((line) => line.kind === "sql")!;
    const { token } = await erasePerson(workspace, { ...request, mode: "erase" });
    expect(audit(workspace)).toMatchObject({ intact: true });
    const after = readJournal(workspace).lines;
    expect(after.find((line) => line.kind === "sql")).toMatchObject({
      redacted: before.hash,
      statement: `SELECT * FROM employee WHERE name = '${token}'`,
    });
    expect(after.at(-1)).toMatchObject({ kind: "erasure", token, reason: "request 12", journal_lines: 1 });
  });

  it("keeps the rows of closed months, which published numbers rest on, under a token of each file", async () => {
    const { token } = await erasePerson(workspace, { ...request, mode: "erase" });
    const db = await Database.open();
    for (const relation of ["employee_month", "hire_cohort"]) {
      const rows = await db.rows<{ employee_id: string; manager_id: string; pay: number }>(
        `SELECT * FROM read_parquet('${kept(relation)}') ORDER BY pay`,
      );
      expect(rows.map(({ pay }) => pay)).toEqual([3, 4]);
      expect(rows[1]!.employee_id).toMatch(new RegExp(`^${token}-[0-9a-f]{8}$`));
      expect(rows[0]!.manager_id).toBe(rows[1]!.employee_id);
    }
    db.close();
    expect(readJournal(workspace).lines.at(-1)).toHaveProperty("kept_rows");
  });

  it("flags the models that learnt from the person", async () => {
    const { models } = await erasePerson(workspace, { ...request, mode: "erase" });
    expect(models).toEqual(["attrition"]);
    expect(JSON.parse(readFileSync(workspace.path("models/attrition/refit.json"), "utf8"))).toEqual({
      because: "erasure",
      at: now.toISOString(),
    });
  });

  it("refuses what it cannot do, and changes nothing", async () => {
    const whole = await places([canary.id, canary.name]);
    for (const [change, code] of [
      [{ employeeId: "E1234" }, "person_unknown"],
      [{ reason: "  " }, "erasure_needs_reason"],
      [{ reason: `${canary.name} asked` }, "reason_names_person"],
    ] as const)
      await expect(erasePerson(workspace, { ...request, mode: "erase", ...change })).rejects.toMatchObject({
        code,
      });
    expect(await places([canary.id, canary.name])).toEqual(whole);
    expect(readdirSync(workspace.dir)).not.toContain(".erasing");
  });

  it("is as if it had not begun when stopped before the plan, and is finished when stopped after it", async () => {
    const stop = new AbortController();
    await expect(
      erasePerson(workspace, {
        ...request,
        mode: "erase",
        signal: stop.signal,
        onProgress: () => stop.abort(),
      }),
    ).rejects.toThrow(/abort/i);
    expect(readdirSync(workspace.dir)).not.toContain(".erasing");
    expect(await headcount()).toBe(8);
    // A plan whose process died: one file in place, one still staged.
    mkdirSync(workspace.path(".erasing", "notebooks"), { recursive: true });
    writeFileSync(workspace.path(".erasing", "notebooks", "a.md"), "new");
    const line = { kind: "erasure", token: "erased-1" };
    const plan = { files: ["notebooks/a.md", "reports/one.json"], removed: ["cache.duckdb"], line };
    writeFileSync(workspace.path(".erasing", "plan.json"), JSON.stringify(plan));
    expect(settleErasure(workspace, now)).toBe(true);
    expect(readFileSync(workspace.path("notebooks", "a.md"), "utf8")).toBe("new");
    expect(readdirSync(workspace.dir)).not.toContain("cache.duckdb");
    expect(readJournal(workspace).lines.at(-1)).toMatchObject(line);
    expect(settleErasure(workspace, now)).toBe(false);
    mkdirSync(workspace.path(".erasing"));
    expect(finishSwap(workspace)).toBeUndefined();
    expect(readdirSync(workspace.dir)).not.toContain(".erasing");
  });
});
