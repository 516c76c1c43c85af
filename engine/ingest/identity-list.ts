// What imports found out about people of other systems → identities.json per import; all of them → the list that waits for a person.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { decideIdentity, identityDecisions, identityError } from "../identity/decisions.js";
import type { IdentityRule } from "../identity/match-identity.js";
import type { Workspace } from "../workspace.js";
import { counts } from "./withdraw.js";
import { sourceManifests } from "./manifest.js";
import type { Identities, MatchedIdentity, ReviewIdentity } from "./resolve-identities.js";

export interface IdentityCounts {
  /** People recognised otherwise than by their exact number, by rule. */
  matched: Partial<Record<IdentityRule, number>>;
  /** Records that several people could be, and their rows. */
  review: number;
  reviewRows: number;
}

export function identityCounts({ matched, review }: Identities): IdentityCounts {
  const byRule: IdentityCounts["matched"] = {};
  for (const { rule } of matched) byRule[rule] = (byRule[rule] ?? 0) + 1;
  return {
    matched: byRule,
    review: review.length,
    reviewRows: review.reduce((sum, r) => sum + r.rows, 0),
  };
}

const name = "identities.json";

/** Nothing is written when every number was on the list. */
export function writeIdentities(found: Identities, folder: string): void {
  if (found.matched.length + found.review.length === 0) return;
  writeFileSync(path.join(folder, name), `${JSON.stringify(found, null, 2)}\n`, { flush: true });
}

export interface IdentityOverview {
  /** Waiting for a decision, latest import of each record; oldest import first. */
  review: (ReviewIdentity & { import: string })[];
  /** Recognised otherwise than by their exact number. */
  matched: (MatchedIdentity & { import: string })[];
  decisions: { record: string; system: string; employee: string | null; by: string; at: string }[];
}

export function identityOverview(workspace: Pick<Workspace, "path">): IdentityOverview {
  const manifests = sourceManifests(workspace);
  const review = new Map<string, IdentityOverview["review"][number]>();
  const matched = new Map<string, IdentityOverview["matched"][number]>();
  for (const manifest of manifests) {
    const file = workspace.path("imports", manifest.id, name);
    if (!existsSync(file) || !counts(manifests, manifest)) continue;
    const found = JSON.parse(readFileSync(file, "utf8")) as Identities;
    for (const r of found.review) review.set(`${r.table} ${r.record}`, { ...r, import: manifest.id });
    for (const m of found.matched) {
      matched.set(`${m.table} ${m.record}`, { ...m, import: manifest.id });
      review.delete(`${m.table} ${m.record}`);
    }
  }
  const decisions = identityDecisions(workspace);
  return {
    review: [...review.values()].filter((r) => !decisions.has(r.record)),
    matched: [...matched.values()],
    decisions: [...decisions.values()],
  };
}

/** Errors: identity_unknown_record, identity_unknown_employee. Rows follow when their file is imported again. */
export function decideRecord(
  workspace: Pick<Workspace, "path">,
  decision: { record: string; employee: string | null; by: string },
  isEmployee: (employee: string) => boolean,
  now: Date,
): void {
  const { review, matched, decisions } = identityOverview(workspace);
  const known = [...review, ...matched, ...decisions].find((r) => r.record === decision.record);
  if (!known)
    throw identityError.identity_unknown_record({
      record: decision.record,
      waiting: review.length,
      first: review[0]?.record ?? "none",
    });
  if (decision.employee !== null && !isEmployee(decision.employee))
    throw identityError.identity_unknown_employee({ employee: decision.employee });
  decideIdentity(workspace, { ...decision, system: known.system }, now);
}
