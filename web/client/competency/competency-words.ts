// Points, shares and their intervals in words; a dimension's name.
import type { Bilingual } from "../../../engine/locale.js";
import { session } from "../session.js";
import { say } from "../t.js";

export interface Around {
  value: number;
  low: number;
  high: number;
}

const minus = (text: string): string => text.replace("-", "−");
/** One decimal; a zero has no sign. */
export const points = (value: number): string => minus(value.toFixed(1).replace(/^-(0\.0)$/, "$1"));
export const pointsRange = ({ low, high }: Around): string =>
  session.locale === "zh" ? `${points(low)}～${points(high)}` : `${points(low)} to ${points(high)}`;
export const percent = (value: number): string => `${Math.round(100 * value)}%`;
export const percentRange = ({ low, high }: Around): string =>
  session.locale === "zh" ? `${percent(low)}～${percent(high)}` : `${Math.round(100 * low)}–${percent(high)}`;
export const two = (value: number): string => minus(value.toFixed(2).replace(/^-(0\.00)$/, "$1"));
export const twoRange = ({ low, high }: Around): string =>
  session.locale === "zh" ? `${two(low)}～${two(high)}` : `${two(low)} to ${two(high)}`;

export const nameIn = (list: readonly { id: string; label: Bilingual }[], id: string): string => {
  const found = list.find((one) => one.id === id);
  return found ? say(found.label) : id;
};
export const comma = (): string => (session.locale === "zh" ? "、" : ", ");
