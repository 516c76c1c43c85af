// First and last punch of a working day → seconds after that day's midnight, kept beside the punches: whoever asks for
// night or core time on millions of days compares whole numbers. A last punch before the first was made on the next day,
// but for the hour that clocks repeat: then its moment says so.
import { identifier } from "../sql.js";

const midnight = (punch: string): string =>
  `((epoch_us(${punch}) - epoch_us(work_date::TIMESTAMP)) // 1000000)`;

const nextDay = (isAfter: string): string =>
  `CASE WHEN clock_out < clock_in AND ${isAfter} THEN 86400 ELSE 0 END`;
const ended = (isAfter: string): string => `(${midnight("clock_out")} + ${nextDay(isAfter)})`;
const byMoment = "coalesce(clock_out_utc - clock_in_utc > INTERVAL 3 HOUR, true)";

/** Columns of source_attendance_day that follow from its punches; a build computes them where an import lacks them. */
export const punchClock: readonly { name: string; type: string; ifAbsent: string }[] = [
  { name: "began_second", type: "INTEGER", ifAbsent: midnight("clock_in") },
  {
    name: "ended_second",
    type: "INTEGER",
    ifAbsent: ended(byMoment),
  },
];

/** SELECT list for an attendance table with both punches, and perhaps their moments. */
export const punchClockColumns = (hasMoments = false): string =>
  punchClock
    .map(
      (c) =>
        `${hasMoments ? c.ifAbsent : c.ifAbsent.replace(byMoment, "true")}::${c.type} AS ${identifier(c.name)}`,
    )
    .join(", ");
