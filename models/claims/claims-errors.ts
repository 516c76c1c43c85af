// What a person can mend about a text to be checked, in both languages.
import { defineErrors } from "../../engine/errors.js";

export const claimsError = defineErrors({
  claims_text_empty: {
    message: { en: "There is no text to check.", zh: "没有可核对的文字。" },
    hint: {
      en: "Paste a sentence, a paragraph or a table with numbers.",
      zh: "请粘贴含有数字的句子、段落或表格。",
    },
  },
  claims_text_long: {
    message: {
      en: "The text has {found} characters; at most {most} are checked at once.",
      zh: "文字共 {found} 个字符；一次最多核对 {most} 个。",
    },
    hint: { en: "Check it part by part.", zh: "请分段核对。" },
  },
  claims_file_unreadable: {
    message: {
      en: "{file} cannot be read ({problem}).",
      zh: "无法读取 {file}（{problem}）。",
    },
    hint: {
      en: "Check the path and its rights; a text file is expected, or - for standard input.",
      zh: "请检查路径与权限；应为文本文件，- 表示从标准输入读取。",
    },
  },
  claims_file_no_text: {
    message: {
      en: "{file} is no text file, but {kind}.",
      zh: "{file} 不是文本文件，而是 {kind}。",
    },
    hint: {
      en: "Save it as text or CSV, or paste its text: rapport claim - reads standard input.",
      zh: "请另存为文本或 CSV，或粘贴其文字：rapport claim - 从标准输入读取。",
    },
  },
});
