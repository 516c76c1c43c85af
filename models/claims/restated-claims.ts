// One share told twice (近半数（48%）, n = 48 and 65 % of 80, 112 % and 12 points over target) → do the two tell the same.
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import { reckoned } from "./reckoned.js";
import { agreement, trimmed } from "./rounding.js";

export const restatedClaims = (read: ReadSentence[]): Finding[] =>
  read.flatMap((one) => [...inWords(one), ...respondents(one), ...overTarget(one), ...ofPlan(one)]);

/** “Nearly half (32 %)”: words are rough, but not by more than five points or a seventh. */
function inWords({ casts, sentence: { plain } }: ReadSentence): Finding[] {
  return casts.slice(1).flatMap(({ quantity: exact }, i): Finding[] => {
    const rough = casts[i].quantity;
    if (
      rough.unit !== "percent" ||
      exact.unit !== "percent" ||
      exact.high !== undefined ||
      !rough.isApproximate ||
      /\d+(?:\.\d+)?\s?%/.test(rough.text) ||
      !/^[^\d,，;；。]{0,24}[(（,，]\s*(?:即|i\.e\.)?\s*$/.test(plain.slice(rough.end, exact.start))
    )
      return [];
    const front = plain.slice(Math.max(0, rough.start - 12), rough.start);
    const isOver = rough.bound === "least" || /(?:over|more than|超|逾|过)\s*$/.test(front);
    const isUnder = /(?:under|less than|不到|不足)\s*$/.test(front);
    const off = exact.value - rough.value;
    const holds = isOver
      ? off >= -0.5 && off <= 20
      : isUnder
        ? off <= 0.5 && off >= -20
        : Math.abs(off) <= Math.max(5, rough.value / 7);
    return [
      {
        kind: "part_of_whole",
        verdict: holds ? "consistent" : "wrong",
        spans: [spanOf(rough), spanOf(exact)],
        values: { truth: exact.value, stated: rough.value },
        reason: holds
          ? both(
              `${exact.text.trim()} is “${rough.text.trim()}”.`,
              `${exact.text.trim()} 即“${rough.text.trim()}”。`,
            )
          : both(
              `${exact.text.trim()} is not “${rough.text.trim()}” (${percentText(rough.value)}).`,
              `${exact.text.trim()} 不是“${rough.text.trim()}”（${percentText(rough.value)}）。`,
            ),
      },
    ];
  });
}

const responseName = /respon|return|answer|repl|participa|回复|回收|应答|作答|参与/;

/** “n = 48, response rate 65 % of 80”: 48 of 80 are 60 %. */
function respondents({ casts, sentence: { plain, start, end } }: ReadSentence): Finding[] {
  if (!responseName.test(plain.slice(start, end))) return [];
  const answered = casts.filter(({ role }) => role === "n").map(({ quantity }) => quantity);
  return casts.slice(1).flatMap(({ quantity: whole }, i): Finding[] => {
    const share = casts[i].quantity;
    const [k] = answered;
    const isOf =
      share.unit === "percent" && /^\s*of\s*(?:the |all |our )?$/.test(plain.slice(share.end, whole.start));
    if (!isOf || answered.length !== 1 || k === whole || k.value >= whole.value || share.high !== undefined)
      return [];
    const truth = (100 * k.value) / whole.value;
    if (agreement(truth, share.value, share.step, share.isApproximate) === "equal") return [];
    const meant = Math.round((whole.value * share.value) / 100);
    return [
      {
        kind: "contradiction",
        verdict: "wrong",
        spans: [share, k, whole].map(spanOf),
        values: { truth, stated: share.value, meant },
        reason: both(
          `n = ${k.value} of ${whole.value} is ${percentText(truth)}; ${share.text.trim()} of ${whole.value} would be n = ${meant}.`,
          `${whole.value} 中的 ${k.value} 为 ${percentText(truth)}；${whole.value} 的 ${share.text.trim()} 应为 n = ${meant}。`,
        ),
        settle: both("Which of the two holds.", "到底以哪一个为准。"),
      },
    ];
  });
}

/** “14 (plan 15), 93 % of plan”, 实际46，计划50，完成计划的92%. */
function ofPlan({ casts, pairs, sentence: { plain } }: ReadSentence): Finding[] {
  return casts.flatMap(({ quantity: share, role, index }): Finding[] => {
    const isOf =
      /^\s*of (?:the )?(?:plan|target|budget|quota|goal)\b/.test(plain.slice(share.end)) ||
      /(?:计划|目标|预算)的\s*$/.test(plain.slice(Math.max(0, share.start - 6), share.start));
    const pair = pairs.find(
      ({ base, value }) => base.role === "reference" && Math.max(base.index, value.index) < index,
    );
    if (share.unit !== "percent" || share.high !== undefined || role === "delta" || !isOf || !pair) return [];
    const [plan, actual] = [pair.base.quantity, pair.value.quantity];
    if (!(plan.value > 0) || plan.unit === "percent") return [];
    const truth = (100 * actual.value) / plan.value;
    return [
      reckoned({
        kind: "part_of_whole",
        truth,
        stated: share,
        from: [actual, plan],
        sum: `${trimmed(actual.value, 2)} ÷ ${trimmed(plan.value, 2)} = ${percentText(truth)}`,
        right: percentText(truth),
      }),
    ];
  });
}

/** 任务完成率112%，超目标12个百分点: an attainment is measured against 100. */
function overTarget({ casts, orphans, sentence: { plain, start } }: ReadSentence): Finding[] {
  return orphans.flatMap((delta): Finding[] => {
    const { quantity, before } = delta;
    const isTarget =
      [...before, ...delta.after].some(
        ({ concept, text }) => concept === "target" || /target|plan/.test(text),
      ) && delta.direction !== 0;
    const attained = casts
      .slice(0, delta.index)
      .findLast(({ quantity: q, role }) => q.unit === "percent" && role === "level")?.quantity;
    if (
      !isTarget ||
      !attained ||
      !["percent", "points"].includes(quantity.unit) ||
      quantity.high !== undefined ||
      !/(?:完成率|达成率|attainment|achievement)[^\d,，]{0,12}$/.test(plain.slice(start, attained.start))
    )
      return [];
    const off = attained.value - 100;
    const truth = delta.direction * off;
    return [
      reckoned({
        kind: "comparison",
        truth,
        stated: quantity,
        from: [attained],
        sum: `${trimmed(attained.value)} − 100 = ${trimmed(off)}`,
        right: trimmed(Math.abs(off)),
      }),
    ];
  });
}
