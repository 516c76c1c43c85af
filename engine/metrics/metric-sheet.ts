// A metric → everything a person must know before trusting it, in words of both languages: its page in the catalogue.
import { contractOf } from "../../datasets/contracts/index.js";
import type { Bilingual } from "../locale.js";
import type { CataloguedMetric } from "./catalogue.js";
import { formulaInWords, grainInWords } from "./formula-words.js";
import { measureOf } from "./measure-of.js";
import { columnFacts } from "./relation-columns.js";
import { eventUse } from "./released-events.js";
import type { Unit } from "./unit.js";

export interface MetricSheet {
  id: string;
  /** File stem: headcount, turnover, …; a company's own files have their own. */
  theme: string;
  themeLabel: Bilingual;
  isOwn: boolean;
  label: Bilingual;
  description: Bilingual;
  formula: Bilingual;
  grain: Bilingual;
  unit: Unit;
  unitLabel: Bilingual;
  interval: Bilingual;
  exclusions: Bilingual | null;
  disclosure: "visible" | "personal";
  standing: boolean;
  disclosureText: Bilingual;
  /** Sources it needs, and whether they have rows. */
  sources: { table: string; title: Bilingual; isThere: boolean }[];
  example: ExampleSheet | null;
}

export interface ExampleSheet {
  text: Bilingual;
  from: string;
  to: string;
  columns: { name: string; label: Bilingual }[];
  /** Cells in the order of the columns; null = the source says nothing. */
  rows: (string | number | boolean | null)[][];
  expected: number;
}

export function metricSheet(metric: CataloguedMetric, present: ReadonlySet<string>): MetricSheet {
  const { id, theme, isOwn, label, description, unit, disclosure, standing } = metric;
  return {
    id,
    theme,
    themeLabel: themes[theme] ?? { en: theme.replaceAll("_", " "), zh: theme },
    isOwn,
    label,
    description,
    formula: formulaInWords(metric),
    grain: grainInWords(metric),
    unit,
    unitLabel: unitLabels[unit],
    interval: intervals[metric.interval],
    exclusions: metric.exclusions ?? null,
    disclosure,
    standing,
    disclosureText: tellsOfEvents(metric) ? eventWords : disclosureWords(disclosure, standing),
    sources: metric.needs.map((need) => ({
      table: need,
      title: sourceTitle(need),
      isThere: present.has(need),
    })),
    example: exampleSheet(metric),
  };
}

function exampleSheet({ example, relation }: CataloguedMetric): ExampleSheet | null {
  if (!example) return null;
  const keys = ["employee_id", "month"];
  const names = [...new Set([...keys, ...example.rows.flatMap((row) => Object.keys(row))])];
  const label = (name: string): Bilingual =>
    name === "employee_id"
      ? { en: "person", zh: "人员" }
      : name === "month"
        ? { en: "month", zh: "月份" }
        : (columnFacts[relation][name]?.words ?? { en: name, zh: name });
  return {
    text: example.text,
    from: example.from,
    to: example.to,
    columns: names.map((name) => ({ name, label: label(name) })),
    rows: example.rows.map((row) =>
      names.map((name) => row[name] ?? missing(columnFacts[relation][name]?.kind)),
    ),
    expected: example.expected,
  };
}

/** A flag that is not told did not happen; a number that is not told is not known. */
const missing = (kind: string | undefined): false | null => (kind === "flag" ? false : null);

/** `termination` → “Exits”; `termination.exit_kind` → “Exits: Kind of exit”. */
export function sourceTitle(need: string): Bilingual {
  const [table, column] = need.split(".");
  const contract = contractOf(table);
  if (!contract) return { en: need, zh: need };
  const label = contract.columns.find(({ name }) => name === column)?.label;
  const { title } = contract;
  return label ? { en: `${title.en}: ${label.en}`, zh: `${title.zh}：${label.zh}` } : title;
}

function disclosureWords(disclosure: "visible" | "personal", standing: boolean): Bilingual {
  if (disclosure === "visible")
    return {
      en: "Visible: what a staff directory shows; readers of groups see it exactly, in released groups.",
      zh: "可见：相当于通讯录中可见的信息；群体权限的读者可在已发布的分组中看到精确值。",
    };
  return standing
    ? {
        en: "Personal and lasting (pay, ratings): readers of groups see it rounded, at half-year ends only.",
        zh: "个人且持续性信息（薪酬、评分）：群体权限的读者仅在半年末看到取整后的数值。",
      }
    : {
        en: "Personal: readers of groups see it rounded, in released groups only.",
        zh: "个人信息：群体权限的读者仅在已发布的分组中看到取整后的数值。",
      };
}

/** Kinds of exits and early exits of hires: what is true of an event that everybody sees. */
const eventWords: Bilingual = {
  en: "Personal: of an event that everybody sees. Readers of groups see it by whole fiscal years, of at least k events, in multiples of k; kinds of exits by unit only, and withheld where a unit and its parts together could tell of a single exit.",
  zh: "个人信息：涉及人人可见的事件。群体权限的读者仅按整个财年、在至少 k 次事件中看到 k 的倍数；离职类型仅按组织单元公布，若上级单元与其下属单元合在一起可能透露某次离职，则不予公布。",
};

/** Whether readers of groups see the metric by whole fiscal years only. */
export function tellsOfEvents(metric: CataloguedMetric): boolean {
  const use = metric.disclosure === "visible" ? null : eventUse(measureOf(metric));
  return use === "exit" || use === "hire";
}

const intervals: Record<CataloguedMetric["interval"], Bilingual> = {
  none: { en: "none: a count of what happened", zh: "无：实际发生的数量" },
  poisson: { en: "95%, exact Poisson (Garwood) on the events", zh: "95%，事件数的精确泊松区间（Garwood）" },
  wilson: { en: "95%, Wilson’s score interval of a share", zh: "95%，占比的 Wilson 得分区间" },
  ratio_by_person: {
    en: "95%, ratio of sums with the person as the unit (linearised variance, Student’s t)",
    zh: "95%，以人为单位的比率估计（线性化方差，t 分布）",
  },
  mean_by_person: {
    en: "95%, mean with the person as the unit (linearised variance, Student’s t)",
    zh: "95%，以人为单位的均值估计（线性化方差，t 分布）",
  },
};

export const unitLabels: Record<Unit, Bilingual> = {
  count: { en: "number", zh: "数量" },
  share: { en: "share, %", zh: "占比，%" },
  rate_per_year: { en: "rate per year, %", zh: "年率，%" },
  rate_per_month: { en: "rate per month, %", zh: "月率，%" },
  money: { en: "money", zh: "金额" },
  hours: { en: "hours", zh: "小时" },
  days: { en: "days", zh: "天" },
  months: { en: "months", zh: "个月" },
  score: { en: "score", zh: "评分" },
  index: { en: "index", zh: "指数" },
};

const themes: Record<string, Bilingual> = {
  headcount: { en: "Headcount", zh: "人员规模" },
  turnover: { en: "Turnover", zh: "人员流动" },
  attendance: { en: "Attendance and time", zh: "考勤与工时" },
  performance: { en: "Performance and engagement", zh: "绩效与敬业度" },
  pay: { en: "Pay", zh: "薪酬" },
  training: { en: "Learning and coaching", zh: "培训与带教" },
  sales: { en: "Sales", zh: "销售" },
  leads: { en: "Leads", zh: "线索" },
  customers: { en: "Customers", zh: "客户" },
  support: { en: "Internal support", zh: "内部支持" },
};

/** Themes in the order of the catalogue; the company's own follow. */
export const themeOrder: readonly string[] = Object.keys(themes);
