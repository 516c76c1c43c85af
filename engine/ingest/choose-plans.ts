// Raw tables + the user's wish (a mapping file, "auto" or nothing) → the plans to load, and what was left out.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Database } from "../database.js";
import type { Bilingual } from "../locale.js";
import { type Draft, draftMapping } from "./draft/draft-mapping.js";
import { monthEndBefore } from "./draft/snapshot-date.js";
import { fail } from "./ingest-errors.js";
import type { IgnoredFile } from "./input-files.js";
import { type Mapping, mappingText, parseMapping } from "./mapping.js";
import { plansOfMapping } from "./mapping-plans.js";
import { derivedColumns, type TablePlan } from "./plan.js";
import type { RawTable } from "./raw-table.js";
import { recognise, unclearError } from "./recognise.js";

export interface ChosenPlans {
  plans: TablePlan[];
  ignored: IgnoredFile[];
  notes: Bilingual[];
  /** YAML of the mapping used. */
  mapping?: string;
  /** Exits seen from: said by the mapping, else found from the data. */
  snapshot?: { date: string; observationMonths: number; exitsObservedFrom?: string };
}

export interface ChooseOptions {
  mapping?: string;
  snapshotDate?: string;
  draftFolder?: string;
  /** YYYY-MM-DD. */
  today: string;
}

export async function choosePlans(
  db: Database,
  raws: readonly RawTable[],
  options: ChooseOptions,
): Promise<ChosenPlans> {
  if (options.snapshotDate !== undefined) refuseOddDate(options.snapshotDate, options.today);
  if (options.mapping !== undefined && options.mapping !== "auto") {
    if (!existsSync(options.mapping)) throw fail.file_not_found({ file: options.mapping });
    return chosenBy(parseMapping(readFileSync(options.mapping, "utf8"), options.mapping), raws, options);
  }
  const { plans, unclear, blank } = recognise(raws);
  if (unclear.length === 0) {
    if (plans.length === 0) throw fail.nothing_recognised({ files: raws.map((r) => r.label) });
    return { plans, ignored: blank.map((raw) => ({ name: raw.label, reason: noHeader })), notes: [] };
  }
  const full = raws.filter((raw) => !blank.includes(raw));
  const draft = await draftMapping(db, full, options);
  for (const raw of blank) draft.ignored.push({ name: raw.label, reason: noHeader });
  if (draft.mapping) draft.mapping.ignore.push(...blank.map((raw) => raw.label));
  const whole = options.mapping === undefined ? wholeDraft(draft, raws, blank.length, options) : undefined;
  if (whole) return whole;
  if (options.mapping !== "auto")
    throw unclearError(
      unclear[0]!,
      draft.mapping ? writeDraft(draft.mapping, options.draftFolder) : undefined,
    );
  if (!draft.mapping) throw fail.nothing_recognised({ files: raws.map((r) => r.label) });
  return withDraft(draft, raws, options);
}

const noHeader: Bilingual = { en: "no known header", zh: "没有可识别的标题" };

/** A list whose headers are all known, though they belong to several tables, needs no mapping: nothing is guessed. */
function wholeDraft(
  draft: Draft,
  raws: readonly RawTable[],
  blank: number,
  options: ChooseOptions,
): ChosenPlans | undefined {
  if (!draft.mapping || draft.mapping.snapshot || draft.ignored.length > blank || draft.guessed)
    return undefined;
  const chosen = withDraft(draft, raws, options);
  return chosen.plans.every((p) => p.ignored.length === 0) ? chosen : undefined;
}

function withDraft(draft: Draft, raws: readonly RawTable[], options: ChooseOptions): ChosenPlans {
  const chosen = chosenBy(draft.mapping!, raws, options);
  return { ...chosen, ignored: draft.ignored, notes: [...draft.notes, ...chosen.notes] };
}

function chosenBy(mapping: Mapping, raws: readonly RawTable[], options: ChooseOptions): ChosenPlans {
  const { plans, ignored, notes } = plansOfMapping(mapping, raws);
  const needs = plans.some((p) =>
    [...p.columns.values()].some((s) => s.kind === "before_snapshot" || s.kind === "snapshot_date"),
  );
  const said = options.snapshotDate ?? mapping.snapshot?.date;
  const date = said ?? (needs ? monthEndBefore(options.today) : undefined);
  const assumed: Bilingual[] =
    needs && said === undefined
      ? [
          {
            en: `The list is taken as true on ${date}, the last day of the month before today; say another with --snapshot-date.`,
            zh: `名单的截止日期取为 ${date}（今天之前的月末）；可用 --snapshot-date 指定其他日期。`,
          },
        ]
      : [];
  return {
    plans,
    ignored,
    notes: [...assumed, ...notes],
    mapping: mappingText(mapping),
    ...(date && (mapping.snapshot || plans.some((p) => derivedColumns(p).length > 0))
      ? {
          snapshot: {
            date,
            observationMonths: mapping.snapshot?.observation_months ?? 12,
            ...(mapping.snapshot?.exits_observed_from
              ? { exitsObservedFrom: mapping.snapshot.exits_observed_from }
              : {}),
          },
        }
      : {}),
  };
}

/** `mapping-draft.yml`, or the next free name: a draft that somebody has worked on is never overwritten. */
function writeDraft(mapping: Mapping, folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  for (let n = 1; ; n++) {
    const file = path.join(folder, n === 1 ? "mapping-draft.yml" : `mapping-draft-${n}.yml`);
    const text = mappingText(mapping);
    if (existsSync(file) && readFileSync(file, "utf8") !== text) continue;
    writeFileSync(file, text);
    return path.basename(file);
  }
}

function refuseOddDate(date: string, today: string): void {
  const isDate =
    /^\d{4}-\d{2}-\d{2}$/.test(date) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
  if (!isDate || date > today) throw fail.snapshot_date_invalid({ found: date, today });
}
