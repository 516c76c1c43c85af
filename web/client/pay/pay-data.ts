// /api/pay… → what the page on pay rules shows; amounts arrive in minor units and are written in the currency's own.
import type { Accrual, PayResult, PayRulesAnswer, PaySimulation, RecognitionList, WhatIfAnswer } from "../../server/pay-routes.js"; // prettier-ignore
import { postJson, requestJson } from "../api.js";

const path = "/api/pay";
const query = (values: Record<string, string | number | undefined>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) search.set(name, String(value));
  return `?${search}`;
};

export const readPayRules = (signal: AbortSignal): Promise<PayRulesAnswer> =>
  requestJson(`${path}/rules`, { signal });
export const reckonWhatIf = (id: string, given: object, signal: AbortSignal): Promise<WhatIfAnswer> =>
  postJson(`${path}/what-if`, { id, given }, { signal });
export const comparePay = (
  question: { a: string; b?: string | undefined; from: string; to: string },
  signal: AbortSignal,
): Promise<PaySimulation> => requestJson(`${path}/simulation${query(question)}`, { signal });
export const readAccrual = (
  question: { id: string; from: string; to: string },
  signal: AbortSignal,
): Promise<Accrual> => requestJson(`${path}/accrual${query(question)}`, { signal });
export const readLists = (
  question: { id: string; period: string },
  signal: AbortSignal,
): Promise<{ lists: RecognitionList[] }> => requestJson(`${path}/lists${query(question)}`, { signal });
export const readPerson = (
  question: { id: string; period: string; employee: string },
  signal: AbortSignal,
): Promise<{ result: PayResult; isRunning: boolean }> =>
  requestJson(`${path}/person${query(question)}`, { signal });

export interface Currency {
  currency: string;
  digits: number;
}

/** 1300000 fen → "13,000.00"; every digit is there, a minus is U+2212. */
export function amountText(fen: number, { digits }: Currency): string {
  const size = Math.abs(fen)
    .toString()
    .padStart(digits + 1, "0");
  const whole = size.slice(0, size.length - digits).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${fen < 0 ? "\u2212" : ""}${whole}${digits === 0 ? "" : `.${size.slice(size.length - digits)}`}`;
}

/** For titles: the currency beside it. */
export const moneyText = (fen: number, money: Currency): string =>
  `${money.currency}\u00a0${amountText(fen, money)}`;

const monthName = (at: number): string => `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
const quarterName = (at: number): string => `${Math.floor(at / 12)}-Q${Math.floor((at % 12) / 3) + 1}`;

/** The last whole period of a kind that a history holds, and one some months before it. */
export function lastPeriods(kind: "month" | "quarter", to: string): { from: string; to: string } {
  const [year, month] = to.split("-").map(Number) as [number, number];
  const index = year * 12 + month - 1;
  if (kind === "month") return { from: monthName(index - 2), to };
  const whole = month % 3 === 0 ? index : index - (month % 3);
  return { from: quarterName(whole - 3), to: quarterName(whole) };
}
