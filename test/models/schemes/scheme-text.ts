// Short forms of a scheme's parts → the text of its file, and the scheme that it is read as.
import { stringify } from "yaml";
import { loadCatalogue } from "../../../engine/index.js";
import { checkSchemeText } from "../../../models/schemes/scheme-files.js";
import type { Scheme } from "../../../models/schemes/scheme-schema.js";

type Part = Record<string, unknown>;

/** An indicator with everything that it needs; `part` says what matters in the test. */
export const indicator = (id: string, weight: number, part: Part = {}): Part => ({
  id,
  name: { en: id, zh: id },
  kind: "result",
  weight,
  source: { metric: "revenue" },
  provenance: "measured",
  target: { at_least: 100 },
  controllable: "yes",
  ...part,
});

export const version = (indicators: Part[], part: Part = {}): Part => ({
  version: 1,
  effective_from: "2025-01",
  part_period: "none",
  indicators,
  ...part,
});

export const schemeText = (versions: Part[], part: Part = {}): string =>
  stringify({ id: "test", name: { en: "Test", zh: "测试" }, period: "quarter", versions, ...part });

const check = (text: string) => checkSchemeText(text, { file: "test.yml", catalogue: loadCatalogue() });

/** Rules broken, as [line, rule]. */
export const slips = (text: string): [number, string][] =>
  check(text).problems.map(({ facts }) => [Number(facts.line), String(facts.rule)]);

/** A scheme that breaks no rule. */
export function scheme(versions: Part[], part: Part = {}): Scheme {
  const { scheme: found, problems } = check(schemeText(versions, part));
  if (found === null || problems.length > 0) throw problems[0];
  return found;
}
