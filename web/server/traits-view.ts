// Stored traits + reader → what the page shows: groups only; readers of groups see neither small groups nor protected attributes.
import type { ModelAnswer } from "./model-answer.js";
import type { Workspace } from "../../engine/index.js";
import type { Bilingual } from "../../engine/locale.js";
import { loadCatalogue } from "../../engine/metrics/catalogue.js";
import { readsEverybody, type Reader } from "../../engine/metrics/reader.js";
import {
  isRefusal,
  type FoundTrait,
  type ModelCard,
  type Refusal,
  type StoredModel,
  type TraitsFitted,
} from "../../models/index.js";
import { behaviours } from "../../models/traits/behaviours.js";
import type { ImpactRow } from "../../models/traits/impact-ratio.js";
import type { Share } from "../../models/traits/trait-effect.js";

export interface EffectView {
  /** The trait, or a level of it. */
  label: Bilingual;
  /** Standard deviations of performance. */
  value: number;
  low: number;
  high: number;
  people: number;
}

export interface SideView {
  text: Bilingual;
  amongTop: Share;
  amongRest: Share;
  lift: { ratio: number; low: number; high: number };
  notTop: Share;
}

export interface TraitView {
  name: string;
  label: Bilingual;
  meaning: Bilingual | null;
  profile: "hiring" | "coaching";
  beyondChance: boolean;
  p: number;
  q: number;
  effects: EffectView[];
  sides: SideView[];
}

export interface RuleView {
  text: Bilingual;
  profile: "hiring" | "coaching";
  precision: Share;
  coverage: Share;
  lift: { ratio: number; low: number; high: number };
}

export interface ImpactView {
  attribute: string;
  label: Bilingual;
  rows: ImpactRow[];
  unknown: number;
}

export interface TraitsView {
  window: { from: string; to: string };
  people: number;
  top: number;
  base: number;
  score: TraitsFitted["score"];
  traits: TraitView[];
  rules: RuleView[];
  hiring: {
    columns: Bilingual[];
    auc: { value: number; low: number; high: number };
    correlation: { value: number; low: number; high: number } | null;
    isValid: boolean;
  } | null;
  /** Selecting as many by the hiring profile; being at the top. Null: not for this reader. */
  impact: { profile: ImpactView[]; top: ImpactView[] } | null;
  proxies: {
    label: Bilingual;
    attribute: Bilingual;
    measure: "auc" | "cramers_v";
    value: number;
    threshold: number;
  }[];
  thresholds: { auc: number; cramers_v: number };
  card: ModelCard | null;
  /** Traits and sides that this reader does not see. */
  withheld: number;
}

export type TraitsAnswer = ModelAnswer<TraitsView>;

/** Traits that are dimensions which readers of groups are not offered. */
const isKeptFromGroups = (name: string): boolean =>
  loadCatalogue().dimensions.get(name)?.disclosure === "protected";

export function traitsView(
  { fitted, card }: StoredModel<TraitsFitted>,
  reader: Reader,
  { config }: Pick<Workspace, "config">,
): TraitsView | Refusal {
  if (isRefusal(fitted)) return fitted;
  const seesAll = readsEverybody(reader);
  const { report } = fitted;
  const traits = report.traits.filter(({ name }) => seesAll || !isKeptFromGroups(name));
  let withheld = report.traits.length - traits.length;
  const shown = traits.map((trait) => {
    const view = traitView(trait);
    if (seesAll) return view;
    const sides = view.sides.filter((side) => isLarge(side, config.k));
    const effects = view.effects.filter(({ people }) => people >= config.k);
    withheld += view.sides.length - sides.length;
    return { ...view, sides, effects };
  });
  const named = new Set(traits.map(({ label }) => label.en));
  return {
    window: fitted.window,
    people: fitted.people,
    top: report.top,
    base: report.base,
    score: fitted.score,
    traits: shown,
    rules: report.rules
      .filter(
        ({ heldOut, conditions }) =>
          seesAll ||
          (heldOut.covered >= config.k &&
            conditions.every(({ column }) => isNamed(column, report.traits, named))),
      )
      .map(({ text, profile, precision, coverage, heldOutLift }) => ({
        text,
        profile,
        precision,
        coverage,
        lift: heldOutLift,
      })),
    hiring: report.hiring && {
      columns: report.hiring.columns.map((name) => report.traits.find((trait) => trait.name === name)!.label),
      auc: report.hiring.auc,
      correlation: report.hiring.correlation,
      isValid: report.hiring.isValid,
    },
    impact: seesAll
      ? { profile: plain(report.hiring?.impactOfSelection ?? []), top: plain(report.impactOfTop) }
      : null,
    proxies: seesAll
      ? report.proxies
          .filter(({ isProxy }) => isProxy)
          .map(({ column, label, measure, value, threshold }) => ({
            label: report.traits.find((trait) => trait.column === column)!.label,
            attribute: label,
            measure,
            value,
            threshold,
          }))
      : [],
    thresholds: report.proxyThresholds,
    card: seesAll ? card : card && { ...card, backtest: [] },
    withheld,
  };
}

/** Crossed attributes make long tables; the model's file holds them. */
const plain = (tables: readonly ImpactView[]): ImpactView[] =>
  tables.filter(({ attribute }) => !attribute.includes(" × "));

const isNamed = (column: number, traits: readonly FoundTrait[], named: ReadonlySet<string>): boolean =>
  traits.some((trait) => trait.column === column && named.has(trait.label.en));

/** Those with the trait and those without, at the top and not: each at least k, or none. */
function isLarge({ amongTop, amongRest }: SideView, k: number): boolean {
  const cells = [
    amongTop.count,
    amongTop.of - amongTop.count,
    amongRest.count,
    amongRest.of - amongRest.count,
  ];
  return cells.every((count) => count >= k);
}

function traitView(trait: FoundTrait): TraitView {
  const { name, label, profile, beyondChance, p, q, merit, sides } = trait;
  return {
    name,
    label,
    meaning: behaviours.find(({ id }) => id === name)?.meaning ?? null,
    profile,
    beyondChance,
    p,
    q,
    effects: merit.effects.map(({ level, value, low, high, people }) => ({
      label: level === null ? label : { en: `${label.en}: ${level}`, zh: `${label.zh}：${level}` },
      value,
      low,
      high,
      people,
    })),
    sides: sides.map(({ text, amongTop, amongRest, lift, notTop }) => ({
      text,
      amongTop,
      amongRest,
      lift,
      notTop,
    })),
  };
}
