// Why no attrition model could be fitted, and what it would take; and the verdict of the test on later months.
import type { Bilingual } from "../engine/locale.js";
import type { AttritionBacktest } from "./attrition-backtest.js";
import type { Refusal } from "./model.js";

export function tooFew(events: number, leastEvents: number): Refusal {
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

export function noExits(leastEvents: number): Refusal {
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

export function kindUnknown(events: number, unknownKind: number, leastEvents: number): Refusal {
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

export function noTime(exitMonths: number, leastExitMonths: number): Refusal {
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

export function verdictOf(backtest: AttritionBacktest | undefined): Bilingual {
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
