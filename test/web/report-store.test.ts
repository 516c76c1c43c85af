import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorkspace, initWorkspace } from "../../engine/index.js";
import { emptyReport } from "../../web/report/report-spec.js";
import { errorResponse } from "../../web/server/error-response.js";
import { apiRouter } from "../../web/server/api-router.js";
import { reportRoutes } from "../../web/server/report-routes.js";
import { ReportStore } from "../../web/server/report-store.js";
import { reportId } from "../../web/report/report-id.js";

const now = () => new Date("2026-11-05T10:00:00Z");
const report = { ...emptyReport, metrics: ["exits"], across: ["month"] };
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "rapport-reports-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe("the store of reports", () => {
  it("gives back what was written, latest first, and forgets what was removed", async () => {
    const store = new ReportStore(path.join(dir, "reports"));
    await store.write("first", "First", report, now());
    await store.write("second", "第二", { ...report, asTable: true }, new Date("2026-11-06"));
    expect((await store.list()).reports.map(({ name }) => name)).toEqual(["第二", "First"]);
    expect(await store.read("first")).toMatchObject({ id: "first", name: "First", report });
    await store.remove("first");
    await expect(store.read("first")).rejects.toMatchObject({ code: "report_not_found" });
    await expect(store.remove("first")).rejects.toMatchObject({ code: "report_not_found" });
    expect(readdirSync(path.join(dir, "reports"))).toEqual(["second.json"]);
  });

  it("an empty or missing folder is an empty list", async () => {
    expect(await new ReportStore(path.join(dir, "none")).list()).toEqual({ reports: [], unreadable: [] });
  });

  it.each(["../escape", "a/b", "", ".hidden", "A", "x".repeat(65), "a.json", "nul\u0000"])(
    "refuses the id %j",
    async (id) => {
      const store = new ReportStore(dir);
      await expect(store.write(id, "x", report, now())).rejects.toMatchObject({ code: "report_id_invalid" });
      await expect(store.read(id)).rejects.toMatchObject({ code: "report_id_invalid" });
      await expect(store.remove(id)).rejects.toMatchObject({ code: "report_id_invalid" });
      expect(readdirSync(dir)).toEqual([]);
    },
  );

  it("names broken files without losing the others, and reads a bare question as a report", async () => {
    const store = new ReportStore(dir);
    await store.write("good", "Good", report, now());
    writeFileSync(path.join(dir, "broken.json"), "{");
    writeFileSync(
      path.join(dir, "later.json"),
      JSON.stringify({ name: "L", report: { ...report, version: 9 } }),
    );
    writeFileSync(
      path.join(dir, "old.json"),
      JSON.stringify({ name: "Old", report: { metrics: ["exits"], by: ["month"] } }),
    );
    const list = await store.list();
    expect(list.unreadable).toEqual(["broken.json", "later.json"]);
    expect(list.reports.map(({ id }) => id).sort()).toEqual(["good", "old"]);
    expect((await store.read("old")).report).toEqual(report);
    await expect(store.read("broken")).rejects.toMatchObject({
      code: "report_unreadable",
      facts: { file: "reports/broken.json" },
    });
  });

  it("leaves no draft behind and writes files a person can read", async () => {
    const store = new ReportStore(dir);
    await Promise.all([1, 2, 3, 4].map((n) => store.write("same", `N${n}`, report, now())));
    expect(readdirSync(dir)).toEqual(["same.json"]);
    expect(JSON.parse(readFileSync(path.join(dir, "same.json"), "utf8"))).toMatchObject({ report });
  });
});

const app = () => {
  const workspaceDir = path.join(dir, "ws");
  initWorkspace(workspaceDir, { name: "T" } as never);
  const router = apiRouter();
  router.onError(errorResponse);
  return router.route("/", reportRoutes({ workspace: openWorkspace(workspaceDir), now }));
};
const put = (body: unknown) => ({
  method: "PUT",
  body: JSON.stringify(body),
  headers: { "content-type": "application/json" },
});

describe("/api/reports", () => {
  it("saves, lists, reads and removes", async () => {
    const router = app();
    const saved = await router.request("/api/reports/turnover", put({ name: " Turnover ", report }));
    expect(saved.status).toBe(200);
    expect(await saved.json()).toEqual({
      id: "turnover",
      name: "Turnover",
      savedAt: now().toISOString(),
      report,
    });
    expect(await (await router.request("/api/reports")).json()).toMatchObject({
      reports: [{ id: "turnover" }],
    });
    expect((await router.request("/api/reports/turnover", { method: "DELETE" })).status).toBe(204);
    const gone = await router.request("/api/reports/turnover");
    expect(gone.status).toBe(404);
    expect(await gone.json()).toMatchObject({ code: "report_not_found" });
  });

  it.each([
    { name: "", report },
    { name: "x", report: { ...report, version: 2 } },
    { name: "x", report: { ...report, sql: "SELECT 1" } },
    { name: "x", report: { ...report, metrics: ["a;b"] } },
    { name: "x" },
  ])("refuses %j", async (body) => {
    const answer = await app().request("/api/reports/x", put(body));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "request_malformed" });
  });

  it("never leaves the folder, however the id is written", async () => {
    const router = app();
    for (const id of ["..%2F..%2Frapport", "%2e%2e", "a%00b"]) {
      const answer = await router.request(`/api/reports/${id}`, put({ name: "x", report }));
      expect(`${id} ${answer.status}`).toMatch(/ (400|404|422)$/);
    }
    expect(readdirSync(path.join(dir, "ws")).toSorted()).not.toContain("rapport.json");
  });
});

describe("ids of reports", () => {
  it("are readable, unique, and valid for any name", () => {
    expect(reportId("Sales turnover 2026", [])).toBe("sales-turnover-2026");
    expect(reportId("Sales turnover 2026", ["sales-turnover-2026"])).toBe("sales-turnover-2026-2");
    expect(reportId("销售离职", [])).toMatch(/^report-[a-z0-9]+$/);
    expect(reportId("销售离职", [])).not.toBe(reportId("研发离职", []));
  });
});
