// queries/competencies/*.yml + the workspace's competencies/*.yml → frameworks, checked rule by rule with file and line.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { assetPath } from "../../engine/asset.js";
import { RapportError } from "../../engine/errors.js";
import { CatalogueSource, type At } from "../../engine/metrics/catalogue-source.js";
import { competencyErrors } from "./competency-errors.js";
import { dimensionSchema, frameworkSchema, itemSchema, roleSchema, type Framework } from "./framework.js";
import { checkFramework } from "./framework-rules.js";
import { frameworkShapeError } from "./framework-shape.js";

export interface CataloguedFramework extends Framework {
  /** Written by the company. */
  isOwn: boolean;
  file: string;
  line: number;
}

export interface FrameworkCatalogue {
  frameworks: readonly CataloguedFramework[];
  /** The company's frameworks that are left out because a rule is broken. */
  problems: readonly RapportError[];
}

/** The company's own come first; one with the id of a shipped framework takes its place. */
export function loadFrameworks(workspaceDir?: string): FrameworkCatalogue {
  const shipped = readFolder(assetPath(import.meta.url, "../../queries/competencies/"), false);
  if (shipped.problems.length > 0) throw shipped.problems[0];
  const folder = workspaceDir === undefined ? undefined : path.join(workspaceDir, "competencies");
  if (!folder || !existsSync(folder)) return shipped;
  const own = readFolder(folder, true);
  const taken = new Set(own.frameworks.map(({ id }) => id));
  return {
    frameworks: [...own.frameworks, ...shipped.frameworks.filter(({ id }) => !taken.has(id))],
    problems: own.problems,
  };
}

function readFolder(folder: string, isOwn: boolean): FrameworkCatalogue {
  const frameworks: CataloguedFramework[] = [];
  const problems: RapportError[] = [];
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  for (const name of files) {
    const source = new CatalogueSource(path.join(folder, name));
    for (const found of readFrameworks(source)) {
      if (found instanceof RapportError) problems.push(found);
      else if (frameworks.some(({ id }) => id === found.framework.id))
        problems.push(
          source.error(competencyErrors.framework_id_taken, [...found.at, "id"], {
            id: found.framework.id,
            first: frameworks.find(({ id }) => id === found.framework.id)!.line,
          }),
        );
      else
        frameworks.push({
          ...found.framework,
          isOwn,
          file: source.name,
          line: source.lineOf(found.at),
        });
    }
  }
  return { frameworks, problems };
}

function readFrameworks(source: CatalogueSource): (RapportError | { framework: Framework; at: At })[] {
  const broken = source.broken();
  if (broken) return [competencyErrors.framework_invalid(broken.facts)];
  const value = source.value() as { frameworks?: unknown } | null;
  const list = value?.frameworks;
  const others = Object.keys(value ?? {}).filter((key) => key !== "frameworks");
  if (!Array.isArray(list) || list.length === 0 || others.length > 0)
    return [
      source.error(competencyErrors.framework_invalid, others.slice(0, 1), {
        rule: "a file of frameworks is one list under “frameworks:”",
        ruleZh: "框架文件应只有一个“frameworks:”列表",
      }),
    ];
  return list.map((written: unknown, i) => {
    const at = ["frameworks", i];
    const parsed = frameworkSchema.safeParse(written);
    if (!parsed.success)
      return frameworkShapeError(source, at, written, parsed.error.issues[0], {
        "": Object.keys(frameworkSchema.shape),
        dimensions: Object.keys(dimensionSchema.shape),
        items: Object.keys(itemSchema.shape),
        roles: Object.keys(roleSchema.shape),
        match: ["job_family", "job", "level"],
        scale: ["from", "to"],
        level: ["from", "to"],
      });
    return checkFramework(source, at, parsed.data) ?? { framework: parsed.data, at };
  });
}
