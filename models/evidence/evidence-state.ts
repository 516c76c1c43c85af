// Workspace + cache → everything that evidence rests on, counted: journal by kind, sources, policy, cards, programmes.
import { audit, type Audit } from "../../engine/audit/audit.js";
import { sourceManifests, type Cache, type Workspace } from "../../engine/index.js";
import { loadCatalogue } from "../../engine/metrics/catalogue.js";
import { localReader } from "../../engine/metrics/reader.js";
import type { Bilingual } from "../../engine/locale.js";
import { trustReport, type TrustReport } from "../../engine/policy/trust-report.js";
import { protectedCharacteristics } from "../protected-characteristics.js";
import { registrationOf, programmesOf } from "../programme/programme-files.js";
import { storedCards, type StoredCard } from "./model-cards.js";

export interface EvidenceState {
  company: Bilingual;
  now: Date;
  snapshot: string;
  history: { from: string; to: string };
  audit: Omit<Audit, "found">;
  /** Journal lines whose kind begins so: reveals of single people's figures, predictions on record. */
  reveals: Record<string, number>;
  /** Whether one person's predicted risk can be asked for at all. */
  isRevealOn: boolean;
  contests: number;
  predictions: number;
  exports: number;
  erasures: number;
  imports: { count: number; rows: number; rejected: number; tables: string[] };
  protectedCharacteristics: Bilingual[];
  trust: TrustReport;
  cards: StoredCard[];
  programmes: { count: number; beforeStart: number };
  /** Days from the first line of the journal to now. */
  daysOnRecord: number;
}

export async function evidenceState(workspace: Workspace, cache: Cache, now: Date): Promise<EvidenceState> {
  const { found: lines, ...whole } = audit(workspace);
  const kinds = Object.entries(whole.kinds);
  const counted = (matches: (kind: string) => boolean): number =>
    kinds.filter(([kind]) => matches(kind)).reduce((sum, [, count]) => sum + count, 0);
  const manifests = sourceManifests(workspace);
  const tables = manifests.flatMap((manifest) => manifest.tables);
  const sum = (key: "rows" | "rejected"): number => tables.reduce((total, table) => total + table[key], 0);
  const files = programmesOf(workspace).found;
  const catalogue = loadCatalogue(workspace.dir);
  const first = lines[0]?.at;
  return {
    company: workspace.config.name as Bilingual,
    now,
    snapshot: cache.snapshot,
    history: { from: cache.history.from, to: cache.history.to },
    audit: whole,
    reveals: Object.fromEntries(kinds.filter(([kind]) => kind.startsWith("reveal"))),
    isRevealOn: workspace.config.reveal === "on",
    contests: counted((kind) => /contest|appeal/.test(kind)),
    predictions: counted((kind) => /^predict|^forecast_issued|^ledger/.test(kind)),
    exports: counted((kind) => kind === "export"),
    erasures: counted((kind) => kind.startsWith("eras")),
    imports: {
      count: manifests.length,
      rows: sum("rows"),
      rejected: sum("rejected"),
      tables: [...new Set(tables.map(({ table }) => table))].sort(),
    },
    protectedCharacteristics: protectedCharacteristics(catalogue).map(({ label }) => label),
    trust: await trustReport({ ...cache, workspace }, localReader, now),
    cards: storedCards(workspace, cache.snapshot),
    programmes: {
      count: files.length,
      beforeStart: files.filter((file) => registrationOf(workspace, file).isBeforeStart).length,
    },
    daysOnRecord: first === undefined ? 0 : Math.floor((now.getTime() - Date.parse(first)) / 86_400_000),
  };
}
