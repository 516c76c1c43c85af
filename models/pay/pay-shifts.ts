// Rows of attendance near the night → shifts of the people wanted, by the clock of each one's site.
import type { ModelContext } from "../model-context.js";
import { push, type ByEmployee } from "./by-employee.js";
import { shiftFromClock } from "./night-subsidy.js";
import type { ShiftFact } from "./pay-facts.js";
import type { PayPeriod } from "./pay-period.js";
import { shiftRows } from "./pay-rows.js";
import type { PayVersion } from "./pay-rule-schema.js";
import { requireRows } from "./pay-sources.js";

const seconds = (clock: string): number => Number(clock.slice(0, 2)) * 3600 + Number(clock.slice(3)) * 60;

/** None where no rule is of the night. Errors: pay_source_absent. */
export async function shiftsIn(
  context: ModelContext,
  { rules }: PayVersion,
  period: PayPeriod,
  wanted: ReadonlySet<string>,
): Promise<ByEmployee<ShiftFact[]>> {
  const shifts: ByEmployee<ShiftFact[]> = new Map();
  const windows = rules.flatMap((rule) => (rule.kind === "night_subsidy" ? [rule.window] : []));
  if (windows.length === 0) return shifts;
  await requireRows(context, "night_subsidy", "source_attendance_day", "attendance_day");
  const near = {
    from: Math.min(...windows.map(({ from }) => seconds(from))),
    to: Math.max(...windows.map(({ from, to }) => (to <= from ? seconds(to) : 0))),
  };
  const { timeZone } = context.workspace.config;
  for (const row of await shiftRows(context, period, near)) {
    if (!wanted.has(row.employee_id)) continue;
    const zone = row.time_zone ?? timeZone;
    const { day, began, ended, began_utc: from, ended_utc: to } = row;
    push(
      shifts,
      row.employee_id,
      from !== null && to !== null
        ? { day, began: from, ended: to, zone }
        : shiftFromClock(day, began, ended, zone),
    );
  }
  return shifts;
}
