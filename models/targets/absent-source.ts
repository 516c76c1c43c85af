// A measure whose source was never imported → a refusal that names the source, and the measures that do have data.
import { contracts } from "../../datasets/contracts/index.js";
import { cacheFacts, loadCatalogue, type CataloguedMetric } from "../../engine/index.js";
import type { Bilingual } from "../../engine/locale.js";
import type { ModelContext } from "../model-context.js";
import type { Refusal } from "../model.js";

const mostNamed = 5;

/** Null where everything that the measure needs is there: then it is months that are missing. */
export async function absentSource(
  { cache, workspace }: Pick<ModelContext, "cache" | "workspace">,
  metric: Pick<CataloguedMetric, "id" | "label" | "needs">,
): Promise<Refusal | null> {
  const { sources } = await cacheFacts({ ...cache, workspace });
  const absent = metric.needs.find((need) => !sources.has(need));
  if (absent === undefined) return null;
  const title: Bilingual = contracts.find(({ table }) => table === absent.split(".")[0])?.title ?? { en: absent, zh: absent }; // prettier-ignore
  // Amounts and counts of what was achieved: what a source adds, not what every employee list has.
  const instead = [...loadCatalogue(workspace.dir).metrics.values()]
    .filter(
      ({ formula, unit, needs }) =>
        formula.kind === "sum" &&
        (unit === "money" || unit === "count") &&
        needs.length > 0 &&
        needs.every((need) => sources.has(need)),
    ) // prettier-ignore
    .sort((a, b) => Number(b.unit === "money") - Number(a.unit === "money"))
    .slice(0, mostNamed);
  const named = (locale: keyof Bilingual): string =>
    instead.map(({ id, label }) => `${label[locale]} (${id})`).join(locale === "zh" ? "、" : ", ");
  return {
    refused: true,
    code: "target_source_absent",
    facts: { metric: metric.id, source: absent },
    text: {
      en: `No forecast: “${metric.label.en}” rests on “${title.en}”, which has not been imported.${instead.length > 0 ? ` Measures that have data: ${named("en")}.` : ""}`,
      zh: `无法预测：“${metric.label.zh}”依据“${title.zh}”，而该数据尚未导入。${instead.length > 0 ? `有数据的指标：${named("zh")}。` : ""}`,
    },
  };
}
