// Text → personal names in Chinese and Latin letters: a whole cell by its shape, running text by surnames and what stands beside them.
import {
  compoundSurnames,
  givenCharacters,
  lookAlikes,
  namingCharacters,
  neverGiven,
  plainSurnames,
  wordCompounds,
  wordSurnames,
} from "./chinese-name-lists.js";
import { findLatinNames, isLatinName, looksLatinName } from "./latin-name.js";
import type { Sighting } from "./sensitive-kind.js";

/** 阿卜杜拉·买买提: names of several parts with a dot between them. */
const part = String.raw`(?:(?![的了是在和与请由已被])\p{Script=Han}){1,6}`;
const dotted = new RegExp(`^${part}(?:[·•・‧]${part}){1,3}$`, "u");
const dottedRun = /\p{Script=Han}{1,10}(?:[·•・‧]\p{Script=Han}{1,10}){1,3}/gu;

export type NameStrength = "sure" | "likely" | "none";

/** Is the whole text a Chinese name? "likely" is a surname with characters seldom used in names: it counts only in a column of names. */
export function chineseName(text: string): NameStrength {
  const name = text.replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, "");
  if (dotted.test(name)) return "sure";
  if (!/^\p{Script=Han}{2,4}$/u.test(name) || lookAlikes.has(name)) return "none";
  const surname = surnameOf(name);
  if (!surname) return "none";
  const given = Array.from(name.slice(surname.length));
  if (given.length < 1 || given.length > 2) return "none";
  if (given.some((c) => neverGiven.has(c))) return "none";
  const isWord = surname.length === 1 && !plainSurnames.has(surname) && lookAlikes.has(name.slice(0, 2));
  if (isWord && given.length === 2) return "none";
  const known = given.filter((c) => givenCharacters.has(c)).length;
  if (surname.length === 2) return wordCompounds.has(surname) && known < given.length ? "likely" : "sure";
  if (known < given.length) return known > 0 ? "likely" : "none";
  if (plainSurnames.has(surname) || given.length === 2) return "sure";
  return namingCharacters.has(given[0]!) ? "sure" : "likely";
}

function surnameOf(name: string): string | undefined {
  const two = name.slice(0, 2);
  if (name.length > 2 && compoundSurnames.has(two)) return two;
  const one = name[0]!;
  return name.length <= 3 && (plainSurnames.has(one) || wordSurnames.has(one)) ? one : undefined;
}

