// Journal → the public record of the model: each issue with what it expected and what came, and whether the model still stands.
import { readJournal, type Workspace } from "../../engine/index.js";
import type { IssuedUnit } from "./issue-prediction.js";
import { scoresIn, type PredictionScore } from "./score-predictions.js";
import { standingOf, type Standing } from "./standing.js";

export interface ScoreboardIssue {
  issue: string;
  month: string;
  asOf: string;
  issuedAt: string;
  by: string;
  replay: boolean;
  people: number;
  modelHash: string;
  horizons: {
    months: number;
    /** Last month that it speaks of. */
    until: string;
    expected: number;
    low80: number;
    high80: number;
    naive: number;
    score: PredictionScore | null;
    /** Lines that the score took the place of. */
    rescored: number;
  }[];
}

export interface Scoreboard {
  issues: ScoreboardIssue[];
  standing: Standing;
}

export function scoreboard(workspace: Workspace): Scoreboard {
  const { lines } = readJournal(workspace);
  const scores = scoresIn(lines);
  const issues = lines
    .filter(({ kind }) => kind === "prediction_issued")
    .map((line): ScoreboardIssue => {
      const total = line.total as IssuedUnit;
      const issue = String(line.issue);
      return {
        issue,
        month: String(line.month),
        asOf: String(line.as_of),
        issuedAt: line.at,
        by: String(line.by_user),
        replay: line.replay === true,
        people: Number(line.people),
        modelHash: String(line.model_hash),
        horizons: (line.horizons as number[]).map((months, h) => ({
          months,
          until: monthAfter(String(line.month), months),
          expected: total.expected[h],
          low80: total.low80[h],
          high80: total.high80[h],
          naive: total.naive[h],
          score: scores.get(`${issue} ${months}`) ?? null,
          rescored:
            lines.filter(
              ({ kind, issue: of, horizon }) =>
                kind === "prediction_scored" && of === issue && horizon === months,
            ).length - 1,
        })),
      };
    });
  return { issues: issues.sort((a, b) => (a.month < b.month ? -1 : 1)), standing: standingOf(lines) };
}

function monthAfter(month: string, months: number): string {
  const [year, m] = month.split("-").map(Number);
  const at = year * 12 + (m - 1) + months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}
