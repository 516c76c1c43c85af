// The reports that a demo company starts with.
import { emptyReport, type ReportSpec } from "./report-spec.js";

export interface DemoReport {
  id: string;
  name: { en: string; zh: string };
  report: ReportSpec;
}

const report = (parts: Partial<ReportSpec>): ReportSpec => ({ ...emptyReport, ...parts });

/** Only what the company's sources can answer. `sales`: whether it has sales activity; `large`: too many units to list. */
export function demoReports({ sales, large }: { sales: boolean; large: boolean }): DemoReport[] {
  const unit = large ? "division" : "department";
  const everyCompany: DemoReport[] = [
    {
      id: "turnover-by-tenure",
      name: { en: "Turnover by length of service", zh: "按司龄的离职率" },
      report: report({ metrics: ["voluntary_turnover"], across: ["year"], colour: ["tenure_band"] }),
    },
    {
      id: "headcount-by-unit",
      name: { en: "Headcount over time", zh: "人数变化" },
      report: report({ metrics: ["headcount"], across: ["quarter"], colour: [unit] }),
    },
    {
      id: "overtime-and-absence",
      name: { en: "Overtime and absence", zh: "加班与缺勤" },
      report: report({ metrics: ["overtime_per_head", "absence_rate"], across: ["quarter"] }),
    },
  ];
  const withSales: DemoReport[] = [
    {
      id: "client-mix",
      name: { en: "Client mix", zh: "客户结构" },
      report: report({ metrics: ["big_client_share", "new_customer_share"], across: ["quarter"] }),
    },
  ];
  return sales ? [...withSales, ...everyCompany] : everyCompany;
}
