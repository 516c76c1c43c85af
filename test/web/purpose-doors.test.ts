// Every route to exact numbers or rows of people, as a role that needs a purpose and may not see gender: the same refusals.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Reader } from "../../engine/metrics/reader.js";
import { smallWorkspace, type SmallWorkspace } from "./small-workspace.js";

let small: SmallWorkspace;
beforeAll(async () => {
  small = await smallWorkspace();
  const { config } = small.workspace;
  const auditor: Reader = { id: "auditor", rights: "person", needsPurpose: true, hide: ["gender"] };
  config.users = [...(config.users ?? []), auditor];
  config.purpose = { required: true, of: ["yearly audit"] };
});
afterAll(() => small.close());

const base = "http://localhost:8787";
const doors: [string, string, object?][] = [
  ["a question", "/api/query", { metrics: ["headcount"], by: ["department"] }],
  [
    "why it changed",
    "/api/explain",
    { metric: "headcount", from: "2025-12", against: "previous_year", by: "department" },
  ],
  ["how long people stay", "/api/survival", {}],
  ["analysts' SQL", "/api/sql", { statement: "SELECT count(*) AS people FROM employee_month" }],
  ["rows of a quality finding", "/api/quality/findings?rule=manager_unknown"],
];
async function ask([, path, body]: (typeof doors)[number], purpose?: string) {
  const response = await small.app.request(`${base}${path}`, {
    method: body ? "POST" : "GET",
    headers: {
      host: "localhost:8787",
      "content-type": "application/json",
      "x-rapport-as": "auditor",
      ...(purpose !== undefined && { "x-rapport-purpose": encodeURIComponent(purpose) }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const code = response.ok || !text.startsWith("{") ? undefined : (JSON.parse(text) as { code: string }).code;
  return { status: response.status, code };
}

describe.each(doors)("%s", (...door) => {
  it("is refused without a purpose and with one that rapport.yml does not list, and given with a listed one", async () => {
    expect(await ask(door)).toEqual({ status: 403, code: "purpose_required" });
    expect(await ask(door, "  ")).toEqual({ status: 403, code: "purpose_required" });
    expect(await ask(door, "curiosity")).toEqual({ status: 403, code: "purpose_unknown" });
    expect(await ask(door, "yearly audit")).toEqual({ status: 200, code: undefined });
  });
});

describe("a hidden column", () => {
  it("is refused by name in a question, an explanation and a curve", async () => {
    for (const [path, body] of [
      ["/api/query", { metrics: ["headcount"], by: ["gender"] }],
      ["/api/explain", { metric: "headcount", from: "2025-12", against: "previous_year", by: "gender" }],
      ["/api/survival", { by: "gender" }],
    ] as const)
      expect(await ask(["", path, body], "yearly audit")).toEqual({ status: 403, code: "field_hidden" });
  });
});
