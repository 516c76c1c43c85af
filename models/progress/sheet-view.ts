// A sheet → its texts in one language, in the order of reading; Markdown and HTML set the same view.
import type { Locale } from "../../engine/locale.js";
import { dayWords, spanWords } from "../month-words.js";
import { bandName, helpText, statementsOf, type Statement } from "./sheet-words.js";
import { cautionText, freshnessText, kindNames, label, periodText, roundText } from "./sheet-labels.js";
import { differenceText, valueText } from "./number-words.js";
import type { Figure, ProgressSheet } from "./progress-types.js";

export interface FigureView {
  id: string;
  name: string;
  kind: string;
  value: string;
  target: string;
  gap: string;
  weight: string;
  band: string;
  statements: Statement[];
  /** Counted as, months, relation, receipt. */
  evidence: { counted: string; months: string; source: string; receipt: string };
}

export interface SheetView {
  lang: "en" | "zh-CN";
  title: string;
  who: string;
  period: string;
  freshness: string;
  round: string;
  caution: string;
  figures: FigureView[];
  well: string[];
  look: string[];
  helps: string;
  alerts: string[];
  notes: string[];
  say: string[];
  contests: string[];
}

export function sheetView(sheet: ProgressSheet, locale: Locale): SheetView {
  const { currency } = sheet;
  const colon = locale === "zh" ? "：" : ": ";
  const named = new Map(sheet.figures.map((figure) => [figure.goal.id, figure]));
  const told = (ids: readonly string[], about: readonly Statement["about"][]): string[] =>
    ids.flatMap((id) => {
      const figure = named.get(id);
      if (!figure) return [];
      const said = statementsOf(figure, locale, currency).filter((one) => about.includes(one.about));
      return [`${figure.goal.name[locale]}${colon}${reasonOf(figure, said, locale)}`];
    });
  const written = (kind: "note" | "say"): string[] =>
    sheet.notes
      .filter((note) => note.kind === kind)
      .map(
        ({ by, at, text }) => `${by}${locale === "zh" ? "，" : ", "}${dayWords(at, locale)}${colon}${text}`,
      );
  return {
    lang: locale === "zh" ? "zh-CN" : "en",
    title: label(sheet.kind, locale),
    who: [sheet.name, sheet.employee, sheet.unit].filter((one) => one !== null).join(" · "),
    period: periodText(sheet, locale),
    freshness: freshnessText(sheet, locale),
    round: roundText(sheet, locale),
    caution: cautionText[locale],
    figures: sheet.figures.map((figure) => figureView(figure, locale, currency)),
    well: told(sheet.well, ["target", "due", "change", "past"]),
    look: told(sheet.look, ["target", "due", "change", "past"]),
    helps: helpText(sheet, locale),
    alerts: sheet.alerts.map(({ text }) => text[locale]),
    notes: written("note"),
    say: written("say"),
    contests: sheet.contests.map(
      ({ id, indicator, state, text, answer }) =>
        `${id} · ${named.get(indicator)?.goal.name[locale] ?? indicator} · ${label(state, locale)}${colon}${text}${answer ? ` → ${answer.by}${colon}${answer.text}` : ""}`,
    ),
  };
}

/** What put the figure on the list: its target or dues, and what chance would not have made. */
function reasonOf(figure: Figure, said: readonly Statement[], locale: Locale): string {
  const isTold = ({ about }: Statement): boolean =>
    (about === "target" && figure.due === null) ||
    (about === "due" && figure.due !== null) ||
    (about === "change" && figure.change?.noise === "more_than_chance") ||
    (about === "past" && figure.past?.noise === "more_than_chance");
  return said
    .filter(isTold)
    .map(({ text }) => text)
    .join(locale === "zh" ? "" : " ");
}

export function figureView(figure: Figure, locale: Locale, currency: string): FigureView {
  const { goal, value, gap, band, evidence, numerator, denominator } = figure;
  const shown = (number: number | null): string =>
    number === null ? "–" : valueText(number, goal, locale, currency);
  return {
    id: goal.id,
    name: goal.name[locale],
    kind: goal.kind === null ? "" : kindNames[goal.kind][locale],
    value: shown(value),
    target: goal.target === null ? "–" : `${goal.direction === "at_most" ? "≤ " : ""}${shown(goal.target)}`,
    gap: gap ? differenceText(gap.difference, goal, locale, currency) : "–",
    weight: goal.weight === null ? "–" : String(goal.weight),
    band: band ? bandName(band, locale) : "–",
    statements: statementsOf(figure, locale, currency),
    evidence: {
      counted:
        denominator !== null && numerator !== null
          ? `${valueText(numerator, { unit: "count" }, locale)} ÷ ${valueText(denominator, { unit: "count" }, locale)}`
          : numerator === null
            ? "–"
            : valueText(numerator, { unit: "count" }, locale),
      months: spanWords(evidence.from, evidence.to, locale),
      source: "metric" in goal.source ? `${goal.source.metric} · ${evidence.relation}` : evidence.relation,
      receipt: evidence.receipt,
    },
  };
}
