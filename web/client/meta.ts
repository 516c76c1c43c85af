// What /api/meta says about the workspace: the words, units and window that every page needs.
import type { WorkspaceMeta } from "../server/workspace-meta.js";
import { requestJson } from "./api.js";

export type { MetaDimension, MetaMetric, MetaUser } from "../server/workspace-meta.js";
export type Meta = WorkspaceMeta;

export const loadMeta = (signal?: AbortSignal): Promise<Meta> => requestJson<Meta>("/api/meta", { signal });

export const metricOf = (meta: Meta, id: string) => meta.metrics.find((metric) => metric.id === id);
