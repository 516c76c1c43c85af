// A difference with whole teams as clusters → how few there were, how that was reckoned with, and what it says; in both languages.
import type { Bilingual } from "../../engine/locale.js";
import { grouped } from "../../engine/metrics/format-number.js";
import type { TeamDifference } from "./team-difference.js";

/** `isUsed`: the finding's interval is this one. */
export function teamWords(
  { teams, treatedTeams, wild, isBounded, p }: TeamDifference,
  isUsed: boolean,
): Bilingual {
  const others = teams - treatedTeams;
  const chance = p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(2)}`;
  const opening = {
    en: `Whole teams took part: ${treatedTeams} with it, ${others} without. A shock to one team looks like an effect`,
    zh: `按整个团队实施：实施 ${treatedTeams} 个，未实施 ${others} 个。某一团队受到的冲击会被看作效果`,
  };
  if (!wild)
    return {
      en: `${opening.en}; ${isUsed ? "the interval is by team, the widest of those by person, month and team" : "the interval by team is no wider than the one given"}.`,
      zh: `${opening.zh}；${isUsed ? "区间按团队计算，是按人、按月、按团队三者中最宽的一个" : "按团队的区间不宽于所给区间"}。`,
    };
  const how = {
    en: `So few teams make the usual errors too small; taken by team with the wild cluster bootstrap (Cameron, Gelbach and Miller 2008; ${grouped(wild.draws, 0)} ${wild.weights === "webb" ? "draws of Webb’s six-point weights" : wild.isComplete ? "sign vectors, all there are" : "draws of signs"}): ${chance}`,
    zh: `团队如此之少时，通常的误差会偏小；因此按团队做野聚类自助法（Cameron、Gelbach 与 Miller 2008；${grouped(wild.draws, 0)} ${wild.weights === "webb" ? "次 Webb 六点权重抽样" : wild.isComplete ? "种正负号组合，即全部组合" : "次正负号抽样"}）：${chance}`,
  };
  const end = !isBounded
    ? {
        en: "with so few, nothing bounds the effect by team, and the interval given, by person and month, is too narrow",
        zh: "团队太少，按团队无法界定效果的范围，所给的按人、按月区间偏窄",
      }
    : isUsed
      ? {
          en: "the interval given is this one, the widest of those by person, month and team",
          zh: "所给区间即为此区间，是按人、按月、按团队三者中最宽的一个",
        }
      : {
          en: "its interval is no wider than the one given",
          zh: "其区间不宽于所给区间",
        };
  return { en: `${opening.en}. ${how.en}; ${end.en}.`, zh: `${opening.zh}。${how.zh}；${end.zh}。` };
}
