// People → the roster, their job history and the list of exits.
import { isoDay } from "./calendar.js";
import type { Person } from "./person.js";
import { type CsvDialect, writeCsv } from "./write-csv.js";
import { writeXlsx } from "./write-xlsx.js";

const genders = { female: "女", male: "男" };
const exitKinds = { voluntary: "主动离职", involuntary: "被动离职", other: "其他" };

export function writeEmployees(
  path: string,
  people: readonly Person[],
  dialect: CsvDialect = {},
  mailDomain?: string,
): number {
  const headers = [
    "工号",
    "姓名",
    "性别",
    "出生日期",
    "入职日期",
    "最高学历",
    "招聘渠道",
    ...(mailDomain ? ["工作邮箱"] : []),
  ];
  const rows = people.map((p) => [
    p.id,
    p.name,
    genders[p.gender],
    isoDay(p.birth),
    isoDay(p.hired),
    p.education,
    p.source,
    ...(mailDomain ? [`${p.id.toLowerCase()}@${mailDomain}`] : []),
  ]);
  return writeCsv(path, headers, rows, dialect);
}

export function writeAssignments(path: string, people: readonly Person[], dialect: CsvDialect = {}): number {
  const headers = [
    "工号",
    "开始日期",
    "结束日期",
    "部门编号",
    "上级工号",
    "岗位",
    "岗位序列",
    "职级",
    "工作地点",
    "用工类型",
    "员工分层",
    "全职当量",
  ];
  const rows = people.flatMap((p) =>
    p.assignments.map((a) => [
      p.id,
      isoDay(a.from),
      a.to === null ? null : isoDay(a.to),
      a.unit,
      a.manager,
      a.job,
      a.family,
      a.level,
      a.site,
      a.employmentType,
      a.tier,
      a.fte,
    ]),
  );
  return writeCsv(path, headers, rows, dialect);
}

/** In the order of exit, as somebody keeps such a list. */
export async function writeExits(path: string, people: readonly Person[]): Promise<void> {
  const leavers = people.filter((p) => p.exit).sort((a, b) => a.exit!.day - b.exit!.day);
  await writeXlsx(path, {
    name: "离职名单",
    headers: ["工号", "离职日期", "离职类型", "离职原因"],
    rows: leavers.map((p) => [
      p.id,
      new Date(p.exit!.day * 86_400_000),
      exitKinds[p.exit!.kind],
      p.exit!.reason,
    ]),
    savedOn: new Date(Date.UTC(2026, 9, 31)),
  });
}
