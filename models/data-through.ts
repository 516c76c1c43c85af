// History, imports and clock → the last day that the data can tell about: none after the last import, none that is still to come.
import { sourceManifests, type Cache, type Workspace } from "../engine/index.js";
import { lastDayOf, monthNumber } from "./month.js";

/** Both YYYY-MM-DD or ISO moments; `through` is the earliest of the history's last day, the last import's and today's. */
export function dataThrough(
  workspace: Workspace,
  { history }: Pick<Cache, "history">,
  now: Date,
): { through: string; importedAt: string } {
  const importedAt =
    sourceManifests(workspace)
      .map((manifest) => manifest.importedAt)
      .sort()
      .at(-1) ?? now.toISOString();
  const ends = [lastDayOf(history.to), importedAt.slice(0, 10), now.toISOString().slice(0, 10)];
  return { through: ends.sort()[0]!, importedAt };
}

/** The last month that is over in the data, as a month number: a month cut by the last import is none. */
export function lastWholeMonth(workspace: Workspace, cache: Pick<Cache, "history">, now: Date): number {
  const { through } = dataThrough(workspace, cache, now);
  return monthNumber(through) - (through === lastDayOf(through) ? 0 : 1);
}
