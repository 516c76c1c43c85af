// Who was there, who came, who went, who is there now, net (期初860人，入职52人，离职37人，期末875人; 31 joiners net of 14 leavers) → does it add up.
import type { Cast } from "./cast.js";
import type { Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import { reckoned } from "./reckoned.js";
import { trimmed } from "./rounding.js";
import { clauseOf } from "./clause-of.js";

type Part = "opening" | "joined" | "left" | "closing" | "net";

const names: Record<Part, RegExp> = {
  net: /\bnet\b(?! of)|净增|净流入|净减|净变动|净变化|\badds? \d/,
  opening: /opening|at the (?:start|beginning)|(?:start|beginning) of|期初|月初|年初|季初/,
  closing: /closing|at the end|end of|期末|月末|年末|季末|年底|月底/,
  joined: /join|hires\b|hired|new starters|newcomers|入职|新进|新增员工/,
  left: /leave|left\b|exits?\b|departures|separations|resign|离职|流失/,
};
/** People who neither joined nor left. */
const other =
  /transfer|调入|调出|转入|转出|退休|retire|借调|intern|实习|外包|目标|plan|计划|预计|expected|同比|环比|%/;

export function flowClaims(read: ReadSentence[]): Finding[] {
  const paragraphs = new Map<number, ReadSentence[]>();
  for (const one of read) {
    const { paragraph } = one.sentence;
    paragraphs.set(paragraph, [...(paragraphs.get(paragraph) ?? []), one]);
  }
  return [...paragraphs.values()].flatMap(ofParagraph);
}

function ofParagraph(read: ReadSentence[]): Finding[] {
  const inOne = read.flatMap((one) => judged(partsOf([one])));
  return inOne.length > 0 ? inOne : lists(read).flatMap((lines) => judged(partsOf(lines)));
}

/** Lines in a row that hold one number each. */
function lists(read: ReadSentence[]): ReadSentence[][] {
  const all: ReadSentence[][] = [[]];
  for (const one of read) {
    if (one.casts.length === 1 && one.casts[0].quantity.unit !== "percent") all.at(-1)!.push(one);
    else all.push([]);
  }
  return all.filter(({ length }) => length >= 3);
}

/** Each part once, or none of them: two joiners may be of two teams. */
function partsOf(read: ReadSentence[]): Partial<Record<Part, Quantity>> {
  const found: Partial<Record<Part, Quantity>> = {};
  for (const { casts, sentence } of read) {
    if (other.test(sentence.plain.slice(sentence.start, sentence.end))) return {};
    for (const cast of casts.filter(isCount)) {
      const words = clauseOf(cast.quantity, casts, sentence);
      const named = (Object.keys(names) as Part[]).filter((part) => names[part].test(words));
      const part = named.includes("net") ? "net" : named.length === 1 ? named[0] : undefined;
      if (part === undefined) continue;
      // end of June, end of July: the first is where the second began
      if (part === "closing" && found.closing && !found.opening) found.opening = found.closing;
      else if (found[part]) return {};
      found[part] = cast.quantity;
    }
  }
  return found;
}

const isCount = ({ quantity: { unit, value, high, isApproximate, bound } }: Cast): boolean =>
  ["people", "plain", "count"].includes(unit) &&
  Number.isInteger(value) &&
  high === undefined &&
  bound === undefined &&
  !isApproximate;

function judged({ opening, joined, left, closing, net }: Partial<Record<Part, Quantity>>): Finding[] {
  const findings: Finding[] = [];
  const check = (stated: Quantity, truth: number, from: Quantity[], sum: string): void => {
    const right = trimmed(truth, 0);
    findings.push(reckoned({ kind: "sum", truth, stated, from, sum: `${sum} = ${right}`, right }));
  };
  if (!joined || !left) return [];
  const gain = joined.value - left.value;
  if (net) {
    // “net loss of 10” says its direction in words
    const truth = net.sign === 0 ? Math.abs(gain) : net.sign * gain;
    check(net, truth, [joined, left], `${joined.value} − ${left.value}`);
  }
  if (opening && closing)
    check(
      closing,
      opening.value + gain,
      [opening, joined, left],
      `${trimmed(opening.value, 0)} + ${joined.value} − ${left.value}`,
    );
  return findings;
}
