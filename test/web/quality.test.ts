// The quality routes: report, plan, sample, list, result; a bare percentage and readers of groups are refused.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smallWorkspace, type SmallWorkspace } from "./small-workspace.js";

let small: SmallWorkspace;
beforeAll(async () => {
  small = await smallWorkspace();
});
afterAll(() => small.close());

const base = "http://localhost:8787";
const council = { "x-rapport-as": encodeURIComponent("陈磊") };
const get = (path: string, headers: Record<string, string> = {}) =>
  small.app.request(`${base}${path}`, { headers: { host: "localhost:8787", ...headers } });
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  small.app.request(`${base}${path}`, {
    method: "POST",
    headers: { host: "localhost:8787", "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const refusal = async (response: Response) => [
  response.status,
  ((await response.json()) as { code: string }).code,
];

const question = { table: "employee", quarter: "2025-Q4" };

describe("the quality routes", () => {
  it("report on every source that was imported", async () => {
    const report = await (await get("/api/quality")).json();
    expect(report.quarter).toBe("2025-Q4");
    expect(report.sources.map((s: { table: string }) => s.table)).toEqual([
      "org_unit",
      "employee",
      "job_assignment",
      "termination",
    ]);
    expect(report.sources[1]).toMatchObject({ rows: 12, batch: { rows: 12, before: null }, drift: null });
  });

  it("compute plans, and say what is wrong with one that cannot be", async () => {
    expect(await (await get("/api/quality/plan")).json()).toMatchObject({ size: 299, model: "binomial" });
    expect(await (await get("/api/quality/plan?limit=0.05&accept=1&lot=200")).json()).toMatchObject({
      model: "hypergeometric",
      size: 72,
    });
    expect(await refusal(await get("/api/quality/plan?limit=2"))).toEqual([422, "plan_invalid"]);
    expect(await refusal(await get("/api/quality/plan?limit=x"))).toEqual([400, "request_malformed"]);
  });

  it("draw a sample, give its list, take its result and prove the bound", async () => {
    const sample = await (await post("/api/quality/samples", question)).json();
    // one wrong record of twelve would already be more than 1 %: all are checked
    expect(sample).toMatchObject({ id: "2025-Q4-employee-1", lot: 12, size: 12 });
    const list = await get(`/api/quality/samples/${sample.id}/list.csv`);
    expect(list.headers.get("content-type")).toContain("text/csv");
    expect(list.headers.get("content-disposition")).toContain("2025-Q4-employee-1.csv");
    expect((await list.text()).trim().split("\r\n")).toHaveLength(13);
    const result = `/api/quality/samples/${sample.id}/result`;
    expect(await refusal(await post(result, { rate: "0.5%" }))).toEqual([422, "rate_without_sample"]);
    expect(await refusal(await post(result, {}))).toEqual([422, "sample_result_missing"]);
    expect(await refusal(await post(result, { wrong: [13] }))).toEqual([422, "sample_result_invalid"]);
    const done = await (await post(result, { wrong: [] })).json();
    expect(done.check).toMatchObject({ errors: 0, upper: 0, verdict: "proved" });
    expect(await refusal(await post(result, { wrong: [] }))).toEqual([409, "sample_result_entered"]);
    expect(await refusal(await post("/api/quality/samples", question))).toEqual([
      409,
      "sample_already_checked",
    ]);
    expect(await refusal(await post("/api/quality/samples/none/result", { wrong: [] }))).toEqual([
      404,
      "sample_unknown",
    ]);
  });

  it("show a reader of groups counts, and refuse lists, samples and results", async () => {
    const report = await get("/api/quality", council);
    expect(report.status).toBe(200);
    expect(await report.text()).not.toMatch(/"[AB]\d"/);
    const rows = "/api/quality/findings?rule=age_at_hire";
    for (const response of [
      await get(rows, council),
      await get("/api/quality/days?employee=A3&month=2025-10", council),
      await post("/api/quality/samples", question, council),
      await get("/api/quality/samples/2025-Q4-employee-1/list.csv", council),
      await post("/api/quality/samples/2025-Q4-employee-1/result", { wrong: [] }, council),
    ])
      expect(await refusal(response)).toEqual([403, "quality_needs_person_rights"]);
    expect((await get(rows)).status).toBe(200);
  });

  it("word refusals in the reader's language with the number of records that a proof needs", async () => {
    const path = "/api/quality/samples/any/result";
    const en = await (await post(path, { rate: 0.01 }, { "accept-language": "en" })).json();
    const zh = await (await post(path, { rate: 0.01 }, { "accept-language": "zh-CN" })).json();
    expect(en.hint).toContain("299");
    expect(zh.hint).toContain("299");
    expect(zh.message).toMatch(/[\u4e00-\u9fff]/);
  });
});
