// A cache → the releases its readers of groups look things up in; months that have closed since are closed first.
import type { Database } from "../database.js";
import { closedMonths, closeMonths, releaseOfMonth, type CloseOptions } from "../disclosure/close-months.js";
import { bookOf, openBook, type ReleaseBook } from "../disclosure/release-book.js";
import { releasedAttributes, type ReleasedAttribute } from "../disclosure/released-attributes.js";
import { disclosureError } from "../disclosure/disclosure-errors.js";
import type { Release } from "../disclosure/release.js";
import type { Workspace } from "../workspace.js";
import type { MetricCache } from "./cache-facts.js";
import type { Catalogue } from "./catalogue.js";

export interface Releases {
  book: ReleaseBook;
  attributes: ReleasedAttribute[];
}

/** Days after its end on which a month closes, unless rapport.yml says otherwise (disclosure.closeAfterDays). */
export const usualCloseAfterDays = 5;

export function closeOptions(
  config: MetricCache["workspace"]["config"],
  catalogue: Catalogue,
  now: Date,
): CloseOptions & { attributes: ReleasedAttribute[] } {
  return {
    k: config.k ?? 5,
    attributes: releasedAttributes(catalogue.dimensions.values(), config.disclosure?.attributes),
    closeAfterDays: config.disclosure?.closeAfterDays ?? usualCloseAfterDays,
    now,
  };
}

const running = new WeakMap<Database, Promise<unknown>>();

export async function releasesOf(cache: MetricCache, catalogue: Catalogue, now: Date): Promise<Releases> {
  const options = closeOptions(cache.workspace.config, catalogue, now);
  const { attributes } = options;
  if (cache.releases) return { book: cache.releases, attributes };
  if (!isOnDisk(cache.workspace)) return { book: await inMemory(cache, options), attributes };
  const workspace = cache.workspace;
  // questions that come together wait for one closing
  const before = running.get(cache.database) ?? Promise.resolve();
  const closing = before.then(async () => {
    await refuseLongClosing(cache.database, workspace, options);
    return closeMonths(cache.database, workspace, options);
  });
  running.set(
    cache.database,
    closing.catch(() => undefined),
  );
  await closing;
  return { book: openBook(workspace), attributes };
}

/** People times months that are closed while a question waits: some ten seconds. More is left to the nightly command. */
const mostInQuestion = 20_000;

async function refuseLongClosing(db: Database, workspace: Workspace, options: CloseOptions): Promise<void> {
  const { months } = openBook(workspace);
  const due = (await closedMonths(db, options.now, options.closeAfterDays)).filter(
    (month) => !months.has(month),
  );
  if (due.length === 0) return;
  const { people } = await db.row<{ people: number }>(
    "SELECT count(*) AS people FROM employee_month WHERE month = (SELECT max(month) FROM employee_month)",
  );
  if (people * due.length > mostInQuestion)
    throw disclosureError.groups_not_fixed({ months: due.length, from: due[0], to: due[due.length - 1] });
}

const isOnDisk = (workspace: MetricCache["workspace"]): workspace is Workspace =>
  workspace.path !== undefined && workspace.dir !== undefined && "name" in workspace.config;

const books = new WeakMap<Database, Map<string, Promise<ReleaseBook>>>();

/** Data that stand alone, without a folder: the releases last as long as the database does. */
function inMemory({ database }: MetricCache, options: CloseOptions): Promise<ReleaseBook> {
  let known = books.get(database);
  if (!known) books.set(database, (known = new Map()));
  const key = JSON.stringify([options.k, options.attributes, options.closeAfterDays]);
  let book = known.get(key);
  if (!book) known.set(key, (book = closeInMemory(database, options)));
  return book;
}

async function closeInMemory(database: Database, options: CloseOptions): Promise<ReleaseBook> {
  const releases: Release[] = [];
  const months = await closedMonths(database, options.now, options.closeAfterDays);
  for (const month of months) releases.push(await releaseOfMonth(database, month, options, releases.at(-1)));
  return bookOf(releases, `memory ${months.length}`);
}
