// Correct texts that nothing may be marked in, and wrong ones whose place has to be found. Each corpus was written blind and measured once before
// any rule was changed for it (false alarms, misses): corpus 9/129 and 42/95; held-out 7/63 and 18/51; second held-out 5/38 and 10/26; third
// held-out 1/36 and 10/30; fourth held-out 7/60 and 31/60; fifth held-out 7/30 and 14/30; sixth held-out, which no rule was
// changed for, 2/30 and 12/30. The rules before all of this: 9/129 and 42/95, 8/63 and 26/51, 5/38 and 12/26, 4/36 and 15/30.
import { describe, expect, it } from "vitest";
import { checkClaims, type Finding } from "../../../models/claims/index.js";
import { loadFrameworks } from "../../../models/competency/framework-catalogue.js";
import * as corpusFalse from "./corpus-false.js";
import * as corpusTrue from "./corpus-true.js";
import * as fifthFalse from "./fifth-held-out-false.js";
import * as fifthTrue from "./fifth-held-out-true.js";
import * as fourthFalse from "./fourth-held-out-false.js";
import * as fourthTrue from "./fourth-held-out-true.js";
import * as heldOutFalse from "./held-out-false.js";
import * as heldOutTrue from "./held-out-true.js";
import * as secondFalse from "./second-held-out-false.js";
import * as secondTrue from "./second-held-out-true.js";
import * as sixthFalse from "./sixth-held-out-false.js";
import * as sixthTrue from "./sixth-held-out-true.js";
import * as thirdFalse from "./third-held-out-false.js";
import * as thirdTrue from "./third-held-out-true.js";
import type { WrongCase } from "./corpus-false.js";

const { frameworks } = loadFrameworks();
const check = (text: string): Finding[] => checkClaims(text, { frameworks }).findings;
const shown = (text: string, { verdict, kind, spans: [{ start, end }], reason }: Finding): string =>
  `${verdict} ${kind} “${text.slice(start, end)}”: ${reason.en}`;

/** Misses that are known, and why they stay. */
const known = new Map([
  [
    "70 % of the answers came from Germany, 20 % from France and 20 % from Spain.",
    "no word says that it is all of them",
  ],
  [
    "级别,最低薪酬,最高薪酬,幅宽\nM1,10000,15000,50%\nM2,14000,21000,50%\nM3,20000,32000,70%",
    "two rows that hold prove no relation of columns",
  ],
  ["OKR progress: KR1 70 %, KR2 40 %, KR3 100 %; average 75 %.", "key results may have weights"],
  ["报名156人，实到130人，到课率约90%。", "“about” is within a tenth"],
]);

const isFound = ([text, place, least]: WrongCase): boolean => {
  const at = text.indexOf(place);
  return check(text).some(
    ({ verdict, spans }) =>
      (verdict === "wrong" || (least !== undefined && verdict === "doubtful")) &&
      spans.some(({ start, end }) => start < at + place.length && at < end),
  );
};

describe.each([
  ["corpus", corpusTrue, corpusFalse],
  ["held-out corpus", heldOutTrue, heldOutFalse],
  ["second held-out corpus", secondTrue, secondFalse],
  ["third held-out corpus", thirdTrue, thirdFalse],
  ["fourth held-out corpus", fourthTrue, fourthFalse],
  ["fifth held-out corpus", fifthTrue, fifthFalse],
] as const)("%s", (_name, { trueSentences, trueTables }, { wrongSentences, wrongTables }) => {
  it.each([...trueSentences, ...trueTables])("lets %j stand", (text) => {
    const alarms = check(text).filter(({ verdict }) => verdict === "wrong" || verdict === "doubtful");
    expect(alarms.map((finding) => shown(text, finding))).toEqual([]);
  });

  it.each(
    [...wrongSentences, ...wrongTables]
      .filter(([text]) => !known.has(text))
      .map((one) => ({ text: one[0], place: one[1], one })),
  )("finds what is wrong in $text at $place", ({ text, place, one }) => {
    expect(text).toContain(place);
    expect(isFound(one)).toBe(true);
  });
});

const everyWrong = [corpusFalse, heldOutFalse, secondFalse, thirdFalse, fourthFalse, fifthFalse].flatMap(
  ({ wrongSentences, wrongTables }) => [...wrongSentences, ...wrongTables],
);

describe("the known misses", () => {
  it.each([...known.keys()])("still misses %j", (text) => {
    const one = everyWrong.find(([own]) => own === text)!;
    expect(isFound(one)).toBe(false);
  });
});

describe("the sixth held-out corpus", () => {
  it("has no more false alarms and misses than when it was written", () => {
    const alarms = [...sixthTrue.trueSentences, ...sixthTrue.trueTables].filter((text) =>
      check(text).some(({ verdict }) => verdict === "wrong" || verdict === "doubtful"),
    );
    const wrong = [...sixthFalse.wrongSentences, ...sixthFalse.wrongTables];
    for (const [text, place] of wrong) expect(text).toContain(place);
    expect(alarms.length).toBeLessThanOrEqual(2);
    expect(wrong.filter((one) => !isFound(one)).length).toBeLessThanOrEqual(12);
  });
});
