// An occupation of O*NET → a competency framework in YAML: its important elements as dimensions, their levels as requirements.
import { stringify } from "yaml";
import type { Framework } from "./framework.js";
import type { Occupation, OccupationTable } from "./occupation-table.js";

/** Levels run 0–7. Chinese names are left as they are in the file: the company writes its own. */
export function occupationFramework(
  importance: OccupationTable,
  level: OccupationTable,
  code: string,
  most = 8,
): Framework {
  const find = ({ occupations }: OccupationTable): Occupation => occupations.find((o) => o.code === code)!;
  const [important, needed] = [find(importance), find(level)];
  const chosen = importance.elements
    .map(({ id, name }, j) => ({
      id: id.replace(/[^a-z0-9]+/gi, "_").toLowerCase(),
      name,
      importance: important.values[j],
      level: needed.values[level.elements.findIndex((e) => e.id === id)],
    }))
    .filter((e) => !Number.isNaN(e.importance) && !Number.isNaN(e.level))
    .sort((a, b) => b.importance - a.importance || (a.name < b.name ? -1 : 1))
    .slice(0, most);
  const label = { en: important.title, zh: important.title };
  return {
    id: `onet_${code.replace(/\D+/g, "_")}`,
    label,
    description: {
      en: `The ${chosen.length} most important skills of ${important.title} (${code}) and the level that each needs, 0–7.`,
      zh: `${important.title}（${code}）最重要的 ${chosen.length} 项技能及所需等级（0～7）。`,
    },
    scale: { from: 0, to: 7 },
    source: "O*NET database, U.S. Department of Labor, Employment and Training Administration (CC BY 4.0)",
    dimensions: chosen.map((e) => ({
      id: `skill_${e.id}`,
      label: { en: e.name, zh: e.name },
      synonyms: [],
      items: [],
      courses: [],
      importance: e.importance,
    })),
    roles: [
      {
        id: "occupation",
        label,
        match: { job: [important.title] },
        required: Object.fromEntries(chosen.map((e) => [`skill_${e.id}`, e.level])),
      },
    ],
  };
}

/** As a file of <workspace>/competencies. */
export const frameworkYaml = (framework: Framework): string =>
  stringify({ frameworks: [framework] }, { aliasDuplicateObjects: false });
