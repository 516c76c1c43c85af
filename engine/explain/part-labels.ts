// A part of a change → its name and what it means for this kind of number, in both languages.
import type { Bilingual } from "../locale.js";
import type { CataloguedMetric } from "../metrics/catalogue.js";
import type { PartId } from "./decompose.js";

const labels: Record<PartId, Bilingual> = {
  mix: { en: "Mix", zh: "结构" },
  rate: { en: "Rate", zh: "水平" },
  joiners: { en: "Joiners", zh: "新加入者" },
  leavers: { en: "Leavers", zh: "离开者" },
  movers: { en: "Movers", zh: "调动者" },
};

const meanings: Record<"ratio" | "count", Record<PartId, (by: Bilingual) => Bilingual>> = {
  ratio: {
    mix: (by) => ({
      en: `among those who stayed, groups by ${by.en.toLowerCase()} with higher or lower numbers weigh more or less`,
      zh: `留任者中，按${by.zh}划分、数值较高或较低的各组所占比重发生变化`,
    }),
    rate: (by) => ({
      en: `those who stayed have other numbers, within the same ${by.en.toLowerCase()}`,
      zh: `同一${by.zh}内，留任者自身的数值发生变化`,
    }),
    joiners: () => ({
      en: "people counted only in the later months differ from the average",
      zh: "仅出现在后一时段的人员与平均水平的差异",
    }),
    leavers: () => ({
      en: "people counted only in the earlier months differed from the average",
      zh: "仅出现在前一时段的人员与平均水平的差异",
    }),
    movers: (by) => ({
      en: `people who changed ${by.en.toLowerCase()} in between`,
      zh: `期间变换${by.zh}的人员`,
    }),
  },
  count: {
    mix: () => ({ en: "those who stayed were there for more or fewer months", zh: "留任者的在职月数增减" }),
    rate: () => ({ en: "those who stayed have more or less per month", zh: "留任者每月的数值增减" }),
    joiners: () => ({ en: "people counted only in the later months", zh: "仅出现在后一时段的人员" }),
    leavers: () => ({ en: "people counted only in the earlier months", zh: "仅出现在前一时段的人员" }),
    movers: (by) => ({
      en: `people who changed ${by.en.toLowerCase()} in between, here and there together`,
      zh: `期间变换${by.zh}的人员，调出与调入合计`,
    }),
  },
};

/** Where exits are counted, leavers who were counted belong to their group's rate. */
const otherLeavers: Bilingual = {
  en: "people who left in the earlier months without being counted here; counted exits are in the rate",
  zh: "前一时段离开但不计入本指标的人员；计入的离职归于“水平”",
};

export function partLabel(
  id: PartId,
  metric: CataloguedMetric,
  by: Bilingual,
): { label: Bilingual; meaning: Bilingual } {
  const isCount = ["sum", "end_of_period", "average_over_months"].includes(metric.formula.kind);
  const meaning =
    id === "leavers" && metric.observed_by !== undefined
      ? otherLeavers
      : meanings[isCount ? "count" : "ratio"][id](by);
  return { label: labels[id], meaning };
}
