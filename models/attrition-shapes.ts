// Fitted glass box + its refits on resampled persons → what is drawn: each input's curve with its 95 % interval, inputs that go
// together as one group, and how far the order of drivers stays the same from refit to refit.
import type { Bilingual } from "../engine/locale.js";
import type { FittedGlass } from "./attrition-glass.js";
import { type PairShape, pairShapes } from "./attrition-pair-shapes.js";
import { glassInput, tableOf } from "./attrition-table.js";
import { association, spearman } from "./estimators/association.js";
import type { Column } from "./estimators/flat-table.js";
import type { GlassBox } from "./estimators/glass-box-hazard.js";
import { quantile } from "./estimators/flat-table.js";
import { columnEffects, type Shape } from "./estimators/shape.js";

export interface ShapePoint {
  /** Value of a number, or the level of a category. */
  at: number | string;
  /** Monthly odds of leaving against the average person-month, other inputs equal. */
  ratio: number;
  /** 95 % over refits on persons drawn with replacement. */
  low: number;
  high: number;
  /** Person-months at this level; numbers: at most so much and more than the point before. */
  months: number;
}

export interface InputShape {
  input: string;
  label: Bilingual;
  kind: "flag" | "number" | "category";
  points: ShapePoint[];
  /** Mean size of the effect on the log odds over person-months. */
  importance: number;
  /** Every interval holds 1: could be no effect at all. */
  couldBeFlat: boolean;
}

export interface InputGroup {
  inputs: string[];
  /** Mean size of the joint effect on the log odds. */
  importance: number;
  /** Strongest association between two of them; 0 for one alone. */
  association: number;
  /** Share of refits in which the group is among the first three. */
  inTopThree: number;
}

export interface Stability {
  refits: number;
  /** Of the first three groups, how many are among a refit's first three, on average. */
  topThreeKept: number;
  /** Mean rank correlation (Spearman) of all groups' importances with those of a refit. */
  rankAgreement: number;
}

export interface DriverShapes {
  shapes: InputShape[];
  groups: InputGroup[];
  stability: Stability;
  /** Inputs that matter together, where tables of pairs are part of the model. */
  pairs?: PairShape[];
}

/** Inputs that go together more closely than this are one group: their effects cannot be told apart well. */
export const together = 0.6;
const mostAssociationRows = 4000;

export function driverShapes({ hazard, fit, rows }: FittedGlass, refits: readonly GlassBox[]): DriverShapes {
  const { inputs, box } = hazard;
  const { rows: kept, weights } = fit.sample;
  const sampled = Array.from(kept, (i) => rows[i]);
  const table = tableOf(inputs, sampled);
  const effects = (of: GlassBox): Float64Array[] =>
    of.shapes.map((shape, c) => columnEffects(shape, table.columns[c]).map((e) => e - shape.centre));
  const own = effects(box);
  const links = associations(table.columns);
  const members = grouped(links);
  const importances = (of: readonly Float64Array[]): number[] =>
    members.map((group) =>
      meanSize(
        group.map((c) => of[c]),
        weights,
      ),
    );
  const size = importances(own);
  const drawn = refits.map((refit) => importances(effects(refit)));
  const first = topThree(size);
  const groups = members.map((group, g): InputGroup => ({
    inputs: group.map((c) => inputs[c]),
    importance: size[g],
    association: Math.max(0, ...group.flatMap((a) => group.filter((b) => b > a).map((b) => links[a][b]))),
    inTopThree: share(drawn, (refit) => topThree(refit).includes(g)),
  }));
  return {
    shapes: inputs
      .map((id, c) => inputShape(id, box, refits, c, table.columns[c], weights, own[c]))
      .sort((a, b) => b.importance - a.importance),
    groups: groups.sort((a, b) => b.importance - a.importance),
    stability: {
      refits: refits.length,
      topThreeKept: mean(drawn.map((refit) => topThree(refit).filter((g) => first.includes(g)).length)),
      rankAgreement: mean(drawn.map((refit) => spearman(size, refit))),
    },
    ...(box.pairs && { pairs: pairShapes({ hazard, fit, rows }, refits) }),
  };
}

