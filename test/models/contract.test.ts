// The contract over every model of the registry.
import { describe, expect, it } from "vitest";
import { attrition, models, targets } from "../../models/index.js";
import { random } from "../../models/estimators/random.js";
import { monthText } from "../../models/month.js";
import { modelContract } from "./contract.js";
import { simulateCompany } from "./simulated-company.js";

const stamp = { now: "2026-11-01T00:00:00.000Z", snapshot: "test", seed: 1 };

const company = simulateCompany(1, {
  people: 150,
  months: 24,
  baseline: 0.02,
  per10Overtime: 0.4,
  managerChange: 0.7,
});
modelContract({
  model: attrition,
  rows: company,
  asked: company.filter((row) => row.is_exit_next_month === null).slice(0, 30),
  tooFew: simulateCompany(1, { people: 20, months: 24, baseline: 0.003 }),
  options: { ...stamp, refits: 2 },
  addsUp: ({ total, base, contributions }) => [total, contributions.reduce((sum, c) => sum + c.value, base)],
});

const rng = random(1);
const months = Array.from({ length: 48 }, (_, t) => ({
  month: monthText(2022 * 12 + t),
  value: (500 + 3 * t) * (1 + 0.2 * Math.sin((2 * Math.PI * t) / 12)) * Math.exp(0.05 * rng.normal()),
}));
modelContract({
  model: targets,
  rows: months,
  asked: Array.from({ length: 6 }, (_, h) => ({ month: monthText(2026 * 12 + h), value: null })),
  tooFew: months.slice(0, 3),
  options: { ...stamp, name: { en: "Revenue", zh: "销售收入" }, horizon: 12 },
  addsUp: ({ total, contributions }) => [total, contributions.reduce((sum, c) => sum + c.value, 0)],
});

describe("registry", () => {
  it("lists the models that the contract covers, here or beside their own tests", () => {
    expect(models.map((m) => m.id)).toEqual([attrition.id, targets.id, "traits", "competency"]);
  });
});
