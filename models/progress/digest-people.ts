// Wish → the people whose sheets are written: those named, those of a unit, or everybody the reader may read.
import { readsEverybody } from "../../engine/metrics/reader.js";
import type { ModelContext } from "../model-context.js";
import { mustRead, readable } from "./progress-access.js";
import { progressErrors as fail } from "./progress-errors.js";
import { peopleOf, type PersonRow } from "./progress-rows.js";

export interface DigestWish {
  person?: string;
  /** org_unit_id or name; with everything below it. */
  team?: string;
}

/** As of the last month of the data. Errors: progress_groups_only, progress_not_readable, progress_team_unknown. */
export async function digestPeople(context: ModelContext, { person, team }: DigestWish): Promise<string[]> {
  const { cache, reader } = context;
  if (person !== undefined) {
    await mustRead(context, person);
    return [person];
  }
  if (reader.rights !== "person" && reader.person === undefined)
    throw fail.progress_groups_only({ reader: reader.id });
  const { to } = cache.history;
  const people = await peopleOf(cache, to, to);
  const chosen = team === undefined ? people : people.filter((one) => isIn(one, unitOf(people, team, to)));
  const ids = chosen.map(({ employee }) => employee);
  return readsEverybody(reader) ? ids : readable(context, ids);
}

const isIn = ({ path }: PersonRow, unit: string): boolean => path.includes(unit);

function unitOf(people: readonly PersonRow[], team: string, month: string): string {
  const units = new Map<string, string>();
  for (const { path, unit, unitName } of people) {
    for (const id of path) if (!units.has(id)) units.set(id, id);
    if (unit !== null && unitName !== null) units.set(unit, unitName);
  }
  const named = units.has(team) ? team : [...units].find(([, name]) => name === team)?.[0];
  if (named === undefined)
    throw fail.progress_team_unknown({
      found: team.slice(0, 60),
      month,
      known: [...units].slice(0, 12).map(([id, name]) => (id === name ? id : `${id} ${name}`)),
    });
  return named;
}
