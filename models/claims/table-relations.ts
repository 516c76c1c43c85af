// Columns of which one is made of others (cost ÷ headcount, start + joined − left, weight × score, promoters − detractors) → does each row hold.
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { PastedTable, TableCell } from "./pasted-table.js";
import { promoterFinding } from "./promoter-claims.js";
import { promoterNames } from "./promoter-names.js";
import type { Quantity } from "./quantity.js";
import { trimmed } from "./rounding.js";
import { isBody, isTotal, signed, single, totalName, weightName, leavingWords } from "./table-columns.js";

export interface ColumnRelation {
  kind: "ratio" | "product" | "sum" | "rise";
  target: number;
  /** Columns that it is made of: + or − in a sum, the divisor last in a ratio. */
  terms: { column: number; sign: 1 | -1 }[];
}

const opening =
  /^(?:opening|start|beginning|begin|initial)|at (?:the )?(?:start|beginning)|年初|期初|月初|上期末|季初/i;
const closing = /^(?:closing|end|ending|final)\b|at (?:the )?end|年末|期末|月末|季末|年底|月底/i;
const joining =
  /joined|joiners?|hires?|hired|new starters?|starters|additions|inflow|in$|入职|新增|招聘|新进|调入|增加/i;
const leaving = new RegExp(`${leavingWords}|outflow|out$|减少|调出|退休`, "i");
const scoreName = /^(?:score|result|rating|points|得分|评分|分数|实得分|考核得分)$/i;
const weightedName = /weighted|加权/i;
const headsName = /^ftes?$|^(?:people|headcount|employees|staff|人数|员工数|在职人数)$|headcount|人数/i;
const averagedHeads = /离职|入职|培训人数/;
const perHeadName = /per (?:head|employee|person|fte|capita|hire)|人均|每人|\/人/i;

/** `taken`: columns that are rates or growths already. */
export function relationsOf(table: PastedTable, taken: ReadonlySet<number>): ColumnRelation[] {
  const { header } = table;
  const free = header.map((_, i) => i).filter((i) => i > 0 && !taken.has(i));
  const column = (pattern: RegExp, not?: RegExp): number =>
    free.find((i) => pattern.test(header[i].text.trim()) && !not?.test(header[i].text)) ?? -1;
  const named: ColumnRelation[] = [];
  const [first, last] = [column(opening), column(closing)];
  const [ins, outs] = [joining, leaving].map((name) =>
    free.filter(
      (i) => i !== first && i !== last && name.test(header[i].text.trim()) && !isInPercent(table, i),
    ),
  );
  // nothing else may stand in the table that people could come from or go to
  const rest = free.filter(
    (i) => ![first, last, ...ins, ...outs].includes(i) && isNumeric(table, i) && !isInPercent(table, i),
  );
  const flow: ColumnRelation = {
    kind: "sum",
    target: last,
    terms: [
      { column: first, sign: 1 },
      ...ins.map((i) => ({ column: i, sign: 1 as const })),
      ...outs.map((i) => ({ column: i, sign: -1 as const })),
    ],
  };
  if (
    first > 0 &&
    last > 0 &&
    ins.length > 0 &&
    outs.length > 0 &&
    (rest.length === 0 || isProvenBy(table, flow))
  )
    named.push(flow);
  const [weight, score, weighted] = [
    column(weightName, weightedName),
    column(scoreName),
    column(weightedName),
  ];
  if (weight > 0 && score > 0 && weighted > 0)
    named.push({
      kind: "product",
      target: weighted,
      terms: [weight, score].map((i) => ({ column: i, sign: 1 })),
    });
  const perHead = column(perHeadName);
  const heads = column(headsName, averagedHeads);
  const whole = perHead > 0 ? numeratorOf(table, perHead, heads, free) : -1;
  if (perHead > 0 && whole < 0) named.push(...perNamed(table, perHead, free));
  if (whole > 0)
    named.push({
      kind: "ratio",
      target: perHead,
      terms: [
        { column: whole, sign: 1 },
        { column: heads, sign: -1 },
      ],
    });
  return [...named, ...byMajority(table, free, new Set(named.map(({ target }) => target)))];
}

