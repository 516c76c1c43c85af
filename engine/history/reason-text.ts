// A reason of a verification → a sentence, in both languages.
import { breakText } from "../journal-break.js";
import type { Bilingual } from "../locale.js";
import type { Reason } from "./verify-report.js";

export function reasonText(reason: Reason): Bilingual {
  switch (reason.code) {
    case "receipt_altered":
      return {
        receipt: { en: "The receipt does not match its seal.", zh: "凭证内容与其封印不符。" },
        document: { en: "The document does not match its seal.", zh: "文件内容与其封印不符。" },
        cells: {
          en: "The cells are not those whose fingerprint the receipt carries.",
          zh: "单元格与凭证中的指纹不符。",
        },
      }[reason.part];
    case "file_altered":
      return reason.problem === "missing"
        ? { en: `${reason.file} is missing.`, zh: `缺少 ${reason.file}。` }
        : { en: `${reason.file} is not what was imported.`, zh: `${reason.file} 与导入时不同。` };
    case "journal_broken":
      return {
        en: `The journal's chain is broken from line ${reason.line} on (${breakText(reason, "en")}).`,
        zh: `日志记录链自第 ${reason.line} 行起断裂（${breakText(reason, "zh")}）。`,
      };
    case "not_in_journal":
      return {
        en: "The journal has no line that this receipt was given out.",
        zh: "日志中没有签发此凭证的记录。",
      };
    case "in_journal":
      return {
        en: `Given out at ${reason.at} (line ${reason.line} of the journal).`,
        zh: `签发于 ${reason.at}（日志第 ${reason.line} 行）。`,
      };
    case "snapshot_gone":
      return {
        en: `The data it rests on (snapshot ${reason.snapshot}) are not in this workspace: imports were removed or rewritten, or it is from another workspace.`,
        zh: `其依据的数据（快照 ${reason.snapshot}）不在此工作区：导入已被移除或改写，或凭证来自其他工作区。`,
      };
    case "data_since":
      return {
        en: `Data changed since: ${list(reason.imports).en}. Recomputed on the data of then.`,
        zh: `此后数据有变：${list(reason.imports).zh}。已按当时的数据重新计算。`,
      };
    case "build_changed":
      return {
        en: "Settings in rapport.yml or the way months are built are not those of then.",
        zh: "rapport.yml 的设置或月度数据的构建方式与当时不同。",
      };
    case "definition_changed":
      return {
        en: `The definition changed: ${list(reason.metrics).en}.`,
        zh: `指标定义已变更：${list(reason.metrics).zh}。`,
      };
    case "definition_gone":
      return {
        en: `There is no such metric any more: ${list(reason.metrics).en}.`,
        zh: `指标已不存在：${list(reason.metrics).zh}。`,
      };
    case "draft_changed":
      return {
        en: `The draft “${reason.draft}” was changed since.`,
        zh: `组织草案“${reason.draft}”此后有变更。`,
      };
    case "draft_gone":
      return { en: `The draft “${reason.draft}” was deleted.`, zh: `组织草案“${reason.draft}”已删除。` };
    case "policy_changed":
      return {
        en: `Nobody has the rights of then; recomputed with those of ${reason.reader}.`,
        zh: `已无人拥有当时的权限；改以 ${reason.reader} 的权限重新计算。`,
      };
    case "not_answerable":
      return {
        en: `The question is refused now (${reason.error}).`,
        zh: `该查询现在被拒绝（${reason.error}）。`,
      };
    case "cells_differ":
      return reason.cells > 0
        ? { en: `${reason.cells} cells come out otherwise.`, zh: `${reason.cells} 个单元格的结果不同。` }
        : {
            en: "Its fingerprint comes out otherwise; the receipt carries no cells to compare.",
            zh: "结果指纹不同；该凭证不含单元格，无法逐格比较。",
          };
  }
}

const list = (items: readonly string[]): Bilingual => ({ en: items.join(", "), zh: items.join("、") });
