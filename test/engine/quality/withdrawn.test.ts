// An import that was withdrawn is no delivery: neither its rows, its rejects nor its columns are judged, until it is brought back.
import path from "node:path";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withdrawImport } from "../../../engine/ingest/withdraw.js";
import { openCache } from "../../../engine/index.js";
import { findingRows, qualityReport, type QualityReport } from "../../../engine/quality/index.js";
import { tableData } from "../../../engine/quality/sample-record.js";
import { bench, now, type Bench } from "../ingest/workspace-of.js";

const hr = { id: "hr", rights: "person" } as const;
const people = (from: number, to: number, more = ""): string =>
  `employee_id,hire_date\n${Array.from({ length: to - from + 1 }, (_, i) => `E${from + i},2024-01-01`).join("\n")}\n${more}`;
let b: Bench;
const ids: string[] = [];
beforeAll(async () => {
  b = bench();
  b.file("a.csv", people(1, 20, "E21,no date\n"));
  b.file(
    "b.csv",
    `${people(21, 30, "E25,never\nE26,nor here\n")}`
      .replaceAll("\n", ",F\n")
      .replace("hire_date,F", "hire_date,gender"),
  );
  for (const [name, day] of [
    ["a.csv", "2026-10-01"],
    ["b.csv", "2026-10-08"],
  ] as const)
    ids.push((await b.import([name], { now: new Date(`${day}T08:00:00Z`) })).id);
});
afterAll(() => rmSync(path.dirname(b.workspace.dir), { recursive: true, force: true }));

async function report(): Promise<{ report: QualityReport; rejected: number[] }> {
  const cache = await openCache(b.workspace, { now });
  try {
    const found = await qualityReport(b.workspace, cache, { reader: hr, now });
    const [finding] = found.findings.filter((f) => f.kind === "reject");
    const question = { rule: finding!.rule, reader: hr, today: "2026-10-31", limit: 50 };
    const rows = await findingRows(cache.database, b.workspace, question);
    return { report: found, rejected: rows.map((row) => row.row).sort() };
  } finally {
    cache.database.close();
  }
}
const facts = ({ report: { sources, findings }, rejected }: Awaited<ReturnType<typeof report>>) => {
  const { rows, batch, freshness, drift } = sources.find((s) => s.table === "employee")!;
  return {
    rows,
    last: [batch.importId, batch.rows, batch.rejected, batch.before],
    arrived: [freshness.lastArrival.slice(0, 10), freshness.arrivals],
    drifts: drift !== null,
    rejects: findings
      .filter((f) => f.kind === "reject")
      .flatMap((f) => f.imports.map((i) => [i.importId, i.count])),
    rejected,
  };
};

describe("an import that was withdrawn", () => {
  it("is judged while it counts", async () => {
    expect(facts(await report())).toEqual({
      rows: 30,
      last: [ids[1], 10, 2, 20],
      arrived: ["2026-10-08", 2],
      drifts: true,
      rejects: [
        [ids[0], 1],
        [ids[1], 2],
      ],
      rejected: [12, 13, 22],
    });
  });

  it("is not once it is withdrawn, and is again when that is taken back", async () => {
    const [before, data] = [facts(await report()), tableData(b.workspace, "employee")];
    const { id } = withdrawImport(b.workspace, ids[1]!, { now: new Date("2026-10-15T08:00:00Z") });
    expect(facts(await report())).toEqual({
      rows: 20,
      last: [ids[0], 20, 1, null],
      arrived: ["2026-10-01", 1],
      drifts: false,
      rejects: [[ids[0], 1]],
      rejected: [22],
    });
    expect(tableData(b.workspace, "employee")).not.toBe(data);
    withdrawImport(b.workspace, id, { now: new Date("2026-10-16T08:00:00Z") });
    expect(facts(await report())).toEqual(before);
    expect(tableData(b.workspace, "employee")).toBe(data);
  });
});
