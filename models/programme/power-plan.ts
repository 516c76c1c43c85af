// What is to be found, before a programme begins → people needed, or what the people there are would find.
import type { Bilingual } from "../../engine/locale.js";
import { grouped } from "../../engine/metrics/format-number.js";
import {
  designEffect,
  sharesDetectable,
  sharesPower,
  sharesSampleSize,
  sharesSampleSizePooled,
} from "../estimators/power.js";
import { programmeError } from "./programme-errors.js";

export interface PowerQuestion {
  /** Share expected without the programme. */
  from: number;
  /** Share hoped for; left out: what `perGroup` people would find. */
  to?: number;
  perGroup?: number;
  power?: number;
  alpha?: number;
  clusterSize?: number;
  icc?: number;
}

export interface PowerPlan extends Required<
  Pick<PowerQuestion, "from" | "power" | "alpha" | "clusterSize" | "icc">
> {
  to: number | null;
  /** People per group: by Cohen's arcsine, and by the pooled normal for comparison. */
  needed: number | null;
  neededPooled: number | null;
  perGroup: number | null;
  /** Probability of finding `to` with `perGroup` people. */
  powerNow: number | null;
  /** Shares that `perGroup` people would tell from `from`. */
  detectable: { lower: number | null; higher: number | null } | null;
  designEffect: number;
  text: Bilingual;
}

const isShare = (p: number): boolean => p > 0 && p < 1;

/** Errors: claim_invalid. */
export function powerPlan(question: PowerQuestion): PowerPlan {
  const { from, to, perGroup, power = 0.8, alpha = 0.05, clusterSize = 1, icc = 0 } = question;
  if (!isShare(from) || (to !== undefined && (!isShare(to) || to === from)) || (to ?? perGroup) === undefined)
    throw programmeError.claim_invalid({ found: [from, to ?? "–", perGroup ?? "–"].join(", ") });
  const options = { power, alpha, clusterSize, icc };
  const plan = {
    from,
    power,
    alpha,
    clusterSize,
    icc,
    to: to ?? null,
    needed: to === undefined ? null : Math.ceil(sharesSampleSize(from, to, options)),
    neededPooled: to === undefined ? null : Math.ceil(sharesSampleSizePooled(from, to, options)),
    perGroup: perGroup ?? null,
    powerNow:
      to === undefined || perGroup === undefined ? null : sharesPower(from, to, perGroup, perGroup, options),
    detectable: perGroup === undefined ? null : sharesDetectable(from, perGroup, perGroup, options),
    designEffect: designEffect(options),
  };
  return { ...plan, text: { en: english(plan), zh: chinese(plan) } };
}

const percent = (value: number, decimals = Number.isInteger(Math.round(value * 1e4) / 100) ? 0 : 1): string =>
  `${grouped(100 * value, decimals)}%`;

function english({
  from,
  to,
  needed,
  neededPooled,
  perGroup,
  powerNow,
  detectable,
  power,
  designEffect: deff,
  clusterSize,
  icc,
}: Omit<PowerPlan, "text">): string {
  const parts: string[] = [];
  if (to !== null)
    parts.push(
      `To tell ${percent(from)} from ${percent(to)} (${grouped(100 * (to - from), 1)} points, ${grouped(100 * (to / from - 1), 1)}% relative) with ${percent(power)} power: ${grouped(needed!, 0)} people per group (Cohen’s arcsine; ${grouped(neededPooled!, 0)} by the pooled normal).`,
    );
  if (powerNow !== null)
    parts.push(`${grouped(perGroup!, 0)} per group would find it with probability ${percent(powerNow, 0)}.`);
  if (detectable)
    parts.push(
      `With ${grouped(perGroup!, 0)} per group, only a share of ${detectable.lower === null ? "–" : percent(detectable.lower, 1)} or less, or ${detectable.higher === null ? "–" : percent(detectable.higher, 1)} or more, would be found.`,
    );
  if (deff > 1)
    parts.push(
      `People come in clusters of ${clusterSize} (intraclass correlation ${icc}): ${grouped(deff, 2)} times as many are needed; counted above.`,
    );
  return parts.join(" ");
}

function chinese({
  from,
  to,
  needed,
  neededPooled,
  perGroup,
  powerNow,
  detectable,
  power,
  designEffect: deff,
  clusterSize,
  icc,
}: Omit<PowerPlan, "text">): string {
  const parts: string[] = [];
  if (to !== null)
    parts.push(
      `要以 ${percent(power)} 的把握区分 ${percent(from)} 与 ${percent(to)}（${grouped(100 * (to - from), 1)} 个百分点，相对 ${grouped(100 * (to / from - 1), 1)}%）：每组需 ${grouped(needed!, 0)} 人（Cohen 反正弦法；合并正态法为 ${grouped(neededPooled!, 0)} 人）。`,
    );
  if (powerNow !== null)
    parts.push(`每组 ${grouped(perGroup!, 0)} 人时，发现它的概率为 ${percent(powerNow, 0)}。`);
  if (detectable)
    parts.push(
      `每组 ${grouped(perGroup!, 0)} 人时，只有比例降到 ${detectable.lower === null ? "–" : percent(detectable.lower, 1)} 及以下、或升到 ${detectable.higher === null ? "–" : percent(detectable.higher, 1)} 及以上才能被发现。`,
    );
  if (deff > 1)
    parts.push(
      `人员以每 ${clusterSize} 人为一组群（组内相关 ${icc}）：所需人数为 ${grouped(deff, 2)} 倍，已计入。`,
    );
  return parts.join("");
}
