// models/<id>/ of a workspace → every model's card, whether its data have changed since, and the impact ratios it holds.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readJournal, type Workspace } from "../../engine/index.js";
import type { Bilingual } from "../../engine/locale.js";
import { standingOf } from "../ledger/standing.js";
import { findModel } from "../model-store.js";
import { isRefusal, type ModelCard } from "../model.js";

export interface ImpactRatio {
  group: string;
  label: Bilingual;
  people: number;
  selected: number;
  rate: number;
  ratio: number | null;
  low: number | null;
  high: number | null;
}

export interface CardFairness {
  attribute: string;
  label: Bilingual;
  rows: ImpactRatio[];
}

export interface StoredCard {
  id: string;
  /** Null where the model refused: `refusal` says why. */
  card: ModelCard | null;
  refusal: Bilingual | null;
  fittedAt: string;
  /** Fitted on other data than the workspace holds now. */
  isStale: boolean;
  /** Rows it had learnt from were erased since. */
  needsRefit: boolean;
  /** It says of itself that it does not beat its baseline; null where the model has no such switch. */
  isOn: boolean | null;
  fairness: CardFairness[];
}

/** In the order of their ids. `snapshot`: the data as they are now. */
export function storedCards(workspace: Pick<Workspace, "path">, snapshot: string): StoredCard[] {
  const folder = workspace.path("models");
  if (!existsSync(folder)) return [];
  const ids = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return ids.flatMap((id) => {
    const stored = findModel<Record<string, unknown>>(workspace as Workspace, id);
    const card = stored?.card ?? readCard(workspace, id);
    if (!stored && !card) return [];
    const refused = stored && isRefusal(stored.fitted) ? stored.fitted : null;
    const fitted = stored && !refused ? (stored.fitted as Record<string, unknown>) : null;
    return {
      id,
      card,
      refusal: refused?.text ?? null,
      fittedAt: stored?.fittedAt ?? card!.fittedAt,
      isStale: (stored?.snapshot ?? card!.snapshot) !== snapshot,
      needsRefit: existsSync(workspace.path("models", id, "refit.json")),
      isOn:
        typeof fitted?.isOn === "boolean" ? fitted.isOn && !(id === "attrition" && lost(workspace)) : null,
      fairness: fitted ? impactTablesIn(fitted) : [],
    };
  });
}

/** What it foretold came due, and it did worse than its baseline. */
const lost = (workspace: Pick<Workspace, "path">): boolean =>
  standingOf(readJournal(workspace as Workspace).lines).isOff;

function readCard(workspace: Pick<Workspace, "path">, id: string): ModelCard | null {
  const file = workspace.path("models", id, "card.json");
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ModelCard | null;
  } catch {
    return null;
  }
}

interface StoredImpact {
  attribute: string;
  label: Bilingual;
  rows: (Omit<ImpactRatio, "low" | "high"> & { ratioLimits: { low: number; high: number } | null })[];
}

/** Impact tables wherever a fitted model keeps them; the first of each attribute. */
function impactTablesIn(fitted: unknown, depth = 0): CardFairness[] {
  if (depth > 4 || typeof fitted !== "object" || fitted === null) return [];
  const found: CardFairness[] = [];
  const seen = new Set<string>();
  const add = (tables: CardFairness[]): void => {
    for (const table of tables) {
      if (seen.has(table.attribute)) continue;
      seen.add(table.attribute);
      found.push(table);
    }
  };
  if (isImpact(fitted)) return [plain(fitted)];
  for (const value of Array.isArray(fitted) ? fitted.slice(0, 50) : Object.values(fitted))
    add(impactTablesIn(value, depth + 1));
  return found;
}

function isImpact(value: object): value is StoredImpact {
  const { attribute, rows } = value as Partial<StoredImpact>;
  const [first] = Array.isArray(rows) ? rows : [];
  return (
    typeof attribute === "string" &&
    first !== undefined &&
    "ratio" in first &&
    "rate" in first &&
    "ratioLimits" in first
  );
}

const plain = ({ attribute, label, rows }: StoredImpact): CardFairness => ({
  attribute,
  label,
  rows: rows.map(({ ratioLimits, group, label: name, people, selected, rate, ratio }) => ({
    group,
    label: name,
    people,
    selected,
    rate,
    ratio,
    low: ratioLimits?.low ?? null,
    high: ratioLimits?.high ?? null,
  })),
});
