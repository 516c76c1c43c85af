// Pay over HTTP: rules and what-if for everybody, sums for those who may, one's own trace; no route that pays or writes an outcome.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readJournal } from "../../engine/index.js";
import type { PayRulesAnswer, PaySimulation, WhatIfAnswer } from "../../web/server/pay-routes.js";
import { createApp } from "../../web/server/app.js";
import { clock, payWorkspace, sellers, type PayWorkspace } from "../models/pay/pay-workspace.js";

let small: PayWorkspace;
let app: ReturnType<typeof createApp>;
beforeAll(async () => {
  small = await payWorkspace();
  const { workspace, cache } = small;
  app = createApp({ workspace, cache: async () => cache, now: () => clock, clientDir: workspace.dir });
});
afterAll(() => small.close());

const base = "http://localhost:8787";
const ask = async <T>(as: string, address: string, body?: unknown): Promise<{ status: number; body: T }> => {
  const response = await app.request(`${base}${address}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { host: "localhost:8787", "content-type": "application/json", "x-rapport-as": as },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
};

const seen = async (as: string) => (await ask<PayRulesAnswer>(as, "/api/pay/rules")).body;

const person = (employee: string) =>
  `/api/pay/person?id=sales-commission&period=2026-03&employee=${employee}`;

describe("/api/pay", () => {
  it("shows the rules in words with worked examples to everybody, and says what the reader may read", async () => {
    const boss = await seen("boss");
    expect(boss).toMatchObject({ canCompare: true, people: "theirs", currency: "CNY", problems: [] });
    const commission = boss.rules.find(({ id }) => id === "sales-commission")!;
    expect(commission.versions[0]!.rules[0]!.needs).toEqual(["amount", "target"]);
    for (const { expected, result } of commission.examples) expect(result.total).toBe(expected * 100);
    expect(await seen("S3")).toMatchObject({ canCompare: false, people: "own", employee: "S3" });
    expect(await seen("guest")).toMatchObject({ canCompare: false, people: "none" });
  });

  it("golden: what-if of 120k on 100k is 13,000, for anybody who asks, from nobody's data", async () => {
    const given = { amounts: { commission: 120_000 }, targets: { commission: 100_000 } };
    const { body } = await ask<WhatIfAnswer>("guest", "/api/pay/what-if", { id: "sales-commission", given });
    expect(body.results.map(({ reading, result }) => [reading, result.total])).toEqual([[null, 1_300_000]]);
    const slips = [
      { id: "sales-commission", given: { amounts: { commission: "many" } } },
      { id: "sales-commission", given: { pay: true } },
    ];
    for (const slip of slips) expect((await ask("guest", "/api/pay/what-if", slip)).status).toBe(400);
    expect(await ask("guest", "/api/pay/what-if", { id: "none", given: {} })).toMatchObject({ status: 404, body: { code: "pay_rule_unknown" } }); // prettier-ignore
  });

  it("compares for those with the right to, without naming anybody, and leaves a line", async () => {
    const address = "/api/pay/simulation?a=sales-commission&b=big-client-commission&from=2026-01&to=2026-03";
    const { status, body } = await ask<PaySimulation>("boss", address);
    expect(status).toBe(200);
    expect(body.people).toBe(sellers.length);
    expect(JSON.stringify(body)).not.toMatch(/"[SP]\d+"/);
    expect(await ask("S3", address)).toMatchObject({
      status: 403,
      body: { code: "pay_needs_person_rights" },
    });
    const line = readJournal(small.workspace).lines.findLast(
      ({ what }) => what === "GET /api/pay/simulation",
    )!;
    expect(line).toMatchObject({ reader: "S3", status: 403 });
  }, 60_000);

  it("shows a person's trace to those who may read them and to themselves; the journal does not name them", async () => {
    const own = await ask<{ result: { total: number; lines: { fen: number }[] } }>("S3", person("S3"));
    expect(own.body.result.lines.reduce((sum, { fen }) => sum + fen, 0)).toBe(own.body.result.total);
    expect(await ask("boss", person("S3"))).toMatchObject({
      body: { result: { total: own.body.result.total } },
    });
    expect((await ask("S3", person("S4"))).body).toMatchObject({ code: "pay_nobody" });
    expect((await ask("guest", person("S4"))).status).toBe(403);
    const lines = readJournal(small.workspace).lines.filter(({ what }) => what === "GET /api/pay/person");
    expect(lines.length).toBe(4);
    expect(JSON.stringify(lines)).not.toContain('"S4"');
    expect(lines[0]).toMatchObject({ people: true, pay: ["sales-commission"] });
  }, 60_000);
});

describe("promise 28: a calculator is no payment", () => {
  it("no route of pay changes anything but the journal's reads: what-if is the only one that takes a body", async () => {
    const { paths } = (
      await ask<{ paths: Record<string, Record<string, unknown>> }>("boss", "/api/openapi.json")
    ).body;
    const ours = Object.entries(paths).filter(([route]) => route.startsWith("/api/pay/"));
    expect(ours.length).toBeGreaterThanOrEqual(6);
    const writing = ours.flatMap(([route, methods]) => Object.keys(methods).filter((m) => m !== "get").map((m) => `${m} ${route}`)); // prettier-ignore
    expect(writing).toEqual(["post /api/pay/what-if"]);
    const before = filesUnder(small.workspace.dir);
    await ask("boss", "/api/pay/what-if", { id: "night-subsidy", given: {} });
    await ask("boss", "/api/pay/rules");
    expect(filesUnder(small.workspace.dir)).toEqual(before);
  });

  it("no file of models/pay writes but the check file, and no journal line of pay is an outcome", () => {
    const folder = path.resolve(import.meta.dirname, "../../models/pay");
    const writers = readdirSync(folder).filter((name) => /writeWhole|appendJournal|writeFile/.test(readFileSync(path.join(folder, name), "utf8"))); // prettier-ignore
    expect(writers).toEqual(["check-file.ts"]);
    const kinds = new Set(readJournal(small.workspace).lines.map(({ kind }) => kind));
    expect([...kinds].filter((kind) => /paid|payment|promot|dismiss|terminat|salary/.test(kind))).toEqual([]);
  });
});

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => !name.startsWith("journal") && !name.startsWith(".journal") && !name.includes("cache"))
    .sort();
