// Schemes on file, history and reader → the list that the page on KPI schemes begins with: texts, versions, what may be done with them.
import type { LocalisedError } from "../../engine/errors.js";
import { loadCatalogue } from "../../engine/index.js";
import type { Bilingual, Locale } from "../../engine/locale.js";
import { monthNumber } from "../../engine/metrics/period.js";
import { readsEverybody, type Reader } from "../../engine/metrics/reader.js";
import { usualPeriods } from "../../models/schemes/backtest/run-backtest.js";
import { schemesOf } from "../../models/schemes/scheme-files.js";
import type { Scheme, SchemeVersion } from "../../models/schemes/scheme-schema.js";
import type { WebContext } from "./web-context.js";

export interface ListedScheme {
  id: string;
  name: Bilingual;
  period: Scheme["period"];
  isOwn: boolean;
  text: string;
  hash: string;
  versions: { version: string; from: string; indicators: number; stated: number; note: Bilingual | null }[];
}

export interface SchemeList {
  schemes: ListedScheme[];
  problems: LocalisedError[];
  canWrite: boolean;
  /** Person-level rights on some part: scores, previews, back-tests. */
  canScore: boolean;
  /** The reader's own employee number. */
  me: string | null;
  /** What a source can be: metrics with a value per person. */
  metrics: { id: string; label: Bilingual; unit: string }[];
  /** Whole periods of the history that a back-test can take, the latest last. */
  periods: { month: string[]; quarter: string[] };
}

export async function schemeList(
  { workspace, cache }: Pick<WebContext, "workspace" | "cache">,
  reader: Reader,
  locale: Locale,
): Promise<SchemeList> {
  const { from, to } = (await cache()).history;
  const months = { from: monthNumber(from.slice(0, 7)), to: monthNumber(to.slice(0, 7)) };
  const { found, problems } = schemesOf(workspace);
  const catalogue = loadCatalogue(workspace.dir);
  return {
    schemes: found.map(({ scheme, text, hash, isOwn }) => ({
      id: scheme.id,
      name: scheme.name,
      period: scheme.period,
      isOwn,
      text,
      hash,
      versions: scheme.versions.map(listedVersion),
    })),
    problems: problems.map((problem) => problem.localise(locale)),
    canWrite: readsEverybody(reader),
    canScore: reader.rights === "person" || reader.person !== undefined,
    me: reader.employee ?? null,
    metrics: [...catalogue.metrics.values()]
      .filter(({ relation }) => relation !== "hire_cohort")
      .map(({ id: metric, label, unit }) => ({ id: metric, label, unit })),
    periods: {
      month: usualPeriods({ id: "", period: "month" }, months),
      quarter: usualPeriods({ id: "", period: "quarter" }, months),
    },
  };
}

const listedVersion = (one: SchemeVersion): ListedScheme["versions"][number] => ({
  version: one.version,
  from: one.effective_from,
  indicators: one.indicators.filter(({ weight }) => weight > 0).length,
  stated: Math.round(one.indicators.reduce((sum, { weight }) => sum + weight * 100, 0)) / 100,
  note: one.note ?? null,
});
