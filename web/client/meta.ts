// What /api/meta says about the workspace: the words, units and window that every page needs.
import type { Bilingual, Locale } from "../../engine/locale.js";
import type { Unit } from "../../engine/metrics/unit.js";
import { requestJson } from "./api.js";

export interface MetaMetric {
  id: string;
  label: Bilingual;
  /** One sentence: what it counts. */
  description: Bilingual;
  /** In words: voluntary exits ÷ average headcount. */
  formula: Bilingual;
  unit: Unit;
  glyph: string;
  /** False when its sources have not been imported; `missing` names them. */
  available: boolean;
  missing: Bilingual[];
  sources: string[];
}

export interface MetaDimension {
  id: string;
  label: Bilingual;
  kind: "time" | "group" | "band" | "person";
  glyph: string;
  protected: boolean;
  /** Values that occur, for filters; left out when there are very many. */
  values?: string[];
}

export interface MetaProgramme {
  id: string;
  title: Bilingual;
  changeFrom: string;
  changeTo: string;
}

export interface MetaEvent {
  id: string;
  date: string;
  month: string;
  title: Bilingual;
}

export interface MetaUser {
  id: string;
  name: Bilingual;
  role: Bilingual;
  rights: "person" | "group";
}

export interface Meta {
  workspace: { name: Bilingual; currency: string; locale: Locale; k: number };
  history: { from: string; to: string };
  people: number;
  metrics: MetaMetric[];
  dimensions: MetaDimension[];
  programmes: MetaProgramme[];
  events: MetaEvent[];
  users: MetaUser[];
  reader: MetaUser;
  sources: {
    table: string;
    title: Bilingual;
    importedAt: string | null;
    rejected: number;
    files: string[];
  }[];
}

export const loadMeta = (signal?: AbortSignal): Promise<Meta> => requestJson<Meta>("/api/meta", { signal });
