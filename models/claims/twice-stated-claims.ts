// A level and its change stated twice (rose to 96, +12, +14 %) → is the per cent the change over what the level was before.
import { percentText } from "./claim-words.js";
import type { Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import { reckoned } from "./reckoned.js";
import { trimmed } from "./rounding.js";

export const twiceStatedClaims = (read: ReadSentence[]): Finding[] =>
  read.flatMap(({ casts, pairs, sentence: { plain } }) =>
    casts.slice(2).flatMap(({ quantity: share }, i): Finding[] => {
      const [level, change] = [casts[i].quantity, casts[i + 1].quantity];
      const isSaid =
        pairs.every(({ deltas }) => deltas.length === 0) &&
        change.sign !== 0 &&
        share.sign === change.sign &&
        share.unit === "percent" &&
        isAmount(level, change) &&
        /^[^\d,，;；。]{0,16}[(（]\s*$/.test(plain.slice(level.end, change.start)) &&
        /^\s*(?:yoy|mom|qoq|people|人|同比|环比)?\s*[,，/;；、或]?\s*(?:or )?$/.test(
          plain.slice(change.end, share.start),
        );
      const base = level.value - change.sign * change.value;
      if (!isSaid || base <= 0) return [];
      const truth = (100 * change.value) / base;
      return [
        reckoned({
          kind: "change",
          truth,
          stated: share,
          from: [level, change],
          sum: `${trimmed(change.value, 2)} ÷ ${trimmed(base, 2)} = ${percentText(truth)}`,
          right: percentText(truth),
        }),
      ];
    }),
  );

const isAmount = (level: Quantity, change: Quantity): boolean =>
  ["people", "count", "plain", "money"].includes(level.unit) &&
  ["people", "count", "plain", "money"].includes(change.unit) &&
  (level.unit === "money") === (change.unit === "money") &&
  level.high === undefined &&
  level.sign === 0;
