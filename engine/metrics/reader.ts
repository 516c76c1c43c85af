// Name of a user → who reads: with person-level rights (exact numbers) or groups only.
import { metricError } from "./metric-errors.js";
import { nearest } from "./nearest.js";

export interface Reader {
  id: string;
  /** `person`: exact numbers. `group`: no number that rests on fewer than k people. */
  rights: "person" | "group";
  /** org_unit_id that the rights are limited to (it and everything below); the whole company when left out. */
  scope?: string;
}

/** The person at this computer: person-level rights on everything. */
export const localReader: Reader = { id: "local", rights: "person" };

/** Without a name: the local reader. An unknown name is an error, never a fallback to more rights. */
export function readerNamed(users: readonly Reader[] | undefined, id?: string): Reader {
  if (id === undefined) return localReader;
  const user = users?.find((u) => u.id === id);
  if (user) return { id: user.id, rights: user.rights, scope: user.scope };
  if (id === localReader.id && (users ?? []).length === 0) return localReader;
  const known = (users ?? []).map((u) => u.id);
  const near = nearest(id, known);
  const candidates = near.length > 0 ? near : known.slice(0, 5);
  throw metricError.reader_unknown({ user: id, candidates, count: candidates.length });
}
