// Attendance that is read a few months at a time is the attendance that is read at once.
import * as fc from "fast-check";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { asset } from "../../../engine/asset.js";
import { Database } from "../../../engine/database.js";
import { noteSpans } from "../../../engine/ingest/source-spans.js";
import { literal } from "../../../engine/sql.js";
import { buildAttendance } from "../../../engine/spine/attendance.js";
import { monthStretches } from "../../../engine/spine/month-stretches.js";
import { buildCalendar } from "../../../engine/spine/spine.js";
import { createSources, type Sources } from "../../fixtures/source-tables.js";
import { settings } from "./spine-fixture.js";

const day = fc
  .integer({ min: 0, max: 2000 })
  .map((days) => new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10));
const span = fc
  .tuple(day, day, fc.integer({ min: 1, max: 1000 }))
  .map(([a, b, rows]) => ({ rows, first: a < b ? a : b, last: a < b ? b : a }));

/** Three people from January to April; some days off, sick, late, at night or without any sign. */
const fourMonths: Sources = {
  employee: ["E1", "E2", "E3"].map((employee_id) => ({ employee_id, hire_date: "2023-06-01" })),
  attendance_day: ["E1", "E2", "E3"].flatMap((employee_id, person) =>
    Array.from({ length: 121 }, (_, i) => {
      const work_date = new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
      const kind = (i * 7 + person * 3) % 11;
      const began = kind === 1 ? "09:40" : "08:50";
      const ended = kind === 2 ? "23:30" : "18:10";
      const row = { employee_id, work_date, planned_hours: 8 };
      if (kind === 0) return { ...row, absence_kind: "sick" };
      if (kind === 3) return row;
      return { ...row, clock_in: `${work_date} ${began}:00`, clock_out: `${work_date} ${ended}:00` };
    }),
  ),
};

describe("stretches of months", () => {
  it("cover every day of every span once", () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), fc.integer({ min: 0, max: 40 }), (spans, length) => {
        const stretches = monthStretches(spans, length);
        for (const { first, last } of spans)
          for (const date of [first, last]) {
            const holding = stretches.filter(
              ({ from, to }) => (from === undefined || from <= date) && (to === undefined || date < to),
            );
            expect(holding).toHaveLength(1);
          }
      }),
      { numRuns: 300 },
    );
  });

  it("leave out the years between one wrong date and the others", () => {
    const spans = [
      { rows: 1, first: "1900-01-01", last: "1900-01-01" },
      { rows: 500, first: "2024-01-01", last: "2024-01-31" },
      { rows: 500, first: "2024-02-01", last: "2024-02-29" },
    ];
    expect(monthStretches(spans, 1)).toHaveLength(3);
  });

  it("are one where a file holds all months mixed", () => {
    const mixed = Array.from({ length: 10 }, () => ({ rows: 10, first: "2024-01-01", last: "2024-12-31" }));
    expect(monthStretches(mixed, 1)).toEqual([{}]);
  });

  it("sum up to the same months, from files of a month each", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "rapport-stretches-"));
    const db = await Database.open({ threads: 2 });
    try {
      await createSources(db, fourMonths);
      await buildCalendar(db, settings);
      await db.run(
        asset(new URL("../../../engine/spine/spine.js", import.meta.url).href, "./employment.sql"),
      );
      const months = "FROM attendance_month ORDER BY position, number";
      await buildAttendance(db);
      const atOnce = await db.rows(months);
      expect(atOnce.length).toBe(12);

      const files: string[] = [];
      for (const { month } of await db.rows<{ month: string }>(
        "SELECT DISTINCT strftime(work_date, '%Y-%m') AS month FROM source_attendance_day",
      )) {
        files.push(path.join(folder, `${month}.parquet`));
        await db.run(
          `COPY (FROM source_attendance_day WHERE strftime(work_date, '%Y-%m') = '${month}') TO ${literal(files.at(-1)!)} (FORMAT parquet)`,
        );
      }
      expect(files.length).toBe(4);
      await db.run("DROP TABLE source_attendance_day");
      await db.run(
        `CREATE VIEW source_attendance_day AS FROM read_parquet([${files.map(literal).join(", ")}])`,
      );
      await noteSpans(db, "source_attendance_day", files);
      await buildAttendance(db, 1);
      expect(await db.rows(months)).toEqual(atOnce);
    } finally {
      db.close();
    }
  });
});
