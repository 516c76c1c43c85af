// A programme's evaluation → its card: window, counts, designs, what it may not say.
import type { Bilingual } from "../../engine/locale.js";
import type { ModelCard } from "../model.js";
import type { ProgrammeEvaluation } from "./evaluate-programme.js";

export function programmeCard(
  { programme, outcomes, people, rows }: ProgrammeEvaluation,
  { fittedAt, snapshot }: { fittedAt: string; snapshot: string },
): ModelCard {
  const seen = new Map<string, Bilingual>();
  for (const { words } of outcomes)
    for (const { code, text } of words.doubts) if (!seen.has(code)) seen.set(code, text);
  const events = outcomes
    .filter(({ isExit }) => isExit)
    .reduce((sum, { treated, compared }) => {
      const sides = [treated.before, treated.after, compared?.before, compared?.after];
      return sum + sides.reduce((s, side) => s + (side?.events ?? 0), 0);
    }, 0);
  return {
    model: `programme-${programme.id}`,
    title: { en: `Programme: ${programme.name.en}`, zh: `项目：${programme.name.zh}` },
    question: {
      en: "What changed with the programme, beyond what would have changed anyway?",
      zh: "除了本来就会发生的变化，项目带来了什么变化？",
    },
    window: { from: programme.phases.before.from, to: programme.phases.after.to },
    rows,
    people: people.treated + people.compared,
    events,
    backtest: [],
    limits: [
      {
        en: "Goes with the programme; a cause only as far as the comparison was fair.",
        zh: "与项目相伴；只有在比较公平的前提下才能说是原因。",
      },
      {
        en: "About groups; it says nothing on whether it helped one person.",
        zh: "针对群体；不能说明对某个人是否有帮助。",
      },
      ...seen.values(),
    ],
    inputs: outcomes.map(({ metric, label }) => ({ name: metric, label })),
    excluded: [
      {
        name: "gender, age_band, age, education",
        reason: { en: "protected: never matched on", zh: "受保护属性：从不用于匹配" },
      },
    ],
    fittedAt,
    snapshot,
    seed: 0,
  };
}
