// Journal → the samples drawn so far, each with the bound that its result proves.
import { createHash } from "node:crypto";
import { inEffect } from "../ingest/in-effect.js";
import { sourceManifests } from "../ingest/manifest.js";
import { readJournal } from "../journal.js";
import type { Workspace } from "../workspace.js";
import { upperBound, upperBoundOfLot } from "./exact-bound.js";
import { qualityErrors as fail } from "./quality-errors.js";
import type { Stratification } from "./sample-frame.js";
import { type StratumSize, stratumFactor } from "./stratum-sizes.js";

export interface SampleQuestion {
  table: string;
  /** `2026-Q3`. */
  quarter: string;
  by: Stratification;
  limit: number;
  confidence: number;
  accept: number;
  /** Take the lot as finite: fewer records where it is small, an exact bound for this lot alone. */
  isFinite: boolean;
}

/** What the journal says of a sample; `check` once its result was entered. */
export interface Sample extends SampleQuestion {
  id: string;
  round: number;
  drawnAt: string;
  drawnBy: string;
  /** Records in the lot and in the sample. */
  lot: number;
  size: number;
  strata: StratumSize[];
  seed: string;
  /** Identity of the table's data. */
  data: string;
  list: string;
  check: SampleCheck | null;
}

/** What the journal's line `quality_sample` holds beside the sample's name, its time and its reader. */
export type DrawnFacts = Omit<Sample, "id" | "drawnAt" | "drawnBy" | "check">;

export interface SampleCheck {
  at: string;
  by: string;
  checked: number;
  /** Positions of the records found wrong. */
  wrong: number[];
  errors: number;
  /** errors ÷ checked. */
  rate: number;
  /** Exact upper limit of the error rate at the plan's confidence. */
  upper: number;
  verdict: "proved" | "not_proved";
}

/** Every sample drawn, oldest first, with its result where one was entered. */
export function samples(workspace: Pick<Workspace, "path">): Sample[] {
  const found = new Map<string, Sample>();
  for (const line of readJournal(workspace).lines) {
    const id = String(line.sample);
    const known = found.get(id);
    if (line.kind === "quality_sample")
      found.set(id, {
        ...(line.drawn as DrawnFacts),
        id,
        drawnAt: line.at,
        drawnBy: String(line.reader),
        check: null,
      });
    if (line.kind === "quality_check" && known) {
      const { checked, wrong } = line as unknown as Pick<SampleCheck, "checked" | "wrong">;
      known.check = checkOf(known, { at: line.at, by: String(line.reader), checked, wrong });
    }
  }
  return [...found.values()];
}

export function sampleNamed(workspace: Pick<Workspace, "path">, id: string): Sample {
  const all = samples(workspace);
  const sample = all.find((s) => s.id === id);
  if (!sample) throw fail.sample_unknown({ sample: id, samples: all.map((s) => s.id) });
  return sample;
}

/**
 * The bound is computed from the facts whenever it is read, never stored. Strata: Hoeffding (1956, Ann. Math. Stat.
 * 27:713): errors drawn from unequal strata scatter less than binomial ones of the same mean, so the pooled limit holds.
 */
export function checkOf(
  sample: Omit<Sample, "check">,
  { at, by, checked, wrong }: Pick<SampleCheck, "at" | "by" | "checked" | "wrong">,
): SampleCheck {
  const errors = wrong.length;
  const isCensus = checked === sample.lot;
  const upper =
    sample.strata.length > 1 && !isCensus
      ? Math.min(1, upperBound(errors, checked, sample.confidence) * stratumFactor(sample.strata))
      : sample.isFinite || isCensus
        ? upperBoundOfLot(errors, checked, sample.lot, sample.confidence)
        : upperBound(errors, checked, sample.confidence);
  const isProved = errors <= sample.accept && upper <= sample.limit;
  return {
    at,
    by,
    checked,
    wrong,
    errors,
    rate: errors / checked,
    upper,
    verdict: isProved ? "proved" : "not_proved",
  };
}

/** Changes when an import brings rows of this table or is withdrawn, and not before. */
export function tableData(workspace: Pick<Workspace, "path">, table: string): string {
  const parts = inEffect(sourceManifests(workspace), table).flatMap((m) =>
    m.tables.filter((t) => t.table === table).flatMap((t) => t.parts.map((p) => [m.id, p.sha256])),
  );
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
