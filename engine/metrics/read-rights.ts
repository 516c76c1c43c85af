// A reader and a place in the organisation → may rows be read there, may exact numbers? The one question that SQL views,
// decompositions and survival curves put before they look at a person's row.
import type { Predicate } from "./tree.js";
import { rowScope } from "./policy.js";
import type { Reader } from "./reader.js";

export interface ReadRights {
  /** Rows of people, and exact numbers made of them. Otherwise released cells only: ask `answer`. */
  rows: boolean;
  /** The same as `rows` today; named apart because a role may come to have one without the other. */
  exactNumbers: boolean;
  /** Conditions that every row read must meet (bind with `Binder.predicate` on alias `e`); null where no row may be read. */
  scope: Predicate[] | null;
  /** Dimensions and columns that may not be used, and those shown as pseudonyms. */
  hide: readonly string[];
  mask: readonly string[];
}

/** Path of a unit, from the top to the unit itself, as it was in the month asked about. */
export type UnitPath = readonly string[];

/**
 * `unit` undefined = the whole of what the reader may see. For `manages` the rows are decided by `scope` in each month, so
 * the answer for a unit is "rows, within scope".
 */
export function readRights(reader: Reader, unit?: UnitPath): ReadRights {
  const { hide = [], mask = [] } = reader;
  const none: ReadRights = { rows: false, exactNumbers: false, scope: null, hide, mask };
  if (reader.rights === "group") {
    // exact within the unit that the reader has person-level rights on, and only there
    if (reader.person === undefined || !unit?.includes(reader.person)) return none;
    const scope: Predicate[] = [
      { kind: "within_unit", units: [reader.person], orNull: false, negated: false },
    ];
    return { rows: true, exactNumbers: true, scope, hide, mask };
  }
  if (unit !== undefined && reader.scope !== undefined && !unit.includes(reader.scope)) return none;
  return { rows: true, exactNumbers: true, scope: rowScope(reader), hide, mask };
}
