// A sentence that names a metric of the catalogue, with a period → the engine's own answer for this reader beside the stated number.
import { answer, loadCatalogue, type CataloguedMetric, type Catalogue } from "../../engine/index.js";
import { RapportError } from "../../engine/errors.js";
import { addMonths } from "../../engine/index.js";
import { formatNumber } from "../../engine/metrics/format-number.js";
import type { Filter, MetricQuerySpec } from "../../engine/metrics/metric-query.js";
import { isPercentUnit } from "../../engine/metrics/unit.js";
import type { Receipt } from "../../engine/result.js";
import type { ModelContext } from "../model-context.js";
import { both } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import { knownThings, placesOf, type NamedPlace } from "./known-names.js";
import type { ReadSentence } from "./pairs.js";
import type { ClaimUnit, Quantity } from "./quantity.js";
import { agreement } from "./rounding.js";

/** One text asks the engine no more often than this. */
const mostQuestions = 24;

export interface OwnFigure {
  metric: string;
  question: MetricQuerySpec;
  receipt: Pick<Receipt, "id" | "seal" | "snapshot" | "spec"> | null;
  value: number | null;
}

export interface OwnFigureFinding extends Finding {
  own: OwnFigure;
}

interface Asked {
  metric: CataloguedMetric;
  place: NamedPlace;
  quantity: Quantity;
  question: MetricQuerySpec;
  group: { text: string } | null;
}

/** Only what names metric, number and period in one sentence is asked; a department of the data that stands with it narrows it. */
export async function ownFigures(
  context: ModelContext,
  text: string,
  read: ReadSentence[],
): Promise<OwnFigureFinding[]> {
  const catalogue = loadCatalogue(context.workspace.dir);
  const places = placesOf(text, knownThings([], catalogue)).filter(({ thing }) => thing.kind === "metric");
  if (places.length === 0) return [];
  const groups = await groupsOf(context, catalogue);
  const asked = read.flatMap((one) =>
    questionsOf(one, places, catalogue, groups, context.cache.history.to.slice(0, 7)),
  );
  const findings: OwnFigureFinding[] = [];
  for (const one of asked.slice(0, mostQuestions)) findings.push(await compared(context, one));
  return findings;
}

interface Group {
  field: string;
  value: string;
}

async function groupsOf({ cache, reader }: ModelContext, { dimensions }: Catalogue): Promise<Group[]> {
  const groups: Group[] = [];
  for (const id of ["department", "division", "team"]) {
    const dimension = dimensions.get(id);
    if (!dimension || reader.hide?.includes(id) || reader.mask?.includes(id)) continue;
    const rows = await cache.database.rows<{ value: string }>(
      `SELECT DISTINCT "${dimension.column}"::VARCHAR AS value FROM employee_month WHERE "${dimension.column}" IS NOT NULL LIMIT 500`,
    );
    for (const { value } of rows)
      if (value.length > 1 && !groups.some((group) => group.value === value))
        groups.push({ field: id, value });
  }
  return groups.sort((a, b) => b.value.length - a.value.length);
}

const unitsFor: Partial<Record<string, ClaimUnit[]>> = {
  count: ["people", "count", "plain"],
  money: ["money", "plain"],
  hours: ["time"],
  days: ["time"],
  months: ["time"],
  score: ["score", "plain"],
  index: ["plain", "times"],
};

const fits = ({ unit }: CataloguedMetric, quantity: Quantity): boolean =>
  isPercentUnit(unit) ? quantity.unit === "percent" : (unitsFor[unit] ?? ["plain"]).includes(quantity.unit);

function questionsOf(
  { sentence, casts }: ReadSentence,
  places: NamedPlace[],
  { metrics }: Catalogue,
  groups: Group[],
  last: string,
): Asked[] {
  const own = places.filter((place) => place.start >= sentence.start && place.end <= sentence.end);
  const months = sentence.items.filter((item) => item.kind === "months" && item.period !== "") as {
    start: number;
    period: string;
  }[];
  const rolling = /(?:last|past) (?:12|twelve) months|(?:近|过去|最近)(?:12|十二)个月/.test(
    sentence.plain.slice(sentence.start, sentence.end),
  );
  if (own.length === 0 || (months.length === 0 && !rolling)) return [];
  const levels = casts.filter(
    ({ role, quantity }) =>
      ["level", "from", "to"].includes(role) &&
      quantity.high === undefined &&
      quantity.bound === undefined &&
      quantity.per === undefined,
  );
  const taken = new Set<Quantity>();
  return own.flatMap((place, i): Asked[] => {
    const metric = metrics.get(place.thing.id);
    const until = own[i + 1]?.start ?? sentence.end;
    const suited = metric
      ? levels.filter(({ quantity }) => fits(metric, quantity) && !taken.has(quantity))
      : [];
    const near = suited.filter(({ quantity }) => quantity.start >= place.end && quantity.start < until);
    const found =
      near.length > 0
        ? near
        : suited
            .filter(({ quantity }) => quantity.end <= place.start && place.start - quantity.end < 20)
            .slice(-1);
    if (!metric || found.length === 0) return [];
    // fewer periods than numbers: the value reached, else the one nearest to the name
    const ends = found.filter(({ role }) => role === "to");
    const kept = months.length >= found.length ? found : ends.length > 0 ? ends.slice(-1) : found.slice(0, 1);
    return kept.flatMap(({ quantity }, k): Asked[] => {
      // as many periods as numbers go in their order; else the nearest that stands before
      const period =
        kept.length === months.length
          ? months[k]
          : (months.findLast(({ start }) => start < quantity.start) ?? months[0]);
      taken.add(quantity);
      const group = groups.find(({ value }) =>
        isNamed(value, sentence.plain.slice(sentence.start, sentence.end)),
      );
      const where: Filter[] | undefined = group && [{ field: group.field, op: "=", value: group.value }];
      const time = period
        ? { from: period.period, to: period.period }
        : { from: addMonths(last, -11), to: last };
      return [
        {
          metric,
          place,
          quantity,
          group: group ? { text: group.value } : null,
          question: { metrics: [metric.id], ...time, ...(where && { where }) },
        },
      ];
    });
  });
}

