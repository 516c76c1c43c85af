// A receipt → recomputed from the imports it rests on: equal, or precisely what is not.
import { audit } from "../audit/audit.js";
import { openCache, rebuiltCache, type Cache } from "../cache.js";
import { RapportError } from "../errors.js";
import { openBook } from "../disclosure/release-book.js";
import { type Manifest, sourceManifests } from "../ingest/manifest.js";
import { type ImportChoice, snapshotOf } from "../ingest/publish.js";
import { answer } from "../metrics/answer.js";
import { loadCatalogue } from "../metrics/catalogue.js";
import { policyFingerprint } from "../metrics/policy.js";
import { localReader, readerNamed, type Reader } from "../metrics/reader.js";
import { definitionHashes, receiptSeal } from "../metrics/receipt.js";
import { draftHash, readDraft } from "../organisation/draft-store.js";
import { type BuildOptions, cacheKey } from "../pipeline.js";
import { receiptDocument, sealOf, type ReceiptDocument } from "../receipt-document.js";
import { resultHash } from "../result-hash.js";
import type { Receipt } from "../result.js";
import type { Workspace } from "../workspace.js";
import { differentCells } from "./compare-cells.js";
import { alteredImports } from "./imports-intact.js";
import type { ReceiptFile } from "./read-receipt.js";
import type { Reason, Verdict, VerifyReport } from "./verify-report.js";

export interface VerifyOptions extends BuildOptions {
  now: Date;
  /** Recompute from the caches that are there; the default builds anew from the imports and trusts no cache. */
  quick?: boolean;
}

export async function verifyReceipt(
  workspace: Workspace,
  { receipt, cells, sealed }: ReceiptFile,
  options: VerifyOptions,
): Promise<VerifyReport> {
  const manifests = sourceManifests(workspace);
  const journal = audit(workspace);
  const reasons: Reason[] = [
    ...sealReasons(receipt, cells, sealed),
    ...(journal.broken ? [{ code: "journal_broken", ...journal.broken } as const] : []),
    ...(await alteredImports(workspace, manifests, journal.found)).map(
      (altered) => ({ code: "file_altered", ...altered }) as const,
    ),
    ...issued(receipt, journal.found),
    ...definitionReasons(workspace, receipt),
    ...draftReasons(workspace, receipt),
  ];
  const state = importsOf(manifests, receipt.snapshot);
  const { reader, isSame } = readerOf(workspace, receipt);
  if (!isSame) reasons.push({ code: "policy_changed", reader: reader.id });
  const report = (rest: Partial<VerifyReport>): VerifyReport => ({
    verdict: verdictOf(reasons),
    receipt: receipt.id,
    precision: null,
    reasons,
    cells: [],
    since: null,
    reader: reader.id,
    fromImports: !options.quick,
    ...rest,
  });
  if (!state) {
    reasons.push({ code: "snapshot_gone", snapshot: receipt.snapshot });
    return report({});
  }
  const later = manifests.slice(state.length).map((m) => m.id);
  if (later.length > 0) reasons.push({ code: "data_since", imports: later });
  const choice = choiceOf(state);
  if (receipt.build !== undefined && cacheKey(workspace, choice) !== receipt.build)
    reasons.push({ code: "build_changed" });

  const recomputed = await recompute(workspace, receipt, choice, reader, options);
  if ("error" in recomputed) {
    reasons.push({ code: "not_answerable", error: recomputed.error });
    return report({});
  }
  const precision = precisionOf(receipt, recomputed);
  const different = cells ? differentCells(cells, recomputed) : [];
  const isEqual = cells ? different.length === 0 && precision !== null : precision !== null;
  if (!isEqual) reasons.push({ code: "cells_differ", cells: different.length });
  const today = later.length > 0 ? await recompute(workspace, receipt, undefined, reader, options) : null;
  return report({
    precision: isEqual ? precision : null,
    cells: different,
    since: today && !("error" in today) ? differentCells(recomputed, today) : null,
  });
}

const tampering: ReadonlySet<Reason["code"]> = new Set(["receipt_altered", "file_altered", "journal_broken"]);
const changing: ReadonlySet<Reason["code"]> = new Set([
  "snapshot_gone",
  "not_answerable",
  "cells_differ",
  "definition_gone",
  "draft_gone",
]);

function verdictOf(reasons: readonly Reason[]): Verdict {
  if (reasons.some(({ code }) => tampering.has(code))) return "tampered";
  return reasons.some(({ code }) => changing.has(code)) ? "changed" : "equal";
}

