// File or standard input → the question in it, as JSON.
import { readFileSync } from "node:fs";
import { defineErrors } from "../engine/errors.js";

const fail = defineErrors({
  query_file_unreadable: {
    message: {
      en: "The question {file} cannot be read: {reason}.",
      zh: "无法读取查询文件 {file}：{reason}。",
    },
    hint: {
      en: "Name a JSON file, or - and pipe the question in.",
      zh: "请给出 JSON 文件；或用 - 从标准输入读取。",
    },
  },
});

export function readQuestion(file: string): unknown {
  const name = file === "-" ? "stdin" : file;
  try {
    return JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8").replace(/^\ufeff/, ""));
  } catch (error) {
    throw fail.query_file_unreadable({ file: name, reason: (error as Error).message });
  }
}
