// Text → personal names in Chinese and Latin letters: a whole cell by its shape, running text by surnames and what stands beside them.
import {
  compoundSurnames,
  givenCharacters,
  lookAlikes,
  neverGiven,
  plainSurnames,
  wordSurnames,
} from "./chinese-name-lists.js";
import { findLatinNames, isLatinName, looksLatinName } from "./latin-name.js";
import type { Sighting } from "./sensitive-kind.js";

/** 阿卜杜拉·买买提: names of several parts with a dot between them. */
const dotted = /^\p{Script=Han}{1,6}(?:[·•・‧]\p{Script=Han}{1,6}){1,3}$/u;

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
  if (given.length === 2 && lookAlikes.has(name.slice(0, 2)) && !plainSurnames.has(surname)) return "none";
  const known = given.filter((c) => givenCharacters.has(c)).length;
  if (surname.length === 2) return known > 0 ? "sure" : "likely";
  if (known < given.length) return known > 0 && plainSurnames.has(surname) ? "likely" : "none";
  return plainSurnames.has(surname) || given.length === 2 ? "sure" : "likely";
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
  /^(的|说|表示|认为|反馈|提出|提交|负责|参加|加入|入职|离职|请假|已|在|于|与|和|及|、|被|未|将|把|从|到|去|来|今天|昨天|明天|上周|本周|申请|完成|迟到|缺勤|电话|手机|身份证|邮箱|，|,|。|;|；|：|:|\(|（|\)|）|$|\s)/;
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

function findChineseNames(text: string): Sighting[] {
  const found: Sighting[] = [];
  const edges = segments(text);
  const starts = new Set(edges.map((s) => s.index)).add(text.length);
  for (const match of text.matchAll(/\p{Script=Han}{1,6}(?:[·•・‧]\p{Script=Han}{1,6}){1,3}/gu)) {
    const own = match[0].replace(
      /^.*(?:姓名|联系人|员工|客户|经理|主管|[由请找与和及给跟])(?=\p{Script=Han}+[·•・‧])/u,
      "",
    );
    const start = match.index + match[0].length - own.length;
    found.push({ kind: "name", start, end: start + own.length, text: own });
  }
  for (const { segment, index } of edges) {
    if (!/^\p{Script=Han}/u.test(segment) || found.some((f) => index >= f.start && index < f.end)) continue;
    const name = nameAt(text, index, starts);
    if (name) found.push({ kind: "name", start: index, end: index + name.length, text: name });
  }
  return found;
}

/** The name that begins there: the longest reading that ends at a word's end and has support before or behind it. */
function nameAt(text: string, index: number, starts: ReadonlySet<number>): string | undefined {
  const before = text.slice(Math.max(0, index - 12), index);
  const isLed = leads.test(before);
  for (const length of [4, 3, 2]) {
    const name = text.slice(index, index + length);
    if (name.length < length) continue;
    const strength = chineseName(name);
    if (strength === "none") continue;
    const after = text.slice(index + length);
    if (!starts.has(index + length) && !titles.test(after)) continue;
    if (bodies.test(after)) continue;
    const isTitled = titles.test(after);
    const isFirst = index === 0 || /[\s，。；：、！？,.;:!?()（）"“”【】\n]$/.test(before);
    const isSurnameWord = !plainSurnames.has(name[0]!) && !compoundSurnames.has(name.slice(0, 2));
    if (isLed || isTitled) {
      if (strength === "sure" || !isSurnameWord) return name;
    } else if (strength === "sure" && !isSurnameWord && afterNames.test(after) && (isFirst || length > 2))
      return name;
  }
  const short = text.slice(index, index + 1);
  const title = titles.exec(text.slice(index + 1))?.[0];
  return title && plainSurnames.has(short) && starts.has(index) ? short : undefined;
}
