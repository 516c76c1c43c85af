// The dictionary and the identity list over HTTP: whole, described, and for person-level rights only where people are named.
import { afterAll, beforeAll, expect, it } from "vitest";
import { contracts } from "../../datasets/contracts/index.js";
import { smallWorkspace, type SmallWorkspace } from "./small-workspace.js";

let small: SmallWorkspace;
beforeAll(async () => {
  small = await smallWorkspace();
});
afterAll(() => small.close());

const request = (path: string, init: RequestInit = {}) =>
  small.app.request(`http://localhost:8787${path}`, {
    ...init,
    headers: { host: "localhost:8787", "content-type": "application/json", ...init.headers },
  });
const as = (reader: string) => ({ "x-rapport-as": encodeURIComponent(reader) });

it("serves every contract, with the metrics that need it", async () => {
  const { tables } = await (await request("/api/dictionary")).json();
  expect(tables.map((t: { table: string }) => t.table)).toEqual(contracts.map((c) => c.table));
  const exits = tables.find((t: { table: string }) => t.table === "termination");
  expect(exits.analyses.map((a: { id: string }) => a.id)).toContain("voluntary_turnover");
  expect(exits.replacedBy).toEqual(["employee_id"]);
});

it("shows and decides identities only with person-level rights on the whole company", async () => {
  expect(await (await request("/api/identity")).json()).toEqual({ review: [], matched: {}, decided: 0 });
  const body = JSON.stringify({ record: "abc", employee: "A1" });
  for (const init of [{ headers: as("陈磊") }, { method: "POST", body, headers: as("陈磊") }]) {
    const refused = await request("/api/identity", init);
    expect([refused.status, (await refused.json()).code]).toEqual([403, "identity_needs_person_rights"]);
  }
  const unknown = await request("/api/identity", { method: "POST", body, headers: as("boss") });
  expect([unknown.status, (await unknown.json()).code]).toEqual([422, "identity_unknown_record"]);
});
