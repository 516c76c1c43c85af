// Sums written out, totals and their parts, means of several numbers → do they hold.
import { both, percentText } from "./claim-words.js";
import { partsByGroup } from "./exclusive-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import type { Cast } from "./cast.js";
import { agreement, exactAgreement, trimmed } from "./rounding.js";
import type { Sentence } from "./sentence.js";

export function sumClaims(read: ReadSentence[]): Finding[] {
  return read.flatMap((one) => [...writtenOut(one), ...totals(one)]);
}

/** a op b op … = c, with names nowhere between. */
function writtenOut({ sentence, casts }: ReadSentence): Finding[] {
  const findings: Finding[] = [];
  const { plain } = sentence;
  const between = (i: number): string => gapOf(casts, i, plain);
  for (let i = 0; i + 1 < casts.length; i++) {
    const operators: string[] = [];
    let j = i;
    while (j + 1 < casts.length && /^\s*[+\-*/×÷x]\s*$/.test(between(j))) operators.push(between(j++).trim());
    // “2k / 20k / 200k” is a list
    if (operators.length === 0) continue;
    if (operators.filter((one) => one === "/").length > 1) {
      i = j;
      continue;
    }
    const last = casts[j];
    const result = casts[j + 1];
    const link = result ? plain.slice(last.quantity.end, result.quantity.start) : "";
    const isStated =
      result &&
      /^\s*(?:=|≈|equals|is|makes|gives|为|得|等于|就是|即|=\s*约?)\s*(?:about|约|roughly)?\s*$/.test(link);
    const terms = casts.slice(i, j + 1).map(({ quantity }) => quantity);
    const leading = isStated ? undefined : before(i, casts, plain);
    if (leading)
      findings.push(
        ...judged(
          casts.slice(i, j + 1).map(({ quantity }) => quantity),
          operators,
          leading,
        ),
      );
    // plain + joined weights are the weights' business unless a result stands there
    if (isStated && !(operators.includes("-") && terms.some((q) => q.high !== undefined)))
      findings.push(...judged(terms, operators, result.quantity));
    i = j;
  }
  return findings;
}

/** “400 a day (8,700 ÷ 21.75)”: what stands right before the brackets that hold nothing but the sum; a share is the business of parts. */
function before(first: number, casts: Cast[], plain: string, last = first): Quantity | undefined {
  const [stated, one] = [casts[first - 1]?.quantity, casts[first].quantity];
  if (!stated || stated.unit === "percent" || stated.high !== undefined) return undefined;
  while (last + 1 < casts.length && /^\s*[+\-*/×÷x]\s*$/.test(gapOf(casts, last, plain))) last++;
  const isInBrackets =
    /^[^\d,，;；()（）]{0,10}[(（]\s*$/.test(plain.slice(stated.end, one.start)) &&
    /^\s*(?:人|people|employees)?\s*[)）]/.test(plain.slice(casts[last].quantity.end));
  // 3/4 in brackets is a date
  const isDate =
    last === first + 1 &&
    /\//.test(gapOf(casts, first, plain)) &&
    casts.slice(first, last + 1).every(({ quantity: { value, unit } }) => value <= 31 && unit === "plain");
  return isInBrackets && !isDate ? stated : undefined;
}

const gapOf = (casts: Cast[], i: number, plain: string): string =>
  plain.slice(casts[i].quantity.end, casts[i + 1].quantity.start);

