// Stored competency study + reader → what the page shows. Exact gaps are for readers with person-level rights on the whole company;
// readers of groups get what was released at the last half-year; everybody sees the framework.
import type { ModelAnswer } from "./model-answer.js";
import type { Bilingual } from "../../engine/locale.js";
import { readsEverybody, type Reader } from "../../engine/metrics/reader.js";
import {
  isRefusal,
  type CompetencyFitted,
  type ModelCard,
  type Refusal,
  type StoredModel,
} from "../../models/index.js";
import type { Framework } from "../../models/competency/framework.js";
import type { GapRelease } from "../../models/competency/gap-release-file.js";
import { gapsFor, type ReleasedGap } from "../../models/competency/released-gaps.js";

export type CompetencyView = Omit<
  CompetencyFitted,
  "model" | "version" | "framework" | "fittedAt" | "snapshot" | "seed"
> & { card: ModelCard | null };

export interface FrameworkView {
  id: string;
  label: Bilingual;
  description: Bilingual;
  scale: { from: number; to: number };
  source: string | null;
  isOwn: boolean;
  isDerived: boolean;
  dimensions: Pick<Framework["dimensions"][number], "id" | "label" | "synonyms" | "items" | "courses">[];
  roles: Pick<Framework["roles"][number], "id" | "label" | "required">[];
}

export interface CompetencyAnswer extends ModelAnswer<CompetencyView> {
  /** The reader may not see exact gaps. */
  isWithheld: boolean;
  /** What such a reader may see; null where nothing was released for them. */
  released: ReleasedGapsView | null;
  framework: FrameworkView | null;
}

export interface ReleasedGapsView {
  /** Last month of the half-year. */
  month: string;
  ratedTo: string;
  k: number;
  dimensions: { id: string; label: Bilingual; groups: ReleasedGap[] }[];
}

/** One person, for a reader who may see each of them. */
export interface CompetencyPerson {
  employee: string;
  role: string;
  team: string | null;
  gaps: {
    dimension: string;
    level: number;
    required: number;
    gap: number;
    low: number;
    high: number;
    chance: number;
    raters: number;
  }[];
  courses: { dimension: string; courses: string[]; expectedGain: number }[];
}

export interface CompetencyPeopleAnswer {
  refusal: Refusal | null;
  people: CompetencyPerson[];
}

export const seesPeople = (reader: Reader): boolean =>
  readsEverybody(reader) && !reader.hide?.includes("competency_score");

/** Groupings that the reader's role hides or shows as pseudonyms only are left out. */
const isHidden = (reader: Reader, by: string): boolean =>
  (reader.hide?.includes(by) ?? false) || (reader.mask?.includes(by) ?? false);

/** A person's team, unless it is hidden from the reader. */
export const teamFor = (reader: Reader, team: string | null): string | null =>
  isHidden(reader, "team") ? null : team;

export function competencyView(
  { fitted, card }: StoredModel<CompetencyFitted>,
  reader: Reader,
): CompetencyView | Refusal {
  if (isRefusal(fitted)) return fitted;
  const { rounds, dimensions, notRated, performance, exams, effects, advice, churn } = fitted;
  const { unknownNames, resolved, withoutGap, window, rows, people, raters, isOwn, isDerived } = fitted;
  return {
    isOwn,
    isDerived,
    rounds,
    dimensions: dimensions.map((dimension) => ({
      ...dimension,
      groups: dimension.groups.filter(({ by }) => !isHidden(reader, by)),
    })),
    notRated,
    performance,
    exams,
    effects,
    advice,
    // a study stored by an earlier edition has none
    churn: churn ?? null,
    unknownNames,
    resolved,
    withoutGap,
    window,
    rows,
    people,
    raters,
    card,
  };
}

/** Null for one's own reports only: what is released of others would be the rest of what a manager knows. */
export function releasedView(
  release: GapRelease | undefined,
  reader: Reader,
  { id, dimensions }: FrameworkView,
): ReleasedGapsView | null {
  if (!release || release.framework !== id) return null;
  if (reader.manages !== undefined || reader.hide?.includes("competency_score")) return null;
  const shown = dimensions.flatMap(({ id: dimension, label }) => {
    const found = release.dimensions.find((one) => one.id === dimension);
    const groups = found ? gapsFor(found, reader) : [];
    return groups.length > 0 ? [{ id: dimension, label, groups }] : [];
  });
  if (shown.length === 0) return null;
  const { k } = release.dimensions[0].release;
  return { month: release.month, ratedTo: release.ratedTo, k, dimensions: shown };
}

export const frameworkView = (
  { id, label, description, scale, source, dimensions, roles }: Framework,
  { isOwn, isDerived }: { isOwn: boolean; isDerived: boolean },
): FrameworkView => ({
  id,
  label,
  description,
  scale,
  source: source ?? null,
  isOwn,
  isDerived,
  dimensions: dimensions.map((d) => ({
    id: d.id,
    label: d.label,
    synonyms: d.synonyms,
    items: d.items,
    courses: d.courses,
  })),
  roles: roles.map((role) => ({ id: role.id, label: role.label, required: role.required })),
});
