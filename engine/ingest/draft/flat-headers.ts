// Headers that only flat employee lists have: age, tenure, whether somebody left, survey items; in both languages.
import { normaliseHeader } from "../headers.js";

const words = {
  age: ["age", "ageyears", "ageinyears", "currentage", "年龄", "周岁", "实际年龄"],
  tenure: [
    "yearsatcompany",
    "yearsincompany",
    "yearswithcompany",
    "companyyears",
    "tenure",
    "tenureyears",
    "tenuremonths",
    "companytenure",
    "yearsofservice",
    "monthsofservice",
    "lengthofservice",
    "serviceyears",
    "servicelength",
    "seniority",
    "timespendcompany",
    "yearsemployed",
    "monthsemployed",
    "yrsemployed",
    "lengthofemployment",
    "tenureinyears",
    "tenureinmonths",
    "yos",
    "los",
    "stag",
    "司龄",
    "司龄年",
    "司龄月",
    "入司年限",
    "在司年限",
    "本公司工龄",
    "公司工龄",
    "服务年限",
    "工龄",
    "入职年限",
    "本企业工龄",
    "司龄月数",
  ],
  asOf: [
    "infodate",
    "snapshotdate",
    "asof",
    "asofdate",
    "reportdate",
    "reportingdate",
    "extractdate",
    "exportdate",
    "统计日期",
    "数据日期",
    "截止日期",
    "导出日期",
    "快照日期",
  ],
  left: [
    "attrition",
    "left",
    "hasleft",
    "isleaver",
    "leaver",
    "churn",
    "turnover",
    "terminated",
    "isterminated",
    "termd",
    "exited",
    "resigned",
    "event",
    "employmentstate",
    "employmentstatus",
    "employeestatus",
    "status",
    "workstatus",
    "active",
    "isactive",
    "是否离职",
    "是否已离职",
    "离职",
    "离职状态",
    "是否流失",
    "流失",
    "在职状态",
    "员工状态",
    "人员状态",
    "是否在职",
    "状态",
  ],
} as const;

export type FlatRole = keyof typeof words;

/** Index of the header with that role; the earlier spelling wins when there are several. */
export function findRole(headers: readonly string[], role: FlatRole): number | undefined {
  const plain = headers.map((h) => normaliseHeader(h.replaceAll(/[([（【].*?[)\]）】]/g, "")));
  for (const word of words[role]) {
    const at = plain.indexOf(word);
    if (at >= 0) return at;
  }
  return undefined;
}

/** A flag that says "still here" rather than "gone". */
export const saysStaying = (header: string): boolean =>
  ["active", "isactive", "是否在职"].includes(normaliseHeader(header));

export const isInMonths = (header: string): boolean => /month|月/i.test(header);

/** Columns that hold a person's answer on a small scale. */
export const isSurveyItem = (header: string): boolean =>
  /satisfaction|involvement|work.?life|balance|engagement|enps|wellbeing|满意|敬业|投入度|平衡|认同|氛围/i.test(
    header,
  );

const gone =
  /^(yes|y|1|1\.0|true|t|是|left|leaver|gone|exited|inactive|former|离职|已离职)$|terminat|resign|quit|dismiss|fired|离职|辞职|辞退|解雇/i;
const here = /^(active|在职|试用|正式)|not|未离职|否/i;

/** Does that text in a leaver column mean that the person has left? */
export const meansGone = (text: string): boolean => gone.test(text.trim()) && !here.test(text.trim());
