// Seed → recall and precision of detection per kind, on values alone in their cell and inside sentences, against look-alikes.
import { Random } from "../../datasets/companies/random.js";
import { findSensitive } from "./find-sensitive.js";
import { judgeColumn, sightingsIn } from "./judge-column.js";
import { type SensitiveKind, sensitiveKinds } from "./sensitive-kind.js";
import {
  drawBankCard,
  drawChineseName,
  drawChinesePhone,
  drawEmail,
  drawForeignPhone,
  drawIdCard,
  drawLatinName,
  drawLookAlike,
} from "./trial-draws.js";

export interface TrialRow {
  /** The kind, and for phones and names which form of it. */
  group: string;
  kind: SensitiveKind;
  /** Alone in a cell, inside a sentence, or in a column of 40 such cells without a telling header. */
  place: "cell" | "text" | "column";
  drawn: number;
  /** Found with the right kind at exactly the right place. */
  found: number;
  recall: number;
  missed: string[];
}

export interface Trial {
  seed: string;
  rows: TrialRow[];
  /** Per kind: right sightings ÷ all sightings, over sentences, cells and look-alikes together. */
  precision: Record<SensitiveKind, { right: number; all: number; precision: number; wrong: string[] }>;
  lookAlikes: number;
}

const groups: { group: string; kind: SensitiveKind; draw(random: Random): string }[] = [
  { group: "id_card", kind: "id_card", draw: drawIdCard },
  { group: "phone: China", kind: "phone", draw: drawChinesePhone },
  { group: "phone: international", kind: "phone", draw: drawForeignPhone },
  { group: "bank_card", kind: "bank_card", draw: drawBankCard },
  { group: "email", kind: "email", draw: drawEmail },
  { group: "name: Chinese", kind: "name", draw: drawChineseName },
  { group: "name: Latin", kind: "name", draw: drawLatinName },
];

/** Sentences with a gap; those for names are what people write about people. */
const frames: Record<SensitiveKind, string[]> = {
  id_card: [
    "身份证{}，请核对",
    "证件号：{}。",
    "Employee ID card {} on file",
    "已登记{}并归档",
    "办理入职（{}）",
  ],
  phone: [
    "请拨打{}联系",
    "电话：{}，下午三点后",
    "Call {} after lunch.",
    "客户留了{}，周一回访",
    "mobile {}; home unknown",
  ],
  bank_card: [
    "卡号 {}，开户行待定",
    "工资卡：{}。",
    "Refund to card {} today",
    "已转入{}",
    "account {} (salary)",
  ],
  email: ["发到{}即可", "邮箱：{}，抄送财务", "Contact {} for access.", "（{}）", "from {} yesterday"],
  name: [],
};
const chineseFrames = [
  "联系人：{}，明天到访",
  "请{}于周五前提交",
  "员工{}申请年假三天",
  "{}经理已批准",
  "由{}负责跟进",
  "感谢{}的支持",
  "{}，下周一入职",
  "客户{}先生反馈发货慢",
  "与{}沟通后决定",
];
const latinFrames = [
  "Contact {} for details.",
  "{} approved the request",
  "Meeting with {} on Monday",
  "Ask Ms. {} about the invoice",
  "Please call {} back",
  "Sent by {} yesterday",
];

export function runTrial(seed: string, draws = 400): Trial {
  const rows: TrialRow[] = [];
  const wrong = Object.fromEntries(sensitiveKinds.map((kind) => [kind, [] as string[]])) as Record<
    SensitiveKind,
    string[]
  >;
  const right = Object.fromEntries(sensitiveKinds.map((kind) => [kind, 0])) as Record<SensitiveKind, number>;
  for (const { group, kind, draw } of groups)
    for (const place of ["cell", "text", "column"] as const) {
      const random = new Random(`${seed}:${group}:${place}`);
      const missed: string[] = [];
      if (place === "column") {
        for (let i = 0; i < draws; i += columnLength) missed.push(...missedInColumn(random, kind, draw));
        rows.push(rowOf(group, kind, place, draws, missed));
        continue;
      }
      for (let i = 0; i < draws; i++) {
        const value = draw(random);
        const { text, at } = place === "cell" ? { text: value, at: 0 } : framed(random, group, kind, value);
        const sightings = findSensitive(text);
        const hit = sightings.find((s) => s.kind === kind && s.start === at && s.end === at + value.length);
        if (hit) right[kind]++;
        else missed.push(text);
        for (const s of sightings) if (s !== hit) wrong[s.kind].push(`${s.text} ← ${text}`);
      }
      rows.push(rowOf(group, kind, place, draws, missed));
    }
  const random = new Random(`${seed}:look-alikes`);
  const lookAlikes = draws * 10;
  for (let i = 0; i < lookAlikes; i++) {
    const text = drawLookAlike(random);
    for (const s of findSensitive(text)) wrong[s.kind].push(`${s.text} ← ${text}`);
  }
  const precision = Object.fromEntries(
    sensitiveKinds.map((kind) => {
      const all = right[kind] + wrong[kind].length;
      return [
        kind,
        { right: right[kind], all, precision: all === 0 ? 1 : right[kind] / all, wrong: wrong[kind] },
      ];
    }),
  ) as Trial["precision"];
  return { seed, rows, precision, lookAlikes };
}

const columnLength = 40;

const rowOf = (
  group: string,
  kind: SensitiveKind,
  place: TrialRow["place"],
  drawn: number,
  missed: string[],
): TrialRow => ({
  group,
  kind,
  place,
  drawn,
  found: drawn - missed.length,
  recall: 1 - missed.length / drawn,
  missed,
});

function missedInColumn(random: Random, kind: SensitiveKind, draw: (random: Random) => string): string[] {
  const cells = Array.from({ length: columnLength }, () => draw(random));
  const column = judgeColumn(cells, "c1");
  return cells.filter(
    (cell) => !sightingsIn(cell, "c1", column).some((s) => s.kind === kind && s.text === cell),
  );
}

function framed(
  random: Random,
  group: string,
  kind: SensitiveKind,
  value: string,
): { text: string; at: number } {
  const choice =
    group === "name: Chinese" ? chineseFrames : group === "name: Latin" ? latinFrames : frames[kind];
  const frame = random.pick(choice);
  return { text: frame.replace("{}", () => value), at: frame.indexOf("{}") };
}
