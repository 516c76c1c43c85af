// A wide punch file (a row per person, a column per day) → attendance days.
import type { Database } from "../../database.js";
import type { RawTable } from "../raw-table.js";
import { type Candidate, employeeIdOf, nameOf } from "./candidate.js";
import { meanHour, missingTexts } from "./raw-facts.js";

const date = /^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{8})(\s+00:00(:00)?)?$/;
const says = {
  in: /(^|[^a-z])in([^a-z]|$)|check.?in|arriv|签到|上班|进/i,
  out: /(^|[^a-z])out([^a-z]|$)|check.?out|depart|签退|下班|出/i,
};

/** Undefined unless nearly all named headers but one are dates. The name of the file, else the hours in it, tell in from out. */
export async function draftPunches(db: Database, raw: RawTable): Promise<Candidate | undefined> {
  const days = raw.headers.flatMap((header, i) => (date.test(header) ? [i] : []));
  const named = raw.headers.filter((h) => h !== "").length;
  if (days.length < 5 || days.length < named - 3) return undefined;
  const id = employeeIdOf(raw) ?? raw.headers.findIndex((_, i) => !days.includes(i));
  if (id < 0) return undefined;
  const name = raw.file.name.slice(raw.file.name.lastIndexOf("/") + 1);
  const hour = await meanHour(db, raw, days.slice(0, 30));
  if (hour === null) return undefined;
  const isIn = says.in.test(name) !== says.out.test(name) ? says.in.test(name) : hour < 12.5;
  return {
    raw,
    id,
    kind: "punches",
    tables: [
      {
        table: "attendance_day",
        columns: { planned_hours: { standard_day: true } },
        unpivot: {
          id: { employee_id: nameOf(raw, id) },
          names_to: "work_date",
          values_to: isIn ? "clock_in" : "clock_out",
          ...(days.length < named ? { columns: days.map((i) => nameOf(raw, i)) } : {}),
        },
        absent: { kind: "unexcused", holiday_share: 0.9 },
      },
    ],
    missing: await missingTexts(db, raw),
    needsSnapshot: false,
  };
}
