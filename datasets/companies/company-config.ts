// Company → its rapport.yml: name, calendar, core time, programme, and a few readers with different rights.
import type { Text } from "../contracts/index.js";
import type { CompanyKind } from "./company.js";

export interface CompanyConfig {
  name: Text;
  locale: "en" | "zh";
  currency: string;
  timeZone: string;
  coreTime: { from: string; to: string };
  internalDomains: string[];
  programmes: { id: string; title: Text; changeFrom: string; changeTo: string }[];
  users: {
    id: string;
    name: string;
    role: string;
    rights: "person" | "group";
    scope?: string;
    employee?: string;
  }[];
  /** Whether one person's risk can be asked for. */
  reveal?: "on";
}

/** Content of `rapport.yml`, as `initWorkspace` takes it. */
export function companyConfig(kind: CompanyKind): CompanyConfig {
  return {
    name: names[kind],
    locale: "en",
    currency: "CNY",
    timeZone: "Asia/Shanghai",
    coreTime: { from: "09:00", to: "12:00" },
    internalDomains: [mailDomains[kind]],
    programmes: programmes[kind],
    users: users[kind],
    // so that the protocol can be tried: linyue asks, wumin decides, renweijian sees who looked at theirs; qianlong, who sells, has
    // figures of progress
    ...(kind === "services" ? { reveal: "on" as const } : {}),
  };
}

const mailDomains: Record<CompanyKind, string> = {
  trade: "qifan-trade.example",
  services: "qiheng-services.example",
  group: "qihang-group.example",
};

const names: Record<CompanyKind, Text> = {
  trade: { en: "Qifan Trading", zh: "启帆外贸" },
  services: { en: "Qiheng Services", zh: "启衡服务" },
  group: { en: "Qihang Group", zh: "启航集团" },
};

const programmes: Record<CompanyKind, CompanyConfig["programmes"]> = {
  trade: [],
  services: [
    {
      id: "transformation",
      title: { en: "From small to large clients", zh: "从中小客户转向大客户" },
      changeFrom: "2025-02",
      changeTo: "2025-05",
    },
  ],
  group: [],
};

const users: Record<CompanyKind, CompanyConfig["users"]> = {
  trade: [],
  services: [
    { id: "linyue", name: "林悦", role: "leader", rights: "person" },
    { id: "wumin", name: "吴敏", role: "analyst", rights: "person" },
    { id: "chenlei", name: "陈磊", role: "manager", rights: "group", scope: "S" },
    { id: "recruiter1", name: "赵一凡", role: "recruiter", rights: "group" },
    { id: "renweijian", name: "任伟健", role: "employee", rights: "group", employee: "QH00489" },
    { id: "qianlong", name: "钱龙", role: "employee", rights: "group", employee: "QH00002" },
  ],
  group: [
    { id: "linyue", name: "林悦", role: "leader", rights: "person" },
    { id: "wumin", name: "吴敏", role: "analyst", rights: "group" },
  ],
};
