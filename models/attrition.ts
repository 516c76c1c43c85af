// Who may leave: person-months → monthly hazard of a voluntary exit (discrete-time survival, Allison 1982; Singer & Willett
// 1993), tested on later months against the naive constant rate, or a refusal that says how many more exits it takes.
import type { Bilingual } from "../engine/locale.js";
import { attritionInputs, type AttritionRow } from "./attrition-inputs.js";
import { columnsOf, encodeRows } from "./attrition-design.js";
import { backtestAttrition, countEvents, type AttritionBacktest } from "./attrition-backtest.js";
import { driversOf } from "./attrition-drivers.js";
import type {
  AttritionExplanation,
  AttritionFitted,
  AttritionOptions,
  AttritionPrediction,
} from "./attrition-fitted.js";
import { fitHazards, hasOutcome } from "./attrition-hazard.js";
import { risksOf } from "./attrition-risk.js";
import { logit } from "./estimators/logistic-regression.js";
import { attritionCard } from "./attrition-card.js";
import type { Model, ModelCard, Refusal } from "./model.js";
import { monthNumber, monthText } from "./month.js";

/** Below this a hazard cannot be learned and tested: 6 of the shortest models' parameters × 5 events. */
export const leastEvents = 30;
const leastExitMonths = 6;
const leastTestEvents = 12;

export const attrition: Model<
  AttritionRow,
  AttritionOptions,
  AttritionFitted,
  AttritionPrediction,
  AttritionExplanation
> = {
  id: "attrition",
  title: { en: "Attrition", zh: "离职" },
  fit,
  predict(fitted, rows) {
    if (!fitted.isOn) {
      const within = (months: number) => 1 - (1 - fitted.baseRate) ** months;
      const same = { within1: within(1), within3: within(3), within6: within(6), within12: within(12) };
      return rows.map(() => ({ ...same }));
    }
    const [one, three, six, twelve] = risksOf(fitted.hazard, rows, [1, 3, 6, 12]);
    return rows.map((_, i) => ({
      within1: one.risk[i],
      within3: three.risk[i],
      within6: six.risk[i],
      within12: twelve.risk[i],
    }));
  },
  explain,
  card: (fitted): ModelCard => attritionCard(fitted),
};

function fit(allRows: readonly AttritionRow[], options: AttritionOptions): AttritionFitted | Refusal {
  const rows = allRows.filter(hasOutcome);
  const { sample } = options;
  const events = countEvents(rows);
  const { all: allExits = events, unknownKind = 0 } = options.exits ?? {};
  if (events < leastEvents && allExits === 0) return noExits();
  if (events < leastEvents && unknownKind > events) return kindUnknown(events, unknownKind);
  if (events < leastEvents) return tooFew(events);
  const exitMonths = new Set(rows.filter((r) => r.is_exit_next_month === 1).map((r) => r.month)).size;
  if (exitMonths < leastExitMonths) return noTime(exitMonths);
  const { weak, predictive, strength } = fitHazards(rows, events, true);
  const backtest = backtestAttrition(rows, {
    leastTrainingEvents: Math.min(leastEvents, Math.floor(events / 2)),
    leastTestEvents,
    share: sample?.share ?? 1,
  });
  const months = rows.map((row) => monthNumber(row.month) + 1);
  return {
    model: "attrition",
    version: 1,
    hazard: predictive,
    strength,
    baseRate: events / rows.length,
    drivers: driversOf(weak, rows),
    backtest,
    isOn: backtest?.beatsNaive ?? false,
    verdict: verdictOf(backtest),
    window: {
      from: monthText(months.reduce((a, b) => Math.min(a, b))),
      to: monthText(months.reduce((a, b) => Math.max(a, b))),
    },
    rows: rows.length,
    people: new Set(rows.map((row) => row.employee_id)).size,
    events,
    fittedAt: options.now,
    snapshot: options.snapshot,
    seed: options.seed,
    ...(sample && sample.share < 1 ? { sample } : {}),
  };
}

