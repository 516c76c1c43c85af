// /api/targets… → what the page on all targets shows.
import type { HierarchyAnswer, StandingTargets, TargetSums } from "../../../models/index.js";
import { postJson, requestJson } from "../api.js";

export const readStanding = (signal: AbortSignal): Promise<StandingTargets> =>
  requestJson("/api/targets/standing", { signal });
export const readHierarchy = (
  question: { metric: string; quarter?: string },
  signal: AbortSignal,
): Promise<HierarchyAnswer> => postJson("/api/targets/hierarchy", question, { signal });
export const readSums = (
  question: { metric: string; quarter: string },
  signal: AbortSignal,
): Promise<TargetSums> => postJson("/api/targets/sums", question, { signal });
