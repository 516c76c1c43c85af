// A passage → sentences of quantities, phrases, months and stops in the order of the text.
import { phraseAt, type Concept } from "./lexicon.js";
import { plainCharacters } from "./plain-characters.js";
import { quantityAt } from "./quantity-at.js";
import type { Quantity, Span } from "./quantity.js";
import { monthsAt, type MonthsNamed } from "./months-named.js";

export interface Sign extends Span {
  kind: "sign";
  concept: Concept;
  direction: number;
  text: string;
}

export interface Stop extends Span {
  kind: "stop";
  text: string;
}

export type Item = Quantity | Sign | Stop | MonthsNamed;

export interface Sentence extends Span {
  /** Plain characters of the whole text: spans are places in it, and in what was pasted. */
  plain: string;
  items: Item[];
  quantities: Quantity[];
  signs: Sign[];
  /** Number of the paragraph: what stands in one paragraph may speak of the same thing. */
  paragraph: number;
}

const operators = /[+*/×÷=→]|->|-(?=\s*[\d.])/y;
const stops = /[,，、;；:：()（）[\]|]/;
const ends = /[。！？!?\n]/;

/** Text (as pasted) → sentences. `from`, `to`: the part to read. */
export function sentencesOf(text: string, from = 0, to = text.length, firstParagraph = 0): Sentence[] {
  const plain = plainCharacters(text);
  const sentences: Sentence[] = [];
  let items: Item[] = [];
  let [start, paragraph] = [from, firstParagraph];
  const close = (end: number): void => {
    if (items.length > 0)
      sentences.push({
        plain,
        start,
        end,
        items,
        quantities: items.filter((item): item is Quantity => item.kind === "quantity"),
        signs: items.filter((item): item is Sign => item.kind === "sign"),
        paragraph,
      });
    items = [];
    start = end;
  };
  for (let at = from; at < to;) {
    const c = plain[at];
    if (ends.test(c) || isFullStop(plain, at)) {
      close(at + 1);
      if (c === "\n" && /^\n\s*\n/.test(plain.slice(at, at + 40))) paragraph++;
      at++;
      continue;
    }
    const item = itemAt(plain, at);
    if (typeof item === "number") at = item;
    else {
      items.push(item);
      at = item.end;
    }
  }
  close(to);
  return sentences;
}

/** A full stop ends a sentence where blank or nothing follows, and it is no “vs.” or “i.e.”. */
const isFullStop = (plain: string, at: number): boolean =>
  plain[at] === "." &&
  /^(?:\s|$)/.test(plain.slice(at + 1, at + 2)) &&
  !/(?:\bvs|\bi\.e|\be\.g|\bapprox|\bc|\bno)$/.test(plain.slice(Math.max(0, at - 7), at));

/** 3:2, 4：1 are odds, no two numbers; 40:30:30 are shares, 9:30 a time of day. */
function oddsAt(plain: string, at: number): number | undefined {
  if (/[\da-z.,:：]/.test(plain[at - 1] ?? "")) return undefined;
  const found = /^\d{1,3}(?:\.\d+)?[:：]\d{1,3}(?:\.\d+)?(?![\d:：.%％]|\s?[%％])/.exec(
    plain.slice(at, at + 20),
  );
  return found ? at + found[0].length : undefined;
}

/** The item that begins here, or where to go on. */
function itemAt(plain: string, at: number): Item | number {
  const months = monthsAt(plain, at);
  if (months) return months;
  const odds = oddsAt(plain, at);
  if (odds !== undefined) return odds;
  const isInWord = /[a-z]/.test(plain[at]) && /[a-z]/.test(plain[at - 1] ?? "");
  const quantity = isInWord ? undefined : quantityAt(plain, at);
  if (quantity) return quantity;
  const phrase = phraseAt(plain, at);
  if (phrase && "skip" in phrase) return phrase.skip;
  operators.lastIndex = at;
  const operator = operators.exec(plain)?.[0];
  if (phrase && operator !== "=")
    return {
      kind: "sign",
      concept: phrase.concept,
      direction: phrase.direction,
      start: at,
      end: phrase.end,
      text: phrase.text,
    };
  if (operator !== undefined) return { kind: "stop", start: at, end: at + operator.length, text: operator };
  if (stops.test(plain[at])) return { kind: "stop", start: at, end: at + 1, text: plain[at] };
  if (/\d/.test(plain[at])) return at + /^\d+(?:\.\d+)*/.exec(plain.slice(at, at + 30))![0].length;
  const word = /^[a-z]+/.exec(plain.slice(at, at + 60));
  return word && !isInWord ? at + word[0].length : at + 1;
}
