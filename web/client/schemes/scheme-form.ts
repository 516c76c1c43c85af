// A version of a scheme as fields: months, weights with their live sum, indicators in order, tiers, gates, bands. Writes into the text.
import { html, nothing, type TemplateResult } from "lit";
import type { MetaDimension } from "../meta.js";
import { t } from "../t.js";
import { peopleFields } from "./people-fields.js";
import type { SchemeList, Slip } from "./scheme-data.js";
import {
  weightSum,
  withItem,
  withNewVersion,
  type DraftValue,
  type DraftVersion,
  type Path,
} from "./scheme-draft.js";
import { field, select, slips } from "./scheme-fields.js";
import { bandFields } from "./band-fields.js";
import { gateFields } from "./gate-fields.js";
import { tierFields } from "./tier-fields.js";
import { indicatorList } from "./indicator-list.js";
import { weightBar } from "./weight-bar.js";

export interface FormContext {
  text: string;
  value: DraftValue;
  /** Place of the version shown. */
  version: number;
  metrics: SchemeList["metrics"];
  /** What people can be told apart by. */
  dimensions: MetaDimension[];
  slips: readonly Slip[];
  write(text: string): void;
  choose(version: number): void;
}

export function schemeForm(context: FormContext): TemplateResult {
  const { value, version } = context;
  const at: Path = ["versions", version];
  const shown: DraftVersion | undefined = value.versions?.[version];
  return html`<div class="scheme-fields">
      ${field(context, ["name", "en"], t("schemes.name_en"), value.name?.en, { isWide: true })}
      ${field(context, ["name", "zh"], t("schemes.name_zh"), value.name?.zh, { isWide: true })}
      ${field(context, ["id"], t("plan.id"), value.id, { isWide: true })}
      ${select(context, ["period"], t("schemes.period"), value.period, [
        { value: "month", label: t("schemes.month") },
        { value: "quarter", label: t("schemes.quarter") },
      ])}
      ${versionChoice(context)}
      ${
        shown
          ? html`${field(context, [...at, "effective_from"], t("schemes.effective"), shown.effective_from)}
              ${select(
                context,
                [...at, "mid_period"],
                t("schemes.mid_period"),
                shown.mid_period ?? "",
                [
                  { value: "", label: t("schemes.mid_none") },
                  { value: "split", label: t("schemes.mid_split") },
                  { value: "restate", label: t("schemes.mid_restate") },
                ],
                { isWide: true },
              )}
              <button
                type="button"
                class="flat"
                data-testid="copy-version"
                @click=${() => copyVersion(context)}
              >
                ${t("schemes.copy_version")}
              </button>`
          : nothing
      }
    </div>
    ${slips(context, ["versions"], true)} ${shown ? versionFields(context, at, shown) : nothing}`;
}

function versionChoice(context: FormContext): TemplateResult {
  return html`<label
    >${t("schemes.version")}
    <select
      data-testid="version"
      @change=${(event: Event) => context.choose(Number((event.target as HTMLSelectElement).value))}
    >
      ${(context.value.versions ?? []).map(
        ({ version, effective_from: from }, i) =>
          html`<option value=${i} ?selected=${i === context.version}>${version} · ${from}</option>`,
      )}
    </select></label
  >`;
}

function copyVersion(context: FormContext): void {
  const versions = context.value.versions ?? [];
  const latest =
    versions
      .map(({ effective_from: from }) => String(from ?? ""))
      .sort()
      .at(-1) ?? "";
  const [year = 2026, month = 1] = latest.split("-").map(Number);
  const length = context.value.period === "quarter" ? 3 : 1;
  const next = year * 12 + month - 1 + length;
  const names = {
    version: String(versions.length + 1),
    effective_from: `${Math.floor(next / 12)}-${String((next % 12) + 1).padStart(2, "0")}`,
  };
  context.write(withNewVersion(context.text, context.version, names));
  context.choose(versions.length);
}

function versionFields(context: FormContext, at: Path, version: DraftVersion): TemplateResult {
  const indicators = version.indicators ?? [];
  const sum = weightSum(indicators.map(({ weight }) => weight));
  const weights = context.slips.filter(({ field: name }) => isWeight(name, at));
  return html`${peopleFields(context, [...at, "applies_to", "where"], version.applies_to?.where ?? [])}
    ${weightBar(indicators, sum, version.is_partial === true, weights)}
    ${slips(context, [...at, "indicators"])}
    <h3>${t("schemes.indicators")}</h3>
    ${indicatorList(context, [...at, "indicators"], indicators)}
    <button
      type="button"
      class="flat"
      data-testid="add-indicator"
      @click=${() => context.write(withItem(context.text, [...at, "indicators"], newIndicator(context, indicators.length)))}
    >
      ${t("schemes.add_indicator")}
    </button>
    ${tierFields(context, at, version)} ${gateFields(context, at, version)}
    ${bandFields(context, at, version)}`;
}

/** What is wrong with the weights is said of the first one that makes the sum too large, or of the list. */
const isWeight = (field: string, at: Path): boolean =>
  field.startsWith(`${at.join(".")}.indicators.`) && field.endsWith(".weight");

const newIndicator = ({ metrics }: FormContext, count: number): object => ({
  id: `indicator_${count + 1}`,
  name: { en: `Indicator ${count + 1}`, zh: `指标 ${count + 1}` },
  kind: "process",
  weight: 0,
  source: { metric: metrics[0]?.id ?? "revenue" },
  provenance: "measured",
  target: { at_least: 1 },
  controllable: "partly",
});