/** “Cost per hire” beside “Cost” and “Hires”. */
function perNamed({ header }: PastedTable, target: number, free: number[]): ColumnRelation[] {
  const [, top, bottom] = /^(.+?)\s+per\s+([a-z]{3,})/.exec(header[target].text.trim().toLowerCase()) ?? [];
  if (!top || !bottom) return [];
  const named = (word: string): number[] =>
    free.filter((i) => i !== target && bare(header[i].text).replace(/s$/, "") === word.replace(/s$/, ""));
  const [over, under] = [named(top), named(bottom)];
  return over.length === 1 && under.length === 1
    ? [
        {
          kind: "ratio",
          target,
          terms: [
            { column: over[0], sign: 1 },
            { column: under[0], sign: -1 },
          ],
        },
      ]
    : [];
}

const isNumeric = ({ rows }: PastedTable, column: number): boolean =>
  rows.some((row) => single(row[column]?.quantity));

const isInPercent = ({ rows }: PastedTable, column: number): boolean =>
  rows.some((row) => row[column]?.quantity?.unit === "percent");

/** “Cost per head (€)” → “cost”. */
const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[(（].*$/, "")
    .replace(perHeadName, "")
    .replace(/总额?|合计|total/g, "")
    .trim();

/** The column that “Cost per head” shares its words with. */
function numeratorOf({ header }: PastedTable, perHead: number, heads: number, free: number[]): number {
  const name = bare(header[perHead].text);
  return heads > 0 && name.length > 1
    ? (free.find((i) => i !== perHead && i !== heads && bare(header[i].text).endsWith(name)) ?? -1)
    : -1;
}

/** Two rows and more than half of them hold. */
function isProvenBy({ rows }: PastedTable, relation: ColumnRelation): boolean {
  const judged = rows.filter(isBody).flatMap((row) => truthOf(row, relation) ?? []);
  const holding = judged.filter(({ holds }) => holds).length;
  return holding >= 2 && 2 * holding > judged.length;
}

/** One column that in at least three rows, and in all but one of them or four in five, is a combination of two others. */
function byMajority(table: PastedTable, free: number[], done: ReadonlySet<number>): ColumnRelation[] {
  const rows = table.rows.filter(isBody);
  const columns = free.filter((i) => isNumeric(table, i) && !totalName.test(table.header[i].text.trim()));
  if (rows.length < 3 || columns.length < 3 || columns.length > 9) return [];
  const used = new Set(done);
  return columns.flatMap((target) => {
    if (used.has(target)) return [];
    for (const relation of candidates(target, columns)) {
      if (relation.terms.some(({ column }) => used.has(column))) continue;
      const judged = rows.flatMap((row) => truthOf(row, relation) ?? []);
      const holding = judged.filter(({ holds }) => holds);
      const isProven =
        holding.length >= 3 &&
        holding.length >= Math.min(judged.length - 1, 0.8 * judged.length) &&
        judged.length === rows.length &&
        new Set(holding.map(({ truth }) => truth)).size >= 2 &&
        holding.every(({ isTelling }) => isTelling);
      if (!isProven) continue;
      for (const { column } of relation.terms) used.add(column);
      used.add(target);
      return [relation];
    }
    return [];
  });
}

function candidates(target: number, columns: number[]): ColumnRelation[] {
  // what is made of others stands behind them
  const others = columns.filter((i) => i < target);
  const made: ColumnRelation[] = [];
  for (const a of others)
    for (const b of others) {
      if (a === b) continue;
      const plus = { column: a, sign: 1 as const };
      const minus = { column: b, sign: -1 as const };
      made.push({ kind: "ratio", target, terms: [plus, minus] });
      made.push({ kind: "rise", target, terms: [plus, { column: b, sign: 1 }] });
      made.push({ kind: "sum", target, terms: [plus, minus] });
      if (a < b)
        for (const kind of ["sum", "product"] as const)
          made.push({ kind, target, terms: [plus, { column: b, sign: 1 }] });
    }
  return made;
}

interface Judged {
  truth: number;
  holds: boolean;
  /** Numbers of two digits and more: small ones fit by accident. */
  isTelling: boolean;
  stated: Quantity;
  parts: Quantity[];
}

