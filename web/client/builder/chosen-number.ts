// An answered report + the cell a person chose in it → the number that its evidence is shown for.
import { groupLabel } from "../../report/chart-rows.js";
import { groupColumns } from "../../report/report-data.js";
import type { ReportSpec } from "../../report/report-spec.js";
import type { Answer } from "../api.js";
import type { Meta } from "../meta.js";
import { factOf, type Fact } from "../overview/fact.js";
import { session } from "../session.js";
import { windowOf } from "./window-of.js";

export interface Answered {
  report: ReportSpec;
  answer: Answer;
}

export interface ChosenCell {
  row: number;
  column: string;
}

/** The chosen number; of a report without groups, its only one. */
export function chosenFact({ answer, report }: Answered, chosen: ChosenCell | null, meta: Meta): Fact | null {
  const row = chosen
    ? (answer.rows[chosen.row] ?? answer.total)
    : answer.rows.length === 1
      ? answer.rows[0]!
      : null;
  const metric = meta.metrics.find(({ id }) => id === (chosen?.column ?? report.metrics[0]));
  if (!row || !metric) return null;
  const fact = factOf(answer, row, metric, { phase: String(chosen?.row ?? 0), where: report.filters });
  return { ...fact, ...windowOf(answer, row) };
}

/** The groups that the chosen number is about. */
export function aboutChosen({ answer }: Answered, chosen: ChosenCell | null): string {
  const row = chosen ? answer.rows[chosen.row] : undefined;
  if (!row) return "";
  return groupColumns(answer.columns)
    .map((column) => groupLabel(column, row[column.name], session.locale))
    .join(" · ");
}
