// Qiheng Services: divisions, departments, teams and seats as they stood at the start, and the two reorganisations.
import { type Day, dayOf } from "./calendar.js";
import { Organisation, type Seat } from "./organisation.js";

export const salesDivision = "S";

interface TeamPlan {
  id: string;
  name: string;
  seats: number;
}

interface DepartmentPlan {
  id: string;
  name: string;
  site: string;
  family: string;
  jobs: readonly [string, string, string];
  lead: string;
  teams: readonly TeamPlan[];
  /** Seats directly in the department. */
  seats: number;
}

const seller = ["销售代表", "高级销售代表", "销售顾问"] as const;
const deliverer = ["交付工程师", "高级交付工程师", "实施顾问"] as const;
const supporter = ["客服专员", "高级客服专员", "客户成功经理"] as const;

const teams = (department: string, seats: readonly number[]): TeamPlan[] =>
  seats.map((count, i) => ({ id: `${department}${i + 1}`, name: `${"一二三四"[i]}组`, seats: count }));

const department = (
  id: string,
  name: string,
  site: string,
  family: string,
  jobs: readonly [string, string, string],
  lead: string,
  teamSeats: readonly number[],
  seats = 0,
): DepartmentPlan => ({ id, name, site, family, jobs, lead, teams: teams(id, teamSeats), seats });

const divisions: { id: string; name: string; lead: string; departments: DepartmentPlan[] }[] = [
  {
    id: salesDivision,
    name: "销售中心",
    lead: "销售总监",
    departments: [
      department("S1", "华东销售部", "上海", "销售", seller, "销售经理", [9, 9, 8]),
      department("S2", "华南销售部", "深圳", "销售", seller, "销售经理", [9, 8, 8]),
      department("S3", "华北销售部", "北京", "销售", seller, "销售经理", [9, 8, 8]),
      department("S4", "中小客户部", "成都", "销售", seller, "销售经理", [9, 8, 8]),
    ],
  },
  {
    id: "D",
    name: "服务交付中心",
    lead: "交付总监",
    departments: [
      department("D1", "项目交付部", "上海", "交付", deliverer, "交付经理", [14, 14, 14, 14]),
      department("D2", "客户支持部", "成都", "客服", supporter, "客服经理", [14, 14, 14]),
      department("D3", "运维部", "北京", "交付", deliverer, "运维经理", [13, 12, 12]),
      department(
        "D4",
        "质量管理部",
        "上海",
        "职能",
        ["质量专员", "高级质量专员", "质量顾问"],
        "质量经理",
        [],
        9,
      ),
    ],
  },
  {
    id: "C",
    name: "职能中心",
    lead: "运营副总",
    departments: [
      department(
        "C1",
        "人力资源部",
        "上海",
        "职能",
        ["招聘专员", "人事专员", "薪酬专员"],
        "人力资源经理",
        [],
        12,
      ),
      department("C2", "财务部", "上海", "职能", ["会计", "高级会计", "财务分析师"], "财务经理", [], 14),
      department(
        "C3",
        "信息技术部",
        "上海",
        "技术",
        ["软件工程师", "高级软件工程师", "测试工程师"],
        "技术经理",
        [10, 10],
      ),
      department(
        "C4",
        "市场部",
        "上海",
        "职能",
        ["市场专员", "高级市场专员", "品牌策划"],
        "市场经理",
        [],
        13,
      ),
      department("C5", "行政部", "上海", "职能", ["行政专员", "行政主管", "采购专员"], "行政经理", [], 8),
    ],
  },
];

/** `scale` multiplies the seats of every team, for tests that need more people. */
export function servicesOrganisation(from: Day, scale: number): Organisation {
  const organisation = new Organisation();
  const add = (id: string, name: string, parent: string | null, kind: string) =>
    organisation.add({ id, name, parent, kind, from });
  const seat = (unit: string, job: string, family: string, level: number, site: string, isLead: boolean) =>
    organisation.seats.push({ unit, job, family, level, site, isLead });
  add("QH", "启衡服务", null, "公司");
  seat("QH", "总经理", "管理", 12, "上海", true);
  for (const division of divisions) {
    add(division.id, division.name, "QH", "事业部");
    seat(division.id, division.lead, "管理", 10, "上海", true);
    for (const plan of division.departments) {
      add(plan.id, plan.name, division.id, "部门");
      seat(plan.id, plan.lead, "管理", 8, plan.site, true);
      const fill = (unit: string, count: number) => {
        for (let i = 0; i < count; i++)
          seat(unit, plan.jobs[i % 3]!, plan.family, 3 + (i % 3), plan.site, false);
      };
      fill(plan.id, Math.round(plan.seats * scale));
      for (const team of plan.teams) {
        add(team.id, plan.name.replace(/部$/, "") + team.name, plan.id, "团队");
        seat(team.id, `${plan.family}主管`, plan.family, 6, plan.site, true);
        fill(team.id, Math.round((team.seats - 1) * scale));
      }
    }
  }
  return organisation;
}

export const reorganisations = {
  /** Customer support becomes customer success: a new name, the same unit. */
  customerSuccess: dayOf("2024-07-01"),
  /** The department for small clients closes; its teams sell to big clients in a new one, which also gets a team from the north. */
  bigClients: dayOf("2025-02-01"),
};

export function renameCustomerSupport(organisation: Organisation): void {
  organisation.change("D2", reorganisations.customerSuccess, { name: "客户成功部" });
}

/** Returns the seats that moved: their occupants need a new assignment. */
export function foundBigClientDepartment(organisation: Organisation): Seat[] {
  const on = reorganisations.bigClients;
  const opened = { S5: "大客户部", S51: "大客户一组", S52: "大客户二组", S53: "大客户三组" };
  for (const [id, name] of Object.entries(opened))
    organisation.add({
      id,
      name,
      parent: id === "S5" ? salesDivision : "S5",
      kind: id === "S5" ? "部门" : "团队",
      from: on,
    });
  organisation.change("S33", on, { parent: "S5" });
  const moves: Record<string, string> = { S4: "S5", S41: "S51", S42: "S52", S43: "S53" };
  const moved = organisation.seats.filter((seat) => seat.unit in moves);
  for (const seat of moved) {
    seat.unit = moves[seat.unit]!;
    if (seat.job === "销售顾问") seat.job = "大客户经理";
  }
  for (const id of Object.keys(moves)) organisation.close(id, on - 1);
  return moved;
}
