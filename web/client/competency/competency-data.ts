// The competency study, its fit, and its people, from the server.
import type { CompetencyAnswer, CompetencyPeopleAnswer } from "../../server/competency-view.js";
import { postJson, requestJson } from "../api.js";

const path = "/api/models/competency";

export const readCompetency = (signal?: AbortSignal): Promise<CompetencyAnswer> =>
  requestJson(path, { signal });
export const startCompetency = (): Promise<CompetencyAnswer> => postJson(path, {});
export const stopCompetency = (): Promise<CompetencyAnswer> =>
  requestJson(`${path}/fit`, { method: "DELETE" });
export const readPeople = (signal?: AbortSignal): Promise<CompetencyPeopleAnswer> =>
  requestJson(`${path}/people`, { signal });
