// The eleven ways in which row policies of other products were walked round (named with the source), each tried on ours.
// A sandboxed reader may read Office (B1…B3); Sales (A1…A9) must not reach them by any door.
import { mkdirSync, writeFileSync } from "node:fs";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runSql, type SqlRequest } from "../../../engine/analyst-sql/run-sql.js";
import { sqlRows } from "../../../engine/analyst-sql/sql-rows.js";
import { answer, localReader, type Reader } from "../../../engine/index.js";
import { resultRows } from "../../../engine/result-rows.js";
import { notebookHtml } from "../../../web/notebook/notebook-html.js";
import { createApp } from "../../../web/server/app.js";
import { clock, smallWorkspace, type SmallWorkspace } from "../../web/small-workspace.js";

const sandboxed: Reader = { id: "office", rights: "person", scope: "B" };
let small: SmallWorkspace;
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  small = await smallWorkspace();
  const { workspace, cache } = small;
  const users = [...workspace.config.users, { id: "office", rights: "person" as const, scope: "B" }];
  const clientDir = workspace.path("client");
  workspace.config.users = users;
  app = createApp({ workspace, cache: async () => cache, now: () => clock, clientDir });
});
afterAll(() => small.close());

const sql = (statement: string, request: Partial<SqlRequest> = {}) =>
  runSql(small.workspace, small.cache, { statement, reader: sandboxed, now: clock, ...request });
const rows = async (statement: string, reader = sandboxed) =>
  sqlRows(tableFromIPC((await sql(statement, { reader })).ipc));
const ids = async (statement: string, reader = sandboxed) =>
  (await rows(statement, reader)).map((row) => String(Object.values(row)[0]));
