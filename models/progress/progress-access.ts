// Reader + person → may this reader see that person's figures? Their own, or within their person-level rights; each look is a line.
import { recordRead } from "../../engine/audit/read-log.js";
import { requirePurpose } from "../../engine/metrics/policy.js";
import type { ModelContext } from "../model-context.js";
import { reachable } from "../reveal/person-reach.js";
import { progressErrors as fail } from "./progress-errors.js";

/** First and last month, YYYY-MM. */
interface Months {
  from: string;
  to: string;
}

/**
 * Somebody out of reach and nobody are refused alike: an answer must not tell whether a person exists. `months`: those told about;
 * a manager of today does not read the months in which somebody was another's.
 */
export async function mustRead(context: ModelContext, employee: string, months?: Months): Promise<void> {
  const { reader, cache, workspace } = context;
  if (reader.employee === employee) return;
  requirePurpose(reader, workspace.config.purpose?.of);
  if ((await reachable(context, [employee], months)).has(employee)) return;
  throw fail.progress_not_readable({
    reader: reader.id,
    person: employee.slice(0, 40),
    month: months?.from ?? cache.history.to,
  });
}

/** Those of `employees` that the reader has person-level rights on; the reader's own number is not among them by itself. */
export async function readable(
  context: ModelContext,
  employees: readonly string[],
  months?: Months,
): Promise<string[]> {
  const { reader, workspace } = context;
  if (reader.rights === "group" && reader.person === undefined) return [];
  requirePurpose(reader, workspace.config.purpose?.of);
  const within = await reachable(context, employees, months);
  return employees.filter((id) => within.has(id));
}

/** On disk before anything is shown. `file`: where an export comes to lie, so that an erasure can name it. */
export function journalLook(
  { workspace, reader, now }: ModelContext,
  look: { what: string; people: readonly string[]; period: string; kind?: "view" | "export"; file?: string },
): void {
  const { what, people, period, kind = "view", file } = look;
  recordRead(
    workspace,
    {
      kind,
      reader: reader.id,
      rights: reader.rights,
      what,
      period,
      ...(file !== undefined && { file }),
      ...(people.length === 1 ? { person: people[0] } : { people: people.length }),
      ...(reader.purpose && { purpose: reader.purpose }),
    },
    now,
  );
}
