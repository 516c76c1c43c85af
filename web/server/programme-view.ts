// A programme, its registration and its stored evaluation → what a reader may see: readers of groups get no small groups, no lists of people.
import type { RapportError } from "../../engine/errors.js";
import type { Locale } from "../../engine/locale.js";
import type { LocalisedError } from "../../engine/errors.js";
import { readsEverybody, type Reader } from "../../engine/metrics/reader.js";
import type { Workspace } from "../../engine/index.js";
import { isRefusal } from "../../models/index.js";
import {
  findEvaluation,
  programmesOf,
  registrationOf,
  type Programme,
  type ProgrammeEvaluation,
  type ProgrammeFile,
  type Registration,
} from "../../models/programme/index.js";

export interface ProgrammeView {
  programme: Programme;
  registration: Registration;
  evaluation: ProgrammeEvaluation | null;
  evaluatedAt: string | null;
  /** The plan or the data have changed since. */
  isStale: boolean;
  /** A group is below k: this reader gets no numbers. */
  refused: "small_group" | null;
}

export interface ProgrammesAnswer {
  programmes: ProgrammeView[];
  problems: LocalisedError[];
  canEvaluate: boolean;
  state: "ready" | "running" | "failed";
  error: LocalisedError | null;
}

export function programmeViews(
  workspace: Workspace,
  snapshot: string,
  reader: Reader,
  locale: Locale,
): Pick<ProgrammesAnswer, "programmes" | "problems"> {
  const { found, problems } = programmesOf(workspace);
  return {
    programmes: found.map((file) => programmeView(workspace, file, snapshot, reader)),
    problems: problems.map((problem: RapportError) => problem.localise(locale)),
  };
}

function programmeView(
  workspace: Workspace,
  file: ProgrammeFile,
  snapshot: string,
  reader: Reader,
): ProgrammeView {
  const stored = findEvaluation(workspace, file.programme.id);
  const evaluation = stored && !isRefusal(stored.fitted) ? stored.fitted : null;
  const isWhole = readsEverybody(reader);
  const k = workspace.config.k ?? 5;
  const isSmall = !isWhole && evaluation !== null && hasSmallGroup(evaluation, k);
  const shown = evaluation === null || isSmall ? null : isWhole ? evaluation : forGroups(evaluation);
  const isChanged =
    evaluation !== null && JSON.stringify(evaluation.programme) !== JSON.stringify(file.programme);
  return {
    programme: isWhole ? file.programme : withoutLists(file.programme),
    registration: registrationOf(workspace, file),
    evaluation: shown,
    evaluatedAt: stored?.fittedAt ?? null,
    isStale: stored !== undefined && (stored.snapshot !== snapshot || isChanged),
    refused: isSmall ? "small_group" : null,
  };
}

function hasSmallGroup({ outcomes, people }: ProgrammeEvaluation, k: number): boolean {
  const counts = [
    people.treated,
    ...(people.compared > 0 ? [people.compared] : []),
    ...outcomes.flatMap(({ treated, compared }) =>
      [treated.before, treated.after, compared?.before, compared?.after].flatMap((side) =>
        side ? [side.people] : [],
      ),
    ),
  ];
  return counts.some((count) => count < k);
}

/** Months, cohorts and counts of events are of smaller groups than the phases: left out. */
function forGroups(evaluation: ProgrammeEvaluation): ProgrammeEvaluation {
  return {
    ...evaluation,
    programme: withoutLists(evaluation.programme),
    outcomes: evaluation.outcomes.map((outcome) => ({
      ...outcome,
      months: [],
      staggered: outcome.staggered && { ...outcome.staggered, cohorts: [], byTime: [] },
    })),
  };
}

/** A list of employees is nobody's business who may not see them. */
const hidden = <T>(population: T): T =>
  typeof population === "object" && population !== null && "employees" in population
    ? ({ employees: [] } as T)
    : population;

function withoutLists(programme: Programme): Programme {
  return {
    ...programme,
    treated: hidden(programme.treated),
    comparison: hidden(programme.comparison),
  };
}
