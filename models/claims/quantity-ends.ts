// What stands round a quantity (about, at least, 以上, per week) → bound, approximation, period.
import { matchAt } from "./match-at.js";
import { periodOf, type ClaimPeriod } from "./period-words.js";
import type { Quantity } from "./quantity.js";

const perSuffix =
  /\s?(?:\/|per |a |an |each |every )\s?(hour|day|week|month|quarter|half-year|year)\b|\s?\/\s?(小时|周|月|季度?|年|天|日)|\s(daily|weekly|monthly|quarterly|yearly|annually)\b/y;

/** What stands round it: about, at least, 以上, per week. */
export function withEnds(text: string, quantity: Quantity): Quantity {
  const before = text.slice(Math.max(0, quantity.start - 16), quantity.start);
  const after = text.slice(quantity.end, quantity.end + 8);
  const isAbout =
    /(?:about|around|roughly|approximately|nearly|almost|some|circa|c\.|approx\.|[~≈约近]|大约|将近|接近|大概)\s?$/.test(
      before,
    ) || /^\s?(?:左右|上下|or so\b)/.test(after);
  const bound =
    /(?:≥|>=?|at least|no less than|not less than|min\.?|minimum of|至少|不低于|不少于|最少)\s?$/.test(
      before,
    ) || /^\s?(?:以上|or more\b|及以上)/.test(after)
      ? "least"
      : /(?:≤|<=?|at most|no more than|not more than|up to|最多|不超过|至多|不高于)\s?$/.test(before) ||
          /^\s?(?:以下|以内|or less\b|or fewer\b)/.test(after)
        ? "most"
        : /(?:more than|over|超过)\s?$/.test(before)
          ? "least"
          : undefined;
  const per = matchAt(perSuffix, text, quantity.end);
  const period = per ? periodOf(per[1] ?? per[2] ?? per[3]) : perBefore(text, quantity.start);
  return {
    ...quantity,
    isApproximate: quantity.isApproximate || isAbout,
    ...(bound && { bound: bound as "least" | "most" }),
    ...(period && quantity.period === undefined && { per: period }),
  };
}

/** 每周至少 0.5 条; a weekly target of 0.5. */
function perBefore(text: string, at: number): ClaimPeriod | undefined {
  const clause = /[^,，。；;.!?！？\n(（)）]*$/.exec(text.slice(Math.max(0, at - 40), at))![0];
  const since = clause.replace(/^.*\d/s, "");
  const chinese =
    /(?:每个?|单)(半年|季度?|周|星期|月|年|天|日)|(周|月|季度?|年|日)(?:度?目标|均|度任务|薪)/.exec(since);
  if (chinese) return periodOf(chinese[1] ?? chinese[2]);
  const english =
    /\b(daily|weekly|monthly|quarterly|yearly|annual)\b|\b(?:per|each|every|a) (day|week|month|quarter|year)\b/.exec(
      since,
    );
  return periodOf(english?.[1] ?? english?.[2]);
}
