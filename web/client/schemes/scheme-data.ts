// /api/schemes → what the page on KPI schemes shows.
import type { PersonScore } from "../../../models/schemes/score-types.js";
import type { BacktestAnswer } from "../../server/scheme-backtest-routes.js";
import type { SchemeCheck } from "../../server/scheme-draft-routes.js";
import type { SchemeList } from "../../server/scheme-list.js";
import type { SchemeDifference } from "../../server/scheme-routes.js";
import type { SchemeScores } from "../../server/scheme-score-routes.js";
import type { SchemeChoice, SchemePreview } from "../../server/scheme-work.js";
import { postJson, requestJson } from "../api.js";

export type { BacktestAnswer, PersonScore, SchemeCheck, SchemeDifference, SchemeList, SchemePreview };
export type { Slip } from "../../server/scheme-draft-routes.js";
export type { ListedScheme } from "../../server/scheme-list.js";

const schemes = "/api/schemes";
const query = (values: Record<string, string>): string => new URLSearchParams(values).toString();

export const readSchemes = (signal?: AbortSignal): Promise<SchemeList> => requestJson(schemes, { signal });
export const checkScheme = (text: string, signal: AbortSignal): Promise<SchemeCheck> =>
  postJson(`${schemes}/check`, { text }, { signal });
export const previewScheme = (text: string, signal: AbortSignal): Promise<SchemePreview> =>
  postJson(`${schemes}/preview`, { text }, { signal });
export const saveScheme = (id: string, text: string, expected: string | null): Promise<SchemeList> =>
  postJson(`${schemes}/${encodeURIComponent(id)}`, { text, expected }, { method: "PUT" });
export const readDifference = (
  sides: { a: string; versionA: string; b: string; versionB: string },
  signal: AbortSignal,
): Promise<SchemeDifference> => requestJson(`${schemes}/diff?${query(sides)}`, { signal });
/** Of one person; nobody's is an error. */
export async function readScore(
  asked: { scheme: string; employee: string; period: string },
  signal: AbortSignal,
): Promise<PersonScore> {
  const question = { employees: [asked.employee], period: asked.period };
  const path = `${schemes}/${encodeURIComponent(asked.scheme)}/score`;
  const { scores } = await postJson<SchemeScores>(path, question, { signal });
  return scores[0]!;
}

export const runBacktest = (
  question: { a: SchemeChoice; b: SchemeChoice; periods: string[] },
  signal: AbortSignal,
): Promise<BacktestAnswer> => postJson(`${schemes}/backtest`, question, { signal });
export const readBacktest = (a: string, b: string, signal: AbortSignal): Promise<BacktestAnswer> =>
  requestJson(`${schemes}/backtest?${query({ a, b })}`, { signal });
