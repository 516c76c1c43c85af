// Question, definitions, snapshot, policy, SQL → the receipt that lets anyone recompute the number.
import { createHash } from "node:crypto";
import type { Receipt } from "../result.js";

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
      example: _e,
      theme: _t,
      ...rest
    } = definition as Record<string, unknown>;
    return rest;
  });
  return sha256(canonicalJson(deciding));
}

/** The id names what was asked of which data under which rights; asking again later gives the same id. */
export function receiptOf(evidence: Omit<Receipt, "id">): Receipt {
  const { askedAt: _asked, ...deciding } = evidence;
  return { id: sha256(canonicalJson(deciding)).slice(0, 12), ...evidence };
}