const isOffice = (found: string[]): boolean => found.length > 0 && found.every((id) => id.startsWith("B"));
const question = async (spec: object, reader = sandboxed) => {
  const result = await answer({ ...small.cache, workspace: small.workspace }, spec, { reader, now: clock });
  return resultRows(result.table, result.columns);
};
const http = (path: string, body?: object, headers: Record<string, string> = {}) =>
  app.request(`http://localhost${path}`, {
    method: body ? "POST" : "GET",
    headers: {
      host: "localhost",
      "content-type": "application/json",
      accept: "application/json",
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const as = { "x-rapport-as": "office" };
const notebook = (name: string, cells: string): string => {
  const file = small.workspace.path("notebooks", name);
  mkdirSync(small.workspace.path("notebooks"), { recursive: true });
  writeFileSync(file, `---\ntitle: ${name}\n---\n${cells}`);
  return file;
};
const page = (file: string, reader: Reader) =>
  notebookHtml(file, { workspace: small.workspace, cache: small.cache, reader, locale: "en", now: clock });

const values = async (headers = {}) =>
  ((await (await http("/api/dimensions/department", undefined, headers)).json()) as { values: string[] })
    .values;

describe("promise 9: walking round the row policy", () => {
  it("1 value lists: the values of a filter come from the reader's rows only (metabase #23377)", async () => {
    expect(await values()).toContain("Sales");
    expect(await values(as)).toEqual(["Office"]);
  });

  it("2 alias shadowing: an alias named like a table hides no table from the checker (superset #21535)", async () => {
    await expect(sql("SELECT employee_month.* FROM cache_info AS employee_month")).rejects.toMatchObject({
      code: "sql_relation_refused",
    });
    await expect(sql("SELECT * FROM company.main.employee_month AS employee_month")).rejects.toMatchObject({
      code: "sql_relation_refused",
    });
    const shadowed =
      "WITH employee_event AS (FROM employee_month) SELECT DISTINCT employee_id FROM employee_event";
    expect(isOffice(await ids(shadowed))).toBe(true);
  });

  it("3 sub-queries: in filters, lists and columns they see the same rows (superset #19242)", async () => {
    const everywhere = [
      "SELECT (SELECT min(employee_id) FROM employee_month)",
      "SELECT employee_id FROM source_employee WHERE employee_id IN (SELECT employee_id FROM employee_month)",
      "SELECT unnest((SELECT list(DISTINCT employee_id) FROM source_termination))",
      "SELECT x FROM (SELECT min(employee_id) OVER () AS x FROM source_employee) LIMIT 1",
      "SELECT e.employee_id FROM calendar_month, LATERAL (SELECT employee_id FROM employee_month) AS e LIMIT 5",
    ];
    for (const statement of everywhere) expect(isOffice(await ids(statement))).toBe(true);
    // In a question a value is a value: SQL in it is compared as text, and matches nobody.
    const injected = { field: "department", op: "=", value: "x' OR 1 IN (SELECT 1) --" };
    expect(await question({ metrics: ["headcount"], where: [injected] })).toMatchObject([{ headcount: 0 }]);
  });

  it("4 edited dataset: what was checked is what is run, though it is changed meanwhile (CVE-2026-23982)", async () => {
    const request: SqlRequest = { statement: "SELECT 'checked' AS which", reader: sandboxed, now: clock };
    const running = runSql(small.workspace, small.cache, request);
    request.statement = "SELECT 'changed' AS which";
    request.reader = localReader;
    const done = await running;
    expect(sqlRows(tableFromIPC(done.ipc))).toEqual([{ which: "checked" }]);
    expect(done.receipt).toMatchObject({ statement: "SELECT 'checked' AS which", reader: "office" });
  });

  it("5 cache: an answer of one reader is never given to another (superset #10804, #30336)", async () => {
    const statement = "SELECT count(DISTINCT employee_id) AS n FROM employee_month";
    const spec = { metrics: ["headcount"], by: ["department"], to: "2024-06", from: "2024-06" };
    for (const reader of [localReader, sandboxed, localReader, sandboxed]) {
      const isAll = reader === localReader;
      expect(await rows(statement, reader)).toEqual([{ n: isAll ? 12 : 3 }]);
      const departments = (await question(spec, reader)).map((row) => row.department);
      expect(departments.sort()).toEqual(isAll ? ["Office", "Sales"] : ["Office"]);
    }
    const [mine, theirs] = await Promise.all([sql(statement), sql(statement, { reader: localReader })]);
    expect(mine.receipt.id).not.toBe(theirs.receipt.id);
  });

  it("6 thumbnails: a picture is drawn for the one who looks, and is kept by nobody (superset #19110)", async () => {
    const file = notebook("pictures.md", "```chart\nmetrics: [headcount]\nby: [month, department]\n```\n");
    expect(await page(file, localReader)).toContain("Sales");
    expect(await page(file, sandboxed)).not.toContain("Sales");
    const shown = await http("/api/notebooks/pictures/page", undefined, as);
    expect(shown.headers.get("cache-control")).toBe("no-store");
    expect(await shown.text()).not.toContain("Sales");
  });

  it("7 saved SQL: a saved statement runs with the rights of the one who opens it (metabase #19450)", async () => {
    const file = notebook("saved.md", "```sql\nSELECT DISTINCT employee_id FROM employee_month\n```\n");
    expect(await page(file, localReader)).toContain("A5");
    const theirs = await page(file, sandboxed);
    expect(theirs).toContain("B2");
    expect(theirs).not.toMatch(/>A\d</);
    await expect(page(file, { id: "陈磊", rights: "group" })).rejects.toMatchObject({
      facts: { code: "sql_needs_person_rights" },
    });
  });

  it("8 schedule: what is run for a recipient is run with the recipient's rights of that day (metabase #27662)", async () => {
    const file = notebook(
      "monthly.md",
      "```sql\nSELECT count(DISTINCT employee_id) AS n FROM employee_month\n```\n",
    );
    expect(await page(file, sandboxed)).toContain("<td>3</td>");
    const revoked: Reader = { ...sandboxed, rights: "group" };
    await expect(page(file, revoked)).rejects.toMatchObject({ code: "notebook_sql_cell" });
  });

  it("9 embed token: nothing that the client sends beside its question widens or reuses an answer", async () => {
    const statement = "SELECT DISTINCT employee_id FROM employee_month ORDER BY 1";
    const told = await http(
      "/api/sql?dashboard_load_id=1&scope=A&rights=person",
      { statement },
      {
        ...as,
        "x-rapport-scope": "A",
        "x-forwarded-user": "boss",
        authorization: "Bearer boss",
        cookie: "as=boss",
      },
    );
    expect(((await told.json()) as { rows: unknown[] }).rows).toEqual(
      ["B1", "B2", "B3"].map((id) => ({ employee_id: id })),
    );
    for (const extra of [
      { reader: "boss" },
      { scope: "A" },
      { limits: { wallMs: 1e9 } },
      { dashboard_load_id: "1" },
    ])
      expect((await http("/api/sql", { statement, ...extra }, as)).status).toBe(400);
  });

  it("10 metadata tables: by name, function or CTE they are refused (CVE-2023-40610)", async () => {
    const asked = [
      "WITH m AS (SELECT * FROM duckdb_tables()) SELECT * FROM m",
      "WITH m AS (SELECT * FROM information_schema.tables) SELECT sql FROM m",
      "SELECT * FROM sqlite_master",
      "SELECT * FROM pragma_database_list",
      "SELECT * FROM duckdb_settings()",
      "SELECT * FROM cache_info",
    ];
    for (const statement of asked)
      await expect(sql(statement)).rejects.toMatchObject({
        code: expect.stringMatching(/^sql_(relation|function)_refused$/),
      });
  });

  it("11 stacked statements and crafted read-only checks: one SELECT or nothing (CVE-2026-23984)", async () => {
    const asked: [string, string][] = [
      ["SELECT 1; DROP TABLE employee_month", "sql_not_a_select"],
      ["SELECT 1; SELECT 2", "sql_several_statements"],
      ["SELECT 1 /*'*/; COPY employee_month TO 'x.csv' --'", "sql_not_a_select"],
      ["WITH x AS (DELETE FROM employee_month RETURNING *) FROM x", "sql_syntax"],
      ["/* SELECT */ DROP TABLE employee_month", "sql_not_a_select"],
      ["EXPLAIN ANALYZE DELETE FROM employee_month", "sql_not_a_select"],
    ];
    for (const [statement, code] of asked) await expect(sql(statement)).rejects.toMatchObject({ code });
    expect(await rows("SELECT count(DISTINCT employee_id) AS n FROM employee_month")).toEqual([{ n: 3 }]);
  });

  it("and turning a relation into a derived one neither loses nor doubles the policy (superset #39725)", async () => {
    const direct = await rows("SELECT count(*) AS n FROM employee_month");
    const derived = [
      "SELECT count(*) AS n FROM (FROM employee_month)",
      "WITH d AS (FROM employee_month) SELECT count(*) AS n FROM d",
      "WITH d AS MATERIALIZED (FROM employee_month) SELECT count(*) AS n FROM (SELECT * FROM d UNION SELECT * FROM d)",
      "SELECT count(*) AS n FROM employee_month AS a JOIN employee_month AS b USING (employee_id, month)",
    ];
    for (const statement of derived) expect(await rows(statement)).toEqual(direct);
  });
});
