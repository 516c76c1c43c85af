// A user's rights + the units there are → everything the user may do, one line each: what two policies are compared by.
import type { Bilingual } from "../locale.js";
import type { Catalogue } from "../metrics/catalogue.js";
import type { Reader } from "../metrics/reader.js";
import type { OrgUnitNow } from "./org-units.js";

export interface Capability {
  kind: "exact" | "groups" | "reports" | "field" | "clear_values" | "without_purpose";
  /** Unit, employee or field. */
  of: string;
  text: Bilingual;
  /** Path of the unit: a unit under one that is listed too need not be told again. */
  path?: readonly string[];
}

const anywhere = "*";

export function capabilitiesOf(
  reader: Reader,
  units: readonly OrgUnitNow[],
  catalogue: Catalogue,
  k: number,
): Capability[] {
  const list: Capability[] = [];
  const all: OrgUnitNow = { id: anywhere, path: [anywhere], name: "" };
  const within = (scope: string | undefined): OrgUnitNow[] =>
    scope === undefined ? [all, ...units] : units.filter(({ path }) => path.includes(scope));
  const exact = reader.rights === "person" ? reader.scope : reader.person;
  if (reader.manages !== undefined)
    list.push({
      kind: "reports",
      of: `${reader.manages} ${reader.past ?? "own_months"}`,
      text: {
        en: `rows of whom ${reader.manages} manages, ${reader.past === "current_team" ? "with their whole past" : "month by month"}`,
        zh: `${reader.manages} 所管理人员的记录，${reader.past === "current_team" ? "含其全部历史" : "按各月归属"}`,
      },
    });
  else if (reader.rights === "person" || reader.person !== undefined)
    for (const unit of within(exact))
      list.push({ kind: "exact", of: unit.id, path: unit.path, text: unitText("exact", unit) });
  if (reader.rights === "group")
    for (const unit of within(reader.scope))
      list.push({
        kind: "groups",
        of: `${unit.id} k=${k}`,
        path: unit.path,
        text: unitText("groups", unit, k),
      });
  const hidden = new Set(reader.hide);
  const masked = new Set(reader.mask);
  for (const { id, label } of [...catalogue.dimensions.values(), ...catalogue.metrics.values()])
    if (!hidden.has(id)) {
      list.push({ kind: "field", of: id, text: { en: `use of “${label.en}”`, zh: `使用“${label.zh}”` } });
      if (!masked.has(id))
        list.push({
          kind: "clear_values",
          of: id,
          text: { en: `values of “${label.en}” in clear`, zh: `“${label.zh}”的明文取值` },
        });
    }
  if (!reader.needsPurpose)
    list.push({
      kind: "without_purpose",
      of: anywhere,
      text: { en: "exact numbers without giving a purpose", zh: "无需说明目的即可读取精确数值" },
    });
  return list;
}

function unitText(kind: "exact" | "groups", { id, name }: OrgUnitNow, k = 0): Bilingual {
  const en = id === anywhere ? "the whole company" : `${name} (${id})`;
  const zh = id === anywhere ? "全公司" : `${name}（${id}）`;
  return kind === "exact"
    ? { en: `exact numbers and rows of ${en}`, zh: `${zh}的精确数值与明细` }
    : { en: `released groups of ${en}, ${k} people and more`, zh: `${zh}的已发布分组（至少 ${k} 人）` };
}
