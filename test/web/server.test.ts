// The server as a browser meets it: routes, errors in the reader's language, guards, and readers with fewer rights.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeAnswer } from "./decode-answer.js";
import { smallWorkspace, type SmallWorkspace } from "./small-workspace.js";

let small: SmallWorkspace;
beforeAll(async () => {
  small = await smallWorkspace();
});
afterAll(() => small.close());

const base = "http://localhost:8787";
const get = (path: string, headers: Record<string, string> = {}) =>
  small.app.request(`${base}${path}`, { headers: { host: "localhost:8787", ...headers } });
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  small.app.request(`${base}${path}`, {
    method: "POST",
    headers: { host: "localhost:8787", "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const code = async (response: Response) => ((await response.json()) as { code: string }).code;

describe("the answers", () => {
  it("describes the workspace: window, metrics with formulas in both languages, readers", async () => {
    const meta = await (await get("/api/meta")).json();
    expect(meta.workspace.name).toEqual({ en: "Twelve", zh: "十二人公司" });
    expect(meta.history.to).toBe("2025-12");
    expect(meta.users.map((user: { id: string }) => user.id)).toEqual(["boss", "陈磊"]);
    const turnover = meta.metrics.find(({ id }: { id: string }) => id === "voluntary_turnover");
    expect(turnover.available).toBe(true);
    expect(turnover.formula.en).toContain("÷");
    expect(turnover.formula.zh).toMatch(/[\u4e00-\u9fff].*÷/);
    const revenue = meta.metrics.find(({ id }: { id: string }) => id === "revenue");
    expect(revenue).toMatchObject({ available: false, missing: [{ en: "Sales activity", zh: "销售业绩" }] });
  });

  it("has no column of a formula left without words", async () => {
    const meta = await (await get("/api/meta")).json();
    for (const metric of meta.metrics) {
      expect(metric.formula.en).not.toMatch(/_/);
      expect(metric.formula.zh).not.toMatch(/_/);
    }
  });

  it("answers a question as Arrow with the envelope in the schema, equal to the JSON form", async () => {
    const question = { metrics: ["headcount", "exits"], by: ["year"], from: "2024-01", to: "2025-12" };
    const arrow = await post("/api/query", question);
    expect(arrow.headers.get("content-type")).toBe("application/vnd.apache.arrow.stream");
    const answer = await decodeAnswer(arrow);
    expect(answer.rows.map(({ headcount, exits }) => [headcount, exits])).toEqual([
      [11, 1],
      [9, 2],
    ]);
    expect(answer.total).toMatchObject({ headcount: 9, exits: 3 });
    const json = await (await post("/api/query", question, { accept: "application/json" })).json();
    expect(json.rows.map((row: { headcount: number }) => row.headcount)).toEqual([11, 9]);
    expect(json.total.exits).toBe(3);
    expect(json.receipt.id).toBe(answer.receipt.id);
  });

  it("lists the values of a dimension, largest group first", async () => {
    expect(await (await get("/api/dimensions/department")).json()).toEqual({ values: ["Sales", "Office"] });
  });

  it("says what is here and what each missing source would add", async () => {
    const status = await (await get("/api/status")).json();
    expect(status.employees).toBe(12);
    const missing = status.missing.find(({ table }: { table: string }) => table === "sales_activity");
    expect(missing.columns.map(({ name }: { name: string }) => name)).toContain("revenue");
  });

  it("describes itself as OpenAPI with a schema for every route", async () => {
    const document = await (await get("/api/openapi.json")).json();
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        "/api/meta",
        "/api/query",
        "/api/status",
        "/api/events",
        "/api/models/attrition",
        "/api/models/targets",
        "/api/reports",
      ]),
    );
    for (const methods of Object.values<Record<string, { responses: object }>>(document.paths))
      for (const operation of Object.values(methods)) expect(operation.responses).toBeTruthy();
  });
});

