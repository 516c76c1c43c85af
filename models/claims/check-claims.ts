// Pasted text, English or Chinese → what its numbers claim and whether it holds, place by place.
import type { Framework } from "../competency/framework.js";
import { cadenceClaims } from "./cadence-claims.js";
import { chanceClaims } from "./chance-claims.js";
import { changeClaims } from "./change-claims.js";
import { complementClaims } from "./complement-claims.js";
import { namedRateClaims } from "./named-rate-claims.js";
import { percentOfClaims } from "./percent-of-claims.js";
import { perHeadClaims } from "./per-head-claims.js";
import { promoterClaims } from "./promoter-claims.js";
import { rangeClaims } from "./range-claims.js";
import { restatedClaims } from "./restated-claims.js";
import { stageClaims } from "./stage-claims.js";
import { oddsClaims } from "./odds-claims.js";
import { flowClaims } from "./flow-claims.js";
import { yearlyGrowthClaims } from "./yearly-growth-claims.js";
import { namedDistanceClaims } from "./named-distance-claims.js";
import { contributionClaims } from "./contribution-claims.js";
import { marginalClaims } from "./marginal-claims.js";
import { countedApartClaims } from "./counted-apart.js";
import { twiceStatedClaims } from "./twice-stated-claims.js";
import { annualisedClaims } from "./annualised-claims.js";
import { trendClaims } from "./trend-claims.js";
import { baseAndRateClaims } from "./base-and-rate-claims.js";
import { statisticClaims } from "./statistic-claims.js";
import { claimsError } from "./claims-errors.js";
import { contradictionClaims } from "./contradiction-claims.js";
import { correlationClaims } from "./correlation-claims.js";
import { designClaims } from "./design-claims.js";
import { verdicts, type Finding, type Verdict } from "./finding.js";
import { knownThings, type KnownThing } from "./known-names.js";
import { meanClaims } from "./mean-claims.js";
import { readSentences, type ReadSentence } from "./pairs.js";
import { pasted } from "./pasted-table.js";
import { partClaims } from "./part-claims.js";
import { rateClaims } from "./rate-claims.js";
import { sentencesOf } from "./sentence.js";
import { shareClaims } from "./share-claims.js";
import { sumClaims } from "./sum-claims.js";
import { tableClaims } from "./table-claims.js";
import { weightClaims } from "./weight-claims.js";

export interface CheckedText {
  text: string;
  /** In the order of the text. */
  findings: Finding[];
  counts: Record<Verdict, number>;
  /** Numbers that were read. */
  numbers: number;
}

export interface ClaimNames {
  frameworks?: readonly Framework[];
  things?: readonly KnownThing[];
}

export const longestText = 50_000;

/** Errors: claims_text_empty, claims_text_long. */
export function checkClaims(text: string, names: ClaimNames = {}): CheckedText {
  const { findings, read, tableNumbers } = readClaims(text, names);
  return checked(
    text,
    findings,
    read.reduce((all, { casts }) => all + casts.length, tableNumbers),
  );
}

export function checked(text: string, findings: Finding[], numbers: number): CheckedText {
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { verdict } of findings) counts[verdict]++;
  return {
    text,
    findings: [...findings].sort(
      (a, b) =>
        a.spans[0].start - b.spans[0].start || verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict),
    ),
    counts,
    numbers,
  };
}

export function readClaims(
  text: string,
  { frameworks = [], things }: ClaimNames,
): { findings: Finding[]; read: ReadSentence[]; tableNumbers: number } {
  if (text.trim() === "") throw claimsError.claims_text_empty();
  if (text.length > longestText)
    throw claimsError.claims_text_long({ found: text.length, most: longestText });
  const { tables, prose } = pasted(text);
  const sentences = prose.flatMap(({ start, end }, i) => sentencesOf(text, start, end, i * 1000));
  const read = readSentences(sentences);
  const known = things ?? knownThings(frameworks);
  const findings = [
    ...weightClaims(read),
    ...sumClaims(read),
    ...changeClaims(read),
    ...chanceClaims(read),
    ...shareClaims(read),
    ...partClaims(read),
    ...percentOfClaims(read),
    ...perHeadClaims(read),
    ...namedRateClaims(read),
    ...restatedClaims(read),
    ...complementClaims(read),
    ...promoterClaims(read),
    ...rangeClaims(read),
    ...stageClaims(read),
    ...oddsClaims(read),
    ...flowClaims(read),
    ...yearlyGrowthClaims(read),
    ...namedDistanceClaims(read),
    ...contributionClaims(read),
    ...marginalClaims(read),
    ...countedApartClaims(read),
    ...twiceStatedClaims(read),
    ...annualisedClaims(read),
    ...trendClaims(read),
    ...baseAndRateClaims(read),
    ...statisticClaims(read),
    ...correlationClaims(read),
    ...cadenceClaims(read),
    ...meanClaims(read),
    ...rateClaims(read),
    ...designClaims(read),
    ...tableClaims(tables),
    ...contradictionClaims(text, read, tables, known),
  ];
  const tableNumbers = tables.reduce(
    (all, { rows }) => all + rows.flat().filter(({ quantity }) => quantity).length,
    0,
  );
  return { findings: onceEach(findings), read, tableNumbers };
}

/** One thing is said once: where a stronger finding speaks of a place, “not checkable” is silent there. */
function onceEach(findings: Finding[]): Finding[] {
  const seen = new Set<string>();
  // a share whose own counts were found needs no other n to be tried on it
  const parts = findings.filter(
    ({ kind, values }) => kind === "part_of_whole" || values?.meant !== undefined,
  );
  const told = new Set(parts.map(({ spans }) => spans[0].start));
  const toldWrong = new Set(
    parts
      .filter(({ kind, verdict }) => kind === "part_of_whole" && verdict === "wrong")
      .map(({ spans }) => spans[0].start),
  );
  return findings.filter((finding) => {
    const key = `${finding.kind}:${finding.verdict}:${finding.spans[0].start}`;
    if (seen.has(key)) return false;
    seen.add(key);
    if (finding.kind === "impossible_share" && told.has(finding.spans[0].start)) return false;
    if (finding.kind === "contradiction" && toldWrong.has(finding.spans[0].start)) return false;
    if (finding.verdict !== "not_checkable") return true;
    return !findings.some(
      (other) =>
        other !== finding &&
        other.verdict !== "not_checkable" &&
        other.spans[0].start === finding.spans[0].start,
    );
  });
}
