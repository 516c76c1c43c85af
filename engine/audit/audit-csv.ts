// The journal as an auditor reads it → CSV: one line per recorded step with its hash, and last what was found of the chain.
import { csvCell } from "../result-csv.js";
import type { Bilingual, Locale } from "../locale.js";
import type { Audit } from "./audit.js";

const heads: Bilingual[] = [
  { en: "line", zh: "行" },
  { en: "time", zh: "时间" },
  { en: "kind", zh: "类别" },
  { en: "reader", zh: "读者" },
  { en: "details", zh: "内容" },
  { en: "hash", zh: "哈希" },
];

/** `verdict`: one sentence on the whole chain, whichever lines were chosen. With a byte-order mark, so that 中文 is read as UTF-8. */
export function auditCsv({ found }: Audit, verdict: string, locale: Locale): string {
  const rows = found.map((line) => {
    const { seq, at, kind, reader, prev: _prev, hash, ...details } = line;
    return [seq, at, kind, typeof reader === "string" ? reader : null, JSON.stringify(details), hash];
  });
  const last = [null, null, "audit", null, verdict, null];
  const lines = [heads.map((head) => head[locale]), ...rows, last];
  return `\ufeff${lines.map((line) => `${line.map((cell) => csvCell(cell)).join(",")}\r\n`).join("")}`;
}
