// One text, one thing → the same name with another number, a weight that the table gives to something else, one thing under two names.
import { plainName } from "../competency/dimension-names.js";
import { both } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import { placesOf, type KnownThing } from "./known-names.js";
import type { ReadSentence } from "./pairs.js";
import type { PastedTable } from "./pasted-table.js";
import { plainCharacters } from "./plain-characters.js";
import type { Quantity, Span } from "./quantity.js";
import { agreement } from "./rounding.js";
import { totalName, weightName } from "./table-columns.js";
import type { Cast } from "./cast.js";

interface Fact extends Span {
  /** Words that may hold the name, as written. */
  words: string;
  quantity: Quantity;
}

export function contradictionClaims(
  text: string,
  read: ReadSentence[],
  tables: PastedTable[],
  things: readonly KnownThing[],
): Finding[] {
  return [...weights(read, tables, things), ...otherNumbers(read, tables, things), ...twoNames(text, things)];
}

/** What a name is compared by: synonyms are one. */
function identity(name: string, things: readonly KnownThing[]): string {
  const plain = plainName(name);
  const thing = things.find(({ names }) => names.some((one) => plainName(one) === plain));
  return thing ? thing.id : plain;
}

function tableWeights(
  tables: PastedTable[],
): { name: string; start: number; end: number; quantity: Quantity }[][] {
  return tables.flatMap(({ header, rows }) => {
    const column = header.findIndex(({ text }, i) => i > 0 && weightName.test(text));
    if (column < 0) return [];
    const list = rows.flatMap((row) => {
      const quantity = row[column]?.quantity;
      return quantity && !totalName.test(row[0].text)
        ? [{ name: row[0].text, start: row[0].start, end: row[0].end, quantity }]
        : [];
    });
    return list.length >= 2 ? [list] : [];
  });
}

/** Weights in sentences: “timeliness has a weight of 25 %”, “25 % weight to timeliness”, “权重 25% 的线索跟进及时率”. */
function textWeights(read: ReadSentence[]): Fact[] {
  return read.flatMap(({ sentence, casts }) =>
    casts.flatMap((cast, i): Fact[] => {
      const { quantity, role } = cast;
      if (quantity.unit !== "percent" && quantity.unit !== "plain") return [];
      if (role === "from" || role === "n" || role === "p" || quantity.high !== undefined) return [];
      const isWeight =
        cast.before.some(({ concept }) => concept === "weight") ||
        cast.after.some(({ concept, start }) => concept === "weight" && start - quantity.end < 4) ||
        (casts.length > 1 && sentence.signs.some(({ concept }) => concept === "weight"));
      if (!isWeight) return [];
      const [start, end] = [
        casts[i - 1]?.quantity.end ?? sentence.start,
        casts[i + 1]?.quantity.start ?? sentence.end,
      ];
      return [
        {
          start: quantity.start,
          end: quantity.end,
          words: `${sentence.plain.slice(start, quantity.start)}|${sentence.plain.slice(quantity.end, end)}`,
          quantity,
        },
      ];
    }),
  );
}

/** The name among those known that the words hold, the longest; nearest words first. */
function nameIn(words: string, names: string[]): string | undefined {
  const plain = plainName(words);
  return names
    .filter((name) => plainName(name) !== "" && plain.includes(plainName(name)))
    .sort((a, b) => b.length - a.length)[0];
}

