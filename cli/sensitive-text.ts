// Columns with personal identifiers → lines for the terminal: what was found, in how many values, and what became of it.
import type { SensitiveColumn } from "../engine/ingest/sensitive-columns.js";
import type { Locale } from "../engine/locale.js";
import { kindLabels } from "../engine/sensitive/sensitive-kind.js";

const fates = {
  imported: { en: "imported as it is; --mask replaces it", zh: "按原样导入；可用 --mask 脱敏" },
  left_out: { en: "not imported", zh: "未导入" },
  masked: { en: "replaced by stand-ins", zh: "已脱敏" },
};

export function sensitiveLines(columns: readonly SensitiveColumn[], locale: Locale): string[] {
  return columns.map(({ file, header, kind, found, looked, fate, column }) => {
    const label = kindLabels[kind][locale];
    const target = column ? ` → ${column}` : "";
    return locale === "zh"
      ? `  ${file}，列“${header}”${target}：${label}（${looked} 个不同取值中有 ${found} 个），${fates[fate].zh}`
      : `  ${file}, column “${header}”${target}: ${label} in ${found} of ${looked} distinct values, ${fates[fate].en}`;
  });
}
