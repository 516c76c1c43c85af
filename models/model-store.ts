// Fitted model ↔ models/<id>/{card,fitted}.json in the workspace: whole or not at all, with a journal line.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { appendJournal, type Workspace } from "../engine/index.js";
import { modelErrors } from "./model-errors.js";
import { isRefusal, type ModelCard, type Refusal } from "./model.js";
import { writeWhole } from "./write-file.js";

export interface StoredModel<Fitted> {
  /** The fitted model, or why there is none. */
  fitted: Fitted | Refusal;
  card: ModelCard | null;
  /** Snapshot of the data it was fitted on, and when. */
  snapshot: string;
  fittedAt: string;
}

/** What a model learnt may name people: those with several employee numbers, a score for each. */
const onlyOwner = 0o600;

export function saveModel<Fitted>(
  workspace: Workspace,
  id: string,
  stored: StoredModel<Fitted>,
  now: Date,
): void {
  writeWhole(workspace.path("models", id, "fitted.json"), `${JSON.stringify(stored)}\n`, onlyOwner);
  writeWhole(workspace.path("models", id, "card.json"), `${JSON.stringify(stored.card, null, 2)}\n`);
  // Written by an erasure: the model had learnt from rows that are gone.
  rmSync(workspace.path("models", id, "refit.json"), { force: true });
  appendJournal(
    workspace,
    {
      kind: "model_fitted",
      model: id,
      snapshot: stored.snapshot,
      ...(isRefusal(stored.fitted) ? { refused: stored.fitted.code } : onOrOff(stored.fitted)),
    },
    now,
  );
}

/** Models that can switch themselves off say so in the line of the fit. */
const onOrOff = (fitted: unknown): { is_on?: boolean } => {
  const isOn = (fitted as { isOn?: unknown }).isOn;
  return typeof isOn === "boolean" ? { is_on: isOn } : {};
};

/** SHA-256 of the fitted model as it lies on disk: what a prediction was made with. */
export function modelHash(workspace: Pick<Workspace, "path">, id: string): string {
  const file = workspace.path("models", id, "fitted.json");
  return existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest("hex") : "";
}

/** Undefined when it was never fitted (or the file cannot be read: fit it again). */
export function findModel<Fitted>(workspace: Workspace, id: string): StoredModel<Fitted> | undefined {
  const file = workspace.path("models", id, "fitted.json");
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as StoredModel<Fitted>;
  } catch {
    return undefined;
  }
}

export function loadModel<Fitted>(workspace: Workspace, id: string): StoredModel<Fitted> {
  const stored = findModel<Fitted>(workspace, id);
  if (!stored) throw modelErrors.model_not_fitted({ model: id, workspace: workspace.dir });
  return stored;
}
