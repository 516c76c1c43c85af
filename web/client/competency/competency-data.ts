// The people of the competency study, from the server.
import type { CompetencyPeopleAnswer } from "../../server/competency-view.js";
import { requestJson } from "../api.js";

export const readPeople = (signal?: AbortSignal): Promise<CompetencyPeopleAnswer> =>
  requestJson("/api/models/competency/people", { signal });
