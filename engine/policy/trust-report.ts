// Cache + reader → what the trust page prints: the policy in force, who sees what, what is released, what is not protected.
import { releaseSummary, type ReleaseSummary } from "../disclosure/release-summary.js";
import type { Bilingual } from "../locale.js";
import type { MetricCache } from "../metrics/cache-facts.js";
import { loadCatalogue } from "../metrics/catalogue.js";
import { readerNamed, type Reader } from "../metrics/reader.js";
import { tellsOfEvents } from "../metrics/metric-sheet.js";
import { releasesOf, usualCloseAfterDays } from "../metrics/releases-of.js";
import { cannotProtect } from "./cannot-protect.js";
import { capabilitiesOf } from "./capabilities.js";
import { orgUnitsNow } from "./org-units.js";

export interface TrustUser {
  id: string;
  rights: Reader["rights"];
  /** What they may read, widest first, and what is kept from them. */
  may: Bilingual[];
  hidden: string[];
  masked: string[];
  needsPurpose: boolean;
}

export interface TrustReport {
  k: number;
  closeAfterDays: number;
  purposeRequired: boolean;
  visible: Bilingual[];
  protectedAttributes: Bilingual[];
  standing: Bilingual[];
  /** Kinds of exits and early exits of hires: by whole fiscal years only. */
  ofEvents: Bilingual[];
  users: TrustUser[];
  months: { count: number; from: string | null; to: string | null };
  last: ReleaseSummary | null;
  cannotProtect: readonly Bilingual[];
}

/** `users`: those of rapport.yml for readers who may know them; a reader of groups gets their own entry only. */
export async function trustReport(cache: MetricCache, reader: Reader, now: Date): Promise<TrustReport> {
  const { config } = cache.workspace;
  const catalogue = loadCatalogue(cache.workspace.dir);
  const k = config.k ?? 5;
  const { book } = await releasesOf(cache, catalogue, now);
  const units = await orgUnitsNow(cache);
  const all = config.users ?? [];
  const shown =
    reader.rights === "person" && reader.scope === undefined ? all : all.filter(({ id }) => id === reader.id);
  const months = [...book.months.keys()].sort();
  const last = months.length > 0 ? book.months.get(months[months.length - 1])! : undefined;
  const metrics = [...catalogue.metrics.values()];
  return {
    k,
    closeAfterDays: config.disclosure?.closeAfterDays ?? usualCloseAfterDays,
    purposeRequired: all.some((user) => user.needsPurpose === true),
    visible: metrics.filter(({ disclosure }) => disclosure === "visible").map(({ label }) => label),
    standing: metrics.filter(({ standing }) => standing).map(({ label }) => label),
    ofEvents: metrics.filter(tellsOfEvents).map(({ label }) => label),
    protectedAttributes: [...catalogue.dimensions.values()]
      .filter(({ disclosure }) => disclosure === "protected")
      .map(({ label }) => label),
    users: shown.map(({ id }) => {
      const user = readerNamed(all, id);
      const rights = capabilitiesOf(user, units, catalogue, k).filter(
        ({ kind, path }) =>
          kind === "reports" || ((kind === "exact" || kind === "groups") && isTopmost(path, user)),
      );
      return {
        id,
        rights: user.rights,
        may: rights.map(({ text }) => text),
        hidden: user.hide ?? [],
        masked: user.mask ?? [],
        needsPurpose: user.needsPurpose === true,
      };
    }),
    months: { count: months.length, from: months[0] ?? null, to: months.at(-1) ?? null },
    last: last ? releaseSummary(last.release) : null,
    cannotProtect,
  };
}

/** The unit that the right is given on; those below it go without saying. */
function isTopmost(path: readonly string[] | undefined, { scope, person }: Reader): boolean {
  const unit = path?.at(-1);
  return unit === "*" || unit === scope || unit === person;
}
