// A competency's name in a questionnaire → the framework's dimension: synonyms are resolved here, once, for everything after.
import type { Dimension, Framework } from "./framework.js";

/** Width, case, spaces and punctuation do not tell names apart. */
export const plainName = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, "");

const namesOf = ({ id, label, synonyms }: Dimension): string[] => [id, label.en, label.zh, ...synonyms];

/** Undefined for a name that the framework does not know. */
export function dimensionNames(framework: Framework): (name: string) => Dimension | undefined {
  const byName = new Map<string, Dimension>();
  for (const dimension of framework.dimensions)
    for (const name of namesOf(dimension)) byName.set(plainName(name), dimension);
  return (name) => byName.get(plainName(name));
}

/** Course of the training records → the dimension that it teaches. */
export function courseDimensions(framework: Framework): (course: string) => Dimension | undefined {
  const byCourse = new Map<string, Dimension>();
  for (const dimension of framework.dimensions)
    for (const course of dimension.courses) byCourse.set(plainName(course), dimension);
  return (course) => byCourse.get(plainName(course));
}

/**
 * The framework that knows the most of these names (earlier ones first among equals); where none knows any, one made of the
 * names themselves, without required levels.
 */
export function frameworkFor<F extends Framework>(
  frameworks: readonly F[],
  names: readonly string[],
): F | (Framework & { isDerived: true }) {
  let [best, most]: [F | undefined, number] = [undefined, 0];
  for (const framework of frameworks) {
    const resolve = dimensionNames(framework);
    const known = names.filter((name) => resolve(name)).length;
    if (known > most) [best, most] = [framework, known];
  }
  return best ?? derivedFramework(names);
}

function derivedFramework(names: readonly string[]): Framework & { isDerived: true } {
  const plain = new Map<string, string[]>();
  for (const name of names) plain.set(plainName(name), [...(plain.get(plainName(name)) ?? []), name]);
  return {
    id: "as_rated",
    isDerived: true,
    label: { en: "As rated", zh: "按评估表" },
    description: {
      en: "Made of the names in the ratings; without required levels there is no gap.",
      zh: "由评估表中的名称生成；未设要求等级，因此没有差距。",
    },
    scale: { from: 0, to: 100 },
    dimensions: [...plain.values()].map((same, i) => ({
      id: `dimension_${i + 1}`,
      label: { en: same[0], zh: same[0] },
      synonyms: same.slice(1),
      items: [],
      courses: [same[0]],
    })),
    roles: [],
  };
}
