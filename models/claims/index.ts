// The claim checker, as pages and commands use it.
export { checkClaims, longestText } from "./check-claims.js";
export type { CheckedText } from "./check-claims.js";
export { checkWithData } from "./check-with-data.js";
export type { CheckedWithData } from "./check-with-data.js";
export { claimsError } from "./claims-errors.js";
export { claimKinds, verdicts } from "./finding.js";
export type { ClaimKind, Finding, Verdict } from "./finding.js";
