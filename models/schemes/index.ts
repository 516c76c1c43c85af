// KPI schemes: the door for commands, pages and the rooms that build on scores.
export {
  adoptScheme,
  mayWriteSchemes,
  noteSchemes,
  schemeStanding,
  type SchemeStanding,
} from "./adopt-scheme.js";
export { diffWords } from "./diff-words.js";
export { diffSchemes, type SchemeChange, type SchemeDiff } from "./diff-schemes.js";
export { schemeErrors } from "./scheme-errors.js";
export {
  checkSchemeFile,
  checkSchemeText,
  schemeNamed,
  schemesOf,
  shippedSchemes,
  type CheckedScheme,
  type SchemeFile,
} from "./scheme-files.js";
export { schemeInputs, type SchemeInputs, type ScoreOptions } from "./scheme-inputs.js";
export { lastWholePeriod, schemePeriod, type SchemePeriod } from "./scheme-periods.js";
export { schemeRowsOf, type SchemeRows } from "./scheme-rows.js";
export { sealRows, verifyRows, type RowsVerdict } from "./seal-rows.js";
export type * from "./scheme-schema.js";
export { schemeWarnings, type SchemeWarning } from "./scheme-warnings.js";
export { bandOf } from "./score-person.js";
export { scoresOf, scoreScheme, withVersions } from "./score-scheme.js";
export type * from "./score-types.js";
export { versionNamed } from "./version-named.js";
export { writeScheme } from "./write-scheme.js";
export { allWarnings } from "./measured-warnings.js";
