// What the workspace says about itself → the fields of the builder, locked ones with their reason.
import type { FieldCatalogue } from "../../report/field-catalogue.js";
import type { Meta } from "../meta.js";

/** Themes in the order of the list; others follow as they come. */
const themes = [
  "headcount",
  "turnover",
  "attendance",
  "performance",
  "pay",
  "training",
  "sales",
  "leads",
  "customers",
  "support",
];
/** What a report most often begins with stands above the themes. */
const mostAsked = [
  "headcount",
  "voluntary_turnover",
  "total_turnover",
  "exits",
  "hires",
  "tenure",
  "absence_rate",
  "overtime_per_head",
  "review_score",
  "revenue_per_head",
];
const asked = ({ id }: { id: string }): number => mostAsked.indexOf(id) + 1 || mostAsked.length + 1;
const rank = ({ theme }: { theme: string }): number => themes.indexOf(theme) + 1 || themes.length + 1;

export function catalogueFromMeta(meta: Meta): FieldCatalogue {
  return {
    metrics: meta.metrics
      .toSorted((a, b) => asked(a) - asked(b) || rank(a) - rank(b))
      .map((metric) => ({
        kind: "metric",
        id: metric.id,
        label: metric.label,
        unit: metric.unit,
        description: metric.description,
        formula: metric.formula,
        sources: metric.sources,
        adds: metric.adds,
        ...(!metric.available && {
          locked: {
            en: `Import ${metric.missing.map(({ en }) => en).join(", ")} to use it.`,
            zh: `导入${metric.missing.map(({ zh }) => zh).join("、")}后可用。`,
          },
        }),
      })),
    dimensions: meta.dimensions.map((dimension) => ({
      kind: dimension.kind,
      id: dimension.id,
      label: dimension.label,
      ...(dimension.values && { values: dimension.values.map(({ value }) => value) }),
      ...(dimension.protected &&
        meta.reader.rights === "group" && {
          locked: {
            en: "Protected: only readers with person-level rights may break down by it.",
            zh: "受保护属性：仅限有个人级权限的用户使用。",
          },
        }),
    })),
  };
}
