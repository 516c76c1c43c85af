// Organisations and drafts, asked of the server.
import type { OrganisationComparison } from "../../../engine/history/compare-organisations.js";
import type { Draft, DraftStep } from "../../../engine/organisation/draft.js";
import { postJson, requestJson } from "../api.js";

export type { Draft, DraftStep, OrganisationComparison };

export const readComparison = (a: string, b: string, signal?: AbortSignal): Promise<OrganisationComparison> =>
  requestJson(`/api/organisation?${new URLSearchParams({ a, b }).toString()}`, { signal });

export const readDrafts = async (signal?: AbortSignal): Promise<Draft[]> =>
  (await requestJson<{ drafts: Draft[] }>("/api/org-drafts", { signal })).drafts;

const at = (name: string): string => `/api/org-drafts/${encodeURIComponent(name)}`;

export const createDraft = (name: string, base: string): Promise<Draft> =>
  postJson("/api/org-drafts", { name, base });
export const takeStep = (name: string, step: DraftStep): Promise<Draft> =>
  postJson(`${at(name)}/steps`, step);
export const rollBack = (name: string, steps: number): Promise<Draft> =>
  postJson(`${at(name)}/undo`, { steps });
export const deleteDraft = (name: string): Promise<unknown> => requestJson(at(name), { method: "DELETE" });
