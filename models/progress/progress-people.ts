// Reader → whose sheets are theirs to open: their own, and those of people within their person-level rights. Names only.
import type { ModelContext } from "../model-context.js";
import { journalLook, readable } from "./progress-access.js";
import { peopleOf } from "./progress-rows.js";

export interface ProgressPeople {
  /** The reader's own employee number. */
  own: string | null;
  /** In the order of names; of the last month. */
  people: { employee: string; name: string | null; unit: string | null }[];
}

export async function progressPeople(context: ModelContext): Promise<ProgressPeople> {
  const { cache, reader } = context;
  const own = reader.employee ?? null;
  if (reader.rights === "group" && reader.person === undefined) return { own, people: [] };
  const { to } = cache.history;
  const all = await peopleOf(cache, to, to);
  const within = new Set(
    await readable(
      context,
      all.map(({ employee }) => employee),
    ),
  );
  const people = all
    .filter(({ employee }) => within.has(employee))
    .map(({ employee, name, unitName }) => ({ employee, name, unit: unitName }));
  journalLook(context, {
    what: "progress people",
    people: people.map(({ employee }) => employee),
    period: to,
  });
  return { own, people };
}