describe("failures", () => {
  it("are worded in the reader's language, with code, hint and facts", async () => {
    const ask = (headers: Record<string, string>) => post("/api/query", { metrics: ["turnovr"] }, headers);
    const en = await (await ask({ "accept-language": "en" })).json();
    const zh = await (await ask({ "accept-language": "zh-CN,en;q=0.5" })).json();
    expect(zh.code).toBe(en.code);
    expect(zh.facts).toEqual(en.facts);
    expect(zh.message).toMatch(/[\u4e00-\u9fff]/);
    expect(en.message).not.toMatch(/[\u4e00-\u9fff]/);
    expect(en.hint).not.toBe("");
    const byQuery = await (await post("/api/query?locale=zh", { metrics: ["turnovr"] })).json();
    expect(byQuery.message).toBe(zh.message);
  });

  it("have a status that fits: unknown route 404, broken JSON 400, unknown metric 422", async () => {
    const unknown = await get("/api/nothing");
    expect([unknown.status, await code(unknown)]).toEqual([404, "route_unknown"]);
    const broken = await post("/api/query", "{");
    expect([broken.status, await code(broken)]).toEqual([400, "request_malformed"]);
    expect((await post("/api/query", { metrics: ["nonsense"] })).status).toBe(422);
  });

  it("include a body that is too large", async () => {
    const response = await post("/api/query", { metrics: ["x".repeat(300 * 1024)] });
    expect([response.status, await code(response)]).toEqual([413, "body_too_large"]);
  });

  it("never answer with a stack or a path", async () => {
    for (const response of [await get("/api/nothing"), await post("/api/query", { metrics: 5 })])
      expect(await response.text()).not.toMatch(/node_modules|\.ts:|at \w+ \(/);
  });
});

describe("guards", () => {
  it("answer only under this machine's own names", async () => {
    for (const host of ["evil.example", "localhost.evil.example:8787", "192.168.1.5:8787"]) {
      const response = await get("/api/meta", { host });
      expect([response.status, await code(response)]).toEqual([421, "host_refused"]);
    }
    for (const host of ["127.0.0.1:8787", "[::1]:8787", "LOCALHOST"])
      expect((await get("/api/meta", { host })).status).toBe(200);
  });

  it("refuse pages of other sites", async () => {
    const response = await post("/api/query", { metrics: ["headcount"] }, { origin: "https://evil.example" });
    expect([response.status, await code(response)]).toEqual([403, "origin_refused"]);
    const own = await post("/api/query", { metrics: ["headcount"] }, { origin: "http://localhost:8787" });
    expect(own.status).toBe(200);
  });

  it("promise 20: let the browser run nothing but what this server sent", async () => {
    const policy = (await get("/")).headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
    expect((await get("/")).headers.get("x-content-type-options")).toBe("nosniff");
    expect((await get("/api/meta")).headers.get("cache-control")).toBe("no-store");
  });
});

describe("pages", () => {
  it("come from the built client; any address of a page is the same document", async () => {
    for (const path of ["/", "/targets", "/reports/quarterly"]) {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain("<title>Rapport</title>");
    }
  });

  it("are asked for again by ETag; hashed assets are kept for good", async () => {
    const first = await get("/");
    expect(first.headers.get("cache-control")).toBe("no-cache");
    const again = await get("/", { "if-none-match": first.headers.get("etag")! });
    expect(again.status).toBe(304);
    expect((await get("/assets/index-abc.js")).headers.get("cache-control")).toContain("immutable");
    expect((await get("/assets/missing.js")).status).toBe(404);
  });

  it("never come from outside the client's folder", async () => {
    for (const path of ["/..%2f..%2frapport.yml", "/assets/..%2f..%2frapport.yml", "/%2e%2e/rapport.yml"])
      expect(await (await get(path)).text()).not.toContain("十二人公司");
  });
});

describe("a reader of groups", () => {
  const as = { "x-rapport-as": encodeURIComponent("陈磊") };
  const question = { metrics: ["total_turnover"], by: ["department"], from: "2025-01", to: "2025-12" };

  it("gets no number about fewer than five people, with a reason in its place", async () => {
    const own = await decodeAnswer(await post("/api/query", question));
    const theirs = await decodeAnswer(await post("/api/query", question, as));
    const office = (rows: typeof own.rows) => rows.find(({ department }) => department === "Office")!;
    expect(office(own.rows).total_turnover).toBeGreaterThan(0);
    // three people are no group of their own: they are shown together with the next unit
    expect(office(theirs.rows)).toBeUndefined();
    expect(theirs.rows).toMatchObject([{ department: "Sales + Office", total_turnover__n: 11 }]);
    const alone = { ...question, where: [{ field: "department", op: "=", value: "Office" }] };
    const refused = await post("/api/query", alone, as);
    const unknown = await post(
      "/api/query",
      { ...question, where: [{ field: "department", op: "=", value: "?" }] },
      as,
    );
    expect([refused.status, await refused.text()]).toEqual([unknown.status, await unknown.text()]);
  });

  it("is told so by ?as= as well, and an unknown name is refused", async () => {
    const meta = await (await get(`/api/meta?as=${encodeURIComponent("陈磊")}`)).json();
    expect(meta.reader).toMatchObject({ id: "陈磊", rights: "group" });
    const stranger = await get("/api/meta?as=nobody");
    expect([stranger.status, await code(stranger)]).toEqual([403, "reader_unknown"]);
  });

  it("may not fit a model", async () => {
    const response = await post("/api/models/attrition", {}, as);
    expect([response.status, await code(response)]).toEqual([403, "fit_needs_person_rights"]);
  });
});

describe("models", () => {
  // The history begins with the first exit (2024-03), so that one has no month before it to learn from.
  it("refuse with the number of further exits needed; the server answers while the fit runs", async () => {
    const begun = await post("/api/models/attrition", {});
    expect(begun.status).toBe(202);
    let answer = await begun.json();
    let asked = 0;
    while (answer.state === "fitting") {
      await new Promise((resolve) => setTimeout(resolve, 100));
      answer = await (await get("/api/models/attrition")).json();
      asked++;
    }
    expect(asked).toBeGreaterThan(0);
    expect(answer).toMatchObject({ state: "refused", model: null, isStale: false });
    expect(answer.refusal.facts).toMatchObject({ events: 2, moreEvents: 28 });
  });

  it("forecast a measure that adds up, with the chance of an entered target", async () => {
    const response = await post("/api/models/targets", { metric: "hires", target: 1 });
    const answer = await response.json();
    expect(response.status).toBe(200);
    expect(answer.state).toBe("forecast");
    expect(answer.view.entered.probability).toBeLessThan(0.5);
    const chances = answer.view.chances.map(({ probability }: { probability: number }) => probability);
    expect(chances).toEqual([...chances].sort((a: number, b: number) => b - a));
  });

  it("name the measures that can have a target when another is asked", async () => {
    const response = await post("/api/models/targets", { metric: "voluntary_turnover" });
    expect([response.status, await code(response)]).toEqual([422, "metric_unknown_for_target"]);
  });
});
