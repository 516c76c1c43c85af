// Raw tables whose headers are all known → plans; anything else → an error that lists what is unknown and what is near.
import { contracts } from "../../datasets/contracts/index.js";
import type { RapportError } from "../errors.js";
import { bestMatch, nearest, type TableMatch } from "./headers.js";
import { fail } from "./ingest-errors.js";
import { planOfMatch, type TablePlan } from "./plan.js";
import type { RawTable } from "./raw-table.js";

export interface Recognised {
  plans: TablePlan[];
  /** Tables that need a mapping, with the best guess for each. */
  unclear: { raw: RawTable; match: TableMatch }[];
  /** Sheets without any known header, beside a sheet that was recognised: notes, covers. */
  blank: RawTable[];
}

export function recognise(raws: readonly RawTable[]): Recognised {
  const plans: TablePlan[] = [];
  const unclear: Recognised["unclear"] = [];
  for (const raw of raws) {
    const match = bestMatch(raw.headers, contracts);
    if (match.missing.length === 0 && match.unknown.length === 0) plans.push(planOfMatch(raw, match));
    else unclear.push({ raw, match });
  }
  const blank = unclear.filter(
    ({ raw, match }) =>
      raw.sheet !== undefined &&
      match.columns.size === 0 &&
      plans.some((p) => p.raw.file.path === raw.file.path),
  );
  return { plans, unclear: unclear.filter((u) => !blank.includes(u)), blank: blank.map((b) => b.raw) };
}

/** The error for the first table that needs a mapping; `draft` is where the proposed mapping was written. */
export function unclearError({ raw, match }: Recognised["unclear"][number], draft: string): RapportError {
  const unknown = match.unknown.map((i) => raw.headers[i]!);
  const near = unknown.slice(0, 8).flatMap((header) => {
    const close = nearest(header, contracts);
    return close.length > 0 ? [`${header} → ${close.join(" / ")}`] : [];
  });
  return fail.columns_unknown({
    file: raw.label,
    reason: match.columns.size === 0 ? "table" : match.missing.length > 0 ? "missing" : "unknown",
    table: match.contract.table,
    missing: match.missing,
    unknown: unknown.length > 0 ? unknown.slice(0, 20) : "–",
    nearest: near.length > 0 ? near : "–",
    draft,
  });
}
