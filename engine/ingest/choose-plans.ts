// Raw tables + the user's wish (a mapping file, "auto" or nothing) → the plans to load, and what was left out.
import type { Database } from "../database.js";
import type { Bilingual } from "../locale.js";
import { fail } from "./ingest-errors.js";
import type { IgnoredFile } from "./input-files.js";
import type { ManifestSnapshot } from "./manifest.js";
import type { TablePlan } from "./plan.js";
import type { RawTable } from "./raw-table.js";
import { recognise, unclearError } from "./recognise.js";

export interface ChosenPlans {
  plans: TablePlan[];
  ignored: IgnoredFile[];
  notes: Bilingual[];
  mapping?: string;
  snapshot?: ManifestSnapshot;
}

export interface ChooseOptions {
  mapping?: string;
  snapshotDate?: string;
  draftFolder?: string;
  today: string;
}

export async function choosePlans(
  _db: Database,
  raws: readonly RawTable[],
  _options: ChooseOptions,
): Promise<ChosenPlans> {
  const { plans, unclear, blank } = recognise(raws);
  if (unclear[0]) throw unclearError(unclear[0], "–");
  if (plans.length === 0) throw fail.nothing_recognised({ files: raws.map((r) => r.label) });
  return {
    plans,
    ignored: blank.map((raw) => ({
      name: raw.label,
      reason: { en: "no known header", zh: "没有可识别的标题" },
    })),
    notes: [],
  };
}
