// Recorded KPIs and watched metrics → what each person is to reach in the period.
import { cacheFacts, loadCatalogue } from "../../engine/index.js";
import type { ModelContext } from "../model-context.js";
import { watchedGoal } from "./metric-goal.js";
import type { KpiRow } from "./progress-rows.js";
import type { Goal } from "./progress-types.js";

/** `rows`: those of the period's months only. */
export function recordedGoals(rows: readonly KpiRow[]): Map<string, Goal[]> {
  const last = new Map<string, KpiRow>();
  for (const row of rows) last.set(`${row.employee_id}\u001f${row.kpi}`, row);
  const goals = new Map<string, Goal[]>();
  for (const { employee_id: employee, kpi, kind, weight, target } of last.values()) {
    const goal: Goal = {
      id: `kpi:${kpi}`,
      name: { en: kpi, zh: kpi },
      kind,
      weight,
      unit: "index",
      adds: "unstated",
      source: { kpi },
      target,
      direction: "at_least",
      controllable: "unstated",
      provenance: "recorded",
    };
    goals.set(employee, [...(goals.get(employee) ?? []), goal]);
  }
  return goals;
}

/** Metrics under `progress: watch:` whose sources were imported; unknown names are left out. */
export async function watchedGoals({
  workspace,
  cache,
}: Pick<ModelContext, "workspace" | "cache">): Promise<Goal[]> {
  const { metrics } = loadCatalogue(workspace.dir);
  const { sources } = await cacheFacts({ ...cache, workspace });
  return workspace.config.progress.watch.flatMap((id) => {
    const metric = metrics.get(id);
    return metric && metric.needs.every((need) => sources.has(need)) ? [watchedGoal(metric)] : [];
  });
}
