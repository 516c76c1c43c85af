// A programme's file as text, to copy and change.
export const exampleProgramme = `# programmes/big-client-course.yml
id: big-client-course
name: { en: Big-client courses, zh: 大客户课程 }
# Months, none shared: what was, the months in which the change came, what is.
phases:
  before: { from: 2024-02, to: 2025-01 }
  change: { from: 2025-02, to: 2025-05 }
  after: { from: 2025-06, to: 2026-05 }
# Who: conditions on dimensions (as in the last month before the change), a course (from its completion on), or employees: [E1, E2].
treated:
  where: [{ field: job_family, op: "=", value: 销售 }]
# everyone_else, none, or conditions as above.
comparison: everyone_else
# How they were chosen: unit, chance, volunteers, low_outcome, unknown.
assigned: unit
# Metrics that add up over person-months.
outcomes: [voluntary_turnover, revenue_per_head]
# The day on which this was written; \`rapport programme register\` puts it on record.
written_on: 2025-01-10
# Smallest effect worth having, in the first outcome's unit (0.05 = 5 points).
worthwhile: 0.05
# What else changes, beside the calendar's events and other programmes.
also_changed:
  - { name: { en: New commission plan, zh: 新提成方案 }, month: 2025-04 }
# In the workspace's currency; the evaluation sets them against the effect.
costs:
  - { name: { en: Trainers, zh: 讲师费 }, amount: 120000 }
  - { name: { en: Working hours of those who took part, zh: 参加者工时 }, amount: 80000 }
`;
