// Files that the reading process could not be let finish, in both languages.
import { defineErrors } from "../errors.js";

const unchanged = { en: "Nothing was changed in the workspace.", zh: "工作区未作任何改动。" };
const hint = (en: string, zh: string) => ({ en: `${en} ${unchanged.en}`, zh: `${zh}${unchanged.zh}` });

export const readError = defineErrors({
  file_takes_too_long: {
    message: {
      en: "{file} was not read within {seconds} s; reading was stopped.",
      zh: "{file} 在 {seconds} 秒内未能读完，读取已停止。",
    },
    hint: hint("Split it, or save it as CSV or Parquet.", "请拆分文件，或另存为 CSV 或 Parquet。"),
  },
  file_takes_too_much_memory: {
    message: {
      en: "{file} needs more than {memory} MB to be read; reading was stopped.",
      zh: "读取 {file} 所需内存超过 {memory} MB，读取已停止。",
    },
    hint: hint("Split it, or save it as CSV or Parquet.", "请拆分文件，或另存为 CSV 或 Parquet。"),
  },
  file_crashes_reader: {
    message: {
      en: "{file} is damaged in a way that ends the program reading it; only that program ended.",
      zh: "{file} 已损坏，致使读取进程意外结束；其他部分不受影响。",
    },
    hint: hint("Export it again from its source system.", "请从来源系统重新导出。"),
  },
});
