// /api/programmes → what the page on programmes shows.
import type { ProgrammesAnswer } from "../../server/programme-view.js";
import type { PlanCheck, PlanChoices } from "../../server/programme-plan-routes.js";
import type { FollowUp, PlannedPower, PowerPlan, ShareClaim } from "../../../models/programme/index.js";
import { postJson, requestJson } from "../api.js";

const path = "/api/programmes";
const pollMs = 700;

export const readProgrammes = (signal?: AbortSignal): Promise<ProgrammesAnswer> =>
  requestJson(path, { signal });
export const registerPlan = (id: string): Promise<ProgrammesAnswer> =>
  postJson(`${path}/${encodeURIComponent(id)}/register`, {});

/** Begins, and asks again until it is done. */
export async function evaluatePlan(id: string, signal: AbortSignal): Promise<ProgrammesAnswer> {
  let answer = await postJson<ProgrammesAnswer>(`${path}/${encodeURIComponent(id)}/evaluate`, {}, { signal });
  while (answer.state === "running") {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    answer = await readProgrammes(signal);
  }
  return answer;
}

export const stopEvaluation = (): Promise<ProgrammesAnswer> =>
  requestJson(`${path}/evaluation`, { method: "DELETE" });

export const reckonPower = (question: object, signal: AbortSignal): Promise<PowerPlan> =>
  postJson(`${path}/power`, question, { signal });
export const checkClaim = (question: object, signal: AbortSignal): Promise<ShareClaim> =>
  postJson(`${path}/claim`, question, { signal });
export const compareFollowUp = (days: number, signal: AbortSignal): Promise<FollowUp> =>
  requestJson(`${path}/follow-up?days=${days}`, { signal });

export const readChoices = (signal: AbortSignal): Promise<PlanChoices> =>
  requestJson(`${path}/plan`, { signal });
export const checkPlan = (plan: object, signal: AbortSignal): Promise<PlanCheck> =>
  postJson(`${path}/plan/check`, plan, { signal });
export const foreseePlan = (plan: object, signal: AbortSignal): Promise<PlannedPower> =>
  postJson(`${path}/plan/power`, plan, { signal });
export const savePlan = (plan: object): Promise<ProgrammesAnswer> => postJson(path, plan);
