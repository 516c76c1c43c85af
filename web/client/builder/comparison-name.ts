// An entry of a report's comparisons → its name in the reader's language.
import { groupOf, isMoving } from "../../report/comparison-entry.js";
import { t } from "../t.js";
import { spanText } from "../words.js";

export function comparisonName(entry: string): string {
  if (isMoving(entry)) return t(`builder.${entry}`);
  const group = groupOf(entry);
  if (group) return String(group.value);
  const [from, to = from] = entry.split("..");
  return /^\d{4}-\d{2}$/.test(from!) && /^\d{4}-\d{2}$/.test(to!) ? spanText(from!, to!) : entry;
}
