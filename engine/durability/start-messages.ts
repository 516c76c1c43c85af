// What was mended at the start → a sentence in both languages: what was found, what was done, what to do.
import { breakText } from "../journal-break.js";
import type { Bilingual } from "../locale.js";
import type { ImportRepair } from "./import-repair.js";
import type { JournalRepair } from "./journal-repair.js";
import type { SettingsRepair } from "./settings-repair.js";

const settingsReasons: Record<SettingsRepair["reason"], Bilingual> = {
  missing: { en: "was missing", zh: "缺失" },
  empty: { en: "was empty", zh: "为空" },
  not_text: { en: "was not text", zh: "不是文本" },
};

export const said = {
  settings: ({ reason, aside }: SettingsRepair): Bilingual => ({
    en: `rapport.yml ${settingsReasons[reason].en}: the last readable settings are in its place${aside ? `, the damaged file is ${aside}` : ""}. Check that they are what you want.`,
    zh: `rapport.yml ${settingsReasons[reason].zh}：已换回上次可读的设置${aside ? `，损坏的文件保存为 ${aside}` : ""}。请核对设置是否正确。`,
  }),
  journal: ({ line, aside, restored, salvaged, unreadable, ...why }: JournalRepair): Bilingual => ({
    en: `The journal did not hold from line ${line} on (${breakText(why, "en")}). ${restored} lines came back from its copy, ${salvaged} were written again${unreadable > 0 ? `, ${unreadable} cannot be read any more` : "; nothing is lost"}.${aside ? ` The damaged file is kept as ${aside}.` : ""} The repair is recorded.`,
    zh: `日志自第 ${line} 行起不完整（${breakText(why, "zh")}）。已从副本恢复 ${restored} 行，重新写入 ${salvaged} 行${unreadable > 0 ? `，另有 ${unreadable} 行已无法读取` : "；没有数据丢失"}。${aside ? `损坏的文件保存为 ${aside}。` : ""}此次修复已记录在案。`,
  }),
  manifest: (id: string): Bilingual => ({
    en: `imports/${id}: the manifest was damaged and came back from its copy; nothing is lost.`,
    zh: `imports/${id}：清单文件已损坏，已由副本恢复；没有数据丢失。`,
  }),
  aside: ({ id, to }: ImportRepair["aside"][number]): Bilingual => ({
    en: `imports/${id} has no readable manifest and was moved to ${to}. Its rows are in no answer: bring it back with rapport restore --heal, or import its files again.`,
    zh: `imports/${id} 没有可读的清单，已移至 ${to}。其数据不参与任何结果：请用 rapport restore --heal 恢复，或重新导入来源文件。`,
  }),
  damaged: (parts: ImportRepair["damaged"]): Bilingual => {
    const rows = parts.reduce((sum, part) => sum + part.rows, 0).toLocaleString("en");
    const files = parts.map(({ id, file }) => `imports/${id}/${file}`);
    const sources = [...new Set(parts.flatMap((part) => part.sources))];
    return {
      en: `Damaged: ${files.join(", ")}. ${rows} rows are in no answer until they are back: rapport restore BACKUP --heal, or import again: ${sources.join(", ")}.`,
      zh: `已损坏：${files.join("、")}。有 ${rows} 行在恢复前不参与任何结果：请用 rapport restore 备份 --heal 恢复，或重新导入：${sources.join("、")}。`,
    };
  },
  healed: (parts: ImportRepair["healed"]): Bilingual => ({
    en: `Whole again: ${parts.map(({ id, file }) => `imports/${id}/${file}`).join(", ")}.`,
    zh: `已恢复完好：${parts.map(({ id, file }) => `imports/${id}/${file}`).join("、")}。`,
  }),
  cache: (): Bilingual => ({
    en: "The cache was damaged or unfinished and is built again from the imports; nothing is lost.",
    zh: "缓存已损坏或未完成，将由导入数据重建；没有数据丢失。",
  }),
  restoreUndone: (before: string): Bilingual => ({
    en: `A restore was interrupted before its end: the workspace is as it was before (it had been kept as ${before}).`,
    zh: `上次恢复在完成前被中断：工作区与恢复前一致（曾保存为 ${before}）。`,
  }),
  erasuresUndone: (n: number): Bilingual => ({
    en: `${n} ${n === 1 ? "person was" : "persons were"} erased or given a pseudonym after this backup was made and ${n === 1 ? "is" : "are"} in it again: repeat these erasures (the former journal lists them).`,
    zh: `此备份之后曾删除或化名 ${n} 人，恢复后其数据重新出现：请重新执行这些删除（见原日志）。`,
  }),
};
