// A person's word on who is who → a line of the journal; the journal → the decisions in force, the last word on each record.
import { createHash } from "node:crypto";
import { defineErrors } from "../errors.js";
import { appendJournal, readJournal } from "../journal.js";
import type { Workspace } from "../workspace.js";
import { plainNumber } from "./person-evidence.js";

export const identityError = defineErrors({
  identity_unknown_record: {
    message: {
      en: "No record {record} waits for review. Waiting: {waiting, plural, =0 {none} other {#}}{first, select, none {} other {, first {first}}}.",
      zh: "没有待确认的记录 {record}。待确认：{waiting} 条{first, select, none {} other {，首条 {first}}}。",
    },
    hint: {
      en: "See the list with: rapport identity -w DIR",
      zh: "查看列表：rapport identity -w DIR",
    },
  },
  identity_unknown_employee: {
    message: {
      en: "There is no employee “{employee}” in the employee list.",
      zh: "员工名单中没有“{employee}”。",
    },
    hint: {
      en: "Name one of the list, or say --nobody when the record is no employee's.",
      zh: "请填写名单中的工号；若该记录不属于任何员工，请用 --nobody。",
    },
  },
  identity_needs_person_rights: {
    message: {
      en: "“{reader}” may not see or decide who is who: person-level rights on the whole company are needed.",
      zh: "“{reader}”无权查看或确认身份对应：需要对全公司的个人级权限。",
    },
    hint: {
      en: "Ask somebody with these rights, or return to your own view.",
      zh: "请由具备该权限的人操作，或返回自己的视图。",
    },
  },
});

export interface IdentityDecision {
  record: string;
  system: string;
  /** Null: nobody of the list. */
  employee: string | null;
  by: string;
  at: string;
}

/** Names one record of one system without holding its number or name. */
export const recordId = (system: string, number: string, birthDate?: string): string =>
  createHash("sha256")
    .update([system, plainNumber(number), birthDate ?? ""].join("\n"))
    .digest("hex")
    .slice(0, 12);

export function decideIdentity(
  workspace: Pick<Workspace, "path">,
  decision: Omit<IdentityDecision, "at">,
  now: Date,
): void {
  appendJournal(workspace, { kind: "identity", ...decision }, now);
}

/** Record → the last decision on it. */
export function identityDecisions(workspace: Pick<Workspace, "path">): Map<string, IdentityDecision> {
  const decisions = new Map<string, IdentityDecision>();
  for (const line of readJournal(workspace).lines) {
    if (line.kind !== "identity") continue;
    const { record, system, employee, by, at } = line as unknown as IdentityDecision;
    decisions.set(record, { record, system, employee, by, at });
  }
  return decisions;
}
