// Raw tables whose headers are all known → plans; anything else → an error that lists what is unknown and what is near.
import { contracts } from "../../datasets/contracts/index.js";
import type { RapportError } from "../errors.js";
import { bestMatch, isKnownHeader, nearest, type TableMatch } from "./headers.js";
import { fail } from "./ingest-errors.js";
import { planOfMatch, type TablePlan } from "./plan.js";
import type { RawTable } from "./raw-table.js";
import { refuseRepeatedHeaders } from "./read-files.js";

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

/** How many headers an error lists by name. */
const listed = 10;

/** The error for the first table that needs a mapping; `draft` is where the proposed mapping was written. */
export function unclearError(
  { raw, match }: Recognised["unclear"][number],
  draft: string | undefined,
): RapportError {
  refuseRepeatedHeaders(raw);
  const left = match.unknown.map((i) => raw.headers[i]!);
  const unknown = left.filter((header) => !isKnownHeader(header, contracts));
  const near = unknown.flatMap((header) => {
    const close = nearest(header, contracts);
    return close ? [`${header} → ${close}`] : [];
  });
  const shown = unknown.slice(0, listed);
  return fail.columns_unknown({
    file: raw.label,
    row: raw.headerRow,
    reason:
      match.columns.size === 0
        ? "table"
        : match.missing.length > 0
          ? "missing"
          : unknown.length > 0
            ? "unknown"
            : "several",
    table: match.contract.table,
    missing: match.missing,
    unknown: shown,
    unknown_count: unknown.length,
    more: unknown.length - shown.length,
    nearest: near.slice(0, 5),
    nearest_count: near.length,
    draft: draft ?? "none",
  });
}
