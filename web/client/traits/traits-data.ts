// Server → the traits as shown; starting and stopping the fit.
import type { TraitsAnswer } from "../../server/traits-view.js";
import { postJson, requestJson } from "../api.js";

const path = "/api/models/traits";

export const readTraits = (signal?: AbortSignal): Promise<TraitsAnswer> => requestJson(path, { signal });
export const startTraits = (): Promise<TraitsAnswer> => postJson(path, {});
export const stopTraits = (): Promise<TraitsAnswer> => requestJson(`${path}/fit`, { method: "DELETE" });
