// The progress routes, as the page uses them.
import type { Contest, DigestKind, ProgressPeople, ProgressSheet } from "../../../models/progress/index.js";
import { postJson, requestJson } from "../api.js";
import { session } from "../session.js";

const path = "/api/progress";
const person = (employee: string): string => `${path}/people/${encodeURIComponent(employee)}`;

export const readPeople = (signal?: AbortSignal): Promise<ProgressPeople> =>
  requestJson(`${path}/people`, { signal });

/** `employee` null: the reader's own. */
export const readSheet = (
  employee: string | null,
  kind: DigestKind,
  signal?: AbortSignal,
): Promise<ProgressSheet> =>
  requestJson(`${employee === null ? `${path}/me` : person(employee)}?kind=${kind}`, { signal });

export const contestFigure = (body: {
  indicator: string;
  kind: DigestKind;
  month: string;
  receipt: string;
  text: string;
}): Promise<Contest> => postJson(`${path}/me/contests`, body);

export const answerContest = (id: string, text: string): Promise<Contest> =>
  postJson(`${path}/contests/${encodeURIComponent(id)}/answer`, { text });

export const writeNote = (employee: string, period: string, text: string): Promise<unknown> =>
  postJson(`${person(employee)}/notes`, { period, text });

/** A download cannot send a header. */
export function bundleHref(id: string): string {
  const asked = new URLSearchParams({
    ...(session.as !== null && { as: session.as }),
    ...(session.purpose !== null && { purpose: session.purpose }),
  });
  return `${path}/contests/${encodeURIComponent(id)}/evidence.zip?${asked}`;
}