function explain(fitted: AttritionFitted, row: AttritionRow): AttritionExplanation {
  const { coding, coefficients } = fitted.hazard;
  if (!fitted.isOn) return { total: logit(fitted.baseRate), base: logit(fitted.baseRate), contributions: [] };
  const design = encodeRows(coding, [row]);
  const x = new Float64Array(coding.columns);
  for (let k = 0; k < design.value.length; k++) x[design.index[k]] = design.value[k];
  let base = 0;
  for (let j = 0; j < coding.columns; j++) base += coefficients[j] * coding.means[j];
  const contributions = coding.inputs.map((coded) => {
    let value = 0;
    for (const j of columnsOf(coded)) value += coefficients[j] * (x[j] - coding.means[j]);
    const { label } = attritionInputs.find((input) => input.id === coded.id)!;
    return { input: coded.id, label, value, rateRatio: Math.exp(value) };
  });
  const total = contributions.reduce((sum, c) => sum + c.value, base);
  return { total, base, contributions: contributions.sort((a, b) => Math.abs(b.value) - Math.abs(a.value)) };
}

function tooFew(events: number): Refusal {
  const moreEvents = leastEvents - events;
  return {
    refused: true,
    code: "too_few_events",
    facts: { events, eventsNeeded: leastEvents, moreEvents },
    text: {
      en: `Not fitted: ${events} voluntary exits in the history, ${leastEvents} are needed (${moreEvents} more). With fewer, what leavers have in common cannot be told from chance.`,
      zh: `未拟合：历史中有 ${events} 次主动离职，至少需要 ${leastEvents} 次（还差 ${moreEvents} 次）。事件过少时，离职者的共同点无法与偶然区分。`,
    },
  };
}

function noExits(): Refusal {
  return {
    refused: true,
    code: "no_exits",
    facts: { events: 0, eventsNeeded: leastEvents, moreEvents: leastEvents },
    text: {
      en: `Not fitted: nobody is known to have left. Import the terminations (who left, when, and whether by choice); ${leastEvents} voluntary exits are needed.`,
      zh: `未拟合：没有任何离职记录。请导入离职数据（谁、何时、是否主动离职）；至少需要 ${leastEvents} 次主动离职。`,
    },
  };
}

function kindUnknown(events: number, unknownKind: number): Refusal {
  return {
    refused: true,
    code: "exit_kind_unknown",
    facts: { events, unknownKind, eventsNeeded: leastEvents, moreEvents: leastEvents - events },
    text: {
      en: `Not fitted: of ${unknownKind} exits it is not told whether people left by choice (${events} are known as voluntary, ${leastEvents} are needed). Import the kind of exit; or judge the list as it is with “rapport evaluate attrition”.`,
      zh: `未拟合：有 ${unknownKind} 次离职未注明是否主动（已知主动离职 ${events} 次，至少需要 ${leastEvents} 次）。请导入离职类型；也可用“rapport evaluate attrition”直接评估该名单。`,
    },
  };
}

function noTime(exitMonths: number): Refusal {
  return {
    refused: true,
    code: "no_time_dimension",
    facts: { exitMonths, exitMonthsNeeded: leastExitMonths },
    text: {
      en: `Not fitted: all exits fall in ${exitMonths} month(s); at least ${leastExitMonths} different months with exits are needed to test on later months. For a list without exit dates use “rapport evaluate attrition”.`,
      zh: `未拟合：所有离职集中在 ${exitMonths} 个月份；至少需要 ${leastExitMonths} 个有离职的月份，才能用之后的月份检验。没有离职日期的名单请使用“rapport evaluate attrition”。`,
    },
  };
}

function verdictOf(backtest: AttritionBacktest | undefined): Bilingual {
  if (!backtest)
    return {
      en: "Off: the history is too short to hold months back for a test.",
      zh: "已停用：历史过短，无法留出月份进行检验。",
    };
  const gain = (100 * (1 - backtest.logLoss.model / backtest.logLoss.naive)).toFixed(1);
  const auc = backtest.rocAuc.toFixed(2);
  return backtest.beatsNaive
    ? {
        en: `On: on later months it beats the constant rate (log loss ${gain}% lower, AUC ${auc}, ${backtest.events} exits).`,
        zh: `已启用：在之后的月份上优于恒定比率（对数损失低 ${gain}%，AUC ${auc}，${backtest.events} 次离职）。`,
      }
    : {
        en: `Off: on later months it does not beat the constant rate clearly (log loss ${gain}% lower, AUC ${auc}, ${backtest.events} exits).`,
        zh: `已停用：在之后的月份上未能明显优于恒定比率（对数损失低 ${gain}%，AUC ${auc}，${backtest.events} 次离职）。`,
      };
}
