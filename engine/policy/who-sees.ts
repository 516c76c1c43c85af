// A question → which users of rapport.yml see its number, and how: what an auditor asks before trusting a policy.
import { RapportError, type LocalisedError } from "../errors.js";
import type { Locale } from "../locale.js";
import { answer } from "../metrics/answer.js";
import type { MetricCache } from "../metrics/cache-facts.js";
import { localReader, readerNamed, type Reader } from "../metrics/reader.js";
import { resultRows } from "../result-rows.js";

export interface Sight {
  user: string;
  /**
   * `exact`: the same number as the local reader. `rounded`: the same people's number, capped or rounded. `part`: a number,
   * but of their own part of those people. `withheld`: the answer has no number in this place. `refused`: no answer.
   */
  sees: "exact" | "rounded" | "part" | "withheld" | "refused";
  value: number | null;
  step: number | null;
  /** Code of the reason where there is no number. */
  reason: string | null;
  error?: LocalisedError;
}

/** Asks the one door in each user's name: the list cannot differ from what they would be shown. */
export async function whoSees(
  cache: MetricCache,
  question: { metrics: readonly string[]; [part: string]: unknown },
  { now, locale }: { now: Date; locale: Locale },
): Promise<Sight[]> {
  const { by: _by, compare: _compare, order: _order, limit: _limit, ...total } = question;
  const asked = { ...total, metrics: question.metrics.slice(0, 1) };
  const users = cache.workspace.config.users ?? [];
  const all = await seen(cache, asked, localReader, now);
  const list: Sight[] = [];
  for (const { id } of users) {
    const reader = { ...readerNamed(users, id), purpose: cache.workspace.config.purpose?.of?.[0] ?? "audit" };
    try {
      const own = await seen(cache, asked, reader, now);
      list.push({
        user: id,
        sees: sightOf(reader, own, all),
        value: own.value,
        step: own.step,
        reason: own.reason,
      });
    } catch (error) {
      if (!(error instanceof RapportError)) throw error;
      list.push({
        user: id,
        sees: "refused",
        value: null,
        step: null,
        reason: error.code,
        error: error.localise(locale),
      });
    }
  }
  return list;
}

interface Seen {
  value: number | null;
  step: number | null;
  n: number | null;
  reason: string | null;
}

async function seen(
  cache: MetricCache,
  question: { metrics: readonly string[] },
  reader: Reader,
  now: Date,
): Promise<Seen> {
  const result = await answer(cache, question, { reader, now });
  const row = resultRows(result.total, result.columns)[0] ?? {};
  const [metric] = question.metrics;
  const number = (name: string): number | null => (typeof row[name] === "number" ? row[name] : null);
  return {
    value: number(metric),
    step: number(`${metric}__step`),
    n: number(`${metric}__n`),
    reason: (row[`${metric}__refused`] as string | null | undefined) ?? null,
  };
}

function sightOf(reader: Reader, own: Seen, all: Seen): Sight["sees"] {
  if (own.value === null) return "withheld";
  const isLimited = reader.scope !== undefined || reader.manages !== undefined;
  if (own.step !== null)
    return isLimited && own.n !== null && all.n !== null && own.n < all.n / 2 ? "part" : "rounded";
  if (own.value === all.value && own.n === all.n) return "exact";
  return "part";
}