/** “In Sales”, “the Sales department”, 销售部; “sales grew” names no group. */
function isNamed(value: string, words: string): boolean {
  const name = value.toLowerCase();
  if (/[\u4e00-\u9fff]/.test(name)) return words.includes(name);
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(
    `\\b(?:in|of|at|within|for)\\s+(?:the\\s+)?${escaped}\\b|\\b${escaped}(?:'s)?\\s+(?:department|division|team|unit|staff)\\b`,
  ).test(words);
}

async function compared(
  { workspace, cache, reader, now }: ModelContext,
  asked: Asked,
): Promise<OwnFigureFinding> {
  const { metric, place, quantity, question } = asked;
  const spans = [spanOf(quantity), spanOf(place)];
  const own: OwnFigure = { metric: metric.id, question, receipt: null, value: null };
  try {
    const { total, receipt, from, to } = await answer({ ...cache, workspace }, question, { reader, now });
    const { id, seal, snapshot, spec } = receipt;
    const cell = (name: string): unknown => total.getChild(name)?.get(0);
    const value = cell(metric.id);
    const found: OwnFigure = {
      ...own,
      receipt: { id, seal, snapshot, spec },
      value: typeof value === "number" && Number.isFinite(value) ? value : null,
    };
    if (found.value === null)
      return refused(asked, spans, found, String(cell(`${metric.id}__refused`) ?? "no_source"));
    const step = cell(`${metric.id}__step`);
    return judged(
      asked,
      spans,
      found,
      { from, to, step: typeof step === "number" ? step : 0 },
      workspace.config.currency,
    );
  } catch (error) {
    if (!(error instanceof RapportError)) throw error;
    const [en, zh] = [error.localise("en"), error.localise("zh")];
    return {
      kind: "own_figure",
      verdict: "not_checkable",
      spans,
      own,
      reason: both(`Not answered for this reader: ${en.message}`, `无法对该用户作答：${zh.message}`),
      settle: both(en.hint, zh.hint),
    };
  }
}

const refused = (
  { metric }: Asked,
  spans: Finding["spans"],
  own: OwnFigure,
  code: string,
): OwnFigureFinding => ({
  kind: "own_figure",
  verdict: "not_checkable",
  spans,
  own,
  reason: both(
    `The workspace has no number for “${metric.label.en}” here that this reader may see (${code}).`,
    `对“${metric.label.zh}”，此处没有该用户可见的数值（${code}）。`,
  ),
  settle: both(
    "A larger group, a longer period, or the source that is missing.",
    "更大的群体、更长的周期，或补充缺失的数据源。",
  ),
});

function judged(
  asked: Asked,
  spans: Finding["spans"],
  own: OwnFigure,
  { from, to, step }: { from: string; to: string; step: number },
  currency?: string,
): OwnFigureFinding {
  const { metric, place, quantity, group } = asked;
  const scale = isPercentUnit(metric.unit) ? 100 : 1;
  const ours = own.value! * scale;
  const isEqual =
    agreement(ours, quantity.value, Math.max(quantity.step, 0) + step * scale, quantity.isApproximate) ===
    "equal";
  const isExactName = [
    metric.label.en.toLowerCase(),
    metric.label.zh,
    metric.id.replaceAll("_", " "),
  ].includes(place.name);
  const span = from === to ? from : `${from} – ${to}`;
  const shown = (locale: "en" | "zh"): string => formatNumber(own.value, metric.unit, locale, { currency });
  const [whoEn, whoZh] = group ? [group.text, group.text] : ["whole company", "全公司"];
  const off = quantity.value - ours;
  const size = (locale: "en" | "zh"): string =>
    scale === 100
      ? formatNumber(Math.abs(off) / 100, "points", locale)
      : formatNumber(Math.abs(off), metric.unit, locale, { currency });
  return {
    kind: "own_figure",
    verdict: isEqual ? "consistent" : isExactName ? "wrong" : "doubtful",
    spans,
    own,
    values: { ours, stated: quantity.value, difference: off },
    reason: isEqual
      ? both(
          `Our own figure: ${shown("en")} (${metric.label.en}, ${whoEn}, ${span}).`,
          `系统数值：${shown("zh")}（${metric.label.zh}，${whoZh}，${span}）。`,
        )
      : both(
          `Our own figure is ${shown("en")}, ${size("en")} ${off > 0 ? "less" : "more"} (${metric.label.en}, ${whoEn}, ${span}). Definition: ${metric.description.en}`,
          `系统数值为 ${shown("zh")}，${off > 0 ? "低" : "高"} ${size("zh")}（${metric.label.zh}，${whoZh}，${span}）。定义：${metric.description.zh}`,
        ),
    ...(!isEqual && {
      right: both(shown("en"), shown("zh")),
      settle: both("The definition, group and months that the text means.", "文中所指的定义、群体与月份。"),
    }),
  };
}