function weights(read: ReadSentence[], tables: PastedTable[], things: readonly KnownThing[]): Finding[] {
  const lists = tableWeights(tables);
  const facts = textWeights(read);
  const allNames = things.flatMap(({ names }) => names);
  const findings: Finding[] = [];
  for (const fact of facts) {
    for (const list of lists) {
      const [before, behind] = fact.words.split("|");
      const own = [before, behind]
        .map(
          (words) =>
            nameIn(
              words,
              list.map(({ name }) => name),
            ) ?? nameIn(words, allNames),
        )
        .find((name) => name !== undefined);
      const row =
        own === undefined
          ? undefined
          : list.find(({ name }) => identity(name, things) === identity(own, things));
      if (row) {
        if (agreement(row.quantity.value, fact.quantity.value, fact.quantity.step) !== "equal")
          findings.push(otherWeight(fact, row));
        continue;
      }
      const named = own ?? phraseOf(before, behind);
      const same = list.find(({ quantity }) => quantity.value === fact.quantity.value);
      if (!named || !isComplete(list.map(({ quantity }) => quantity))) continue;
      findings.push({
        kind: "contradiction",
        verdict: "wrong",
        spans: [spanOf(fact), ...(same ? [spanOf(same), spanOf(same.quantity)] : [])],
        reason: both(
          `The table has no “${named}”${same ? `; its ${same.quantity.text} stands at “${same.name}”` : ""}.`,
          `表中没有“${named}”${same ? `；${same.quantity.text} 对应的是“${same.name}”` : ""}。`,
        ),
        settle: both("Which of the two is the indicator.", "到底以哪一个为指标。"),
      });
    }
  }
  return [...findings, ...amongFacts(facts, things)];
}

const isComplete = (quantities: Quantity[]): boolean =>
  Math.abs(quantities.reduce((all, { value }) => all + value, 0) - 100) < 1e-6;

/** The words of a name round a weight: what stands between the last stop and “weight”, or behind “to”, “on”, “for”. */
function phraseOf(before: string, behind: string): string | undefined {
  const after =
    /^\s*(?:weight(?:ing)?s?|的权重)?\s*(?:(?:is |goes |given |assigned )?(?:to|on|for)\s+(?:the\s+)?|给了?|分配给|赋予|用于)([a-z][a-z -]{3,40}[a-z]|[\u4e00-\u9fff]{2,12})/.exec(
      behind,
    )?.[1];
  if (after) return after.replace(/\s(?:which|and|because|while|is|are|in|as).*$/, "").trim();
  const front = before
    .replace(/^.*[,，。;；:：()（）]/s, "")
    .replace(
      /(?:has|have|is given|gets|carries|with|at)?\s*(?:a|the)?\s*(?:weight(?:ing|s|ed)?|权重|比重)\s*(?:of|is|为|是|占|定为|设为|达)?\s*(?:a|about)?\s*$/,
      "",
    )
    .replace(/(?:占|为|是|is|at|weighs|accounts for)\s*$/, "")
    .replace(/^\s*(?:the|a|an|and|其中|而|对|将|把)\s*/, "")
    .trim();
  return /^[a-z][a-z -]{3,40}$|^[\u4e00-\u9fff]{2,12}$/.test(front) ? front : undefined;
}

const otherWeight = (fact: Fact, row: { name: string; quantity: Quantity } & Span): Finding => ({
  kind: "contradiction",
  verdict: "wrong",
  spans: [spanOf(fact), spanOf(row.quantity)],
  values: { text: fact.quantity.value, table: row.quantity.value },
  reason: both(
    `“${row.name}” is ${row.quantity.text} in the table, ${fact.quantity.text} in the text.`,
    `“${row.name}”在表中为 ${row.quantity.text}，正文中为 ${fact.quantity.text}。`,
  ),
  settle: both("Which of the two holds.", "到底以哪一个为准。"),
});

/** Two sentences that give one name two weights. */
function amongFacts(facts: Fact[], things: readonly KnownThing[]): Finding[] {
  const seen = new Map<string, Fact>();
  return facts.flatMap((fact) => {
    const name = phraseOf(...(fact.words.split("|") as [string, string]));
    if (!name) return [];
    const key = identity(name, things);
    const earlier = seen.get(key);
    if (!earlier) return (seen.set(key, fact), []);
    if (
      earlier.quantity.value === fact.quantity.value ||
      /old|new|from|to|调整|改为|旧|新|原|此前|之前|提高|降/.test(fact.words + earlier.words)
    )
      return [];
    return [
      {
        kind: "contradiction" as const,
        verdict: "wrong" as const,
        spans: [spanOf(fact), spanOf(earlier)],
        reason: both(
          `“${name}” weighs ${earlier.quantity.text} in one place and ${fact.quantity.text} in another.`,
          `“${name}”一处为 ${earlier.quantity.text}，另一处为 ${fact.quantity.text}。`,
        ),
        settle: both("Which of the two holds.", "到底以哪一个为准。"),
      },
    ];
  });
}

