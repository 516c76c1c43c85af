// Question, definitions, snapshot, policy, SQL → the receipt that lets anyone recompute the number.
import { createHash } from "node:crypto";
import type { Organisation } from "../organisation/organisation.js";
import { resultHash } from "../result-hash.js";
import { resultRows } from "../result-rows.js";
import type { Receipt, Result } from "../result.js";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** JSON with sorted keys and no undefined: the same value gives the same text everywhere. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** Definitions count with everything that decides the number; labels and examples do not change it. */
export function definitionsHash(definitions: readonly object[]): string {
  const deciding = definitions.map((definition) => {
    const {
      label: _l,
      description: _d,
      exclusions: _x,
      example: _e,
      theme: _t,
      isOwn: _o,
      file: _f,
      line: _n,
      ...rest
    } = definition as Record<string, unknown>;
    return rest;
  });
  return sha256(canonicalJson(deciding));
}

/** Metric by metric, so that it can be told which one changed. */
export const definitionHashes = (definitions: readonly ({ id: string } & object)[]): Record<string, string> =>
  Object.fromEntries(definitions.map((d) => [d.id, definitionsHash([d]).slice(0, 16)]));

/** An organisation as a receipt remembers it. */
export const organisationOf = (organisation: Organisation | undefined): Receipt["organisation"] =>
  organisation && {
    day: organisation.day,
    ...(organisation.draft && { draft: { name: organisation.draft.name, hash: organisation.draft.hash } }),
  };

/** A receipt before the answer's cells are known. */
type Evidence = Omit<Receipt, "result" | "seal">;

/** The id names what was asked of which data under which rights; asking again later gives the same id. */
export function receiptOf(evidence: Omit<Evidence, "id">): Evidence {
  const { askedAt: _asked, ...deciding } = evidence;
  return { id: sha256(canonicalJson(deciding)).slice(0, 12), ...evidence };
}

/** Adds what came out, and the seal. */
export function withResult(result: Omit<Result, "receipt"> & { receipt: Evidence }): Result {
  const [total = {}] = resultRows(result.total, result.columns);
  const rows = resultRows(result.table, result.columns);
  const names = result.columns.map((c) => c.name);
  const receipt = { ...result.receipt, result: resultHash(names, rows, total) };
  return { ...result, receipt: { ...receipt, seal: receiptSeal(receipt) } };
}

/** What `seal` must be. */
export function receiptSeal(receipt: Omit<Receipt, "seal"> & { seal?: string }): string {
  const { seal: _seal, ...content } = receipt;
  return sha256(canonicalJson(content));
}
