// Gates of a version → their fields: what has to be reached, and what becomes of bonus or score below it.
import { html, type TemplateResult } from "lit";
import { t } from "../t.js";
import { withField, withItem, withoutItem, type DraftVersion, type Path } from "./scheme-draft.js";
import { field, removal, select, slips } from "./scheme-fields.js";
import type { FormContext } from "./scheme-form.js";
import { nameOf } from "./scheme-words.js";
import { sourceField } from "./source-field.js";

const outcomes = ["bonus_factor", "score_cap"] as const;
const usual = { bonus_factor: 0.8, score_cap: 60 };

export function gateFields(context: FormContext, at: Path, { gates = [] }: DraftVersion): TemplateResult {
  const add = (): void => {
    const n = gates.length + 1;
    const gate = {
      id: `gate_${n}`,
      name: { en: `Gate ${n}`, zh: `门槛 ${n}` },
      source: {
        metric: context.metrics.find(({ id }) => id === "satisfaction_score")?.id ?? context.metrics[0]?.id,
      },
      at_least: 80,
      // the file's own word; never a function, so nothing takes it for a promise
      // oxlint-disable-next-line unicorn/no-thenable
      then: { bonus_factor: usual.bonus_factor },
    };
    context.write(withItem(context.text, [...at, "gates"], gate));
  };
  return html`<h3>${t("schemes.gates")}</h3>
    ${slips(context, [...at, "gates"])} ${gates.map((gate, i) => gateRow(context, [...at, "gates", i], gate))}
    <button type="button" class="flat" data-testid="add-gate" @click=${add}>
      ${t("schemes.add_gate")}
    </button>`;
}

function gateRow(
  context: FormContext,
  at: Path,
  { id, name, source, at_least: least, then }: NonNullable<DraftVersion["gates"]>[number],
): TemplateResult {
  const outcome = then?.score_cap === undefined ? "bonus_factor" : "score_cap";
  const choices = outcomes.map((value) => ({ value, label: t(`schemes.then_${value}`) }));
  const set = (chosen: string): void =>
    context.write(
      withField(context.text, [...at, "then"], { [chosen]: usual[chosen as (typeof outcomes)[number]] }),
    );
  return html`<div class="scheme-fields">
    ${slips(context, at)}
    ${field(context, [...at, "name", "en"], t("schemes.name_en"), name?.en, { isWide: true })}
    ${field(context, [...at, "name", "zh"], t("schemes.name_zh"), name?.zh, { isWide: true })}
    ${sourceField(context, [...at, "source"], source)}
    ${field(context, [...at, "at_least"], t("schemes.gate_below"), least, { type: "number" })}
    ${select(context, [...at, "then"], t("schemes.then"), outcome, choices, { set, isOwn: true })}
    ${field(context, [...at, "then", outcome], t(outcome === "bonus_factor" ? "schemes.gate_factor" : "schemes.gate_cap"), then?.[outcome], { type: "number" })}
    ${removal(nameOf(name, id), () => context.write(withoutItem(context.text, at)))}
  </div>`;
}
