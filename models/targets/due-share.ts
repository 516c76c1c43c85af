// Quarter and day → how much of the quarter's total is due by then: past quarters' course within the quarter, and working days.
import { firstWorkingDays } from "./working-share.js";
import { monthNumber, monthText } from "../month.js";

export interface DueShare {
  /** Share of the quarter's total expected by the day. */
  due: number;
  /** Working days so far and in the whole quarter. */
  worked: number;
  workingDays: number;
  /** Past quarters whose course was looked at. */
  quarters: number;
}

/** Same quarters of the past years looked at. */
const mostYears = 4;

/**
 * Mean of the past shares at the same place (same months of earlier years; where there are none, any earlier quarter), drawn to the
 * share of working days with the weight of one quarter. `history`: value per month.
 */
export function dueShare(
  history: ReadonlyMap<string, number>,
  span: { from: string; to: string },
  day: string,
  timeZone: string,
): DueShare {
  const first = monthNumber(span.from);
  const length = monthNumber(span.to) - first + 1;
  const months = Array.from({ length }, (_, i) => firstWorkingDays(monthText(first + i), day, timeZone));
  const worked = months.reduce((sum, month) => sum + month.worked, 0);
  const workingDays = months.reduce((sum, month) => sum + month.all, 0);
  const shareAt = (back: number): number | undefined => {
    const values = months.map((_, i) => history.get(monthText(first + i - back)));
    if (!values.every((v) => v !== undefined && v >= 0)) return undefined;
    const total = values.reduce<number>((sum, v) => sum + v!, 0);
    const soFar = values.reduce<number>((sum, v, i) => sum + (v! * months[i].worked) / months[i].all, 0);
    return total > 0 ? soFar / total : undefined;
  };
  const at = (backs: number[]) => backs.map(shareAt).filter((share) => share !== undefined);
  let past = at(Array.from({ length: mostYears }, (_, i) => 12 * (i + 1)));
  if (past.length === 0) past = at(Array.from({ length: mostYears }, (_, i) => length * (i + 1)));
  const even = worked / workingDays;
  const due = (past.reduce((sum, share) => sum + share, 0) + even) / (past.length + 1);
  return { due, worked, workingDays, quarters: past.length };
}
