// Raw tables that were not fully recognised → a proposed mapping, what it leaves out and why.
import { contracts } from "../../../datasets/contracts/index.js";
import type { Database } from "../../database.js";
import type { Bilingual } from "../../locale.js";
import { bestMatch } from "../headers.js";
import type { IgnoredFile } from "../input-files.js";
import type { Mapping } from "../mapping.js";
import type { IdentityColumns } from "../plan.js";
import type { RawTable } from "../raw-table.js";
import { type Candidate, employeeIdOf, entryOf, nameOf } from "./candidate.js";
import { chooseCandidates } from "./choose-candidates.js";
import { draftFlat } from "./draft-flat.js";
import { draftPunches } from "./draft-punches.js";
import { draftScale } from "./draft-scale.js";
import { draftSurvey } from "./draft-survey.js";
import { missingTexts } from "./raw-facts.js";
import { guessSnapshotDate } from "./snapshot-date.js";

export interface Draft {
  /** Undefined when no table at all was understood. */
  mapping: Mapping | undefined;
  ignored: IgnoredFile[];
  notes: Bilingual[];
  /** Something had to be made up (employee numbers): never accepted without being asked for. */
  guessed: boolean;
}

const notUnderstood: Bilingual = { en: "not understood as any known table", zh: "未能识别为任何已知表" };

export async function draftMapping(
  db: Database,
  raws: readonly RawTable[],
  options: { today: string; snapshotDate?: string },
): Promise<Draft> {
  const candidates: Candidate[] = [];
  const ignored: IgnoredFile[] = [];
  for (const raw of raws) {
    const candidate = await candidateOf(db, raw);
    if (candidate) candidates.push(candidate);
    else ignored.push({ name: raw.label, reason: notUnderstood });
  }
  const { kept, leftOut } = await chooseCandidates(db, onlyNumbered(candidates, ignored));
  ignored.push(...leftOut.map(({ candidate, reason }) => ({ name: candidate.raw.label, reason })));
  if (kept.length === 0) return { mapping: undefined, ignored, notes: [], guessed: false };
  const scaled = kept.flatMap((c) =>
    c.tables.filter((t) => t.columns.scale_max !== undefined && typeof t.columns.scale_max === "object"),
  );
  const guessed = kept.some(isUnnumbered) || scaled.length > 0;
  const notes: Bilingual[] = [
    ...(kept.some(isUnnumbered) ? [rowsArePeople] : []),
    ...scaled.map(scaleAssumed),
  ];
  let snapshot: Mapping["snapshot"];
  if (kept.some((c) => c.needsSnapshot)) {
    const guess = options.snapshotDate
      ? {
          date: options.snapshotDate,
          exitsObservedFrom: undefined,
          reason: { en: "as you said", zh: "由您指定" },
        }
      : await guessSnapshotDate(db, kept, options.today);
    const { exitsObservedFrom } = guess;
    snapshot = {
      date: guess.date,
      observation_months: 12,
      ...(exitsObservedFrom ? { exits_observed_from: exitsObservedFrom } : {}),
    };
    notes.push({
      en: `The list is taken as true on ${guess.date}: ${guess.reason.en}.`,
      zh: `名单的截止日期取为 ${guess.date}：${guess.reason.zh}。`,
    });
  }
  return {
    mapping: {
      ...(snapshot ? { snapshot } : {}),
      missing: [],
      ignore: ignored.map((i) => i.name),
      files: kept.map(entryOf),
    },
    ignored,
    notes,
    guessed,
  };
}

const identityNames = (raw: RawTable, { email, name, birth_date }: IdentityColumns) => ({
  ...(email === undefined ? {} : { email: nameOf(raw, email) }),
  ...(name === undefined ? {} : { name: nameOf(raw, name) }),
  ...(birth_date === undefined ? {} : { birth_date: nameOf(raw, birth_date) }),
});

const isUnnumbered = (c: Candidate): boolean => c.kind === "flat" && c.id === undefined;
const scaleAssumed = ({ table, columns }: Candidate["tables"][number]): Bilingual => {
  const scale = (columns.scale_max as { const: number }).const;
  return {
    en: `${table}: no column says how high scores can be; the top of the scale is taken as ${scale}. Correct scale_max in the mapping if it is another.`,
    zh: `${table}：没有说明满分的列，满分取为 ${scale}。若不符，请在映射中修改 scale_max。`,
  };
};
const unnumbered: Bilingual = { en: "has no employee number", zh: "没有工号列" };
const rowsArePeople: Bilingual = {
  en: "The list has no employee number: each row is taken as one person, numbered by its row. Other files can't refer to them; a later import of such a list replaces this one row by row.",
  zh: "名单没有工号列：每行视为一名员工，以行号编号。其他文件无法引用；以后导入此类名单会按行号替换。",
};

/** Rows of a list can be people only when no other list is there to mix them up with. */
function onlyNumbered(candidates: Candidate[], ignored: IgnoredFile[]): Candidate[] {
  const fits = (c: Candidate): boolean => !isUnnumbered(c) || candidates.length === 1;
  ignored.push(...candidates.filter((c) => !fits(c)).map((c) => ({ name: c.raw.label, reason: unnumbered })));
  return candidates.filter(fits);
}

/** Fully known headers first; then wide punches, flat lists, surveys; then a known table with some unknown columns. */
async function candidateOf(db: Database, raw: RawTable): Promise<Candidate | undefined> {
  const match = bestMatch(raw.headers, contracts);
  const scale = await draftScale(db, raw, match);
  const plain = async (): Promise<Candidate> => ({
    raw,
    id: employeeIdOf(raw),
    kind: "plain",
    tables: [
      {
        table: match.contract.table,
        columns: {
          ...Object.fromEntries([...match.columns].map(([name, index]) => [name, nameOf(raw, index)])),
          ...(scale ? { scale_max: { const: scale } } : {}),
        },
        ...(match.identity ? { identity: identityNames(raw, match.identity) } : {}),
      },
    ],
    missing: await missingTexts(db, raw),
    needsSnapshot: false,
  });
  if (match.missing.length === 0 && match.unknown.length === 0) return plain();
  if (scale) return plain();
  const punches = await draftPunches(db, raw);
  if (punches) return punches;
  const flat = await draftFlat(db, raw);
  const isOther =
    match.missing.length === 0 &&
    !["employee", "job_assignment", "termination"].includes(match.contract.table);
  if (flat && !(isOther && match.columns.size > 2 * match.unknown.length)) return flat;
  if (match.missing.length === 0) return plain();
  return draftSurvey(db, raw);
}
