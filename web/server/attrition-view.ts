// Stored attrition model + reader → what the drivers page shows: group-level only, small groups withheld from group readers.
import type { ModelAnswer } from "./model-answer.js";
import type { Workspace } from "../../engine/index.js";
import type { Bilingual } from "../../engine/locale.js";
import { readsEverybody, type Reader } from "../../engine/metrics/reader.js";
import {
  isRefusal,
  type AttritionFitted,
  type ModelCard,
  type Refusal,
  type StoredModel,
} from "../../models/index.js";
import type { AttritionBacktest } from "../../models/attrition-backtest.js";
import type { PairCell, PairShape } from "../../models/attrition-pair-shapes.js";
import type { RowLever } from "../../models/attrition-levers.js";
import type { InputGroup, InputShape, Stability } from "../../models/attrition-shapes.js";
import type { CalibrationBin } from "../../models/estimators/calibration-curve.js";
import { attritionInputs, glassInputs } from "../../models/attrition-inputs.js";

export interface DriverView {
  id: string;
  input: string;
  label: Bilingual;
  contrast: Bilingual;
  rateRatio: number | null;
  low: number | null;
  high: number | null;
  beyondChance: boolean;
  exits: number | null;
  months: number | null;
  /** Withheld: rests on fewer than k exits or people. */
  refused: "small_group" | null;
}

/** A table of two inputs; readers of groups see no cell that few person-months are in, and no counts, which would add up. */
export interface PairView extends Omit<PairShape, "cells"> {
  cells: ((Omit<PairCell, "months"> & { months: number | null }) | null)[];
}

export interface AttritionView {
  window: { from: string; to: string };
  rows: number;
  people: number;
  events: number;
  isOn: boolean;
  verdict: Bilingual;
  drivers: DriverView[];
  /** Share of pairs put in the right order on later months; null without a backtest. */
  rocAuc: number | null;
  champion: AttritionFitted["champion"];
  candidates: AttritionBacktest["candidates"];
  slope: { value: number; low: number; high: number } | null;
  /** Of months not seen; counts of small bins are withheld from readers of groups. */
  bins: (Omit<CalibrationBin, "events" | "observed" | "low" | "high"> & {
    observed: number | null;
    low: number | null;
    high: number | null;
  })[];
  decision: AttritionBacktest["decision"];
  lift: { lift: number; low: number; high: number } | null;
  shapes: InputShape[];
  pairs: PairView[];
  groups: InputGroup[];
  stability: Stability | null;
  levers: RowLever[];
  leaks: { label: Bilingual; reason: Bilingual }[];
  /** How many people seem to have several employee numbers; which, only for readers of everybody's rows who need no purpose. */
  samePeople: { count: number; numbers: string[][] };
  /** Exits expected and seen in the months held back. */
  calibration: { predicted: number; observed: number } | null;
  card: ModelCard | null;
  /** Inputs left out, by their names in both languages; unknown ones by their id. */
  leftOut: Bilingual[];
}

export type AttritionAnswer = ModelAnswer<AttritionView>;

export const canFit = (reader: Reader): boolean => readsEverybody(reader);

