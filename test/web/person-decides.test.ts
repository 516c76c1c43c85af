// A person decides: no route writes an employment outcome, one person's risk is off unless switched on, every attempt is a line.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readJournal } from "../../engine/index.js";
import { smallWorkspace, type SmallWorkspace } from "./small-workspace.js";

let small: SmallWorkspace;
beforeAll(async () => {
  small = await smallWorkspace();
});
afterAll(() => small.close());

const base = "http://localhost:8787";
const send = (method: string, route: string, body?: unknown, as?: string) =>
  small.app.request(`${base}${route}`, {
    method,
    headers: {
      host: "localhost:8787",
      "content-type": "application/json",
      ...(as ? { "x-rapport-as": encodeURIComponent(as) } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

interface OpenApi {
  paths: Record<string, Record<string, { requestBody?: unknown; parameters?: unknown }>>;
}

/** What an employment outcome would be called in an address or in a field of a request. */
const outcome =
  /terminat|dismiss|layoff|lay_off|redundan|severance|promot|demot|salary|bonus|pay_(raise|rate)|employment|headhunt|blacklist|disciplin|(^|[^a-z])(fire|hire|exit|offer|grade)([^a-z]|$)/i;

describe("promise 28: the routes", () => {
  it("write nothing that is an employment outcome: no address and no field of a request is called so", async () => {
    const { paths } = (await (await send("GET", "/api/openapi.json")).json()) as OpenApi;
    const writing = Object.entries(paths).flatMap(([route, methods]) =>
      Object.entries(methods)
        .filter(([method]) => method !== "get")
        .map(([method, { requestBody, parameters }]) => ({
          name: `${method} ${route}`,
          fields: JSON.stringify([requestBody ?? null, parameters ?? null]),
        })),
    );
    expect(writing.length).toBeGreaterThan(10);
    expect(writing.filter(({ name }) => outcome.test(name))).toEqual([]);
    const named = writing.flatMap(({ name, fields }) =>
      [...fields.matchAll(/"([a-zA-Z_]+)":\{/g)]
        .filter(([, field]) => outcome.test(field))
        .map(([, f]) => `${name} ${f}`),
    );
    expect(named).toEqual([]);
    expect(outcome.test("post /api/employees/{id}/termination")).toBe(true);
  });

  it("of predictions and reveals leave every imported byte as it was", async () => {
    const before = bytesUnder(small.workspace.path("imports"));
    const statuses: number[] = [];
    statuses.push(
      (
        await send(
          "POST",
          "/api/reveals",
          { person: "A3", purpose: "workload_review", expires: "2026-01-20" },
          "boss",
        )
      ).status,
    );
    statuses.push((await send("POST", "/api/reveals/R1/approval", undefined, "boss")).status);
    statuses.push((await send("POST", "/api/reveals/R1/refusal", { reason: "no" }, "boss")).status);
    statuses.push((await send("POST", "/api/reveals/R1/looks", undefined, "boss")).status);
    statuses.push((await send("POST", "/api/reveals/mine/objections", { text: "no" }, "boss")).status);
    statuses.push((await send("POST", "/api/ledger/issues", { asOf: "2025-12-31" }, "boss")).status);
    statuses.push((await send("POST", "/api/ledger/scores", undefined, "boss")).status);
    // refused for a reason each, never by an error of the server
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    expect(bytesUnder(small.workspace.path("imports"))).toEqual(before);
  }, 60_000);
});

describe("promise 28: one person's risk over HTTP", () => {
  const ask = { person: "A3", purpose: "workload_review", expires: "2026-01-20" };

  it("is off by default: the list says so, and no request is taken", async () => {
    const list = await (await send("GET", "/api/reveals", undefined, "boss")).json();
    expect(list).toMatchObject({ on: false, reader: "boss", employee: null, canAsk: true, reveals: [] });
    const refused = await send("POST", "/api/reveals", ask, "boss");
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([403, "reveal_off"]);
  });

  it("when on: asked by one, refused to the same one, decided by a second, unknown to readers of groups", async () => {
    small.workspace.config.reveal = "on";
    small.workspace.config.users.push({ id: "second", rights: "person" });
    const { id } = (await (await send("POST", "/api/reveals", ask, "boss")).json()) as { id: string };
    const status = async (route: string, as: string, body?: unknown) => {
      const response = await send("POST", `/api/reveals/${id}/${route}`, body, as);
      return [response.status, ((await response.json()) as { code?: string; state?: string }).code ?? "ok"];
    };
    expect(await status("approval", "boss")).toEqual([403, "reveal_needs_second_person"]);
    expect(await status("approval", "陈磊")).toEqual([404, "reveal_unknown"]);
    const seen = (await (await send("GET", "/api/reveals", undefined, "陈磊")).json()) as {
      reveals: unknown[];
    };
    expect(seen.reveals).toEqual([]);
    expect(await status("refusal", "second", { reason: "Ask the team first." })).toEqual([200, "ok"]);
    expect(await status("approval", "second")).toEqual([409, "reveal_not_open"]);
  });

  it("leaves a line for every request, whether it was granted or not, without naming the person in the log of reads", () => {
    const { lines } = readJournal(small.workspace);
    const attempts = lines.filter(({ what }) => String(what ?? "").includes("/api/reveals"));
    expect(attempts.length).toBeGreaterThanOrEqual(11);
    expect(JSON.stringify(attempts)).not.toContain("A3");
    expect(lines.filter(({ kind }) => kind.startsWith("reveal_")).map(({ kind }) => kind)).toEqual([
      "reveal_requested",
      "reveal_refused",
    ]);
  });
});

function bytesUnder(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => statSync(path.join(folder, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(path.join(folder, name)).toString("base64")]),
  );
}
