// `rapport evaluate …`: our automatic models on an analyst's own files; the files are a contract.
import type { Register } from "./commands.js";
import { registerEvaluateAttrition } from "./evaluate-attrition.js";
import { registerEvaluateForecast } from "./evaluate-forecast.js";
import { registerEvaluateSurvival } from "./evaluate-survival.js";
import { registerEvaluateTraits } from "./evaluate-traits.js";

export const register: Register = (program, locale) => {
  const evaluate = program
    .command("evaluate")
    .description(
      locale === "zh" ? "在自己的数据上评估自动模型" : "judge the automatic models on data of your own",
    );
  registerEvaluateAttrition(evaluate, locale);
  registerEvaluateSurvival(evaluate, locale);
  registerEvaluateForecast(evaluate, locale);
  registerEvaluateTraits(evaluate, locale);
};
