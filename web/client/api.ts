// The only fetch: questions to the local server → decoded answers, or an ApiError in the reader's language.
import { tableFromIPC } from "@uwdata/flechette";
import type { LocalisedError } from "../../engine/errors.js";
import type { MetricQuerySpec } from "../../engine/metrics/metric-query.js";
import type { ResultMeta } from "../../engine/result.js";
import { session } from "./session.js";

export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;

/** A Result as the browser holds it: rows as plain objects, the total at its own grain beside them. */
export interface Answer extends ResultMeta {
  rows: Row[];
  total: Row;
}

/** A failure as the server words it; `server_unreachable` when it does not answer at all. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    readonly detail: LocalisedError,
  ) {
    super(detail.message);
  }
}

export const isAborted = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "AbortError";

/** Small answers and commands as JSON. Never answered from a cache: rights and data may have changed. */
export async function requestJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await request(path, { ...init, headers: { Accept: "application/json", ...init.headers } });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export const postJson = <T>(path: string, body: unknown, init: RequestInit = {}): Promise<T> =>
  requestJson<T>(path, {
    method: "POST",
    ...init,
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", ...init.headers },
  });

/** A question → its table, over Arrow. */
export async function ask(spec: MetricQuerySpec, signal?: AbortSignal): Promise<Answer> {
  const response = await request("/api/query", {
    method: "POST",
    body: JSON.stringify(spec),
    headers: { "Content-Type": "application/json", Accept: "application/vnd.apache.arrow.stream" },
    signal,
  });
  return decodeAnswer(new Uint8Array(await response.arrayBuffer()));
}

/** Arrow IPC stream with the key "rapport" in its schema → Answer. */
export function decodeAnswer(bytes: Uint8Array): Answer {
  const table = tableFromIPC(bytes, { useBigInt: false, useDate: false });
  const text = table.schema.metadata?.get("rapport");
  if (!text) throw new Error("the answer carries no description of its columns");
  const meta = JSON.parse(text) as ResultMeta & { total: Row };
  return { ...meta, rows: table.toArray() as Row[] };
}

async function request(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("Accept-Language", session.locale === "zh" ? "zh-CN" : "en");
  if (session.as !== null) headers.set("X-Rapport-As", encodeURIComponent(session.as));
  if (session.purpose !== null) headers.set("X-Rapport-Purpose", encodeURIComponent(session.purpose));
  let response: Response;
  try {
    response = await fetch(path, { cache: "no-store", credentials: "same-origin", ...init, headers });
  } catch (error) {
    if (isAborted(error)) throw error;
    throw new ApiError(0, { code: "server_unreachable", message: "", hint: "", facts: {} });
  }
  if (response.ok) return response;
  const detail = (await response.json().catch(() => undefined)) as LocalisedError | undefined;
  throw new ApiError(
    response.status,
    detail?.code
      ? detail
      : { code: `http_${response.status}`, message: response.statusText, hint: "", facts: {} },
  );
}
