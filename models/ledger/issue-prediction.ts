// People at a month's end + fitted model → predictions frozen in the journal: expected exits per unit over 3, 6 and 12 months,
// the model's hash, and the hash of the file with single persons' risks. Nothing of it is ever rewritten.
import { readsEverybody } from "../../engine/metrics/reader.js";
import { createHash } from "node:crypto";
import { appendJournal, readJournal, type Workspace } from "../../engine/index.js";
import { withLock } from "../../engine/workspace-lock.js";
import type { AttritionFitted } from "../attrition-fitted.js";
import { fitGlass, hasPairs } from "../attrition-glass.js";
import { fitHazards, hasOutcome } from "../attrition-hazard.js";
import type { AttritionRow } from "../attrition-row.js";
import { risksOf } from "../attrition-risk.js";
import { attritionRowsOf, trainingRows } from "../attrition-rows.js";
import { sameAs } from "../attrition-twins.js";
import type { ModelContext } from "../model-context.js";
import { modelErrors } from "../model-errors.js";
import { isRefusal } from "../model.js";
import { modelHash } from "../model-store.js";
import { monthNumber, monthText } from "../month.js";
import { forecastGroups, monthAsOf, riskHorizons } from "../predict-attrition.js";
import { keepIssue } from "./kept-file.js";
import { ledgerErrors as fail } from "./ledger-errors.js";
import { fittedInForce } from "./standing.js";

export interface IssueOptions {
  /** YYYY-MM-DD: people as of the last complete month on or before it. */
  asOf: string;
  /** Learn anew from what was known at the end of that month: a track record on history, marked as such. */
  replay?: boolean;
}

export interface IssuedUnit {
  unit: string | null;
  isRest: boolean;
  people: number;
  expected: number[];
  low80: number[];
  high80: number[];
  naive: number[];
}

export interface IssuedPrediction {
  issue: string;
  month: string;
  asOf: string;
  model: string;
  modelHash: string;
  snapshot: string;
  baseRate: number;
  horizons: number[];
  replay: boolean;
  people: number;
  total: IssuedUnit;
  units: IssuedUnit[];
}