/** Could the cell be a name at all, judged generously? Used once a column is known to hold names. */
export const couldBeName = (cell: string): boolean =>
  /^[\p{L}][\p{L}\p{M} .,'’·•・‧-]{0,60}$/u.test(cell) &&
  !/^(n\/?a|null|none|nil|unknown|无|空|暂无|未知)$/i.test(cell);

export const cellIsName = (cell: string): NameStrength => {
  const chinese = chineseName(cell);
  if (chinese !== "none") return chinese;
  return isLatinName(cell) ? "sure" : looksLatinName(cell) ? "likely" : "none";
};

const titles =
  /^(先生|女士|小姐|老师|经理|总监|总经理|主任|主管|部长|科长|处长|局长|院长|校长|店长|组长|队长|班长|师傅|同学|同事|同志|医生|律师|教授|博士|工程师|董事|总裁|书记|阿姨|叔叔|姐|哥|总(?![部计额共量数体结是的])|工(?![作资时程会厂号人具艺业序种伤地期商龄单]))/;
const leads =
  /(姓名|联系人|负责人|经办人|申请人|审批人|收件人|寄件人|收款人|付款人|持卡人|开户名|户名|签字|签名|候选人|推荐人|面试官|导师|上级|直属领导|员工|客户|同事|家属|经理|主管|主任|老师|师傅|组长|店长|秘书|助理|代表|会计|学生|我叫|名叫|我是|找|请|由|让|向|给|跟|与|和|及|感谢|通知|转告|抄送|联系|对接人|负责|本人|、)\s*[:：]?\s*[(（“"「]?$/;
const afterNames =
  /^(的|说|表示|认为|反馈|提[出交供]|负责|参[加与]|加入|入职|离职|请假|请|已|在|于|与|和|及|、|被|未|将|把|从|到|去|来|今天|昨天|明天|[上下本]周|[上下本]月|申请|完成|迟到|缺勤|沟通|批准|同意|跟进|对接|联系|讨论|工作|建议|要求|处理|回复|确认|拜访|汇报|获|签|刚|又|也|都|还|正|会|能|可以|需|应|想|希望|觉得|主动|曾|作为|因|为|对|向|给|同|等|前|后|电话|手机|身份证|邮箱|，|,|。|;|；|：|:|\(|（|\)|）|！|!|？|\?|$|\s)/;
/** Words that stand behind a name and could be its last character: the shorter reading is the name. */
const trailing = new Set("申于和与及以已之等后前同对向为因可应会能");
const bodies =
  /^(公司|集团|大学|学院|中学|小学|医院|银行|酒店|大厦|广场|路|街|镇|村|县|市|省|区|站|机场|牌|店|厂|有限|股份)/;

let segmenter: Intl.Segmenter | undefined;
const segments = (text: string): { segment: string; index: number }[] => {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  return [...segmenter.segment(text)].map(({ segment, index }) => ({ segment, index }));
};

/** Names in running text. A Chinese one needs a surname at a word's start and a lead, a title or a verb beside it. */
export function findNames(text: string): Sighting[] {
  const cell = text.trim();
  if (cell.length <= 30 && cellIsName(cell) === "sure") {
    const start = text.indexOf(cell);
    return [{ kind: "name", start, end: start + cell.length, text: cell }];
  }
  const found = /\p{Script=Han}/u.test(text) ? findChineseNames(text) : [];
  return /[A-Z]/.test(text) ? [...found, ...findLatinNames(text)] : found;
}

/** A dictionary word of two characters that begins with the surname: 高度重视 is no 高度重. */
const splitsWord = (name: string, index: number, starts: ReadonlySet<number>): boolean =>
  name.length === 3 && !starts.has(index + 1) && starts.has(index + 2) && !plainSurnames.has(name[0]!);

function findChineseNames(text: string): Sighting[] {
  const found: Sighting[] = [];
  const edges = segments(text);
  const starts = new Set(edges.map((s) => s.index)).add(text.length);
  for (const match of text.matchAll(dottedRun)) {
    const { start, end } = trimmed(match[0], text.slice(0, match.index));
    const name = match[0].slice(start, end);
    if (dotted.test(name))
      found.push({ kind: "name", start: match.index + start, end: match.index + end, text: name });
  }
  for (const { segment, index } of edges) {
    if (!/^\p{Script=Han}/u.test(segment) || found.some((f) => index >= f.start && index < f.end)) continue;
    const name = nameAt(text, index, starts);
    if (name) found.push({ kind: "name", start: index, end: index + name.length, text: name });
  }
  return found;
}

/** Words run on before and behind a dotted name: it begins after a lead and ends before a title or a verb. */
function trimmed(run: string, before: string): { start: number; end: number } {
  let start = 0;
  for (let i = 1; i < run.search(/[·•・‧]/); i++) if (leads.test(before + run.slice(0, i))) start = i;
  const last = Math.max(...["·", "•", "・", "‧"].map((dot) => run.lastIndexOf(dot))) + 1;
  for (let end = last + 2; end < run.length; end++)
    if (titles.test(run.slice(end)) || afterNames.test(run.slice(end))) return { start, end };
  return { start, end: run.length };
}

/** The name that begins there: the longest reading that ends at a word's end and has support before or behind it. */
function nameAt(text: string, index: number, starts: ReadonlySet<number>): string | undefined {
  const before = text.slice(Math.max(0, index - 12), index);
  const isLed = leads.test(before);
  const isFirst = index === 0 || /[\s，。；：、！？,.;:!?()（）"“”【】\n]$/.test(before);
  for (const length of [4, 3, 2]) {
    const name = text.slice(index, index + length);
    const strength = name.length < length ? "none" : chineseName(name);
    if (strength === "none") continue;
    const after = text.slice(index + length);
    const isTitled = titles.test(after);
    const isCompound = compoundSurnames.has(name.slice(0, 2));
    if (!starts.has(index + length) && !isTitled && !((isCompound || isLed) && afterNames.test(after)))
      continue;
    if (bodies.test(after) || titles.test(name.slice(1)) || splitsWord(name, index, starts)) continue;
    if (length > 2 && trailing.has(name.at(-1)!) && chineseName(name.slice(0, -1)) !== "none") continue;
    const isPlain = plainSurnames.has(name[0]!) || isCompound;
    if (isLed || isTitled) {
      if (strength === "sure" || isPlain || afterNames.test(after) || isTitled) return name;
    } else if (
      strength === "sure" &&
      afterNames.test(after) &&
      (isPlain ? isFirst || length > 2 : isFirst && length > 2)
    )
      return name;
  }
  const short = text.slice(index, index + 1);
  const title = titles.exec(text.slice(index + 1))?.[0];
  return title && plainSurnames.has(short) && starts.has(index) ? short : undefined;
}
