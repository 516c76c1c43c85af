// A rate of some months and the year's made of it (8 个月累计 7.6%，年化 11.4%) → is it twelve months of the same, plainly or compounded.
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import { agreement } from "./rounding.js";

const perYear: Record<string, number> = { month: 12, quarter: 4 };

export const annualisedClaims = (read: ReadSentence[]): Finding[] =>
  read.flatMap(({ casts, sentence: { plain, start } }): Finding[] => {
    const all = casts.map(({ quantity }) => quantity);
    const yearly = all.filter(
      (q) =>
        q.unit === "percent" &&
        /(?:annuali[sz]ed|年化|折合全年|折年率?)[^\d,，;；。]{0,12}$/.test(plain.slice(start, q.start)),
    );
    const times = all.filter(
      ({ unit, period }) => unit === "time" && period !== undefined && period in perYear,
    );
    const rates = all.filter((q) => q.unit === "percent" && !yearly.includes(q) && q.bound === undefined);
    const before = rates.filter(({ end }) => yearly[0] && end <= yearly[0].start);
    if (yearly.length !== 1 || times.length !== 1 || before.length === 0) return [];
    const [stated, rate, { value: months, period }] = [yearly[0], before.at(-1)!, times[0]];
    if (months <= 0 || [stated, rate].some(({ high }) => high !== undefined)) return [];
    const factor = perYear[period!] / months;
    const plainly = rate.value * factor;
    const compounded = 100 * (1 - (1 - rate.value / 100) ** factor);
    const grown = 100 * ((1 + rate.value / 100) ** factor - 1);
    const holds = [plainly, compounded, grown].some(
      (truth) =>
        agreement(truth, stated.value, stated.step + rate.step * factor, stated.isApproximate) === "equal",
    );
    const sum = `${percentText(rate.value, 2)} × ${perYear[period!]} ÷ ${months} = ${percentText(plainly, 2)}`;
    return [
      {
        kind: "arithmetic",
        verdict: holds ? "consistent" : "wrong",
        spans: [stated, rate, times[0]].map(spanOf),
        values: { truth: plainly, stated: stated.value },
        reason: holds
          ? both(`${sum}.`, `${sum}。`)
          : both(`${sum}, not ${stated.text.trim()}.`, `${sum}，而不是 ${stated.text.trim()}。`),
        ...(!holds && { right: both(percentText(plainly), percentText(plainly)) }),
      },
    ];
  });