export async function issuePrediction(
  context: ModelContext,
  { asOf, replay = false }: IssueOptions,
): Promise<IssuedPrediction> {
  const { cache, workspace, reader, now } = context;
  if (!readsEverybody(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
  const month = monthAsOf(asOf, cache.history);
  const inForce = fittedInForce(workspace);
  if (isRefusal(inForce) || !inForce.isOn) {
    const reason = isRefusal(inForce) ? inForce.text : inForce.verdict;
    throw modelErrors.model_switched_off({ model: "attrition", reason_en: reason.en, reason_zh: reason.zh });
  }
  // Neither the model nor whoever picks the month may know what came after it.
  const seen = [inForce.window.to, cache.history.to.slice(0, 7)].find(
    (to) => monthNumber(to) > monthNumber(month),
  );
  if (!replay && seen !== undefined) throw fail.issue_is_hindsight({ seen, month });
  const fitted = replay ? await learnedBy(context, inForce, month) : inForce;
  const hash = replay ? hashOf(fitted) : modelHash(workspace, "attrition");
  mustBeNew(workspace, month, hash);
  const rows = await attritionRowsOf(context, month);
  const forecast = forecastGroups(fitted, rows, month, "department", workspace.config.k);
  const shown = new Set(forecast.groups.filter(({ isRest }) => !isRest).map(({ group }) => group));
  const risks = risksOf(fitted, rows, riskHorizons);
  const issue = `${month}-${hash.slice(0, 8)}`;
  const people = rows.map((row, i) => ({
    employee_id: row.employee_id,
    unit: shown.has(row.department) ? row.department : restName,
    risk: risks.map(({ risk }) => Number(risk[i].toPrecision(6))),
  }));
  const unitOf = (group: (typeof forecast.groups)[number]): IssuedUnit => ({
    unit: group.isRest ? restName : group.group,
    isRest: group.isRest,
    people: group.people,
    expected: group.exits.map(({ expected }) => round(expected)),
    low80: group.exits.map(({ interval80 }) => interval80.low),
    high80: group.exits.map(({ interval80 }) => interval80.high),
    naive: group.naive.map(round),
  });
  const issued: IssuedPrediction = {
    issue,
    month,
    asOf,
    model: "attrition",
    modelHash: hash,
    snapshot: cache.snapshot,
    baseRate: fitted.baseRate,
    horizons: [...riskHorizons],
    replay,
    people: rows.length,
    total: { ...unitOf(forecast.total), unit: null },
    units: forecast.groups.map(unitOf),
  };
  // Two that issue at once: the second finds the first one's line, and rewrites nothing.
  return withLock(workspace.path(".ledger.lock"), () => {
    mustBeNew(workspace, month, hash);
    const horizons = [...riskHorizons];
    const kept = keepIssue(workspace, { issue, model: "attrition", month, asOf, horizons, people });
    appendJournal(workspace, lineOf(issued, kept, reader.id), now);
    return issued;
  });
}

/** Name under which units below k are counted together. */
export const restName = "·rest·";

const lineOf = (issued: IssuedPrediction, kept: { file: string; hash: string }, by: string) => ({
  kind: "prediction_issued",
  issue: issued.issue,
  model: issued.model,
  model_hash: issued.modelHash,
  snapshot: issued.snapshot,
  month: issued.month,
  as_of: issued.asOf,
  horizons: issued.horizons,
  base_rate: issued.baseRate,
  replay: issued.replay,
  people: issued.people,
  total: issued.total,
  units: issued.units,
  file: kept.file,
  file_hash: kept.hash,
  by_user: by,
});

/** The model in force, learned again from outcomes up to that month. */
async function learnedBy(
  context: ModelContext,
  inForce: AttritionFitted,
  month: string,
): Promise<AttritionFitted> {
  const { rows: all } = await trainingRows(context);
  // An outcome of the row's next month is known by `month` when that next month is not after it.
  const rows: AttritionRow[] = all
    .filter(hasOutcome)
    .filter((row) => monthNumber(row.month) + 1 <= monthNumber(month));
  const events = rows.reduce((sum, row) => sum + row.is_exit_next_month!, 0);
  const setting = { barred: inForce.leaks, same: sameAs(inForce.samePeople) };
  const needed = 30;
  if (events < needed)
    throw modelErrors.model_switched_off({
      model: "attrition",
      reason_en: `by ${month} there had been ${events} voluntary exits; ${needed} are needed (${needed - events} more)`,
      reason_zh: `截至 ${month} 仅有 ${events} 次主动离职，至少需要 ${needed} 次（还差 ${needed - events} 次）`,
    });
  const { predictive, strength } = fitHazards(rows, events, true, setting);
  const glass =
    inForce.champion === "glass_box" && inForce.glass
      ? fitGlass(rows, { seed: inForce.seed, pairs: hasPairs(inForce.glass), ...setting })
      : undefined;
  if (glass) for (let b = 0; b < 20; b++) glass.hazard.refits.push(glass.fit.refit(inForce.seed + 1000 + b));
  return {
    ...inForce,
    champion: glass ? "glass_box" : "logistic",
    hazard: predictive,
    strength,
    glass: glass?.hazard,
    baseRate: events / rows.length,
    events,
    rows: rows.length,
    window: { from: inForce.window.from, to: monthText(monthNumber(month)) },
  };
}

const hashOf = ({ hazard, glass, champion, window }: AttritionFitted): string =>
  createHash("sha256").update(JSON.stringify({ hazard, glass, champion, window })).digest("hex");

function mustBeNew(workspace: Workspace, month: string, hash: string): void {
  const same = readJournal(workspace).lines.find(
    (line) => line.kind === "prediction_issued" && line.month === month && line.model_hash === hash,
  );
  if (same) throw fail.issue_exists({ month, issue: String(same.issue) });
}

const round = (value: number): number => Number(value.toPrecision(6));
