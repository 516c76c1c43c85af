// A broken rule of a scheme, with its place in the file; and names that are used twice.
import type { At } from "../../engine/metrics/catalogue-source.js";

export interface RuleBreak {
  at: At;
  rule: string;
  ruleZh: string;
}

export function twice<T>(at: At, parts: readonly T[], name: (part: T) => string, key: string): RuleBreak[] {
  return parts.flatMap((part, i) => {
    const first = parts.findIndex((other) => name(other) === name(part));
    if (first === i) return [];
    return [
      {
        at: [...at, i, key],
        rule: `${key} “${name(part)}” is used a second time`,
        ruleZh: `${key}“${name(part)}”重复使用`,
      },
    ];
  });
}
