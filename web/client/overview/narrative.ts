// The overview's facts → its title and sentences, as message keys and numbers: the same list gives both languages.
import type { MessageKey } from "../messages/index.js";
import type { Fact } from "./fact.js";
import type { MeasureRow, OverviewData } from "./overview-data.js";
import { pairPrecision, printAlike } from "./pair-precision.js";

/** A number in a sentence: drawn as a link to its evidence, worded by the reader's language. */
export interface NarrativeNumber {
  fact: Fact;
  /** A bare count where the sentence itself says of what. */
  bare?: boolean;
  /** Decimals as for this interval, where two numbers are compared. */
  precision?: { low?: number | null; high?: number | null };
}

export type NarrativeValue =
  | NarrativeNumber
  | string
  | number
  | { en: string; zh: string }
  | { month: string };

export interface Sentence {
  key: MessageKey;
  values: Record<string, NarrativeValue>;
}

export type Direction = "up" | "down" | "level";

/** Direction as the reader sees it: two numbers that print alike have not moved. */
export function directionOf({ before, after }: Pick<MeasureRow, "before" | "after">): Direction {
  if (before?.value == null || after.value === null || printAlike(before, after)) return "level";
  return after.value > before.value ? "up" : "down";
}

const isShareOfSales = ({ metric }: MeasureRow): boolean =>
  metric.id === "big_client_share" || metric.id === "new_customer_share";

const isTurnover = ({ metric }: MeasureRow): boolean => metric.unit === "rate_per_year";

const known = (row: MeasureRow | undefined): row is MeasureRow & { before: Fact } =>
  row?.before?.value != null && row.after.value !== null && row.change !== null;

export function titleOf(data: OverviewData): Sentence[] {
  const turnover = data.measures.find(isTurnover);
  const clients = data.measures.find(isShareOfSales);
  const sentences: Sentence[] = [];
  if (data.phases.kind === "programme" && known(clients))
    sentences.push({
      key:
        clients.change?.chance === "beyond_chance"
          ? "overview.h1_clients_changed"
          : "overview.h1_clients_uncertain",
      values: {},
    });
  if (known(turnover)) sentences.push({ key: turnoverTitle(turnover), values: {} });
  else if (turnover && turnover.after.value !== null && data.headcount?.value != null)
    sentences.push({
      key: "overview.h1_single",
      values: { people: { fact: data.headcount, bare: true }, rate: { fact: turnover.after } },
    });
  return sentences.length > 0 ? sentences : [{ key: "overview.h1_plain", values: {} }];
}

function turnoverTitle(row: MeasureRow): MessageKey {
  if (row.change?.chance === "too_few") return "overview.h1_turnover_few";
  const rose = (row.change?.difference ?? 0) > 0;
  if (row.change?.chance === "beyond_chance")
    return rose ? "overview.h1_turnover_rose" : "overview.h1_turnover_fell";
  return rose ? "overview.h1_turnover_rose_maybe" : "overview.h1_turnover_fell_maybe";
}

export function sentencesOf(data: OverviewData): Sentence[] {
  const sentences: Sentence[] = [];
  for (const row of data.measures.filter(isShareOfSales))
    if (known(row))
      sentences.push({
        key:
          row.metric.id === "big_client_share"
            ? "overview.say_big_client_share"
            : "overview.say_new_customer_share",
        values: comparison(row),
      });
  const turnover = data.measures.find(isTurnover);
  if (known(turnover))
    sentences.push({
      key: "overview.say_turnover",
      values: {
        ...comparison(turnover),
        name: turnover.metric.label,
        people: data.headcount?.value != null ? { fact: data.headcount, bare: true } : "–",
      },
    });
  else if (turnover && turnover.after.value !== null)
    sentences.push({
      key: "overview.say_turnover_single",
      values: { name: turnover.metric.label, after: { fact: turnover.after } },
    });
  const { hires, exits, startHeadcount: start, headcount: end } = data;
  if (hires.value !== null && exits.value !== null && start?.value != null && end?.value != null)
    sentences.push({
      key: "overview.say_flow",
      values: {
        month: { month: data.shown.from },
        hires: { fact: hires, bare: true },
        hiresCount: hires.value,
        exits: { fact: exits, bare: true },
        start: { fact: start, bare: true },
        end: { fact: end, bare: true },
      },
    });
  return sentences.length > 0 ? sentences : [{ key: "overview.say_none", values: {} }];
}

const comparison = (row: MeasureRow & { before: Fact }): Sentence["values"] => ({
  before: { fact: row.before, precision: pairPrecision(row) },
  after: { fact: row.after, precision: pairPrecision(row) },
  direction: directionOf(row),
  chance: row.change?.chance ?? "too_few",
});