function sealReasons(receipt: Receipt, cells: ReceiptFile["cells"], sealed: ReceiptFile["sealed"]): Reason[] {
  const reasons: Reason[] = [];
  if (receiptSeal(receipt) !== receipt.seal) reasons.push({ code: "receipt_altered", part: "receipt" });
  if (cells) {
    const names = cells.columns.map((c) => c.name);
    const { bits } = resultHash(names, cells.rows, cells.total);
    if (bits !== receipt.result.bits) reasons.push({ code: "receipt_altered", part: "cells" });
  }
  if (sealed && sealOf(sealed.content) !== sealed.seal)
    reasons.push({ code: "receipt_altered", part: "document" });
  return reasons;
}

/** The line that gave it out carries its seal; one that only shares the id is of the same question asked again. */
function issued(receipt: Receipt, lines: ReturnType<typeof audit>["found"]): Reason[] {
  const same = lines.filter((line) => line.receipt === receipt.id);
  const line = same.find((l) => l.seal === receipt.seal) ?? same.find((l) => l.seal === undefined);
  return [line ? { code: "in_journal", line: line.seq, at: line.at } : { code: "not_in_journal" }];
}

function definitionReasons(workspace: Workspace, receipt: Receipt): Reason[] {
  const { metrics } = loadCatalogue(workspace.dir);
  const now = (id: string): string | undefined => {
    const metric = metrics.get(id);
    return metric && definitionHashes([metric])[id];
  };
  const ids = Object.keys(receipt.metrics);
  const gone = ids.filter((id) => now(id) === undefined);
  const changed = ids.filter((id) => !gone.includes(id) && now(id) !== receipt.metrics[id]);
  return [
    ...(gone.length > 0 ? [{ code: "definition_gone", metrics: gone } as const] : []),
    ...(changed.length > 0 ? [{ code: "definition_changed", metrics: changed } as const] : []),
  ];
}

function draftReasons(workspace: Workspace, { organisation }: Receipt): Reason[] {
  if (!organisation?.draft) return [];
  const { name, hash } = organisation.draft;
  const draft = readDraft(workspace, name);
  if (!draft) return [{ code: "draft_gone", draft: name }];
  return draftHash(draft) === hash ? [] : [{ code: "draft_changed", draft: name }];
}

/** The first imports that together give this snapshot; undefined when no number of them does. */
function importsOf(manifests: readonly Manifest[], snapshot: string): Manifest[] | undefined {
  for (let count = manifests.length; count > 0; count--) {
    const state = manifests.slice(0, count);
    if (snapshotOf(state) === snapshot) return state;
  }
  return undefined;
}

function choiceOf(state: readonly Manifest[]): ImportChoice {
  const ids = new Set(state.map((m) => m.id));
  return (m) => ids.has(m.id);
}

/**
 * Whoever has the rights that the receipt was given under; the local reader when nobody has them any more. Rights of
 * readers of groups include the edition of the released cells.
 */
function readerOf(workspace: Workspace, receipt: Receipt): { reader: Reader; isSame: boolean } {
  const catalogue = loadCatalogue(workspace.dir);
  const { k, users } = workspace.config;
  const readers: Reader[] = [localReader, ...users.map(({ id }) => readerNamed(users, id))];
  const { edition } = openBook(workspace);
  const reader = readers.find(
    (one) => policyFingerprint({ reader: one, k, edition }, catalogue) === receipt.policy,
  );
  return reader ? { reader, isSame: true } : { reader: localReader, isSame: false };
}

/** `choice` undefined: on today's data. `asOf.known` is left out: which data it is about is said here. */
async function recompute(
  workspace: Workspace,
  { spec }: Receipt,
  choice: ImportChoice | undefined,
  reader: Reader,
  options: VerifyOptions,
): Promise<ReceiptDocument | { error: string }> {
  const isNow = choice === undefined;
  const { known: _known, ...asOf } = spec.asOf ?? {};
  const question = { ...spec, asOf: Object.keys(asOf).length > 0 ? asOf : undefined };
  let cache: Cache | undefined;
  try {
    cache =
      isNow || options.quick
        ? await openCache(workspace, options)
        : await rebuiltCache(workspace, choice, options);
    const at = !isNow && options.quick ? await cache.withImports(choice) : cache;
    // Released cells are looked up, never made: a month is not closed on the data of an earlier time.
    const asked = { ...at, workspace, releases: openBook(workspace) };
    return receiptDocument(await answer(asked, question, { reader, now: options.now }));
  } catch (error) {
    if (error instanceof RapportError) return { error: error.code };
    throw error;
  } finally {
    cache?.database.close();
  }
}

function precisionOf({ result }: Receipt, recomputed: ReceiptDocument): VerifyReport["precision"] {
  const again = recomputed.receipt.result;
  if (again.bits === result.bits) return "bits";
  return again.single === result.single ? "order_of_additions" : null;
}
