// An action → the line that the history shows for it, in the reader's language at the time of reading.
import { chartRules } from "../../report/chart-rules.js";
import { findField, type FieldCatalogue } from "../../report/field-catalogue.js";
import type { ReportAction } from "../../report/report-action.js";
import type { Shelf } from "../../report/report-spec.js";
import { say, t } from "../t.js";

/** Steps that are no action on the report: where it began, what was opened. */
export type StepLabel = ReportAction | { do: "start" } | { do: "new" } | { do: "open"; name: string };

export const shelfName = (shelf: Shelf): string => t(`builder.${shelf}`);

export function stepText(label: StepLabel, catalogue: FieldCatalogue): string {
  const name = (id: string): string => {
    const field = findField(catalogue, id);
    return field ? say(field.label) : id;
  };
  switch (label.do) {
    case "place":
      return t("builder.step_add", { field: name(label.field), shelf: shelfName(label.shelf) });
    case "remove":
      return t("builder.step_remove", { field: name(label.field) });
    case "filter":
      return t(label.conditions.length > 0 ? "builder.step_filter" : "builder.step_unfilter", {
        field: name(label.field),
      });
    case "chart": {
      const rule = chartRules.find(({ kind }) => kind === label.chart);
      return t("builder.step_chart", { chart: rule ? say(rule.label) : "–" });
    }
    case "table":
      return t(label.asTable ? "builder.step_table" : "builder.step_drawing");
    case "range":
      return t("builder.step_range");
    case "compare":
      return t("builder.step_compare");
    case "as_of":
      return t(label.org || label.known ? "builder.step_as_of" : "builder.step_as_now");
    case "title":
      return t("builder.step_title");
    case "sort":
      return t("builder.step_sort");
    case "open":
      return t("builder.step_open", { name: label.name });
    case "new":
      return t("builder.step_new");
    case "start":
      return t("builder.start");
  }
}
