// How a model stands → the one next thing to do, with the command where there is one.
import type { Bilingual } from "../../engine/locale.js";
import type { ModelPlan } from "./model-plans.js";
import type { AbsentSource, ModelNeed, ModelState } from "./readiness.js";

export interface NextStep {
  code: "import_required" | "fit" | "fit_again" | "gather" | "wait" | "import_useful" | "nothing";
  text: Bilingual;
  command: string | null;
  href: string;
}

export interface Stand {
  plan: ModelPlan;
  state: ModelState;
  isStale: boolean;
  needsRefit: boolean;
  needs: readonly ModelNeed[];
  absent: readonly AbsentSource[];
}

const list = (items: readonly Bilingual[], or = false): Bilingual => ({
  en: items.map(({ en }) => en).join(or ? " or " : ", "),
  zh: items.map(({ zh }) => zh).join(or ? "或" : "、"),
});

export function nextStep({ plan, state, isStale, needsRefit, needs, absent }: Stand): NextStep {
  const fitting = plan.id.startsWith("programme-")
    ? `rapport programme evaluate ${plan.id.slice("programme-".length)} -w DIR`
    : `rapport fit ${plan.id} -w DIR`;
  const required = absent.filter(({ isRequired }) => isRequired);
  const wanting = needs.filter(({ more }) => more !== null && more > 0);
  if (required.length > 0 && (state === "none" || state === "refused")) {
    const { en, zh } = list(
      required.map(({ title }) => title),
      plan.sources.some((kind) => kind.length > 1),
    );
    return step("import_required", "/data", "rapport import FILE -w DIR", `Import: ${en}`, `导入：${zh}`);
  }
  if (needsRefit)
    return step(
      "fit_again",
      plan.href,
      fitting,
      "Fit again: rows it had learnt from were erased",
      "重新拟合：它学习过的行已被删除",
    );
  if (isStale)
    return step(
      "fit_again",
      plan.href,
      fitting,
      "Fit again: the data have changed since",
      "重新拟合：此后数据已变更",
    );
  if (state === "none" && plan.isAsked)
    return step(
      "fit",
      plan.href,
      null,
      "Ask it: it forecasts the figure you choose, or says how many months are missing",
      "直接提问：它会预测所选数值，或说明还差几个月",
    );
  if (state === "none")
    return step(
      "fit",
      plan.href,
      fitting,
      needs.length > 0 ? "Fit it: it then says whether the data are enough" : "Evaluate it",
      needs.length > 0 ? "进行拟合：届时会说明数据是否足够" : "进行评估",
    );
  if (state === "refused" && wanting.length > 0) {
    const missing = list(
      wanting.map(({ label, more }) => ({
        en: `${amount(more!)} more ${label.en}`,
        zh: `${label.zh}还差 ${amount(more!)}`,
      })),
    );
    return step(
      "gather",
      "/data",
      null,
      `Gather: ${missing.en}; then fit again`,
      `继续积累：${missing.zh}；之后重新拟合`,
    );
  }
  if (state === "refused")
    return step(
      "gather",
      plan.href,
      fitting,
      "Mend what the reason names, then fit again",
      "按所述原因补充数据后重新拟合",
    );
  if (state === "off")
    return step(
      "wait",
      plan.href,
      fitting,
      "Fit again when more months are in; until then the baseline is used",
      "数据增加几个月后重新拟合；在此之前使用基线",
    );
  const [useful] = absent;
  if (useful)
    return step(
      "import_useful",
      "/data",
      "rapport import FILE -w DIR",
      `It answers. Import ${useful.title.en.toLowerCase()} to tell it more`,
      `已可使用。导入“${useful.title.zh}”可使其更完整`,
    );
  return step(
    "nothing",
    plan.href,
    null,
    "Nothing: it answers on the data as they are",
    "无需操作：已基于现有数据给出结果",
  );
}

/** For readers who may not fit: where to look, and who can do it. */
export const forOthersToDo = (found: NextStep): NextStep =>
  found.code === "nothing" || found.code === "import_useful"
    ? { ...found, command: null }
    : {
        ...found,
        command: null,
        text: {
          en: "For a reader with rights on the whole company to do: fit it or add data",
          zh: "须由对全公司有权限的用户处理：拟合或补充数据",
        },
      };

const amount = (value: number): string => String(Number(value.toFixed(2)));

const step = (
  code: NextStep["code"],
  href: string,
  command: string | null,
  en: string,
  zh: string,
): NextStep => ({ code, href, command, text: { en, zh } });
