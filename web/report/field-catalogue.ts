// What a report can be made of: metrics and dimensions with the traits that rules need.
import type { Bilingual } from "../../engine/locale.js";
import type { Unit } from "../../engine/metrics/unit.js";

export interface MetricField {
  kind: "metric";
  id: string;
  label: Bilingual;
  unit: Unit;
  description?: Bilingual;
  formula?: Bilingual;
  sources?: string[];
  /** Whether values of groups add up to the value of all: exits do, rates and means never do. */
  adds: boolean;
  /** Why it cannot be used, or undefined. */
  locked?: Bilingual;
}

export interface DimensionField {
  kind: "time" | "group";
  id: string;
  label: Bilingual;
  description?: Bilingual;
  /** Values that occur, in their order, where known. */
  values?: string[];
  locked?: Bilingual;
}

export type Field = MetricField | DimensionField;

export interface FieldCatalogue {
  metrics: MetricField[];
  dimensions: DimensionField[];
}

export const findField = (catalogue: FieldCatalogue, id: string): Field | undefined =>
  catalogue.metrics.find((field) => field.id === id) ?? catalogue.dimensions.find((field) => field.id === id);

/** The type glyph of a field, as shown on pills and in the list: # % /y h × t a. */
export function glyph(field: Field): string {
  if (field.kind !== "metric") return field.kind === "time" ? "t" : "a";
  const glyphs: Record<Unit, string> = {
    count: "#",
    share: "%",
    rate_per_year: "/y",
    rate_per_month: "/m",
    money: "¥",
    hours: "h",
    days: "d",
    months: "m",
    score: "n",
    index: "×",
  };
  return glyphs[field.unit];
}
