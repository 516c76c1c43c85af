// Punches of sites in other zones, with offsets, over changes of clocks: hours are elapsed hours, clock times are the site's.
import { describe, expect, it } from "vitest";
import type { WorkspaceConfig } from "../../../engine/workspace.js";
import { bench, tenPeople } from "./workspace-of.js";

interface Day {
  clock_in: string | null;
  clock_out: string | null;
  worked_hours: number | null;
  night_hours: number | null;
  time_zone: string | null;
}

async function imported(
  rows: string[],
  settings: Partial<WorkspaceConfig> = {},
  header = "employee_id,work_date,clock_in,clock_out",
  more: Record<string, string> = {},
) {
  const b = bench();
  Object.assign(b.workspace.config, settings);
  b.file("staff.csv", tenPeople);
  b.file("punches.csv", [header, ...rows].join("\n"));
  for (const [name, content] of Object.entries(more)) b.file(name, content);
  const report = await b.import(["staff.csv", "punches.csv", ...Object.keys(more)]);
  const days = await b.rows<Day>(
    "SELECT clock_in, clock_out, worked_hours, night_hours, time_zone FROM source_attendance_day ORDER BY source_row",
  );
  return {
    report,
    days,
    seconds: () => b.rows("SELECT began_second, ended_second FROM source_attendance_day ORDER BY source_row"),
  };
}

const berlin = { timeZone: "Europe/Berlin" };

describe("elapsed hours", () => {
  it("a night shift over the change to summer time has seven hours, back to winter time nine", async () => {
    const { days } = await imported(
      [
        "E01,2024-03-30,2024-03-30 22:00,2024-03-31 06:00",
        "E01,2024-10-26,2024-10-26 22:00,2024-10-27 06:00",
        "E01,2024-06-10,2024-06-10 22:00,2024-06-11 06:00",
      ],
      berlin,
    );
    expect(days.map((d) => [d.worked_hours, d.night_hours])).toEqual([
      [7, 7],
      [9, 9],
      [8, 8],
    ]);
    expect(days[0]).toMatchObject({ clock_in: "2024-03-30 22:00:00", clock_out: "2024-03-31 06:00:00" });
  });

  it("times written without the date of the next day mean the next day", async () => {
    const { days } = await imported(["E01,2024-10-26,22:00,06:00", "E01,2024-03-30,21:30,05:00"], berlin);
    expect(days.map((d) => [d.worked_hours, d.night_hours])).toEqual([
      [9, 9],
      [6.5, 6],
    ]);
  });

  it("a punch in the hour that happens twice is the first one, unless the end would come before the start; both are said", async () => {
    const { days, report, seconds } = await imported(
      [
        "E01,2024-10-27,2024-10-27 00:30,2024-10-27 02:30",
        "E02,2024-10-27,2024-10-27 02:50,2024-10-27 02:10",
      ],
      berlin,
    );
    expect(days.map((d) => d.worked_hours)).toEqual([2, 0.33]);
    expect(await seconds()).toEqual([
      { began_second: 1800, ended_second: 9000 },
      { began_second: 10200, ended_second: 7800 },
    ]);
    expect(report.notes.map((n) => n.en).join()).toContain("3 times lie in the hour that clocks repeat");
  });

  it("a punch in the skipped hour is moved on and said", async () => {
    const { days, report } = await imported(["E01,2024-03-31,2024-03-31 02:30,2024-03-31 10:30"], berlin);
    expect(days[0]).toMatchObject({ clock_in: "2024-03-31 03:30:00", worked_hours: 7 });
    expect(report.notes.map((n) => n.zh).join()).toContain("1 个时间落在夏令时开始时跳过的一小时内");
  });

  it("an offset settles which of the two it was", async () => {
    const { days, report } = await imported(
      [
        "E01,2024-10-27,2024-10-27T02:30:00+02:00,2024-10-27T10:00:00+01:00",
        "E02,2024-10-27,2024-10-27T02:30:00+01:00,2024-10-27T10:00+01:00",
        "E03,2024-10-27,2024-10-27 00:30Z,2024-10-27 09:00:00+00",
      ],
      berlin,
    );
    expect(days.map((d) => d.worked_hours)).toEqual([8.5, 7.5, 8.5]);
    expect(days.map((d) => d.clock_in)).toEqual(Array(3).fill("2024-10-27 02:30:00"));
    expect(report.notes.filter((n) => n.en.includes("clocks"))).toEqual([]);
  });

  it("given hours stay as they are", async () => {
    const { days } = await imported(
      [
        "E01,2024-03-30,2024-03-30 22:00,2024-03-31 06:00,7.5",
        "E02,2024-03-30,2024-03-30 22:00,2024-03-31 06:00,",
      ],
      berlin,
      "employee_id,work_date,clock_in,clock_out,worked_hours",
    );
    expect(days.map((d) => d.worked_hours)).toEqual([7.5, 7]);
  });
});

describe("sites", () => {
  it("a clock time is that of the person's site on the day, and a moment is shown in it", async () => {
    const { days } = await imported(
      [
        "E01,2024-05-06,2024-05-06 08:55,2024-05-06 12:05",
        "E02,2024-05-06,2024-05-06T08:55:00+08:00,2024-05-06T18:00:00+08:00",
        "E01,2024-01-08,2024-01-08T01:00:00Z,2024-01-08T09:00:00Z",
      ],
      { siteTimeZones: { 汉堡: "Europe/Berlin" } },
      undefined,
      {
        "jobs.csv":
          "employee_id,valid_from,department,site\nE01,2020-01-01,D,上海\nE01,2024-02-01,D,汉堡\nE02,2020-01-01,D,上海\n",
      },
    );
    expect(days).toMatchObject([
      { time_zone: "Europe/Berlin", clock_in: "2024-05-06 08:55:00", worked_hours: 3.17 },
      { time_zone: "Asia/Shanghai", clock_in: "2024-05-06 08:55:00" },
      { time_zone: "Asia/Shanghai", clock_in: "2024-01-08 09:00:00", worked_hours: 8 },
    ]);
  });

  it("a row's own zone comes first, and one that does not exist is a finding", async () => {
    const rows = Array.from(
      { length: 9 },
      (_, i) => `E0${i + 1},2024-05-06,2024-05-06 09:00,2024-05-06 17:00,Europe/Berlin`,
    );
    const { report, days } = await imported(
      [...rows, "E10,2024-05-06,2024-05-06 09:00,2024-05-06 17:00,Europe/Atlantis"],
      {},
      "employee_id,work_date,clock_in,clock_out,time zone",
    );
    expect(days).toHaveLength(9);
    expect(new Set(days.map((d) => d.time_zone))).toEqual(new Set(["Europe/Berlin"]));
    expect(report.sources.flatMap((s) => s.reasons.map((r) => [r.rule, r.row]))).toEqual([["time_zone", 11]]);
  });

  it("nothing is added where nothing changes: one steady zone, no offsets", async () => {
    const { days } = await imported(["E01,2024-03-30,2024-03-30 22:00,2024-03-31 06:00"]);
    expect(days).toEqual([
      {
        clock_in: "2024-03-30 22:00:00",
        clock_out: "2024-03-31 06:00:00",
        worked_hours: 8,
        night_hours: null,
        time_zone: null,
      },
    ]);
  });
});
