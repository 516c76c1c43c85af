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
  claims_file_missing: {
    message: { en: "There is no file {file}.", zh: "没有文件 {file}。" },
    hint: {
      en: "Give a text file, or - to read standard input.",
      zh: "请给出文本文件；- 表示从标准输入读取。",
    },
  },
});
