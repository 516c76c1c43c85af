// Pasted text + workspace + reader → the claims checked in themselves and against the engine's own answers.
import { loadCatalogue } from "../../engine/index.js";
import { loadFrameworks } from "../competency/framework-catalogue.js";
import type { ModelContext } from "../model-context.js";
import { checked, readClaims, type CheckedText } from "./check-claims.js";
import { knownThings } from "./known-names.js";
import { ownFigures, type OwnFigureFinding } from "./own-figure.js";

export interface CheckedWithData extends CheckedText {
  /** Questions that were put to the engine for it. */
  asked: OwnFigureFinding["own"][];
}

/** Errors: claims_text_empty, claims_text_long. What the policy refuses is a finding, not an error. */
export async function checkWithData(context: ModelContext, text: string): Promise<CheckedWithData> {
  const { dir } = context.workspace;
  const things = knownThings(loadFrameworks(dir).frameworks, loadCatalogue(dir));
  const { findings, read, tableNumbers } = readClaims(text, { things });
  const own = await ownFigures(context, text, read);
  const all = read.reduce((sum, { casts }) => sum + casts.length, tableNumbers);
  return { ...checked(text, [...findings, ...own], all), asked: own.map((finding) => finding.own) };
}
