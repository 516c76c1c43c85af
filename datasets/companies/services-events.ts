// The dated events of Qiheng Services, for event lines on time axes.
import { isoDay } from "./calendar.js";
import { reorganisations } from "./services-organisation.js";
import * as plan from "./services-plan.js";

export const eventHeaders = ["事件编号", "事件日期", "事件类型", "英文名称", "事件名称"] as const;

/** Cells under `eventHeaders`. */
export const servicesEvents = (): string[][] => [
  [
    "EV01",
    isoDay(reorganisations.customerSuccess),
    "组织调整",
    "Customer support becomes customer success",
    "客户支持部更名为客户成功部",
  ],
  ["EV02", isoDay(plan.programme.newKpiScheme), "绩效方案", "New KPI scheme", "新绩效方案"],
  ["EV03", isoDay(reorganisations.bigClients), "组织调整", "Big-client department founded", "成立大客户部"],
  ["EV04", isoDay(plan.programme.courses), "培训", "Big-client courses", "大客户课程上线"],
  ["EV05", isoDay(plan.programme.app), "系统", "Sales app", "销售 App 上线"],
];
