// The reveal protocol's routes, as the page uses them.
import type { Bilingual } from "../../../engine/locale.js";
import type { AboutMe, Contest, Reveal, RevealedPrediction } from "../../../models/index.js";
import { postJson, requestJson } from "../api.js";

export interface RevealsAnswer {
  on: boolean;
  reader: string;
  employee: string | null;
  canAsk: boolean;
  purposes: { id: string; label: Bilingual }[];
  mostDays: number;
  reveals: Reveal[];
  contests: Contest[];
}

const path = "/api/reveals";
const named = (id: string): string => `${path}/${encodeURIComponent(id)}`;

export const readReveals = (signal?: AbortSignal): Promise<RevealsAnswer> => requestJson(path, { signal });
export const readMine = (signal?: AbortSignal): Promise<AboutMe> => requestJson(`${path}/mine`, { signal });
export const askReveal = (body: { person: string; purpose: string; expires: string }): Promise<Reveal> =>
  postJson(path, body);
export const approve = (id: string): Promise<Reveal> => postJson(`${named(id)}/approval`, {});
export const refuse = (id: string, reason: string): Promise<Reveal> =>
  postJson(`${named(id)}/refusal`, { reason });
export const look = (id: string): Promise<RevealedPrediction> => postJson(`${named(id)}/looks`, {});
export const objectTo = (text: string): Promise<AboutMe> => postJson(`${path}/mine/objections`, { text });
