// A scheme, a period and a reader → everybody's score, for people whom the reader may read; their own for everybody.
import type { ModelContext } from "../model-context.js";
import { schemeInputs, type SchemeInputs, type ScoreOptions } from "./scheme-inputs.js";
import type { Scheme } from "./scheme-schema.js";
import { scorePerson } from "./score-person.js";
import type { PersonScore } from "./score-types.js";

/**
 * In the order of employee numbers. `period`: 2026-03 or 2026-Q1, as the scheme's own. Whoever calls this leaves the journal
 * line: routes by their audit, commands by recordRead. Errors: those of schemeInputs.
 */
export async function scoreScheme(
  context: ModelContext,
  scheme: Scheme,
  period: string,
  options: ScoreOptions = {},
): Promise<PersonScore[]> {
  return scoresOf(await schemeInputs(context, scheme, period, options));
}

/** The same from inputs that were read before: other weights, targets or bands are tried without reading again. */
export const scoresOf = (inputs: SchemeInputs): PersonScore[] =>
  [...inputs.people].map(([employee, segments]) => scorePerson(inputs, employee, segments));

/** Inputs of one scheme under changed versions that name the same sources (weights, targets, tiers' weights, bands, gates). */
export function withVersions(
  inputs: SchemeInputs,
  change: (version: Scheme["versions"][number]) => Scheme["versions"][number],
): SchemeInputs {
  const versions = new Map(inputs.scheme.versions.map((version) => [version, change(version)]));
  const people = [...inputs.people].map(
    ([employee, segments]) =>
      [
        employee,
        segments.map((person) => ({
          ...person,
          segment: { ...person.segment, version: versions.get(person.segment.version)! },
        })),
      ] as const,
  );
  return {
    ...inputs,
    scheme: { ...inputs.scheme, versions: [...versions.values()] },
    people: new Map(people),
  };
}
