// Routes of changes, receipts, organisations and drafts; and what of them a report keeps.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { act } from "../../web/report/report-action.js";
import { reportQuery } from "../../web/report/report-query.js";
import { emptyReport, upgradeReport } from "../../web/report/report-spec.js";
import { decodeReport, encodeReport } from "../../web/report/url-state.js";
import { smallWorkspace, type SmallWorkspace } from "./small-workspace.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let small: SmallWorkspace;
beforeAll(async () => {
  small = await smallWorkspace();
});
afterAll(() => small.close());

const boss = { "X-Rapport-As": "boss" };
const manager = { "X-Rapport-As": encodeURIComponent("陈磊") };

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = boss) {
  const response = await small.app.request(`http://localhost${path}`, {
    method,
    headers: {
      Host: "localhost",
      Accept: "application/json",
      ...(body ? { "Content-Type": "application/json" } : {}),
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return {
    status: response.status,
    json: (await response.json()) as Record<string, never> & { code?: string },
  };
}

describe("the routes", () => {
  it("list the imports, and answer as known after one of them", async () => {
    const { json } = await call("GET", "/api/history/imports");
    const imports = json.imports as { id: string; tables: string[] }[];
    expect(imports).toHaveLength(1);
    expect(imports[0]!.tables).toContain("employee");
    const known = await call("POST", "/api/query", {
      metrics: ["headcount"],
      asOf: { known: imports[0]!.id },
    });
    expect(known.json.total).toMatchObject({ headcount: 9 });
    const early = await call("POST", "/api/query", { metrics: ["headcount"], asOf: { known: "2020-01-01" } });
    expect([early.status, early.json.code]).toEqual([422, "known_before_imports"]);
    const since = await call("POST", "/api/changes", {
      question: { metrics: ["headcount"] },
      since: imports[0]!.id,
    });
    expect([since.status, since.json.code]).toEqual([422, "changes_since_now"]);
    expect((await call("GET", "/api/progress")).json).toEqual({ doing: null });
  });

  it("recompute a receipt and say so in both languages", async () => {
    const { json: document } = await call("POST", "/api/query", {
      metrics: ["headcount"],
      by: ["department"],
    });
    const { json } = await call("POST", "/api/verify", document);
    expect(json).toMatchObject({ verdict: "equal", precision: "bits" });
    const reasons = json.reasons as { code: string; text: { en: string; zh: string } }[];
    expect(reasons.map(({ code }) => code)).toEqual(["in_journal"]);
    expect(reasons[0]!.text.zh).toMatch(/签发/);
    const altered = await call("POST", "/api/verify", { ...document, from: "2020-01" });
    expect(altered.json.verdict).toBe("tampered");
    expect((await call("POST", "/api/verify", { receipt: {} })).json.code).toBe("receipt_unreadable");
  });

  it("make a draft, take steps on it, ask on it, take them back and delete it", async () => {
    expect((await call("POST", "/api/org-drafts", { name: "plan" })).json).toMatchObject({
      base: "2025-12-31",
      steps: [],
    });
    expect((await call("POST", "/api/org-drafts", { name: "plan" })).json.code).toBe("draft_exists");
    expect((await call("POST", "/api/org-drafts", { name: "No Name" })).json.code).toBe("draft_name_invalid");
    await call("POST", "/api/org-drafts/plan/steps", { do: "merge", unit: "B", into: "A" });
    const asked = { metrics: ["headcount"], by: ["division"], asOf: { org: "draft:plan" } };
    expect((await call("POST", "/api/query", asked)).json.rows).toMatchObject([
      { division: "Sales", headcount: 9 },
    ]);
    const { json } = await call("GET", "/api/organisation?a=latest&b=draft%3Aplan");
    expect(json.counts).toMatchObject({ merged: 1, added: 0 });
    expect((await call("POST", "/api/org-drafts/plan/undo", { steps: 0 })).json.steps).toEqual([]);
    expect((await call("DELETE", "/api/org-drafts/plan")).json).toEqual({ deleted: "plan" });
    expect((await call("GET", "/api/org-drafts")).json).toEqual({ drafts: [] });
    expect((await call("POST", "/api/query", asked)).json.code).toBe("organisation_unknown");
  });

  it("refuse readers of groups everything that recasts or lists people", async () => {
    const refused = async (method: string, path: string, body?: unknown) =>
      (await call(method, path, body, manager)).json.code;
    expect(await refused("POST", "/api/query", { metrics: ["headcount"], asOf: { org: "latest" } })).toBe(
      "as_of_needs_person_rights",
    );
    expect(await refused("GET", "/api/org-drafts")).toBe("as_of_needs_person_rights");
    expect(await refused("POST", "/api/org-drafts", { name: "mine" })).toBe("as_of_needs_person_rights");
    expect(
      await refused("POST", "/api/changes", { question: { metrics: ["headcount"] }, since: "2026-01-01" }),
    ).toBe("changes_need_person_rights");
    const { json: document } = await call("POST", "/api/query", { metrics: ["headcount"] });
    expect(await refused("POST", "/api/verify", document)).toBe("verify_needs_person_rights");
  });
});

describe("a report", () => {
  const report = { ...emptyReport, metrics: ["headcount"], asOf: { org: "draft:plan", known: "2025-07-05" } };

  it("keeps its organisation and known time in its address and its question", () => {
    expect(decodeReport(encodeReport(report))).toEqual(report);
    expect(reportQuery(report)).toEqual({ metrics: ["headcount"], asOf: report.asOf });
    expect(upgradeReport({ metrics: ["headcount"], asOf: { org: "latest" } }).asOf).toEqual({
      org: "latest",
    });
  });

  it("goes back to each month's own organisation and today's data", () => {
    const chosen = act(emptyReport, { do: "as_of", org: "2024-06" });
    expect(chosen.asOf).toEqual({ org: "2024-06" });
    expect(act(chosen, { do: "as_of" })).toEqual(emptyReport);
  });
});
