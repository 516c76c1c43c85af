// Uploads are parsed in a process of their own: what kills that process is refused with a typed error, and changes nothing.
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { zipSync } from "fflate";
import { Database } from "../../../engine/database.js";
import { childFaultPoint } from "../../../engine/ingest/fault.js";
import { bench, contentOf, tenPeople, type Bench } from "./workspace-of.js";

let b: Bench;
beforeEach(() => {
  b = bench();
});
afterEach(() => {
  delete process.env.RAPPORT_FAULT;
  rmSync(path.dirname(b.workspace.dir), { recursive: true, force: true });
});

async function parquet(): Promise<Buffer> {
  const file = b.file("good.parquet", "");
  const db = await Database.open();
  await db.run(
    `COPY (SELECT 'E' || i AS employee_id, DATE '2020-01-01' + i::INT AS hire_date FROM range(500) t(i)) TO '${file}' (FORMAT parquet)`,
  );
  db.close();
  return readFileSync(file);
}

describe("promise 18: the reading process", () => {
  it("that dies takes nothing with it: the file is named, the workspace is as it was", async () => {
    b.file("a.csv", tenPeople);
    const before = contentOf(b.workspace.dir);
    process.env.RAPPORT_FAULT = childFaultPoint;
    expect(await b.refusal(["a.csv"])).toMatchObject({
      code: "file_crashes_reader",
      facts: { file: "a.csv" },
    });
    expect(contentOf(b.workspace.dir)).toEqual(before);
    delete process.env.RAPPORT_FAULT;
    expect((await b.import(["a.csv"])).tables).toMatchObject([{ table: "employee", rows: 10 }]);
  });

  it("reads Parquet anew, types and rows as they are", async () => {
    await parquet();
    await b.import(["good.parquet"]);
    expect(await b.rows("SELECT count(*) AS n, max(hire_date) AS last FROM source_employee")).toEqual([
      { n: 500, last: "2021-05-14" },
    ]);
  });

  it.each([0.02, 0.2, 0.5, 0.8, 0.97])(
    "meets a Parquet file with changed bytes at %f and this process lives on",
    async (at) => {
      const bytes = await parquet();
      for (let i = 0; i < 8; i++) bytes[Math.floor(bytes.length * at) + i]! ^= 0xa5;
      b.file("bad.parquet", bytes);
      const before = contentOf(b.workspace.dir);
      const outcome = await b.import(["bad.parquet"]).then(
        () => "imported",
        (error: { code?: string }) => error.code ?? String(error),
      );
      // Changed values may still be a whole file; anything else is a typed refusal.
      expect(outcome).toMatch(
        /^(imported|file_\w+|columns_unknown|too_many_rejected|nothing_recognised|date_impossible|key_repeated)$/,
      );
      const after = contentOf(b.workspace.dir);
      expect(after).toEqual(outcome === "imported" ? after : before);
    },
  );

  it("unpacks zips, and refuses a bomb before it grows", async () => {
    b.file("ok.zip", zipSync({ "staff.csv": Buffer.from(tenPeople), "photo.jpg": new Uint8Array(9) }));
    const report = await b.import(["ok.zip"]);
    expect(report.tables).toMatchObject([{ table: "employee", rows: 10 }]);
    expect(report.ignoredFiles.map((f) => f.name)).toEqual(["ok.zip/photo.jpg"]);
    b.file("bomb.zip", zipSync({ "a.csv": new Uint8Array(80 << 20) }, { level: 9 }));
    expect(await b.refusal(["bomb.zip"])).toMatchObject({ code: "archive_too_large" });
  });
});
