// What keeps a digest, a message or a contest from being made, and the next step.
import { defineErrors } from "../../engine/errors.js";

export const progressErrors = defineErrors({
  progress_no_person: {
    message: {
      en: "{reader} is not tied to an employee number: there is no progress of their own",
      zh: "{reader} 未与任何工号关联，没有本人的进度",
    },
    hint: {
      en: "In rapport.yml, write “employee:” and the employee number in the entry of this user.",
      zh: "请在 rapport.yml 中该用户条目下写入“employee:”和工号。",
    },
  },
  progress_not_readable: {
    message: {
      en: "{reader} may not read the figures of “{person}” in {month}, or there are none",
      zh: "{reader} 无权读取“{person}” {month} 的数据，或该员工没有数据",
    },
    hint: {
      en: "Employees read their own, superiors those of their reports, readers with person-level rights those of their part of the company.",
      zh: "员工可查看本人，上级可查看下属，具有个人级权限的用户可查看其范围内的员工。",
    },
  },
  progress_groups_only: {
    message: {
      en: "{reader} reads groups only: sheets of single people are not theirs to make",
      zh: "{reader} 只能查看群体数据，不能生成个人沟通单",
    },
    hint: {
      en: "Ask a reader with person-level rights (rapport.yml, users), or name one with --as.",
      zh: "请由具有个人级权限的用户操作（rapport.yml 的 users），或用 --as 指定。",
    },
  },
  progress_nothing_known: {
    message: {
      en: "There is nothing to tell “{person}” about {from} to {to}: no indicator, no recorded KPI, no watched metric with a value",
      zh: "{from} 至 {to} 没有可告知“{person}”的内容：没有指标、KPI 记录或关注指标的数值",
    },
    hint: {
      en: "Import KPI results (kpi_actual), add a scheme that applies to them, or name metrics under progress: watch: in rapport.yml.",
      zh: "请导入 KPI 完成情况（kpi_actual）、添加适用的绩效方案，或在 rapport.yml 的 progress: watch: 下列出指标。",
    },
  },
  progress_month_unknown: {
    message: {
      en: "“{found}” is no month of the data, which reach from {from} to {to}",
      zh: "“{found}”不在数据范围内，数据从 {from} 到 {to}",
    },
    hint: {
      en: "Write it as YYYY-MM, or leave it out for the last one.",
      zh: "请写作 YYYY-MM；省略则取最近一个月。",
    },
  },
  progress_month_open: {
    message: {
      en: "{month} is not over in the data, which reach to {through}: a monthly sheet would be of half a month",
      zh: "数据截至 {through}，{month} 尚未结束：月度沟通单会只含半个月",
    },
    hint: {
      en: "Use --month {before}, or the weekly digest.",
      zh: "请使用 --month {before}，或改用周报。",
    },
  },
  progress_team_unknown: {
    message: { en: "There is no unit “{found}” in {month}", zh: "{month} 没有部门“{found}”" },
    hint: { en: "Units: {known}", zh: "现有部门：{known}" },
  },
  progress_text_missing: {
    message: { en: "A text of 1 to {most} characters is needed", zh: "需要 1 至 {most} 个字符的文字" },
    hint: { en: "Say what is meant; it is kept in the journal.", zh: "请写明内容；该文字会保存在日志中。" },
  },
  progress_indicator_unknown: {
    message: {
      en: "There is no figure “{found}” on the sheet of {month}",
      zh: "{month} 的沟通单中没有“{found}”这一项",
    },
    hint: { en: "Figures: {known}", zh: "现有各项：{known}" },
  },
  contest_unknown: {
    message: {
      en: "There is no contested figure “{found}” that {reader} takes part in",
      zh: "没有 {reader} 参与的数据异议“{found}”",
    },
    hint: { en: "See: rapport digest contests", zh: "请查看：rapport digest contests" },
  },
  contest_answered: {
    message: { en: "Contest {id} was answered on {at}", zh: "异议 {id} 已于 {at} 答复" },
    hint: { en: "The person can contest the figure again.", zh: "本人可再次提出异议。" },
  },
  contest_own: {
    message: {
      en: "{reader} raised contest {id}: somebody else has to answer",
      zh: "异议 {id} 由 {reader} 提出，须由他人答复",
    },
    hint: {
      en: "The superior or a reader with person-level rights answers.",
      zh: "请由上级或具有个人级权限的用户答复。",
    },
  },
  contest_changed: {
    message: {
      en: "The figure is no longer the one that was shown: receipt {found}, now {now}",
      zh: "该数据已不是当时所示：凭证 {found}，现为 {now}",
    },
    hint: {
      en: "Read the sheet again and contest what it says now.",
      zh: "请重新查看沟通单，并针对现在的数据提出异议。",
    },
  },
  alert_rule_invalid: {
    message: { en: "{file}, line {line}: {rule}", zh: "{file} 第 {line} 行：{ruleZh}" },
    hint: { en: "See queries/alerts/ for rules that work.", zh: "可参考 queries/alerts/ 中的规则。" },
  },
  chromium_missing: {
    message: {
      en: "No Chromium or Chrome was found to print PDF files with",
      zh: "未找到用于生成 PDF 的 Chromium 或 Chrome",
    },
    hint: {
      en: "The HTML and Markdown files are written. Install Chromium (Debian: apt-get install chromium fonts-noto-cjk) or set RAPPORT_CHROMIUM to its executable, then run the command again.",
      zh: "HTML 与 Markdown 文件已写入。请安装 Chromium（Debian：apt-get install chromium fonts-noto-cjk），或将 RAPPORT_CHROMIUM 设为其可执行文件，然后重新运行。",
    },
  },
  pdf_failed: {
    message: { en: "{browser} could not print {file}: {reason}", zh: "{browser} 无法打印 {file}：{reason}" },
    hint: {
      en: "The HTML and Markdown files are written; open the HTML file in a browser and print it from there.",
      zh: "HTML 与 Markdown 文件已写入；可在浏览器中打开 HTML 文件后打印。",
    },
  },
  digest_cancelled: {
    message: {
      en: "Stopped after {done} of {of} people; nothing was kept",
      zh: "已在 {of} 人中的第 {done} 人后停止；未保留任何文件",
    },
    hint: { en: "Run the command again.", zh: "请重新运行命令。" },
  },
  digest_nobody: {
    message: { en: "Nobody to write a sheet for: {asked}", zh: "没有可生成沟通单的人员：{asked}" },
    hint: {
      en: "Check --person and --team; people need a figure in the months told about.",
      zh: "请核对 --person 与 --team；相关人员须在所述月份有数据。",
    },
  },
});
