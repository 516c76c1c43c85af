// Scores of a KPI scheme over HTTP: who is answered what, the rows, the standing, and the journal line of every read.
import { afterAll, beforeAll, expect, it } from "vitest";
import { readJournal } from "../../engine/index.js";
import { schemeText, indicator, version } from "../models/schemes/scheme-text.js";
import { schemeWorkspace, type SchemeWorkspace } from "../models/schemes/scheme-workspace.js";

let company: SchemeWorkspace;
beforeAll(async () => {
  company = await schemeWorkspace();
  company.writeScheme(
    "test",
    schemeText([version([indicator("sales", 100, { target: { at_least: 6000 } })])]),
  );
});
afterAll(() => company.close());

async function ask(path: string, as: string, body?: object) {
  const response = await company.app.request(`http://localhost:8787/api/schemes/${path}`, {
    method: body ? "POST" : "GET",
    headers: { host: "localhost:8787", "content-type": "application/json", "x-rapport-as": as },
    ...(body && { body: JSON.stringify(body) }),
  });
  // oxlint-disable-next-line typescript/no-explicit-any
  return { status: response.status, body: (await response.json()) as any };
}

it("scores: a leader's, a manager's reports, one's own; none for a reader of groups; unknown schemes and periods", async () => {
  const scored = async (as: string, body: object = {}) => {
    const { status, body: answer } = await ask("test/score", as, body);
    return status === 200 ? answer.scores.length : [status, answer.code];
  };
  expect(await scored("boss")).toBe(13);
  expect(await scored("lead")).toBe(8);
  expect(await scored("s03")).toBe(1);
  expect(await scored("chen")).toEqual([403, "person_values_refused"]);
  expect(await scored("boss", { period: "2025-04" })).toEqual([422, "scheme_period_invalid"]);
  expect(await ask("nothing/score", "boss", {})).toMatchObject({
    status: 404,
    body: { code: "scheme_unknown" },
  });
  const { body } = await ask("test/score", "boss", { employees: ["S01"], period: "2025-Q1" });
  expect(await scored("s03", { employees: ["S04"] })).toEqual([404, "scheme_nobody"]);
  expect(body).toMatchObject({
    period: "2025-Q1",
    standing: { adoptedAt: null },
    scores: [{ employee: "S01", total: 60 }],
  });
});

it("rows behind a score, with file and row; every read is a line that says which scheme, period and whose", async () => {
  const rows = await ask("test/rows?employee=S03&period=2025-Q2", "s03");
  expect(rows.body.parts[0]).toMatchObject({
    source: "revenue",
    sources: [{ table: "sales_activity", count: 3 }],
  });
  expect((await ask("test/rows?employee=S04", "s03")).body.code).toBe("scheme_nobody");
  const lines = readJournal(company.workspace).lines.filter(({ what }) =>
    String(what).includes("/api/schemes/"),
  );
  expect(lines.at(-2)).toMatchObject({
    reader: "s03",
    scheme: "test",
    period: "2025-Q2",
    person: "S03",
    status: 200,
  });
  expect(lines.at(-1)).toMatchObject({ reader: "s03", person: "S04", status: 404 });
});

it("puts a text in force for those who may write, and says what is doubtful with its line", async () => {
  expect((await ask("test/adopt", "lead", {})).status).toBe(403);
  expect((await ask("test/adopt", "boss", {})).body.standing).toMatchObject({
    isInForce: true,
    adoptedBy: "boss",
  });
  const { body } = await ask("test/state", "boss");
  expect(body.standing.isInForce).toBe(true);
  expect(body.warnings.map(({ code, line }: { code: string; line: number }) => [code, line > 1])).toEqual([
    ["result_only", true],
  ]);
});