function judged(terms: Quantity[], operators: string[], stated: Quantity): Finding[] {
  const onlyScaled = operators.every((o) => /[*×x/÷]/.test(o));
  const percentIn = terms.filter(({ unit }) => unit === "percent").length;
  const sharesStay =
    stated.unit === "percent" && (percentIn === terms.length || (onlyScaled && percentIn === 1));
  const valueOf = (q: Quantity): number => (q.unit === "percent" && !sharesStay ? q.value / 100 : q.value);
  let truth = evaluated(terms.map(valueOf), operators);
  if (stated.unit === "percent" && !sharesStay) truth *= 100;
  if (sharesStay && onlyScaled && percentIn > 1 && operators.every((o) => /[*×x]/.test(o)))
    truth /= 100 ** (percentIn - 1);
  if (!Number.isFinite(truth)) return [];
  const isExact = operators.every((o) => /[+-]/.test(o));
  const agreed = (isExact ? exactAgreement : agreement)(
    truth,
    stated.value,
    stated.step,
    stated.isApproximate,
  );
  const shown = terms
    .map(({ text }, i) => (i === 0 ? text.trim() : `${operators[i - 1]} ${text.trim()}`))
    .join(" ");
  const right = stated.unit === "percent" ? percentText(truth, 3) : trimmed(truth, 3);
  return [
    {
      kind: isExact ? "sum" : "arithmetic",
      verdict: agreed === "equal" ? "consistent" : agreed === "cut" ? "doubtful" : "wrong",
      spans: [stated, ...terms].map(spanOf),
      values: { truth, stated: stated.value },
      reason:
        agreed === "equal"
          ? both(`${shown} = ${right}.`, `${shown} = ${right}。`)
          : both(
              `${shown} = ${right}, not ${stated.text.trim()}.`,
              `${shown} = ${right}，而不是 ${stated.text.trim()}。`,
            ),
      ...(agreed !== "equal" && { right: both(right, right) }),
    },
  ];
}

/** Times and divided by before plus and minus. */
export function evaluated(values: number[], operators: string[]): number {
  const sums = [values[0]];
  for (const [i, operator] of operators.entries()) {
    const value = values[i + 1];
    if (operator === "+") sums.push(value);
    else if (operator === "-") sums.push(-value);
    else if (/[*×x]/.test(operator)) sums[sums.length - 1] *= value;
    else sums[sums.length - 1] /= value;
  }
  return Number(sums.reduce((a, b) => a + b, 0).toPrecision(12));
}

/** 新增岗位80个，其中…: what was added is what its parts make up. */
const opensUp = ({ end }: Quantity, plain: string): boolean =>
  /^[^\d。;；]{0,8}(?:其中|of which|of whom)/.test(plain.slice(end));

const additive = new Set(["people", "count", "money", "plain", "time"]);

/** “120 people: 50 men and 80 women”; “30, 40 and 50, 130 in total”. */
function totals({ sentence, casts }: ReadSentence): Finding[] {
  const counts = casts.filter(
    ({ quantity, role }) =>
      additive.has(quantity.unit) &&
      (role === "level" || role === "reference" || (role === "delta" && opensUp(quantity, sentence.plain))) &&
      quantity.high === undefined &&
      quantity.per === undefined &&
      quantity.bound === undefined,
  );
  if (counts.length < 3) return [];
  const total = counts.find((cast) => isTotal(cast, counts, sentence));
  if (!total) return [];
  const parts = counts.filter(
    (cast) =>
      cast !== total && sameKind(cast.quantity, total.quantity) && isOneList(cast, total, counts, sentence),
  );
  if (
    parts.length < 2 ||
    parts.some(({ quantity }) => quantity.value > total.quantity.value && parts.length < 2)
  )
    return [];
  const sum = Number(parts.reduce((all, { quantity }) => all + quantity.value, 0).toPrecision(12));
  const step = Math.max(...parts.map(({ quantity }) => quantity.step));
  const isWhole = isExhaustive(total, parts, sentence);
  const room =
    step === 1 && total.quantity.step === 1 ? 0 : (parts.length * step) / 2 + total.quantity.step / 2;
  const off = sum - total.quantity.value;
  if (Math.abs(off) <= room + 1e-9 || (total.quantity.isApproximate && Math.abs(off) <= 0.1 * sum))
    return isWhole
      ? [
          {
            kind: "sum",
            verdict: "consistent",
            spans: [total, ...parts].map((c) => spanOf(c.quantity)),
            reason: both(`The parts sum to ${trimmed(sum, 2)}.`, `各部分之和为 ${trimmed(sum, 2)}。`),
          },
        ]
      : [];
  if (!isWhole && off < 0) return [];
  // a tenth or ten times of it is another thing
  if (sum > 5 * total.quantity.value || total.quantity.value > 5 * sum) return [];
  const terms = parts.map(({ quantity }) => trimmed(quantity.value, 2)).join(" + ");
  return [
    {
      kind: "sum",
      verdict: "wrong",
      spans: [total, ...parts].map((c) => spanOf(c.quantity)),
      values: { sum, stated: total.quantity.value },
      reason: both(
        `${terms} = ${trimmed(sum, 2)}, not ${trimmed(total.quantity.value, 2)}.`,
        `${terms} = ${trimmed(sum, 2)}，而不是 ${trimmed(total.quantity.value, 2)}。`,
      ),
      right: both(trimmed(sum, 2), trimmed(sum, 2)),
    },
  ];
}

