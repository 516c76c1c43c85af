// Name of a user → who reads: with person-level rights (exact numbers) or groups only.
import { metricError } from "./metric-errors.js";
import { nearest } from "./nearest.js";

export interface Reader {
  id: string;
  /** `person`: exact numbers. `group`: no number that rests on fewer than k people. */
  rights: "person" | "group";
  /** org_unit_id that the rights are limited to (it and everything below); the whole company when left out. */
  scope?: string;
  /** For readers of groups: org_unit_id within which they read exact numbers and rows. */
  person?: string;
  /** Employee whose reports, direct and indirect, are the rows: as the organisation was in each row's month. */
  manages?: string;
  /**
   * What a manager sees of the past. `own_months` (usual): months in which the people were theirs. `current_team`: the whole
   * history of those who are theirs in the last month, and nothing of those who were.
   */
  past?: "own_months" | "current_team";
  /** Employee number of this reader: what is predicted about them is theirs to see. */
  employee?: string;
  /** Dimensions and metrics that this reader may not use at all. */
  hide?: string[];
  /** Dimensions whose values this reader sees as pseudonyms. */
  mask?: string[];
  /** True: person-level reads need a purpose. */
  needsPurpose?: boolean;
  /** Given with the question, where it is needed. */
  purpose?: string;
}

/** The person at this computer: person-level rights on everything. */
export const localReader: Reader = { id: "local", rights: "person" };

/** Person-level rights on the whole company: no part of it, nobody's reports only. */
export const readsEverybody = ({ rights, scope, manages }: Reader): boolean =>
  rights === "person" && scope === undefined && manages === undefined;

/** Without a name: the local reader. An unknown name is an error, never a fallback to more rights. */
export function readerNamed(users: readonly Reader[] | undefined, id?: string): Reader {
  if (id === undefined) return localReader;
  const user = users?.find((u) => u.id === id);
  if (user) return readerOf(user);
  if (id === localReader.id && (users ?? []).length === 0) return localReader;
  const known = (users ?? []).map((u) => u.id);
  const near = nearest(id, known);
  const candidates = near.length > 0 ? near : known.slice(0, 5);
  throw metricError.reader_unknown({ user: id, candidates, count: candidates.length });
}

/** A user of rapport.yml without what is only for people to read (name, role); what is not set is left out. */
function readerOf(user: Reader): Reader {
  const { id, rights, scope, person, manages, past, employee, hide, mask, needsPurpose } = user;
  const reader: Reader = { id, rights, scope };
  if (person !== undefined) reader.person = person;
  if (manages !== undefined) Object.assign(reader, { manages, past: past ?? "own_months" });
  if (employee !== undefined) reader.employee = employee;
  if (hide && hide.length > 0) reader.hide = [...hide].sort();
  if (mask && mask.length > 0) reader.mask = [...mask].sort();
  if (needsPurpose) reader.needsPurpose = true;
  return reader;
}

/**
 * The reader of rapport.yml who asks, with the purpose given at the door. A purpose that `purpose.of` does not list is refused
 * here, whatever the reader goes on to read.
 */
export function readerAtDoor(
  config: { users?: readonly Reader[]; purpose?: { of?: readonly string[] } },
  { as, purpose }: { as?: string; purpose?: string },
): Reader {
  const reader = readerNamed(config.users, as);
  if (purpose === undefined) return reader;
  const given = purpose.trim().slice(0, 200);
  const accepted = config.purpose?.of;
  if (reader.needsPurpose && given !== "" && accepted && !accepted.includes(given))
    throw metricError.purpose_unknown({ purpose: given.slice(0, 80), accepted: [...accepted] });
  return { ...reader, purpose: given };
}
