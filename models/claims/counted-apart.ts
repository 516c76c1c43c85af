// A count and its two parts that exclude each other (212 registered, 187 attended, 25 did not show; 8 passed and 2 failed of 10) → do they make it up.
import type { Cast } from "./cast.js";
import { clauseOf } from "./clause-of.js";
import type { Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import { reckoned } from "./reckoned.js";
import { trimmed } from "./rounding.js";

interface Counted {
  whole: RegExp;
  part: RegExp;
  rest: RegExp;
}

const counted: readonly Counted[] = [
  {
    whole: /registered|invited|enrolled|signed up|expected|报名|应到|邀请|应参/,
    part: /attended|present|came|took part|showed up|实到|到场|参加|出席/,
    rest: /did not (?:show|attend|come)|no[- ]shows?|absent|stayed away|缺席|未到|未参加|未出席/,
  },
  {
    whole: /took the|sat|examined|participants|candidates|trainees|参加|参考|参训|考试|考核/,
    part: /(?<!not )passed|(?<!未|不)通过|(?<!不)合格|(?<!不)及格/,
    rest: /failed|did not pass|not passed|未通过|不通过|不合格|不及格/,
  },
  {
    whole: /offers?\b|offered|发出|发放/,
    part: /accepted|接受/,
    rest: /declined|rejected|turned down|拒绝|放弃/,
  },
  {
    whole: /sent|asked|invited|distributed|发放|发出/,
    part: /(?<!not )(?:answered|responded|returned)|回收|收回|作答/,
    rest: /did not (?:answer|respond)|unanswered|no answer|未回收|未作答|未回复/,
  },
  {
    whole: /expired|expiring|due|到期/,
    part: /(?<!not )renewed|(?<!未|不)续签|(?<!未|不)续约/,
    rest: /not renewed|lapsed|未续签|不续签|未续约/,
  },
];

export const countedApartClaims = (read: ReadSentence[]): Finding[] =>
  read.flatMap(({ casts, sentence }) => {
    const counts = casts.filter(isCount);
    const words = counts.map(({ quantity }) => clauseOf(quantity, casts, sentence));
    const one = (is: (words: string) => boolean): Quantity | undefined => {
      const found = counts.filter((_, i) => is(words[i]));
      return found.length === 1 ? found[0].quantity : undefined;
    };
    return counted.flatMap(({ whole, part, rest }): Finding[] => {
      const [all, without] = [
        one((w) => whole.test(w) && !rest.test(w) && !part.test(w)),
        one((w) => rest.test(w)),
      ];
      const made = one((w) => part.test(w) && !rest.test(w));
      if (!all || !made || !without || all === made) return [];
      const truth = all.value - made.value;
      return [
        reckoned({
          kind: "sum",
          truth,
          stated: without,
          from: [all, made],
          sum: `${trimmed(all.value, 0)} − ${trimmed(made.value, 0)} = ${trimmed(truth, 0)}`,
          right: trimmed(truth, 0),
        }),
      ];
    });
  });

const isCount = ({ quantity: { unit, value, high, isApproximate, bound } }: Cast): boolean =>
  ["people", "plain", "count"].includes(unit) &&
  Number.isInteger(value) &&
  high === undefined &&
  bound === undefined &&
  !isApproximate;
