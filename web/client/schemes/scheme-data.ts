// /api/scheme-editor and /api/scheme-backtest → what the page on KPI schemes shows.
import type { PersonScore } from "../../../models/schemes/score-types.js";
import type { BacktestAnswer } from "../../server/scheme-backtest-routes.js";
import type { SchemeCheck, SchemeDifference, SchemeList } from "../../server/scheme-editor-routes.js";
import type { SchemeChoice, SchemePreview } from "../../server/scheme-work.js";
import { postJson, requestJson } from "../api.js";

export type { BacktestAnswer, PersonScore, SchemeCheck, SchemeDifference, SchemeList, SchemePreview };
export type { ListedScheme, Slip } from "../../server/scheme-editor-routes.js";

const editor = "/api/scheme-editor";
const query = (values: Record<string, string>): string => new URLSearchParams(values).toString();

export const readSchemes = (signal?: AbortSignal): Promise<SchemeList> => requestJson(editor, { signal });
export const checkScheme = (text: string, signal: AbortSignal): Promise<SchemeCheck> =>
  postJson(`${editor}/check`, { text }, { signal });
export const previewScheme = (text: string, signal: AbortSignal): Promise<SchemePreview> =>
  postJson(`${editor}/preview`, { text }, { signal });
export const saveScheme = (id: string, text: string, expected: string | null): Promise<SchemeList> =>
  postJson(`${editor}/${encodeURIComponent(id)}`, { text, expected }, { method: "PUT" });
export const readDifference = (
  sides: { a: string; versionA: string; b: string; versionB: string },
  signal: AbortSignal,
): Promise<SchemeDifference> => requestJson(`${editor}/diff?${query(sides)}`, { signal });
export const readScore = (
  asked: { scheme: string; employee: string; period: string },
  signal: AbortSignal,
): Promise<PersonScore> => requestJson(`${editor}/score?${query(asked)}`, { signal });

export const runBacktest = (
  question: { a: SchemeChoice; b: SchemeChoice; periods: string[] },
  signal: AbortSignal,
): Promise<BacktestAnswer> => postJson("/api/scheme-backtest", question, { signal });
export const readBacktest = (a: string, b: string, signal: AbortSignal): Promise<BacktestAnswer> =>
  requestJson(`/api/scheme-backtest?${query({ a, b })}`, { signal });