/** A table of one number per name, and a sentence that gives the name another. */
function otherNumbers(read: ReadSentence[], tables: PastedTable[], things: readonly KnownThing[]): Finding[] {
  const findings: Finding[] = [];
  for (const { header, rows } of tables) {
    const columns = header.map((_, i) => i).filter((i) => i > 0 && rows.some((row) => row[i]?.quantity));
    if (columns.length !== 1 || weightName.test(header[columns[0]]?.text ?? "")) continue;
    for (const row of rows) {
      const quantity = row[columns[0]]?.quantity;
      if (!quantity || quantity.high !== undefined || row[0].text.length < 2) continue;
      for (const { sentence, casts } of read)
        for (const [i, cast] of casts.entries()) {
          if (!isLevelOf(cast, quantity)) continue;
          const words = sentence.plain.slice(
            casts[i - 1]?.quantity.end ?? sentence.start,
            cast.quantity.start,
          );
          const known = things
            .filter(({ names }) =>
              names.some((one) => identity(one, things) === identity(row[0].text, things)),
            )
            .flatMap(({ names }) => names);
          const isNamed = [row[0].text, ...known].some((name) =>
            plainName(words).includes(plainName(plainCharacters(name))),
          );
          if (
            !isNamed ||
            agreement(
              quantity.value,
              cast.quantity.value,
              Math.max(cast.quantity.step, quantity.step),
              cast.quantity.isApproximate,
            ) === "equal"
          )
            continue;
          findings.push({
            kind: "contradiction",
            verdict: "wrong",
            spans: [spanOf(cast.quantity), spanOf(quantity)],
            values: { text: cast.quantity.value, table: quantity.value },
            reason: both(
              `“${row[0].text}” is ${quantity.text} in the table, ${cast.quantity.text} in the text.`,
              `“${row[0].text}”在表中为 ${quantity.text}，正文中为 ${cast.quantity.text}。`,
            ),
            settle: both("Which of the two holds.", "到底以哪一个为准。"),
          });
        }
    }
  }
  return findings;
}

const isLevelOf = (cast: Cast, { unit }: Quantity): boolean =>
  (cast.role === "level" || cast.role === "to") &&
  cast.quantity.unit === unit &&
  cast.quantity.high === undefined &&
  cast.quantity.bound === undefined;

/** One dimension under two names of one language: read as two, counted twice. Names side by side (A, also called B) are explained. */
function twoNames(text: string, things: readonly KnownThing[]): Finding[] {
  const plain = plainCharacters(text);
  const places = placesOf(
    text,
    things.filter(({ kind }) => kind === "dimension"),
  );
  const findings: Finding[] = [];
  for (const id of new Set(places.map(({ thing }) => thing.id))) {
    const own = places.filter(({ thing }) => thing.id === id);
    const first = own[0];
    const other = own.find(
      (place) =>
        isChinese(place.name) === isChinese(first.name) && plainName(place.name) !== plainName(first.name),
    );
    if (!other) continue;
    const before = own.findLast((place) => place.end <= other.start && place.name !== other.name) ?? first;
    const link = plain.slice(before.end, other.start);
    if (
      link.length < 24 &&
      /^[\s"“”'‘’]*(?:[(（/=]|\(?also (?:called|known as)|aka|or |i\.e|又称|也称|即|亦称|也叫|等同于|就是)/.test(
        link,
      )
    )
      continue;
    findings.push({
      kind: "synonym",
      verdict: "wrong",
      spans: [spanOf(other), spanOf(first)],
      reason: both(
        `“${text.slice(first.start, first.end)}” and “${text.slice(other.start, other.end)}” are one dimension (${first.thing.label.en}) under two names.`,
        `“${text.slice(first.start, first.end)}”与“${text.slice(other.start, other.end)}”是同一维度（${first.thing.label.zh}）的两个名称。`,
      ),
      right: both(
        `One name throughout: ${first.thing.label.en}.`,
        `统一使用一个名称：${first.thing.label.zh}。`,
      ),
    });
  }
  return findings;
}

const isChinese = (name: string): boolean => /[\u4e00-\u9fff]/.test(name);