export function attritionView(
  stored: StoredModel<AttritionFitted>,
  reader: Reader,
  { config }: Pick<Workspace, "config">,
): AttritionView | Refusal {
  const { fitted, card } = stored;
  if (isRefusal(fitted)) return fitted;
  return {
    window: fitted.window,
    rows: fitted.rows,
    people: fitted.people,
    events: fitted.events,
    isOn: fitted.isOn,
    verdict: fitted.verdict,
    drivers: fitted.drivers.map((driver) => driverView(driver, reader, config.k)),
    rocAuc: fitted.backtest?.rocAuc ?? null,
    ...tested(fitted, reader, config.k),
    shapes: (fitted.isOn ? (fitted.shapes?.shapes ?? []) : []).map((shape) =>
      shapeView(shape, reader, config.k),
    ),
    pairs: (fitted.isOn && fitted.champion === "glass_box" ? (fitted.shapes?.pairs ?? []) : []).map((pair) =>
      pairView(pair, reader, config.k),
    ),
    groups: fitted.isOn ? (fitted.shapes?.groups ?? []) : [],
    stability: fitted.isOn ? (fitted.shapes?.stability ?? null) : null,
    levers: (fitted.isOn ? (fitted.levers ?? []) : []).filter(
      ({ people }) => canFit(reader) || people >= config.k,
    ),
    leaks: fitted.leaks.map(({ label, reason }) => ({ label, reason })),
    samePeople: {
      count: fitted.samePeople.length,
      numbers:
        canFit(reader) && !reader.needsPurpose
          ? fitted.samePeople.map(({ id, others }) => [id, ...others])
          : [],
    },
    calibration: calibrationOf(fitted),
    card,
    leftOut: leftOut(card),
  };
}

function leftOut(card: ModelCard | null): Bilingual[] {
  const ids = new Set((card?.excluded ?? []).flatMap(({ name }) => name.split(/, */)));
  return [...ids].map(
    (id) =>
      [...attritionInputs, ...glassInputs].find((input) => input.id === id)?.label ?? { en: id, zh: id },
  );
}

function calibrationOf({ backtest }: AttritionFitted): AttritionView["calibration"] {
  if (!backtest) return null;
  const sum = (part: "expected" | "observed"): number =>
    backtest.blocks.reduce((total, block) => total + block[part], 0);
  return { predicted: sum("expected"), observed: sum("observed") };
}

function tested(
  { champion, backtest }: AttritionFitted,
  reader: Reader,
  k: number,
): Pick<AttritionView, "champion" | "candidates" | "slope" | "bins" | "decision" | "lift"> {
  if (!backtest) return { champion, candidates: [], slope: null, bins: [], decision: [], lift: null };
  const { calibration, calibrationBins, decision, lift, candidates } = backtest;
  return {
    champion,
    candidates,
    slope: { value: calibration.slope, low: calibration.slopeLow, high: calibration.slopeHigh },
    bins: calibrationBins.map(({ rows, predicted, events, observed, low, high }) => {
      const isSmall = !canFit(reader) && (events < k || rows < 12 * k);
      return isSmall
        ? { rows, predicted, observed: null, low: null, high: null }
        : { rows, predicted, observed, low, high };
    }),
    decision,
    lift: { lift: lift.lift, low: lift.low, high: lift.high },
  };
}

/** Levels that hardly anybody has are left out for readers of groups, or of a part: the rest is none of theirs. */
const shapeView = (shape: InputShape, reader: Reader, k: number): InputShape =>
  !canFit(reader) && shape.kind !== "number"
    ? { ...shape, points: shape.points.filter(({ months }) => months >= 12 * k) }
    : shape;

const pairView = (pair: PairShape, reader: Reader, k: number): PairView => ({
  ...pair,
  cells: pair.cells.map((cell) => {
    if (canFit(reader)) return cell.months > 0 ? cell : null;
    return cell.months >= 12 * k ? { ...cell, months: null } : null;
  }),
});

function driverView(driver: AttritionFitted["drivers"][number], reader: Reader, k: number): DriverView {
  const { id, input, label, contrast, exits = null, months = null } = driver;
  const isSmall = !canFit(reader) && ((exits !== null && exits < k) || (months !== null && months < 12 * k));
  return {
    id,
    input,
    label,
    contrast,
    rateRatio: isSmall ? null : driver.rateRatio,
    low: isSmall ? null : driver.low,
    high: isSmall ? null : driver.high,
    beyondChance: !isSmall && driver.beyondChance,
    exits: isSmall ? null : exits,
    months: isSmall ? null : months,
    refused: isSmall ? "small_group" : null,
  };
}