function truthOf(row: TableCell[], { kind, target, terms }: ColumnRelation): Judged | undefined {
  const stated = row[target]?.quantity;
  const parts = terms.map(({ column }) => row[column]?.quantity).filter(single);
  if (!single(stated) || parts.length < terms.length) return undefined;
  const values = parts.map((q) => (q.unit === "percent" && kind === "product" ? signed(q) / 100 : signed(q)));
  const truth =
    kind === "rise"
      ? 100 * (values[1] / values[0] - 1)
      : kind === "ratio"
        ? values[0] / values[1]
        : kind === "product"
          ? values.reduce((all, value) => all * value, 1)
          : values.reduce((all, value, i) => all + value * terms[i].sign, 0);
  if (!Number.isFinite(truth) || (kind === "rise") !== (stated.unit === "percent")) return undefined;
  const off = Math.abs(truth - signed(stated));
  const room =
    stated.step / 2 +
    (kind === "sum" ? parts.reduce((all, { step }) => all + (step < 1 ? step / 2 : 0), 0) : 0);
  return {
    truth: Number(truth.toPrecision(10)),
    holds: off <= room + 1e-9 * Math.max(1, Math.abs(truth)),
    isTelling: [stated, ...parts].filter(({ value, step }) => value / step >= 10).length >= 2,
    stated,
    parts,
  };
}

/** A row that does not hold; of ratios the total's too, which is no sum of its column. */
export const tableRelations = (table: PastedTable, relations: ColumnRelation[]): Finding[] => [
  ...relations.flatMap((relation) =>
    table.rows.flatMap((row) => {
      if (!isBody(row) && !(isTotal(row) && relation.kind !== "product")) return [];
      const judged = truthOf(row, relation);
      return judged ? [found(judged, relation)] : [];
    }),
  ),
  ...promoterRows(table),
];

function found({ truth, holds, stated, parts }: Judged, { kind, terms }: ColumnRelation): Finding {
  if (kind === "rise") return risen(parts[0], parts[1], { truth, holds, stated });
  const join = {
    ratio: () => " ÷ ",
    product: () => " × ",
    sum: (i: number) => (terms[i].sign > 0 ? " + " : " − "),
  }[kind];
  const shown = parts
    .map((q, i) => (i === 0 ? "" : join(i)) + trimmed(signed(q), 4) + (q.unit === "percent" ? "%" : ""))
    .join("");
  const right = trimmed(truth, 2);
  return {
    kind: kind === "sum" ? "sum" : "arithmetic",
    verdict: holds ? "consistent" : "wrong",
    spans: [stated, ...parts].map(spanOf),
    values: { truth, stated: signed(stated) },
    reason: holds
      ? both(`${shown} = ${right}.`, `${shown} = ${right}。`)
      : both(
          `${shown} = ${right}, not ${stated.text.trim()}.`,
          `${shown} = ${right}，而不是 ${stated.text.trim()}。`,
        ),
    ...(!holds && { right: both(right, right) }),
  };
}

function risen(
  a: Quantity,
  b: Quantity,
  { truth, holds, stated }: Pick<Judged, "truth" | "holds" | "stated">,
): Finding {
  const right = percentText(truth);
  const shown = `(${trimmed(b.value, 2)} − ${trimmed(a.value, 2)}) ÷ ${trimmed(a.value, 2)} = ${right}`;
  const said = stated.text.trim();
  return {
    kind: "arithmetic",
    verdict: holds ? "consistent" : "wrong",
    spans: [stated, a, b].map(spanOf),
    values: { truth, stated: signed(stated) },
    reason: holds
      ? both(`${shown}.`, `${shown}。`)
      : both(`${shown}, not ${said}.`, `${shown}，而不是 ${said}。`),
    ...(!holds && { right: both(right, right) }),
  };
}

function promoterRows({ header, rows }: PastedTable): Finding[] {
  const [a, b, c] = [promoterNames.promoters, promoterNames.detractors, promoterNames.score].map((name) =>
    header.findIndex(({ text }, i) => i > 0 && name.test(text)),
  );
  if (a < 0 || b < 0 || c < 0 || a === c) return [];
  return rows.flatMap((row) => {
    const [p, d, score] = [row[a]?.quantity, row[b]?.quantity, row[c]?.quantity];
    return single(p) && single(d) && single(score) ? promoterFinding(p, d, score) : [];
  });
}
