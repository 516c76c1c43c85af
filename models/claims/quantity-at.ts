// A place in the text → the quantity written there: number, unit, range, bound, per what, with its span.
import { matchAt } from "./match-at.js";
import { numberAt } from "./number-literal.js";
import { blankQuantity, type Quantity } from "./quantity.js";
import { withEnds } from "./quantity-ends.js";
import { unitOf } from "./quantity-unit.js";
import { shareInWords } from "./share-words.js";

/** `text` in plain characters. Undefined where no quantity begins. */
export function quantityAt(text: string, at: number): Quantity | undefined {
  return shareInWords(text, at) ?? numberQuantity(text, at);
}

const currency = /[¥$€£]\s?|(?:cny|rmb|usd|eur)\s/y;

function numberQuantity(text: string, at: number): Quantity | undefined {
  const money = matchAt(currency, text, at);
  let start = money ? at + money[0].length : at;
  const previous =
    text
      .slice(Math.max(0, at - 8), at)
      .trimEnd()
      .at(-1) ?? "";
  let sign: -1 | 0 | 1 = 0;
  // A sign belongs to the number where nothing stands before it that could be subtracted from or added to.
  const signed = /([+-])\s?(?=[\d.])/y;
  const written = matchAt(signed, text, start);
  const isFree =
    !/[\d%)\]a-z人元个条次分点天]/.test(previous) ||
    (/[a-z]{2}\s+$/.test(text.slice(Math.max(0, start - 8), start)) &&
      /\s[+-]\S$/.test(text.slice(start - 1, start + 2)));
  if (written && isFree) {
    sign = written[1] === "+" ? 1 : -1;
    start += written[0].length;
  }
  const number = numberAt(text, start);
  if (!number) return undefined;
  // letters before a number make it a name: Q1, Top3, ISO 27001
  if (
    !number.isWords &&
    (/[a-z_]/.test(text[start - 1] ?? "") ||
      /(?:iso|aes|sha|gb|no\.|top|第)[ -]?$/.test(text.slice(Math.max(0, start - 8), start)))
  )
    return undefined;
  if (!number.isWords && isReference(text, start, number.end)) return undefined;
  const quantity: Quantity = {
    ...blankQuantity(at, number.end, text),
    value: number.value,
    step: number.step,
    scale: number.scale,
    sign,
    ...(money && { unit: "money" as const }),
  };
  const ranged = range(text, quantity);
  const found = unitOf(text, ranged) ?? ranged;
  // “one model”: an article rather than a number
  if (number.isWords && found.unit === "count" && number.value === 1 && /[a-z]/.test(text[start]))
    return undefined;
  if (number.isWords && found.unit === "plain" && !/[a-z]/.test(text[start])) return undefined;
  if (number.isWords && found.unit === "count" && /[个]/.test(text[number.end]) && number.value <= 1)
    return undefined;
  return withEnds(text, { ...found, text: text.slice(at, found.end) });
}

/** 20–40 %, 20 % ~ 40 %, between … and is read with the phrases. */
function range(text: string, first: Quantity): Quantity {
  const between = /(\s?%)?\s?(?:-|~)\s?(?=[\d.])/y;
  const dash = matchAt(between, text, first.end);
  if (!dash || first.sign !== 0) return first;
  const second = numberAt(text, first.end + dash[0].length);
  if (!second || second.value <= first.value || /[-~/年月]/.test(text[second.end] ?? "")) return first;
  return { ...first, high: second.value, end: second.end, step: Math.max(first.step, second.step) };
}

/** Numbers that only say where or which: section 4.2, 表7, 4.2节, version 3.2, +49 30 901820. */
const isReference = (text: string, start: number, end: number): boolean =>
  /(?:\b(?:section|sections|chapter|table|figure|fig\.|page|pages|version|release|appendix|annex|article|paragraph|clause|step|phase|room|extension|ext\.|ticket|level|band|grade|tier|q|question|item|policy|wave|pulse|round|cycle|sprint|scenario|option|cohort)\s#?|§§?\s?|\d\(|[附图]件?|(?<!代)表|版本|分机|附录|工号|编号)$/.test(
    text.slice(Math.max(0, start - 12), start),
  ) || /^(?:节|章|款|版(?!本费)|\(\d{1,2}\))/.test(text.slice(end));
