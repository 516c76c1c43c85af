// asOf.known: only what was imported up to then counts; caches of earlier knowledge are built once and kept within a bound.
import { readdirSync, utimesSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { answer, openCache } from "../../../engine/index.js";
import { keepWithinBound, knownCaches } from "../../../engine/known-cache.js";
import { asked, companyInBatches } from "./company-in-batches.js";

// Each state of the data is a cache of its own.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let company: Awaited<ReturnType<typeof companyInBatches>>;
beforeAll(async () => {
  company = await companyInBatches();
});
afterAll(() => company.close());

const heads = async (asOf: object | undefined, from = "2025-06"): Promise<Record<string, number>> => {
  const rows = await company.ask({ metrics: ["headcount"], by: ["team"], from, to: from, asOf });
  return Object.fromEntries(rows.map((row) => [String(row.team), Number(row.headcount)]));
};

describe("as known on a day", () => {
  it("counts what had been imported by the end of that day, and no more", async () => {
    // E1's exit was told on 10 July; E9, N2's move and E3's move came in August.
    expect(await heads({ known: "2025-07-05" })).toEqual({ "North one": 4, "North two": 2, "South one": 2 });
    expect(await heads({ known: "2025-07-09" })).toEqual({ "North one": 4, "North two": 2, "South one": 2 });
    expect(await heads({ known: "2025-07-10" })).toEqual({ "North one": 3, "North two": 2, "South one": 2 });
    expect(await heads({ known: "2025-08-01" })).toEqual({ "North one": 3, "South two": 2, "South one": 3 });
    expect(await heads(undefined)).toEqual({ "North one": 2, "South two": 2, "South one": 4 });
  });

  it("is asked by day, by instant and by import alike", async () => {
    const byDay = await heads({ known: "2025-07-10" });
    expect(await heads({ known: "2025-07-10T08:00:00Z" })).toEqual(byDay);
    expect(await heads({ known: company.imports[1] })).toEqual(byDay);
    expect(await heads({ known: "2025-07-10T07:59:59Z" })).toEqual(await heads({ known: "2025-07-05" }));
  });

  it("goes together with the organisation of another day", async () => {
    // As known on 1 August, on the organisation of June 2024: N2 is still North, E9's first place was S1.
    expect(await heads({ known: "2025-08-01", org: "2024-06" })).toEqual({
      "North one": 3,
      "North two": 2,
      "South one": 3,
    });
    // The reverse: today's organisation on a month when N2 was still North.
    expect(await heads({ org: "latest" }, "2024-06")).toEqual({
      "North one": 4,
      "South two": 2,
      "South one": 3,
    });
  });

  it("carries the snapshot of then in its receipt, and asks again without building", async () => {
    const steps: string[] = [];
    const cache = await openCache(company.workspace, {
      now: asked,
      onProgress: ({ stage }) => steps.push(stage),
    });
    const question = { metrics: ["headcount"], asOf: { known: "2025-07-10" } };
    const options = { reader: { id: "local", rights: "person" as const }, now: asked };
    const first = await answer({ ...cache, workspace: company.workspace }, question, options);
    const now = await answer({ ...cache, workspace: company.workspace }, { metrics: ["headcount"] }, options);
    cache.database.close();
    expect(first.receipt.snapshot).not.toBe(now.receipt.snapshot);
    expect(first.to).toBe("2025-06");
    expect(now.to).toBe("2025-07");
    expect(steps).toEqual([]);
  });

  it("is refused before the first import, for what is no time, and for readers of groups", async () => {
    await expect(heads({ known: "2025-06-30" })).rejects.toMatchObject({ code: "known_before_imports" });
    for (const known of ["yesterday", "2025-02-30", "2025-07", ""])
      await expect(heads({ known })).rejects.toMatchObject({ code: "known_time_invalid" });
    const cache = await openCache(company.workspace, { now: asked });
    for (const asOf of [{ known: "2025-07-10" }, { org: "2024-06" }])
      await expect(
        answer(
          { ...cache, workspace: company.workspace },
          { metrics: ["headcount"], asOf },
          { reader: { id: "g", rights: "group" }, now: asked },
        ),
      ).rejects.toMatchObject({ code: "as_of_needs_person_rights" });
    cache.database.close();
  });
});

describe("caches of earlier knowledge", () => {
  it("are rebuilt when they are damaged", async () => {
    const before = await heads({ known: "2025-07-10" });
    for (const { file } of knownCaches(company.workspace)) writeFileSync(file, "not a database");
    expect(await heads({ known: "2025-07-10" })).toEqual(before);
  });

  it("give way to newer ones when they take too much room, those used longest ago first", async () => {
    for (const known of ["2025-07-05", "2025-07-10", "2025-08-01"]) await heads({ known });
    const files = knownCaches(company.workspace).sort((a, b) => a.name.localeCompare(b.name));
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const [i, { file }] of files.entries()) utimesSync(file, 1000 + i, 1000 + i);
    const kept = files[0]!;
    const newest = files.at(-1)!;
    const removed = keepWithinBound(company.workspace, kept.file, kept.bytes + newest.bytes);
    expect(removed.sort()).toEqual(files.slice(1, -1).map((f) => f.name));
    expect(readdirSync(company.workspace.path("cache-known")).sort()).toEqual(
      [kept.name, newest.name].sort(),
    );
  });
});
