// The rows behind a score, given out → a seal: SHA-256 of score and rows with scheme, snapshot and question, on record in the journal;
// such a file, read again → still as it was given out, and still what comes out?
import { createHash } from "node:crypto";
import { z } from "zod";
import { appendJournal, readJournal } from "../../engine/index.js";
import { canonicalJson } from "../../engine/metrics/receipt.js";
import type { Bilingual } from "../../engine/locale.js";
import type { ModelContext } from "../model-context.js";
import { readEncodedText } from "../read-flat-file.js";
import { schemeErrors as fail } from "./scheme-errors.js";
import { schemeNamed, type SchemeFile } from "./scheme-files.js";
import { schemeRowsOf, type SchemeRows } from "./scheme-rows.js";

const sealSchema = z.strictObject({
  scheme: z.string(),
  /** SHA-256 of the scheme's file. */
  hash: z.string(),
  /** As it was asked for. */
  period: z.string(),
  employee: z.string(),
  indicator: z.string().nullable(),
  snapshot: z.string(),
  /** SHA-256 of score, snapshot and rows. */
  content: z.string(),
});
export type RowsSeal = z.infer<typeof sealSchema>;

const sealedSchema = z.looseObject({
  seal: sealSchema,
  score: z.unknown(),
  snapshot: z.string(),
  parts: z.unknown(),
});

export interface RowsVerdict {
  verdict: "equal" | "changed" | "tampered";
  seal: RowsSeal;
  reasons: Bilingual[];
}

/** Keys in order, as JSON gives them back: what is read again has the same hash. */
const contentOf = ({
  score,
  snapshot,
  parts,
}: {
  score: unknown;
  snapshot: string;
  parts: unknown;
}): string =>
  createHash("sha256")
    .update(canonicalJson(JSON.parse(JSON.stringify({ score, snapshot, parts }))))
    .digest("hex");

/** Leaves a line with the hash; the line that names the person is the caller's. */
export function sealRows(
  { workspace, reader, now }: Pick<ModelContext, "workspace" | "reader" | "now">,
  { scheme, hash }: Pick<SchemeFile, "scheme" | "hash">,
  { period, employee, indicator }: { period: string; employee: string; indicator?: string | undefined },
  found: SchemeRows,
): SchemeRows & { seal: RowsSeal } {
  const content = contentOf(found);
  appendJournal(
    workspace,
    { kind: "scheme_rows_sealed", scheme: scheme.id, rules: hash, period, content, by_user: reader.id },
    now,
  );
  const asked = { employee, indicator: indicator ?? null, snapshot: found.snapshot };
  return { ...found, seal: { scheme: scheme.id, hash, period, ...asked, content } };
}

/** Errors: sealed_rows_invalid, and those of rows. */
export async function verifyRows(context: ModelContext, file: string): Promise<RowsVerdict> {
  const { seal, ...given } = readSealed(file);
  const { workspace, cache } = context;
  const answer = (verdict: RowsVerdict["verdict"], ...reasons: Bilingual[]): RowsVerdict => ({
    verdict,
    seal,
    reasons,
  });
  const isOnRecord = readJournal(workspace).lines.some(
    ({ kind, content, scheme }) =>
      kind === "scheme_rows_sealed" && content === seal.content && scheme === seal.scheme,
  );
  if (contentOf(given) !== seal.content) return answer("tampered", said.altered);
  if (!isOnRecord) return answer("tampered", said.unknown);
  const { scheme, hash } = schemeNamed(workspace, seal.scheme);
  const { period, employee, indicator } = seal;
  const now = await schemeRowsOf(context, scheme, period, {
    employee,
    ...(indicator !== null && { indicator }),
  });
  if (contentOf(now) === seal.content) return answer("equal");
  const reasons = [
    ...(hash === seal.hash ? [] : [said.scheme]),
    ...(cache.snapshot === seal.snapshot ? [] : [said.data]),
  ];
  return answer("changed", ...(reasons.length > 0 ? reasons : [said.other]));
}

const said = {
  altered: { en: "the file was changed after it was given out", zh: "文件在给出之后被改动" },
  unknown: { en: "the journal of this workspace has no line of it", zh: "此工作区的日志中没有该记录" },
  scheme: { en: "the scheme's file has changed since", zh: "方案文件此后已变更" },
  data: { en: "data were imported or erased since", zh: "此后有数据导入或删除" },
  other: { en: "the same data give another score or other rows", zh: "相同的数据得出了不同的得分或数据行" },
};

function readSealed(file: string): z.infer<typeof sealedSchema> {
  const { text } = readEncodedText(file);
  try {
    return sealedSchema.parse(JSON.parse(text));
  } catch {
    throw fail.sealed_rows_invalid({ file });
  }
}
