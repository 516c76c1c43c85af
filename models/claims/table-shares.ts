// Rows of a table with their n → can so many people give that share (GRIM).
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { PastedTable } from "./pasted-table.js";
import { isPossibleShare, nearestCounts, notOfPeople } from "./share-claims.js";
import {
  averagedName,
  differenceName,
  shareName,
  single,
  sizeName,
  targetName,
  turnoverName,
  weightName,
} from "./table-columns.js";

/** `settled`: columns that other rules have judged from their counts. */
export function tableShares({ header, rows }: PastedTable, settled: ReadonlySet<number>): Finding[] {
  const size = header.findIndex(({ text }, i) => i > 0 && sizeName.test(text.trim()));
  if (size < 0 || averagedName.test(header[size].text)) return [];
  return rows.flatMap((row) => {
    const n = row[size]?.quantity;
    if (!single(n) || !Number.isInteger(n.value) || n.value < 2) return [];
    return row.flatMap(({ quantity }, column) => {
      const title = header[column]?.text ?? "";
      if (
        column === 0 ||
        column === size ||
        settled.has(column) ||
        !single(quantity) ||
        quantity.unit !== "percent" ||
        quantity.value > 100 ||
        quantity.isApproximate
      )
        return [];
      if (
        weightName.test(title) ||
        targetName.test(title) ||
        differenceName.test(title) ||
        shareName.test(title) ||
        averagedName.test(title) ||
        notOfPeople.test(title)
      )
        return [];
      if (100 / n.value <= quantity.step || isPossibleShare(quantity.value, quantity.step, n.value))
        return [];
      const isTurnover = turnoverName.test(title);
      const texts = nearestCounts(quantity.value, n.value).map(
        (k) => `${k}/${n.value} = ${percentText((100 * k) / n.value)}`,
      );
      return [
        {
          kind: "impossible_share" as const,
          verdict: isTurnover ? ("doubtful" as const) : ("wrong" as const),
          spans: [spanOf(quantity), spanOf(n)],
          values: { n: n.value, share: quantity.value },
          reason: isTurnover
            ? both(
                `No whole number out of ${n.value} is ${quantity.text} (${texts.join(", ")}), but turnover is divided by the average headcount of its period.`,
                `${n.value} 人中没有整数人数对应 ${quantity.text}（${texts.join("，")}），但离职率的分母是期间平均人数。`,
              )
            : both(
                `No whole number out of ${n.value} is ${quantity.text}: ${texts.join(", ")}.`,
                `${n.value} 人中没有整数人数对应 ${quantity.text}：${texts.join("，")}。`,
              ),
          right: both(texts.join(" or "), texts.join(" 或 ")),
          settle: both("How many answered.", "实际作答人数。"),
        },
      ];
    });
  });
}
