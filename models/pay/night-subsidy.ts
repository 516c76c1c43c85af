// Shifts and a window of the site's clock ("22:00 to 06:00") → paid hours per shift: elapsed time inside it, also where clocks change.
import { zoneInstants } from "../../engine/ingest/zone-time.js";
import { decimalText, halfUp, ratio } from "./decimal.js";
import { daysAfter } from "./deal-commission.js";
import { fenOf, fenText, scaled } from "./money.js";
import { payErrors } from "./pay-errors.js";
import type { PayLine, ShiftFact, Terms } from "./pay-facts.js";
import type { RuleOf } from "./pay-rule-schema.js";

type Night = RuleOf<"night_subsidy">;

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

const clocks = new Map<string, (shown: number) => number>();

/** The clock of a zone around a year, read once. */
function clockOf(zone: string, day: string): (shown: number) => number {
  const year = Number(day.slice(0, 4));
  const key = `${zone} ${year}`;
  let clock = clocks.get(key);
  if (!clock) {
    clock = zoneInstants(zone, `${year - 1}-12-20`, `${year + 1}-01-12`);
    clocks.set(key, clock);
  }
  return clock;
}

/** Seconds of the shift inside the window of any day that it touches; elapsed, so a repeated hour counts twice. */
export function secondsInside({ began, ended, zone }: ShiftFact, { from, to }: Night["window"]): number {
  if (ended <= began) return 0;
  const first = daysAfter(new Date(began).toISOString().slice(0, 10), -2);
  const last = daysAfter(new Date(ended).toISOString().slice(0, 10), 2);
  const instant = clockOf(zone, first);
  const nextDay = minutesOf(to) <= minutesOf(from) ? 1 : 0;
  let milliseconds = 0;
  for (let day = first; day <= last; day = daysAfter(day, 1)) {
    const midnight = Date.parse(`${day}T00:00:00Z`);
    const start = instant(midnight + minutesOf(from) * 60_000);
    const stop = instant(midnight + nextDay * 86_400_000 + minutesOf(to) * 60_000);
    milliseconds += Math.max(0, Math.min(ended, stop) - Math.max(began, start));
  }
  return Math.round(milliseconds / 1000);
}

/** Whole steps, by the rule's own rounding. */
export function roundedSeconds(seconds: number, round: Night["round"]): number {
  if (round === undefined) return seconds;
  const step = round.to_minutes * 60;
  const steps = seconds / step;
  const whole = { down: Math.floor(steps), up: Math.ceil(steps), half_up: Math.floor(steps + 0.5) }[
    round.how
  ];
  return whole * step;
}

/** One line per shift with paid time in it; of a shift too long to be true, a line of nothing that says so. */
export function nightLines(rule: Night, shifts: readonly ShiftFact[], terms: Terms): PayLine[] {
  const { version, digits, due } = terms;
  const perHour = fenOf(rule.per_hour, digits);
  const { from, to } = rule.window;
  return shifts.flatMap((shift) => {
    const seconds = roundedSeconds(secondsInside(shift, rule.window), rule.round);
    if (seconds === 0) return [];
    const line = { rule: rule.id, kind: rule.kind, version, base: null, rate: `${fenText(perHour, digits)} / h`, due }; // prettier-ignore
    const atWork = Math.round((shift.ended - shift.began) / 1000);
    if (atWork > rule.longest_hours * 3600) return [{ ...line, text: doubted(rule, shift, atWork), fen: 0 }];
    const hours = hoursText(seconds);
    const text = {
      en: `${rule.name.en}: ${shift.day}, ${hours} h between ${from} and ${to}`,
      zh: `${rule.name.zh}：${shift.day}，${from} 至 ${to} 之间 ${hours} 小时`,
    };
    return [{ ...line, text, fen: scaled(perHour, ratio(seconds, 3600)) }];
  });
}

const hoursText = (seconds: number): string => decimalText(halfUp(BigInt(seconds) * 10_000n, 3600n), 4);

/** An end before its start is read as the next morning; a last punch before the first makes a day and a night of it. */
function doubted({ name, longest_hours: most }: Night, { day }: ShiftFact, seconds: number): PayLine["text"] {
  const hours = hoursText(seconds);
  return {
    en: `${name.en}: ${day}, ${hours} h from punch to punch, more than ${most}: not counted until the punches are checked`,
    zh: `${name.zh}：${day}，上下班打卡相隔 ${hours} 小时，超过 ${most} 小时：核实打卡前不计`,
  };
}

/** Clock times of a zone, as written → a shift. An end before its start was on the next day. Errors: pay_time_invalid. */
export const shiftOf = (began: string, ended: string, zone: string): ShiftFact =>
  shiftFromClock(began.slice(0, 10), clockMs(began), clockMs(ended), zone);

/** The same from milliseconds that the zone's clocks showed. */
export function shiftFromClock(day: string, began: number, ended: number, zone: string): ShiftFact {
  const instant = clockOf(zone, day);
  const [from, to] = [instant(began), instant(ended)];
  return { day, began: from, ended: to >= from ? to : instant(ended + 86_400_000), zone };
}

function clockMs(text: string): number {
  const ms = Date.parse(`${text.replace(" ", "T")}${text.length <= 16 ? ":00" : ""}Z`);
  if (Number.isNaN(ms)) throw payErrors.pay_time_invalid({ found: text.slice(0, 40) });
  return ms;
}
