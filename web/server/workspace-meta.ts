// Workspace + cache + reader → what pages must know before they ask: words, units, window, programmes, events, readers.
import { workspaceName, type Cache, type Workspace } from "../../engine/index.js";
import type { Bilingual, Locale } from "../../engine/locale.js";
import { cacheFacts } from "../../engine/metrics/cache-facts.js";
import { loadCatalogue, type CataloguedMetric } from "../../engine/metrics/catalogue.js";
import type { DimensionDefinition } from "../../engine/metrics/catalogue-schema.js";
import { sourceTitle } from "../../engine/metrics/metric-sheet.js";
import type { Reader } from "../../engine/metrics/reader.js";
import { timeGrains, type TimeGrain } from "../../engine/metrics/metric-query.js";
import type { Unit } from "../../engine/metrics/unit.js";
import { formulaInWords } from "../../engine/metrics/formula-words.js";
import { calendarEvents, type CalendarEvent } from "../../models/programme/calendar-events.js";
import { sourceSummaries, type SourceSummary } from "./source-summaries.js";

export interface MetaMetric {
  id: string;
  theme: string;
  label: Bilingual;
  description: Bilingual;
  formula: Bilingual;
  unit: Unit;
  glyph: string;
  /** Whether values of groups add up to the value of all. */
  adds: boolean;
  /** Adds up over months too: what a target can be set for. */
  isFlow: boolean;
  available: boolean;
  /** Titles of the sources that would unlock it. */
  missing: Bilingual[];
  sources: string[];
}

export interface MetaDimension {
  id: string;
  kind: "time" | "group";
  label: Bilingual;
  glyph: string;
  protected: boolean;
  /** Coded values in their order; ask /api/dimensions/{id} for those of other dimensions. */
  values?: { value: string; label: Bilingual }[];
}

export interface MetaUser {
  id: string;
  name: string;
  role: string;
  rights: "person" | "group";
  /** Sees only a part of the organisation. */
  isScoped: boolean;
}

export interface WorkspaceMeta {
  workspace: { name: Bilingual; currency: string; locale: Locale; k: number; fiscalYearStart: number };
  /** null = nobody was employed in any month known: nothing imported yet. */
  history: { from: string; to: string } | null;
  metrics: MetaMetric[];
  dimensions: MetaDimension[];
  programmes: { id: string; title: Bilingual; changeFrom: string; changeTo: string }[];
  events: CalendarEvent[];
  users: MetaUser[];
  reader: MetaUser;
  sources: SourceSummary[];
  snapshot: string;
}

const unitGlyphs: Record<Unit, string> = {
  count: "#",
  share: "%",
  rate_per_year: "/y",
  rate_per_month: "/m",
  money: "¥",
  hours: "h",
  days: "d",
  months: "m",
  score: "n",
  index: "×",
};

const grainLabels: Record<TimeGrain, Bilingual> = {
  month: { en: "Month", zh: "月" },
  quarter: { en: "Quarter", zh: "季度" },
  year: { en: "Year", zh: "年" },
  fiscal_quarter: { en: "Fiscal quarter", zh: "财季" },
  fiscal_year: { en: "Fiscal year", zh: "财年" },
};

/** `cache` null: nothing has been imported that says when. */
export async function workspaceMeta(
  workspace: Workspace,
  cache: Cache | null,
  reader: Reader,
): Promise<WorkspaceMeta> {
  const { config } = workspace;
  const catalogue = loadCatalogue(workspace.dir);
  const facts = cache
    ? await cacheFacts({ ...cache, workspace })
    : { history: null, sources: new Set<string>() };
  const users = config.users.map(({ id, name, role, rights, scope }) => ({
    id,
    name: name ?? id,
    role: role ?? "",
    rights,
    isScoped: scope !== undefined,
  }));
  return {
    workspace: {
      name: workspaceName(config),
      currency: config.currency,
      locale: config.locale,
      k: config.k,
      fiscalYearStart: config.fiscalYearStart,
    },
    history: facts.history ? { from: monthText(facts.history.from), to: monthText(facts.history.to) } : null,
    metrics: [...catalogue.metrics.values()].map((metric) => describeMetric(metric, facts.sources)),
    dimensions: [
      // a fiscal year that starts in January is the calendar year
      ...timeGrains
        .filter((grain) => config.fiscalYearStart > 1 || !grain.startsWith("fiscal"))
        .map((grain) => ({
          id: grain,
          kind: "time" as const,
          label: grainLabels[grain],
          glyph: "t",
          protected: false,
        })),
      ...[...catalogue.dimensions.values()].filter(({ groupable }) => groupable).map(describeDimension),
    ],
    programmes: config.programmes,
    events: cache ? await calendarEvents(cache) : [],
    users,
    reader: users.find(({ id }) => id === reader.id) ?? {
      id: reader.id,
      name: reader.id,
      role: "",
      rights: reader.rights,
      isScoped: reader.scope !== undefined,
    },
    sources: sourceSummaries(workspace),
    snapshot: cache?.snapshot ?? "",
  };
}

const monthText = (month: number): string =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;

function describeMetric(metric: CataloguedMetric, present: ReadonlySet<string>): MetaMetric {
  const missing = metric.needs.filter((table) => !present.has(table));
  return {
    id: metric.id,
    theme: metric.theme,
    label: metric.label,
    description: metric.description,
    formula: formulaInWords(metric),
    unit: metric.unit,
    glyph: unitGlyphs[metric.unit],
    adds: metric.formula.kind === "sum" || metric.formula.kind === "end_of_period",
    isFlow: metric.formula.kind === "sum",
    available: missing.length === 0,
    missing: missing.map(sourceTitle),
    sources: sourcesOf(metric),
  };
}

/** Tables a metric is counted from: those it needs, and the leavers' list for everything about exits. */
const sourcesOf = ({ needs, observed_by }: CataloguedMetric): string[] => [
  ...new Set(["employee", ...needs, ...(observed_by === "exit_exposure" ? ["termination"] : [])]),
];

const describeDimension = ({ id, label, disclosure, values }: DimensionDefinition): MetaDimension => ({
  id,
  kind: "group",
  label,
  glyph: "a",
  protected: disclosure === "protected",
  ...(values ? { values } : {}),
});
