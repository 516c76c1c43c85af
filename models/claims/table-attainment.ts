// Target and actual columns and the attainment beside them (目标, 实际, 完成率) → is every row's attainment actual ÷ target.
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { PastedTable } from "./pasted-table.js";
import { agreement, trimmed } from "./rounding.js";
import { actualName, differenceName, single, targetName } from "./table-columns.js";

const attainmentName =
  /attain|achiev|% of (?:plan|target|quota)|completion|完成率|达成率|完成比|完成度|执行率/i;

/** Targets of at most (attrition, cost) are read by other rules than actual ÷ target: at least half the rows have to say so. */
export function tableAttainment({ header, rows }: PastedTable): Finding[] {
  const columns = header.map((_, i) => i).filter((i) => i > 0);
  const only = (is: (i: number) => boolean): number => {
    const found = columns.filter(is);
    return found.length === 1 ? found[0] : -1;
  };
  const rate = only((i) => attainmentName.test(header[i].text) && !differenceName.test(header[i].text));
  const target = only((i) => i !== rate && targetName.test(header[i].text));
  const actual = only((i) => i !== rate && i !== target && actualName.test(header[i].text));
  if (rate < 0 || target < 0 || actual < 0) return [];
  const judged = rows.flatMap((row) => {
    const [t, a, stated] = [target, actual, rate].map((i) => row[i]?.quantity);
    if (!single(t) || !single(a) || !single(stated) || stated.unit !== "percent" || t.value === 0) return [];
    const truth = (100 * a.value) / t.value;
    const holds = agreement(truth, stated.value, stated.step, stated.isApproximate) === "equal";
    return [{ t, a, stated, truth, holds }];
  });
  if (2 * judged.filter(({ holds }) => holds).length < judged.length) return [];
  return judged.map(({ t, a, stated, truth, holds }) => {
    const right = percentText(truth);
    const sum = `${trimmed(a.value, 2)} ÷ ${trimmed(t.value, 2)} = ${right}`;
    return {
      kind: "part_of_whole",
      verdict: holds ? "consistent" : "wrong",
      spans: [stated, a, t].map(spanOf),
      values: { truth, stated: stated.value },
      reason: holds
        ? both(`${sum}.`, `${sum}。`)
        : both(`${sum}, not ${stated.text.trim()}.`, `${sum}，而不是 ${stated.text.trim()}。`),
      ...(!holds && { right: both(right, right) }),
    };
  });
}
