// Frameworks and the metric catalogue → the names under which one thing goes, found in a text.
import type { Catalogue } from "../../engine/index.js";
import type { Bilingual } from "../../engine/locale.js";
import type { Framework } from "../competency/framework.js";
import { plainCharacters } from "./plain-characters.js";
import type { Span } from "./quantity.js";

export interface KnownThing {
  id: string;
  kind: "dimension" | "metric";
  label: Bilingual;
  names: string[];
}

export interface NamedPlace extends Span {
  thing: KnownThing;
  /** As the text has it, plain characters, one blank between words. */
  name: string;
}

/** What people also call the metrics of the shipped catalogue. */
const metricSynonyms: Record<string, string[]> = {
  total_turnover: [
    "turnover",
    "turnover rate",
    "attrition",
    "attrition rate",
    "staff turnover",
    "employee turnover",
    "离职率",
    "流失率",
    "员工流失率",
    "员工离职率",
    "人员流动率",
  ],
  voluntary_turnover: [
    "voluntary turnover rate",
    "voluntary attrition",
    "resignation rate",
    "quit rate",
    "主动流失率",
    "自愿离职率",
  ],
  involuntary_turnover: ["involuntary attrition", "被动流失率"],
  headcount: [
    "number of employees",
    "staff count",
    "number of staff",
    "员工人数",
    "员工总数",
    "总人数",
    "人员规模",
    "员工数",
  ],
  hires: ["new hires", "people hired", "新入职人数", "招聘人数"],
  exits: ["leavers", "number of leavers", "departures", "离职员工数", "流失人数"],
  promotions: ["people promoted", "晋升数"],
  absence_rate: ["absenteeism", "absenteeism rate", "缺席率"],
  lead_conversion: [
    "conversion rate",
    "lead conversion rate",
    "conversion",
    "转化率",
    "线索转换率",
    "成交转化率",
  ],
  repurchase_rate: [
    "repurchase rate",
    "repeat-purchase rate",
    "repurchase",
    "复购率",
    "老客户复购率",
    "回购率",
  ],
  customer_retention: [
    "retention rate of customers",
    "client retention",
    "customer retention rate",
    "客户保留率",
    "客户留存",
  ],
  satisfied_share: ["customer satisfaction rate", "客户满意度"],
  revenue: ["sales revenue", "营业收入", "销售额", "营收"],
  big_client_share: ["share of big clients", "key-account share", "大客户收入占比"],
  new_customer_share: ["share of new customers", "新客户收入占比", "新客户比例"],
  kpi_attainment: ["target attainment", "kpi achievement", "绩效达成率", "指标达成率"],
};

/** Dimensions of the frameworks and metrics of the catalogue, with all their names. */
export function knownThings(frameworks: readonly Framework[], catalogue?: Catalogue): KnownThing[] {
  const dimensions = frameworks.flatMap(({ id, dimensions: all }) =>
    all.map(({ id: one, label, synonyms }): KnownThing => ({
      id: `${id}.${one}`,
      kind: "dimension",
      label,
      names: [label.en, label.zh, ...synonyms],
    })),
  );
  const metrics = [...(catalogue?.metrics.values() ?? [])].map(({ id, label }): KnownThing => ({
    id,
    kind: "metric",
    label,
    names: [label.en, label.zh, id.replaceAll("_", " "), ...(metricSynonyms[id] ?? [])],
  }));
  return [...dimensions, ...metrics];
}

/** Longest name first; a name inside a longer word is none. */
export function placesOf(text: string, things: readonly KnownThing[]): NamedPlace[] {
  const plain = plainCharacters(text);
  const names = things
    .flatMap((thing) =>
      [...new Set(thing.names.map((name) => plainCharacters(name)))].map((name) => ({ thing, name })),
    )
    .filter(({ name }) => name.length > 1)
    .sort((a, b) => b.name.length - a.name.length);
  const places: NamedPlace[] = [];
  const taken = (start: number, end: number): boolean =>
    places.some((place) => place.start < end && start < place.end);
  for (const { thing, name } of names)
    for (let at = plain.indexOf(name); at >= 0; at = plain.indexOf(name, at + 1)) {
      const end = at + name.length;
      const isPart =
        /[a-z]/.test(name[0]) && (/[a-z-]/.test(plain[at - 1] ?? "") || /[a-z]/.test(plain[end] ?? ""));
      if (!isPart && !taken(at, end)) places.push({ thing, name, start: at, end });
    }
  return places.sort((a, b) => a.start - b.start);
}
