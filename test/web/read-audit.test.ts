// Who read what is on record: each route of the application leaves a journal line before it answers.
import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit } from "../../engine/audit/audit.js";
import { readJournal } from "../../engine/journal.js";
import { smallWorkspace, type SmallWorkspace } from "./small-workspace.js";

let small: SmallWorkspace;
beforeAll(async () => {
  small = await smallWorkspace();
});
afterAll(() => small.close());

const ask = (method: string, path: string, init: { as?: string; body?: unknown } = {}) =>
  small.app.request(`http://localhost:8787${path}`, {
    method,
    headers: {
      host: "localhost:8787",
      "content-type": "application/json",
      ...(init.as ? { "x-rapport-as": encodeURIComponent(init.as) } : {}),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
const lines = () => readJournal(small.workspace).lines;
const routes = () =>
  small.app.routes.filter(
    ({ method, path }) => method !== "ALL" && path.startsWith("/api/") && !path.includes("*"),
  );

describe("promise 29: the audit log", () => {
  it("has a line for every route in the router table", async () => {
    expect(routes().length).toBeGreaterThan(15);
    for (const { method, path } of routes()) {
      const before = lines().length;
      const real = path.replaceAll(/:([a-zA-Z]+)(\{[^}]*\})?/g, "no-such-thing");
      const response = await ask(method, real, { as: "boss", body: method === "GET" ? undefined : {} });
      await response.arrayBuffer();
      const added = lines().slice(before);
      const reads = added.filter((line) => typeof line.what === "string");
      // a room may add who was looked at; of the route there is one line
      const own = reads.filter((line) => / \/api\//.test(String(line.what)));
      expect(own, `${method} ${path}`).toHaveLength(1);
      for (const line of reads) expect(line, `${method} ${path}`).toMatchObject({ reader: "boss" });
      expect(own[0], `${method} ${path}`).toMatchObject({ reader: "boss", status: response.status });
      expect(own[0]!.what).toMatch(/^[A-Z]+ \/api\//);
    }
  });

  it("says of a question what was asked, with whose rights, and the receipt that recomputes it", async () => {
    const spec = { metrics: ["headcount"], by: ["department"] };
    const response = await ask("POST", "/api/query", { as: "陈磊", body: spec });
    expect(response.status).toBe(200);
    await response.arrayBuffer();
    expect(lines().at(-1)).toMatchObject({ kind: "query", reader: "陈磊", rights: "group", status: 200 });
    expect(lines().at(-1)!.spec).toMatchObject(spec);
    expect(lines().at(-1)!.receipt).toMatch(/^[0-9a-f]{12}$/);
  });

  it("says which answer was copied, by whom and how much of it; what names no answer is refused", async () => {
    const answered = await ask("POST", "/api/query", { as: "boss", body: { metrics: ["headcount"] } });
    await answered.arrayBuffer();
    const receipt = lines().at(-1)!.receipt;
    const noted = await ask("POST", "/api/exports", {
      as: "boss",
      body: { receipt, format: "csv", rows: 3 },
    });
    expect(noted.status).toBe(204);
    expect(lines().at(-1)).toMatchObject({ kind: "export", reader: "boss", receipt, format: "csv", rows: 3 });
    const nameless = await ask("POST", "/api/exports", {
      as: "boss",
      body: { receipt: "x", format: "csv", rows: 3 },
    });
    expect(nameless.status).toBe(400);
  });

  it("records refused requests and unknown readers as well", async () => {
    await (await ask("GET", "/api/meta", { as: "nobody" })).arrayBuffer();
    expect(lines().at(-1)).toMatchObject({ reader: null });
    expect(Number(lines().at(-1)!.status)).toBeGreaterThanOrEqual(400);
    await (await ask("GET", "/api/never-made", { as: "boss" })).arrayBuffer();
    expect(lines().at(-1)).toMatchObject({ status: 404, what: "GET (unknown)" });
  });

  it("keeps the chain whole when many requests come at once", async () => {
    const before = lines().length;
    const all = await Promise.all(Array.from({ length: 40 }, () => ask("GET", "/api/meta", { as: "boss" })));
    await Promise.all(all.map((response) => response.arrayBuffer()));
    expect(lines()).toHaveLength(before + 40);
    expect(audit(small.workspace)).toMatchObject({ intact: true, lines: before + 40 });
  });

  it.each([
    ["a changed line", (all: string[]) => all.with(4, all[4]!.replace("boss", "clerk")), 5],
    ["a deleted line", (all: string[]) => all.toSpliced(6, 1), 7],
    ["two lines that changed places", (all: string[]) => all.with(2, all[3]!).with(3, all[2]!), 3],
    ["lines cut off the end", (all: string[]) => all.slice(0, 8), 9],
  ])("finds %s, with its position", (_what, tamper, line) => {
    const file = small.workspace.path("journal.ndjson");
    const whole = readFileSync(file, "utf8");
    try {
      writeFileSync(file, `${tamper(whole.trimEnd().split("\n")).join("\n")}\n`);
      expect(audit(small.workspace)).toMatchObject({ intact: false, broken: { line } });
    } finally {
      writeFileSync(file, whole);
    }
    expect(audit(small.workspace).intact).toBe(true);
  });
});
