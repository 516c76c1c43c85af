// Units, comparisons and drafts → what a person reads in the terminal.
import type {
  ComparedUnit,
  OrganisationComparison,
  UnitSide,
} from "../engine/history/compare-organisations.js";
import type { Bilingual, Locale } from "../engine/locale.js";
import type { Draft, DraftStep } from "../engine/organisation/draft.js";
import type { UnitNode } from "../engine/organisation/unit-tree.js";
import { textTable } from "./text-table.js";

export const treeText = (units: readonly UnitNode[]): string =>
  units
    .map(({ unit, name, depth }) => `${"  ".repeat(depth - 1)}${inert(name)}  [${inert(unit)}]`)
    .join("\n");

const changeWords: Record<ComparedUnit["changes"][number], Bilingual> = {
  added: { en: "added", zh: "新增" },
  removed: { en: "removed", zh: "撤销" },
  merged: { en: "merged", zh: "并入" },
  moved: { en: "moved", zh: "移动" },
  renamed: { en: "renamed", zh: "改名" },
};

export function comparisonText({ a, b, units, counts }: OrganisationComparison, locale: Locale): string {
  const zh = locale === "zh";
  const head = zh ? ["单元", a.text, b.text, "变化", "说明"] : ["unit", a.text, b.text, "change", "what"];
  const rows = units.map((unit) => [
    `${"  ".repeat(unit.depth - 1)}${inert((unit.b ?? unit.a)!.name)} [${inert(unit.unit)}]`,
    heads(unit.a),
    heads(unit.b),
    unit.changes.map((change) => changeWords[change][locale]).join(zh ? "、" : ", "),
    inert(what(unit, locale)),
  ]);
  const total = [zh ? "合计" : "Total", String(a.heads ?? "–"), String(b.heads ?? "–"), "", ""];
  const said = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([change, count]) => `${changeWords[change as keyof typeof changeWords][locale]} ${count}`);
  const months = zh
    ? `人数含下级，${a.text} 截至 ${a.month}，${b.text} 截至 ${b.month}。`
    : `Heads include the units below: ${a.text} at the end of ${a.month}, ${b.text} at the end of ${b.month}.`;
  const nothing = zh ? "没有变化" : "nothing changed";
  return [
    textTable([head, ...rows, total], [1, 2]),
    "",
    `${said.join(zh ? "，" : ", ") || nothing}${zh ? "。" : "."}`,
    months,
  ].join("\n");
}

function what({ a, b, changes, into }: ComparedUnit, locale: Locale): string {
  const zh = locale === "zh";
  const parts: string[] = [];
  const root = zh ? "（根）" : "(root)";
  if (changes.includes("moved")) parts.push(`${a!.parentName ?? root} → ${b!.parentName ?? root}`);
  if (changes.includes("renamed")) parts.push(`“${a!.name}” → “${b!.name}”`);
  if (changes.includes("merged")) parts.push(`→ ${into}`);
  return parts.join(zh ? "；" : "; ");
}

export function draftText({ name, base, steps }: Draft, locale: Locale): string {
  const zh = locale === "zh";
  const head = zh ? `草案 ${name}（基于 ${base}）` : `Draft ${name} (on the organisation of ${base})`;
  const none = zh ? "  尚无步骤" : "  no steps yet";
  const lines = steps.map((step, i) => `  ${i + 1}. ${inert(stepText(step)[locale])}`);
  const ask = zh
    ? `  查询中使用 "asOf": {"org": "draft:${name}"}`
    : `  in a question: "asOf": {"org": "draft:${name}"}`;
  return [head, ...(lines.length > 0 ? lines : [none]), ask].join("\n");
}

function stepText(step: DraftStep): Bilingual {
  switch (step.do) {
    case "add":
      return {
        en: `add ${step.unit} “${step.name}” under ${step.parent ?? "nothing"}`,
        zh: `新增 ${step.unit}“${step.name}”，上级 ${step.parent ?? "无"}`,
      };
    case "move":
      return {
        en: `move ${step.unit} under ${step.to ?? "nothing"}`,
        zh: `将 ${step.unit} 移到 ${step.to ?? "根"} 之下`,
      };
    case "merge":
      return { en: `merge ${step.unit} into ${step.into}`, zh: `将 ${step.unit} 并入 ${step.into}` };
    case "rename":
      return { en: `rename ${step.unit} to “${step.name}”`, zh: `将 ${step.unit} 改名为“${step.name}”` };
  }
}

const heads = (side: UnitSide | null): string => String(side?.headsBelow ?? (side ? "–" : ""));

/** Control characters in names must not reach a terminal. */
// oxlint-disable-next-line no-control-regex
const inert = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "�");
