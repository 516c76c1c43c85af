// First and last punch of a working day → seconds after that day's midnight, kept beside the punches: whoever asks for
// night or core time on millions of days compares whole numbers. A last punch before the first was made on the next day.
import { identifier } from "../sql.js";

const midnight = (punch: string): string =>
  `((epoch_us(${punch}) - epoch_us(work_date::TIMESTAMP)) // 1000000)`;

/** Columns of source_attendance_day that follow from its punches; a build computes them where an import lacks them. */
export const punchClock: readonly { name: string; type: string; ifAbsent: string }[] = [
  { name: "began_second", type: "INTEGER", ifAbsent: midnight("clock_in") },
  {
    name: "ended_second",
    type: "INTEGER",
    ifAbsent: `(${midnight("clock_out")} + CASE WHEN clock_out < clock_in THEN 86400 ELSE 0 END)`,
  },
];

/** SELECT list for an attendance table with both punches. */
export const punchClockColumns = (): string =>
  punchClock.map((c) => `${c.ifAbsent}::${c.type} AS ${identifier(c.name)}`).join(", ");
