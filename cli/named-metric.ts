// An answer about a measure → the same with the measure's name and unit in the reader's language, for a terminal; JSON keeps the id.
import { loadCatalogue, type Locale } from "../engine/index.js";
import type { ModelContext } from "../models/index.js";

/** "Revenue (CNY)", "拜访量"; an id that the catalogue does not know stays. */
export function namedMetric<Answer extends { metric: string }>(
  { workspace }: Pick<ModelContext, "workspace">,
  answer: Answer,
  locale: Locale,
): Answer {
  const found = loadCatalogue(workspace.dir).metrics.get(answer.metric);
  if (!found) return answer;
  const { currency } = workspace.config;
  const unit = found.unit !== "money" ? "" : locale === "zh" ? `（${currency}）` : ` (${currency})`;
  return { ...answer, metric: `${found.label[locale]}${unit}` };
}
