// Two versions of a scheme, or of two schemes → every difference as data: indicators, weights in points, targets, gates, tiers, bands.
import type { Bilingual } from "../../engine/locale.js";
import type { Scheme, SchemeVersion } from "./scheme-schema.js";
import { hundredths, points } from "./weights.js";

export type SchemeChange =
  | { kind: "added" | "removed"; part: Part; id: string; name: Bilingual; weight?: number }
  /** In points of 100, never per cent. */
  | {
      kind: "weight";
      id: string;
      name: Bilingual;
      tier: string | null;
      from: number;
      to: number;
      points: number;
    }
  /** Target, score rule, source, exposure, gate, … : as written before and after. */
  | { kind: "changed"; part: Part; id: string; name: Bilingual; field: string; from: unknown; to: unknown };

type Part = "indicator" | "gate" | "tier" | "band" | "version";

export interface SchemeDiff {
  from: { scheme: string; version: string; effective_from: string; weights: number; is_partial: boolean };
  to: SchemeDiff["from"];
  changes: SchemeChange[];
  /** One side states only part of its 100 points: weights of the two are not of one whole. */
  isComparable: boolean;
}

interface Side {
  scheme: Pick<Scheme, "id">;
  version: SchemeVersion;
}

export function diffSchemes(before: Side, after: Side): SchemeDiff {
  const [a, b] = [before.version, after.version];
  return {
    from: sideOf(before),
    to: sideOf(after),
    changes: [
      ...parts("indicator", a.indicators, b.indicators, indicatorFields),
      ...a.indicators.flatMap((one) =>
        weightChange(
          one,
          b.indicators.find(({ id }) => id === one.id),
        ),
      ),
      ...parts("gate", a.gates, b.gates, ["source", "at_least", "exposure", "then"]),
      ...parts("tier", a.tiers, b.tiers, ["where"]),
      ...tierWeights(a, b),
      ...bands(a, b),
      ...fields("version", { id: b.version, name: versionName(b) }, a, b, [
        "applies_to",
        "is_partial",
        "mid_period",
      ]),
    ],
    isComparable: !a.is_partial && !b.is_partial,
  };
}

const indicatorFields = [
  "kind",
  "source",
  "provenance",
  "target",
  "score",
  "exposure",
  "controllable",
] as const;
const versionName = ({ version }: SchemeVersion): Bilingual => ({ en: version, zh: version });

const sideOf = ({ scheme, version }: Side): SchemeDiff["from"] => ({
  scheme: scheme.id,
  version: version.version,
  effective_from: version.effective_from,
  weights: points(version.indicators.reduce((sum, { weight }) => sum + hundredths(weight), 0)),
  is_partial: version.is_partial,
});

interface Named {
  id: string;
  name: Bilingual;
}

function parts<T extends Named>(
  part: Part,
  before: readonly T[],
  after: readonly T[],
  names: readonly (keyof T & string)[],
): SchemeChange[] {
  const weightOf = (one: T): { weight?: number } => ("weight" in one ? { weight: Number(one.weight) } : {});
  const added = after.filter(({ id }) => !before.some((one) => one.id === id));
  const removed = before.filter(({ id }) => !after.some((one) => one.id === id));
  return [
    ...added.map((one) => ({ kind: "added" as const, part, id: one.id, name: one.name, ...weightOf(one) })),
    ...removed.map((one) => ({
      kind: "removed" as const,
      part,
      id: one.id,
      name: one.name,
      ...weightOf(one),
    })),
    ...after.flatMap((one) => {
      const old = before.find(({ id }) => id === one.id);
      return old ? fields(part, one, old, one, names) : [];
    }),
  ];
}

function fields<T extends object>(
  part: Part,
  { id, name }: Named,
  before: T,
  after: T,
  names: readonly (keyof T & string)[],
): SchemeChange[] {
  return names.flatMap((field) => {
    const [from, to] = [before[field] ?? null, after[field] ?? null];
    return same(from, to) ? [] : [{ kind: "changed" as const, part, id, name, field, from, to }];
  });
}

/** Equal as data: the order of keys does not matter. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]),
  );
}

function weightChange(
  before: Named & { weight: number },
  after?: Named & { weight: number },
): SchemeChange[] {
  if (!after || hundredths(before.weight) === hundredths(after.weight)) return [];
  return [weight(after, null, before.weight, after.weight)];
}

const weight = ({ id, name }: Named, tier: string | null, from: number, to: number): SchemeChange => ({
  kind: "weight",
  id,
  name,
  tier,
  from,
  to,
  points: points(hundredths(to) - hundredths(from)),
});

function tierWeights(a: SchemeVersion, b: SchemeVersion): SchemeChange[] {
  return b.tiers.flatMap((tier) => {
    const old = a.tiers.find(({ id }) => id === tier.id);
    if (!old) return [];
    return b.indicators.flatMap((indicator) => {
      const [from, to] = [old.weights[indicator.id] ?? 0, tier.weights[indicator.id] ?? 0];
      return hundredths(from) === hundredths(to) ? [] : [weight(indicator, tier.id, from, to)];
    });
  });
}

function bands(a: SchemeVersion, b: SchemeVersion): SchemeChange[] {
  return parts("band", named(a), named(b), ["name", "multiplier"]);
}

/** A band is known by where it begins. */
const named = ({ bands: list }: SchemeVersion): (Named & { multiplier?: number })[] =>
  list.map((band) => ({ ...band, id: String(band.at_least) }));
