// An evidence bundle → recomputed from the imports that it rests on: files intact, figure equal, or precisely what is not.
import { createHash } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { localReader, type Cache } from "../../engine/index.js";
import { sourceManifests } from "../../engine/ingest/manifest.js";
import { snapshotOf } from "../../engine/ingest/publish.js";
import type { Bilingual } from "../../engine/locale.js";
import type { ModelContext } from "../model-context.js";
import type { BundledFigure } from "./contest-bundle.js";
import { sheetBook } from "./sheet.js";

export interface BundleReport {
  verdict: "equal" | "changed" | "tampered";
  receipt: string;
  reasons: Bilingual[];
  /** As bundled and as recomputed. */
  bundled: number | null;
  recomputed: number | null;
}

/** Is this file one of ours? */
export function isBundle(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  try {
    return "figure.json" in unzipSync(bytes, { filter: ({ name }) => name === "figure.json" });
  } catch {
    return false;
  }
}

export async function verifyBundle(
  context: Omit<ModelContext, "reader" | "cache"> & { cache: Cache },
  bytes: Uint8Array,
): Promise<BundleReport> {
  const files = unzipSync(bytes);
  const bundled = JSON.parse(strFromU8(files["figure.json"]!)) as BundledFigure;
  const { evidence, value, goal } = bundled.figure;
  const altered = alteredFiles(files);
  const report = (rest: Omit<BundleReport, "receipt" | "bundled">): BundleReport => ({
    receipt: evidence.receipt,
    bundled: value,
    ...rest,
  });
  if (altered.length > 0)
    return report({
      verdict: "tampered",
      recomputed: null,
      reasons: altered.map((file) => ({
        en: `${file} was changed after it was bundled`,
        zh: `${file} 在打包后被改动`,
      })),
    });
  const cache = await cacheOf(context, evidence.snapshot);
  if (!cache)
    return report({
      verdict: "changed",
      recomputed: null,
      reasons: [
        {
          en: `the imports of snapshot ${evidence.snapshot} are no longer there`,
          zh: `数据快照 ${evidence.snapshot} 的导入已不存在`,
        },
      ],
    });
  const wish = { kind: bundled.sheet, month: bundled.period };
  const book = await sheetBook({ ...context, cache, reader: localReader }, wish, [bundled.employee]);
  const now = book.table.figuresOf(bundled.employee).find((one) => one.goal.id === goal.id);
  if (now?.evidence.receipt === evidence.receipt)
    return report({ verdict: "equal", recomputed: now.value, reasons: [] });
  const reasons: Bilingual[] = !now
    ? [{ en: "the figure is no longer on the sheet", zh: "沟通单中已没有该项数据" }]
    : now.evidence.definition !== evidence.definition
      ? [{ en: "the definition of the indicator has changed", zh: "指标定义已变更" }]
      : [{ en: "the same imports give another value", zh: "相同的导入得出了不同的数值" }];
  return report({ verdict: "changed", recomputed: now?.value ?? null, reasons });
}

function alteredFiles(files: Record<string, Uint8Array>): string[] {
  if (!files["hashes.json"]) return ["hashes.json"];
  const hashes = JSON.parse(strFromU8(files["hashes.json"])) as Record<string, string>;
  const names = new Set([...Object.keys(files), ...Object.keys(hashes)]);
  names.delete("hashes.json");
  return [...names].filter((name) => {
    const bytes = files[name];
    return !bytes || createHash("sha256").update(bytes).digest("hex") !== hashes[name];
  });
}

/** The cache of these data: the one that is open, or one of the first imports that together give the snapshot. */
async function cacheOf(
  { workspace, cache }: { workspace: ModelContext["workspace"]; cache: Cache },
  snapshot: string,
) {
  if (cache.snapshot === snapshot) return cache;
  const manifests = sourceManifests(workspace);
  for (let count = manifests.length; count > 0; count--) {
    const state = manifests.slice(0, count);
    if (snapshotOf(state) !== snapshot) continue;
    const ids = new Set(state.map(({ id }) => id));
    return cache.withImports(({ id }) => ids.has(id));
  }
  return undefined;
}
