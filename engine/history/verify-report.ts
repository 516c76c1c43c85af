// What a verification says: a verdict, each reason with its facts, and the cells that differ.
import type { JournalBreak } from "../journal-break.js";
import type { CellDifference } from "./compare-cells.js";

/**
 * `equal`: recomputed from the same data, with the same definitions, the same numbers come out.
 * `changed`: the receipt is whole, but the numbers cannot come out again: data, definitions or rights are not what they were.
 * `tampered`: the receipt, the imports or the journal were altered after they were written.
 */
export type Verdict = "equal" | "changed" | "tampered";

export type Reason =
  /** The receipt's (or its document's) content does not match its seal. */
  | { code: "receipt_altered"; part: "receipt" | "document" | "cells" }
  | { code: "file_altered"; file: string; problem: "missing" | "altered" }
  | ({ code: "journal_broken" } & JournalBreak)
  /** The journal has no line that this receipt was given out; a copy of a workspace's folder keeps its lines. */
  | { code: "not_in_journal" }
  | { code: "in_journal"; line: number; at: string }
  /** No set of imports gives the receipt's snapshot: imports were removed, rewritten (erasure) or come from elsewhere. */
  | { code: "snapshot_gone"; snapshot: string }
  /** Imports made since; the receipt was recomputed on those of then. */
  | { code: "data_since"; imports: string[] }
  /** Settings, or Rapport's own way of building its tables, are not those of then. */
  | { code: "build_changed" }
  | { code: "definition_changed"; metrics: string[] }
  | { code: "definition_gone"; metrics: string[] }
  | { code: "draft_changed"; draft: string }
  | { code: "draft_gone"; draft: string }
  /** Nobody has these rights now; recomputed with those of `reader`. */
  | { code: "policy_changed"; reader: string }
  /** The question cannot be asked any more; `error` is the code of the refusal. */
  | { code: "not_answerable"; error: string }
  | { code: "cells_differ"; cells: number };

export interface VerifyReport {
  verdict: Verdict;
  receipt: string;
  /** How equal: to the last bit, or but for the order of additions. Null where it is not equal. */
  precision: "bits" | "order_of_additions" | null;
  reasons: Reason[];
  /** Cells of the receipt that come out otherwise, recomputed on the receipt's own data; the first of them. */
  cells: CellDifference[];
  /** What has become of the number since: cells that differ between the receipt's data and today's. Null: not asked today. */
  since: CellDifference[] | null;
  /** Reader whose rights the recomputation had. */
  reader: string;
  /** True: from the imports anew; false: from the caches that were there. */
  fromImports: boolean;
}
