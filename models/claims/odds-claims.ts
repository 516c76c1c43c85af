// A ratio (5:1, 3:2) and the two amounts or the share beside it (面试50人，录用12人; 男女比例3:2，女性占40%) → does it belong to them.
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity, Span } from "./quantity.js";
import { trimmed } from "./rounding.js";
import type { Sentence } from "./sentence.js";

interface Odds extends Span {
  a: number;
  b: number;
  step: number;
  text: string;
}

export const oddsClaims = (read: ReadSentence[]): Finding[] =>
  read.flatMap(({ sentence, casts }) => {
    const all = oddsOf(sentence);
    if (all.length !== 1 || !/ratio|odds|比|to one/.test(sentence.plain.slice(sentence.start, sentence.end)))
      return [];
    const quantities = casts
      .filter(({ role }) => role !== "p" && role !== "r")
      .map(({ quantity }) => quantity);
    return [...againstAmounts(all[0], quantities), ...againstShare(all[0], quantities, sentence)];
  });

const written = /(?<![\d.,:：])(\d{1,3}(?:\.\d+)?)\s?[:：]\s?(\d{1,3}(?:\.\d+)?)(?![\d:：%]|\.\d)/g;

const oddsOf = ({ plain, start, end }: Sentence): Odds[] =>
  [...plain.slice(start, end).matchAll(written)].map(({ index, 0: text, 1: a, 2: b }) => ({
    start: start + index,
    end: start + index + text.length,
    a: Number(a),
    b: Number(b),
    step: 10 ** -Math.max(...[a, b].map((one) => one.split(".")[1]?.length ?? 0)),
    text,
  }));

/** Two amounts of one kind: one over the other, either way round; each side may have been rounded. */
function againstAmounts(odds: Odds, quantities: Quantity[]): Finding[] {
  const amounts = quantities.filter(
    ({ unit, high, value }) =>
      ["people", "count", "plain", "money"].includes(unit) && high === undefined && value > 0,
  );
  const isOneKind =
    amounts.length === 2 &&
    quantities.length === 2 &&
    (amounts[0].unit === "money") === (amounts[1].unit === "money");
  if (!isOneKind || odds.a === 0 || odds.b === 0) return [];
  const [x, y] = amounts.map(({ value }) => value);
  const [low, high] = [
    (odds.a - odds.step / 2) / (odds.b + (odds.b === 1 ? 0 : odds.step / 2)),
    (odds.a + odds.step / 2) / (odds.b - (odds.b === 1 ? 0 : odds.step / 2)),
  ];
  const holds = [x / y, y / x].some((truth) => truth >= low - 1e-9 && truth <= high + 1e-9);
  const larger = odds.a >= odds.b ? Math.max(x, y) : Math.min(x, y);
  const smaller = x + y - larger;
  const sum = `${trimmed(larger, 2)} : ${trimmed(smaller, 2)} = ${odds.a >= odds.b ? `${trimmed(larger / smaller, 2)} : 1` : `1 : ${trimmed(smaller / larger, 2)}`}`;
  return [said(odds, amounts, sum, holds)];
}

const womenFirst =
  /女(?:性|员工)?[^。;；\d]{0,4}男|\bwomen\b[^.;\d]{0,12}\bmen\b|\bfemale\b[^.;\d]{0,8}\bmale\b/;
const menFirst =
  /男(?:性|员工)?[^。;；\d]{0,4}女|\bmen\b[^.;\d]{0,12}\bwomen\b|\bmale\b[^.;\d]{0,8}\bfemale\b/;

/** 男女比例3:2: women are two of five. */
function againstShare(odds: Odds, quantities: Quantity[], { plain, start, end }: Sentence): Finding[] {
  const shares = quantities.filter(({ unit, high }) => unit === "percent" && high === undefined);
  const front = plain.slice(start, odds.start);
  const isMenFirst = menFirst.test(front);
  if (shares.length !== 1 || quantities.length !== 1 || isMenFirst === womenFirst.test(front)) return [];
  const [share] = shares;
  const near = `${plain.slice(Math.max(odds.end, share.start - 14), share.start)} ${plain.slice(share.end, Math.min(end, share.end + 14))}`;
  const isWomen = /女|\bwomen|\bfemale/.test(near);
  if (share.start < odds.end || isWomen === /男|\bmen\b|\bmale/.test(near)) return [];
  const side = isWomen === isMenFirst ? odds.b : odds.a;
  const truth = (100 * side) / (odds.a + odds.b);
  // 3:2 may stand for what is near it
  const room = (100 * odds.step) / (odds.a + odds.b) / 8 + share.step / 2;
  return [
    said(
      share,
      [odds],
      `${trimmed(side, 2)} ÷ ${trimmed(odds.a + odds.b, 2)} = ${percentText(truth)}`,
      Math.abs(truth - share.value) <= room,
    ),
  ];
}

function said(stated: Span & { text: string }, from: Span[], sum: string, holds: boolean): Finding {
  return {
    kind: "arithmetic",
    verdict: holds ? "consistent" : "wrong",
    spans: [stated, ...from].map(spanOf),
    reason: holds
      ? both(`${sum}.`, `${sum}。`)
      : both(`${sum}, not ${stated.text.trim()}.`, `${sum}，而不是 ${stated.text.trim()}。`),
  };
}
