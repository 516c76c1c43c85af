// A reader → whose pay may be reckoned for them: conditions on rows of employee_month, the same as of a metric person by person.
import { requirePurpose, rowScope } from "../../engine/metrics/policy.js";
import type { Reader } from "../../engine/metrics/reader.js";
import type { Predicate } from "../../engine/metrics/tree.js";
import type { ModelContext } from "../model-context.js";
import { payErrors } from "./pay-errors.js";

/**
 * Conditions on rows, one of these sets has to hold: a superior's own pay is theirs to read beside their people's, and nobody needs
 * a purpose for their own. Errors: pay_needs_person_rights, purpose_required, purpose_unknown.
 */
export function payScopes(
  { reader, workspace }: Pick<ModelContext, "reader" | "workspace">,
  employees?: readonly string[],
): Predicate[][] {
  const own = reader.employee === undefined ? [] : [[oneOf([reader.employee])]];
  if (own.length > 0 && (reader.rights !== "person" || employees?.every((id) => id === reader.employee)))
    return own;
  requirePurpose(reader, workspace.config.purpose?.of);
  if (reader.rights === "person") return [rowScope(reader), ...own];
  if (reader.person !== undefined)
    return [[{ kind: "within_unit", units: [reader.person], orNull: false, negated: false }]];
  throw payErrors.pay_needs_person_rights({ reader: reader.id });
}

/** Sums over people: for readers with rights on more than themselves. */
export const readsPeople = ({ rights, employee, person }: Reader): boolean =>
  rights === "person" || (employee === undefined && person !== undefined);

export const oneOf = (employees: readonly string[]): Predicate => ({
  kind: "one_of",
  column: "employee_id",
  values: [...employees],
  orNull: false,
  negated: false,
});
