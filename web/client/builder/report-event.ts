// What the builder's parts tell their owner: one event, one action.
import type { ReportAction } from "../../report/report-action.js";

export const reportEvent = (action: ReportAction): CustomEvent<ReportAction> =>
  new CustomEvent("report-action", { detail: action, bubbles: true });

/** Asks for the filter editor of a field. */
export const filterEvent = (field: string): CustomEvent<string> =>
  new CustomEvent("edit-filter", { detail: field, bubbles: true });
