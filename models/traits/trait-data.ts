// What every analysis of traits starts from: who is at the top, what is known about everybody, and what must stay outside.
import type { Bilingual } from "../../engine/locale.js";
import type { Column, FlatTable } from "../estimators/flat-table.js";

/** Known before the hire (for whom to hire), or seen on the job (for whom to coach, and in what). */
export type Profile = "hiring" | "coaching";

export interface TraitData {
  /** The traits; no protected attribute is among them. */
  table: FlatTable;
  /** Profile of each column. */
  profile: Profile[];
  /** Name shown for each column. */
  label: Bilingual[];
  /** Columns with values in words a person reads (e.g. hours); same order; null = as in the data. */
  unit?: (Bilingual | null)[];
  /** 1 = at the top. */
  top: Uint8Array;
  /** Performance behind it, higher is better; absent where only top or not is known. */
  score?: Float64Array;
  /** p of each column over the whole range of performance, where that was tested. */
  gradedP?: number[];
  /** Only looked at for fairness: groups of people, never a trait. */
  protectedColumns: ProtectedColumn[];
  fold: Uint8Array;
  folds: number;
  seed: number;
}

export interface ProtectedColumn {
  name: string;
  label: Bilingual;
  /** −1 = not known. */
  codes: Int32Array;
  groups: { name: string; label: Bilingual }[];
}

/** Names under which protected attributes come: set aside without being asked. */
const protectedNames =
  /(^|[_\W])(gender|sex|age|race|ethnic\w*|nationality|citizenship|religion|marital\w*|married|pregnan\w*|disab\w*|birth\w*|dob|orientation|veteran|over18|children|hukou)([_\W]|$)|性别|年龄|民族|种族|国籍|宗教|婚姻|婚育|生育|怀孕|残疾|出生|户口|户籍|籍贯|政治面貌/i;

export const isProtectedName = (name: string): boolean =>
  protectedNames.test(name.replace(/([a-z0-9])([A-Z])/g, "$1_$2"));

/** A column of a table → groups of people: numbers become age bands or thirds. */
export function protectedColumn(column: Column, label: Bilingual = same(column.name)): ProtectedColumn {
  if (column.kind === "categorical")
    return {
      name: column.name,
      label,
      codes: column.codes,
      groups: column.levels.map((name) => ({ name, label: same(name) })),
    };
  const present = column.values.filter((v) => !Number.isNaN(v)).sort();
  const distinct = [...new Set(present)];
  const isAge =
    present.length > 0 && present[0] >= 14 && present[present.length - 1] <= 100 && distinct.length > 6;
  const cuts = isAge
    ? [25, 35, 45, 55].filter((cut) => present[0] < cut && cut <= present[present.length - 1])
    : distinct.length <= 6
      ? distinct.slice(1)
      : [...new Set([1 / 3, 2 / 3].map((share) => present[Math.floor(share * present.length)]))];
  const names = isAge
    ? [
        `<${cuts[0]}`,
        ...cuts.map((cut, i) => (i + 1 < cuts.length ? `${cut}–${cuts[i + 1] - 1}` : `${cut}+`)),
      ]
    : distinct.length <= 6
      ? distinct.map(String)
      : [
          `<${cuts[0]}`,
          ...cuts.map((cut, i) => (i + 1 < cuts.length ? `${cut}–<${cuts[i + 1]}` : `≥${cut}`)),
        ];
  return {
    name: column.name,
    label,
    codes: Int32Array.from(column.values, (v) =>
      Number.isNaN(v) ? -1 : cuts.filter((cut) => v >= cut).length,
    ),
    groups: names.map((name) => ({ name, label: same(name) })),
  };
}

/** Each pair of attributes crossed (LL144 asks for sex × race and ethnicity). */
export function crossed(columns: readonly ProtectedColumn[]): ProtectedColumn[] {
  return columns.flatMap((a, i) =>
    columns.slice(i + 1).map((b) => ({
      name: `${a.name} × ${b.name}`,
      label: { en: `${a.label.en} × ${b.label.en}`, zh: `${a.label.zh} × ${b.label.zh}` },
      codes: a.codes.map((code, row) =>
        code < 0 || b.codes[row] < 0 ? -1 : code * b.groups.length + b.codes[row],
      ),
      groups: a.groups.flatMap((ga) =>
        b.groups.map((gb) => ({
          name: `${ga.name} × ${gb.name}`,
          label: { en: `${ga.label.en} × ${gb.label.en}`, zh: `${ga.label.zh} × ${gb.label.zh}` },
        })),
      ),
    })),
  );
}

export const same = (text: string): Bilingual => ({ en: text, zh: text });
