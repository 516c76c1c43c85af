// Numbers to be drawn → a round axis that holds them: where it starts, ends and is labelled. And room that text needs.
import type { Locale } from "../../engine/locale.js";
import { isPercentUnit, type Unit } from "../../engine/metrics/unit.js";

export interface AxisScale {
  min: number;
  max: number;
  ticks: number[];
  /** A start other than zero is said in the foot. */
  fromZero: boolean;
}

/** About four steps of 1, 2, 2.5 or 5 × 10ⁿ. `zero`: bars must start there; lines may start higher when all is far from it. */
export function axisScale(
  values: readonly (number | null)[],
  zero: boolean,
  unit: Unit = "index",
): AxisScale {
  const numbers = values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (numbers.length === 0) return { min: 0, max: 1, ticks: [0, 0.5, 1], fromZero: true };
  // numbers nearer to zero than any of ours are zero
  const [lowest, highest] = [
    numbers.reduce((a, b) => Math.min(a, b)),
    numbers.reduce((a, b) => Math.max(a, b)),
  ].map((end) => (Math.abs(end) < 1e-9 ? 0 : end)) as [number, number];
  const near = zero || lowest <= 0 || lowest < 0.6 * highest || isPercentUnit(unit);
  const bottom = near ? Math.min(0, lowest) : lowest;
  const reach = near ? Math.max(0, highest) : highest;
  const top =
    reach - bottom > 1e-9 ? reach : bottom + Math.max(Math.abs(bottom) * 0.1, unit === "count" ? 1 : 0.01);
  const rough = (top - bottom) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const wanted =
    [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.999) ?? 10 * power;
  const step = unit === "count" ? Math.max(1, Math.round(wanted)) : wanted;
  const min = Math.floor(bottom / step + 1e-9) * step;
  const max = Math.ceil(top / step - 1e-9) * step;
  const count = Math.round((max - min) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((min + index * step).toPrecision(12)));
  return { min, max, ticks, fromZero: min === 0 };
}

/** Ends further out than this many times the largest value would flatten what the chart is about. */
const farthest = 2.5;

const reachOf = (values: readonly (number | null)[]): number =>
  farthest * values.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);

/** Whether some interval is cut off at the plot's edge, which the foot must say. */
export function cutsEnds(values: readonly (number | null)[], ends: readonly (number | null)[]): boolean {
  const most = reachOf(values);
  return most > 0 && ends.some((end) => end !== null && Math.abs(end) > most);
}

/** Values and the ends of their intervals; an end too far out is cut off at the plot's edge. */
export function withEnds(
  values: readonly (number | null)[],
  ends: readonly (number | null)[],
): (number | null)[] {
  const most = reachOf(values);
  if (most === 0) return [...values, ...ends];
  return [...values, ...ends.map((end) => (end === null ? null : Math.max(-most, Math.min(end, most))))];
}

/** Width of text at 13 px, generously: CJK one em, Latin and digits a little over half. */
export function textWidth(text: string, size = 13): number {
  let ems = 0;
  for (const char of text) ems += /[\u2e80-\uffef]/.test(char) ? 1 : /[A-Z%MW@]/.test(char) ? 0.68 : 0.55;
  return Math.ceil(ems * size);
}

const plain = (value: string, size: number): string =>
  `format(${value}, ',.${Math.max(0, Math.ceil(-Math.log10(size) - 1e-9))}f')`;

/** Vega expression that prints `datum.value` of an axis in the unit and language. */
export function axisLabel(unit: Unit, locale: Locale, { min, max, ticks }: AxisScale): string {
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : 1;
  const largest = Math.max(Math.abs(min), Math.abs(max));
  if (isPercentUnit(unit)) return `${plain("datum.value * 100", step * 100)} + '%'`;
  if (unit !== "money") return plain("datum.value", step);
  const [divisor, name] =
    locale === "zh"
      ? largest >= 1e8
        ? [1e8, " 亿"]
        : largest >= 1e4
          ? [1e4, " 万"]
          : [1, ""]
      : largest >= 1e6
        ? [1e6, " M"]
        : largest >= 1e4
          ? [1e3, " k"]
          : [1, ""];
  return `datum.value == 0 ? '0' : ${plain(`datum.value / ${divisor}`, step / divisor)} + '${name}'`;
}

/** Evenly spread picks that fit the width, first and last kept. */
export function pickEvenly<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  const every = Math.ceil((items.length - 1) / Math.max(1, most - 1));
  return items.filter((_, index) => index % every === 0);
}

/** Positions (px) moved apart so that none is nearer than `gap` to the next, as little as can be, inside [0, size]. */
export function spreadApart(positions: readonly number[], gap: number, size: number): number[] {
  const order = positions.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at);
  for (let round = 0; round < 50; round++)
    for (let i = 1; i < order.length; i++) {
      const lack = gap - (order[i]!.at - order[i - 1]!.at);
      if (lack <= 0) continue;
      order[i - 1]!.at -= lack / 2;
      order[i]!.at += lack / 2;
    }
  // then back inside: from the top down, from the foot up
  order.forEach((one, i) => (one.at = Math.max(one.at, i === 0 ? 0 : order[i - 1]!.at + gap)));
  for (let i = order.length - 1; i >= 0; i--)
    order[i]!.at = Math.min(order[i]!.at, i === order.length - 1 ? size : order[i + 1]!.at - gap);
  const result: number[] = [];
  for (const { at, index } of order) result[index] = at;
  return result;
}