const sameKind = (a: Quantity, b: Quantity): boolean =>
  a.unit === b.unit ||
  [a, b].some(({ unit }) => unit === "plain") ||
  ([a.unit, b.unit].every((u) => u === "count" || u === "people") &&
    // 份 and 人 are counted apart
    !/[\u4e00-\u9fff]/.test(a.text + b.text));

const opening = /^[^,，;；。]{0,14}[:：]|其中|of whom|of which|of them|including|包括|分别为/;

/** A total that stands first is one of what follows only where the words open it up: 共收到简历1260份，面试180人 does not. */
const isOpened = (rest: string, link: string): boolean =>
  opening.test(link) || isSplit(rest) || /^[^,，;；。]{0,14}[=＝]|分为|由/.test(link);

function isTotal(cast: Cast, counts: Cast[], { plain }: Sentence): boolean {
  const { quantity, before, after } = cast;
  if (before.some(({ concept, end }) => concept === "total" && quantity.start - end < 14))
    return (
      cast !== counts[0] ||
      isOpened(plain.slice(quantity.end), plain.slice(quantity.end, counts[1].quantity.start))
    );
  if (after[0]?.concept === "total" && /^\s*$/.test(plain.slice(quantity.end, after[0].start))) return true;
  if (
    /^\s*(?:(?:over|for|in) the (?:year|half-year|quarter|month|period)|altogether|all told|in all)\b/.test(
      plain.slice(quantity.end),
    )
  )
    return true;
  if (cast !== counts[0]) return false;
  if (
    /(?:^|[.;。]\s*)of (?:the |our |these )?$/.test(
      plain.slice(Math.max(0, quantity.start - 14), quantity.start),
    ) &&
    isSplit(plain.slice(quantity.end))
  )
    return true;
  if (/^\s*of (?:them|these|which|whom)\b/.test(plain.slice(counts[1].quantity.end))) return true;
  return opening.test(plain.slice(quantity.end, counts[1].quantity.start));
}

/** No other kind of statement between: a list goes on without full stops, and names may stand in it. */
const isOneList = (cast: Cast, total: Cast, counts: Cast[], { plain }: Sentence): boolean => {
  const range = [cast, total].sort((a, b) => a.quantity.start - b.quantity.start);
  const inside = counts.filter(
    (c) => c.quantity.start > range[0].quantity.start && c.quantity.start < range[1].quantity.start,
  );
  return inside.length < 12 && !/[;；]/.test(plain.slice(range[0].quantity.end, range[1].quantity.start));
};

/** Words that part a whole without a rest: men and women, voluntary and involuntary, the rest. */
const isSplit = (words: string): boolean =>
  /其余|the rest|remaining|剩余/.test(words) || partsByGroup(words.replace(/[。.;；].*$/s, ""));

function isExhaustive(total: Cast, parts: Cast[], sentence: Sentence): boolean {
  if (isSplit(sentence.plain.slice(sentence.start, sentence.end))) return true;
  if (sentence.signs.some(({ concept }) => concept === "of_which")) return false;
  return (
    total.index > parts.at(-1)!.index ||
    /^[^,，;；。]{0,14}[:：]/.test(sentence.plain.slice(total.quantity.end)) ||
    total.before.some(({ concept }) => concept === "total")
  );
}