function inputShape(
  id: string,
  box: GlassBox,
  refits: readonly GlassBox[],
  c: number,
  column: Column,
  weights: Float64Array,
  own: Float64Array,
): InputShape {
  const input = glassInput(id);
  const places = placesOf(box.shapes[c], column, weights);
  const column2 = placeColumn(column, places);
  const at = (of: GlassBox) => columnEffects(of.shapes[c], column2).map((e) => e - of.shapes[c].centre);
  const estimate = at(box);
  const spread = refits.map(at);
  const points = places.map((place, k): ShapePoint => {
    const sorted = Float64Array.from(spread, (one) => one[k]).sort();
    return {
      at: place.at,
      ratio: Math.exp(estimate[k]),
      low: Math.exp(Math.min(estimate[k], sorted.length > 0 ? quantile(sorted, 0.025) : -Infinity)),
      high: Math.exp(Math.max(estimate[k], sorted.length > 0 ? quantile(sorted, 0.975) : Infinity)),
      months: Math.round(place.months),
    };
  });
  return {
    input: id,
    label: input.label,
    kind: input.kind,
    points,
    importance: meanSize([own], weights),
    couldBeFlat: points.every(({ low, high }) => low <= 1 && high >= 1),
  };
}

interface Place {
  at: number | string;
  months: number;
}

/** Numbers: their quantiles from 2 to 98 %, or each value where there are few. Categories: levels, the most frequent first. */
function placesOf(shape: Shape, column: Column, weights: Float64Array): Place[] {
  if (column.kind === "categorical") {
    const months = new Float64Array(column.levels.length);
    column.codes.forEach((code, i) => {
      if (code >= 0) months[code] += weights[i];
    });
    return column.levels
      .map((level, code) => ({ at: level, months: months[code] }))
      .filter(({ at }) => shape.kind === "category" && shape.levels.some(({ level }) => level === at))
      .sort((a, b) => b.months - a.months)
      .slice(0, 12);
  }
  const order = [...column.values.keys()].filter((i) => !Number.isNaN(column.values[i]));
  order.sort((a, b) => column.values[a] - column.values[b]);
  const sorted = order.map((i) => column.values[i]);
  const distinct = [...new Set(sorted)];
  const cuts =
    distinct.length <= 12
      ? distinct
      : [...new Set(Array.from({ length: 25 }, (_, k) => quantile(sorted, 0.02 + (0.96 * k) / 24)))];
  const months = new Float64Array(cuts.length);
  let cut = 0;
  for (const i of order) {
    while (cut < cuts.length - 1 && column.values[i] > cuts[cut]) cut++;
    months[cut] += weights[i];
  }
  return cuts.map((at, k) => ({ at, months: months[k] }));
}

const placeColumn = (column: Column, places: readonly Place[]): Column =>
  column.kind === "numeric"
    ? { name: column.name, kind: "numeric", values: Float64Array.from(places, ({ at }) => at as number) }
    : {
        name: column.name,
        kind: "categorical",
        codes: Int32Array.from(places.keys()),
        levels: places.map(({ at }) => at as string),
      };

function associations(columns: readonly Column[]): number[][] {
  const step = Math.max(1, Math.ceil((columns[0] ? lengthOf(columns[0]) : 0) / mostAssociationRows));
  const thin = columns.map((column): Column =>
    column.kind === "numeric"
      ? { ...column, values: column.values.filter((_, i) => i % step === 0) }
      : { ...column, codes: column.codes.filter((_, i) => i % step === 0) },
  );
  return thin.map((a, i) => thin.map((b, j) => (j > i ? association(a, b) : 0)));
}

const lengthOf = (column: Column): number =>
  column.kind === "numeric" ? column.values.length : column.codes.length;

/** Single linkage: whatever is tied to a member belongs to its group. */
function grouped(links: readonly (readonly number[])[]): number[][] {
  const of = links.map((_, i) => i);
  const root = (i: number): number => (of[i] === i ? i : root(of[i]));
  links.forEach((row, i) => {
    row.forEach((link, j) => {
      if (j > i && link >= together) of[root(j)] = root(i);
    });
  });
  const groups = new Map<number, number[]>();
  of.forEach((_, i) => {
    const list = groups.get(root(i));
    if (list) list.push(i);
    else groups.set(root(i), [i]);
  });
  return [...groups.values()];
}

function meanSize(effects: readonly Float64Array[], weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    let effect = 0;
    for (const one of effects) effect += one[i];
    sum += weights[i] * Math.abs(effect);
    total += weights[i];
  }
  return total > 0 ? sum / total : 0;
}

const topThree = (sizes: readonly number[]): number[] =>
  [...sizes.keys()].sort((a, b) => sizes[b] - sizes[a] || a - b).slice(0, 3);
const mean = (values: readonly number[]): number =>
  values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : Number.NaN;
const share = <T>(list: readonly T[], test: (item: T) => boolean): number =>
  list.length > 0 ? list.filter(test).length / list.length : 0;
