// Frameworks in YAML: the shipped one, a company's own, synonyms, and each rule with its file and line.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { RapportError } from "../../../engine/errors.js";
import {
  courseDimensions,
  dimensionNames,
  frameworkFor,
} from "../../../models/competency/dimension-names.js";
import { loadFrameworks } from "../../../models/competency/framework-catalogue.js";

const root = mkdtempSync(path.join(os.tmpdir(), "rapport-frameworks-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let made = 0;
function workspaceWith(yaml: string, name = "own.yml"): string {
  const dir = path.join(root, String(++made));
  mkdirSync(path.join(dir, "competencies"), { recursive: true });
  writeFileSync(path.join(dir, "competencies", name), yaml);
  return dir;
}

const own = `frameworks:
  - id: team_lead
    label: { en: Team lead, zh: 组长 }
    description: { en: What leads need., zh: 组长所需。 }
    scale: { from: 1, to: 5 }
    dimensions:
      - id: feedback
        label: { en: Feedback, zh: 反馈 }
        synonyms: [coaching]
      - id: planning
        label: { en: Planning, zh: 计划 }
    roles:
      - id: lead
        label: { en: Lead, zh: 组长 }
        required: { feedback: 4, planning: 3.5 }
`;

describe("the big-client seller", () => {
  const [framework] = loadFrameworks().frameworks;

  it("has its three dimensions in both languages, with items and a level for sellers", () => {
    expect(framework.id).toBe("big_client_seller");
    expect(framework.dimensions.map(({ label }) => label.zh)).toEqual(["客户洞察", "关系维护", "资源协调"]);
    for (const { items } of framework.dimensions) expect(items.length).toBe(3);
    expect(framework.roles[0].required).toEqual({
      customer_insight: 80,
      relationship: 80,
      resource_coordination: 80,
    });
  });

  it("knows 跨部门协调 as 资源协调, once", () => {
    const resolve = dimensionNames(framework);
    for (const name of ["跨部门协调", "资源协调", " Cross-Department  coordination", "RESOURCE_COORDINATION"])
      expect(resolve(name)?.id).toBe("resource_coordination");
    expect(resolve("跨部门")).toBeUndefined();
    expect(courseDimensions(framework)("跨部门协调")?.id).toBe("resource_coordination");
  });
});

describe("a company's own framework", () => {
  it("stands before the shipped one, and is taken where it knows more of the names", () => {
    const { frameworks, problems } = loadFrameworks(workspaceWith(own));
    expect(problems).toEqual([]);
    expect(frameworks.map(({ id, isOwn, line }) => [id, isOwn, line])).toEqual([
      ["team_lead", true, 2],
      ["big_client_seller", false, 3],
    ]);
    expect(frameworkFor(frameworks, ["Coaching", "计划"]).id).toBe("team_lead");
    expect(frameworkFor(frameworks, ["客户洞察"]).id).toBe("big_client_seller");
    expect(frameworkFor(frameworks, ["neither"]).id).toBe("as_rated");
  });

  const broken: [string, string, string, string, number][] = [
    ["an unknown key", "synonyms:", "synonym:", "framework_key_unknown", 9],
    ["a text in one language", "label: { en: Feedback, zh: 反馈 }", "label: { en: Feedback }", "framework_text_missing", 8],
    ["an id used twice", "id: planning", "id: feedback", "framework_id_taken", 10],
    ["a name of two dimensions", "zh: 计划", "zh: 反 馈", "framework_name_taken", 11],
    ["a synonym that is another's name", "[coaching]", "[coaching, planning]", "framework_name_taken", 10],
    ["a level for no dimension", "planning: 3.5", "plans: 3.5", "framework_dimension_unknown", 15],
    ["a level beyond the scale", "planning: 3.5", "planning: 35", "framework_level_outside", 15],
    ["a scale the wrong way round", "from: 1, to: 5", "from: 5, to: 1", "framework_scale_reversed", 5],
    ["a level that is a word", "planning: 3.5", "planning: high", "framework_invalid", 15],
    ["YAML that is none", "scale: {", "scale: { {", "framework_invalid", 6],
    ["another list", "frameworks:", "models:", "framework_invalid", 2],
  ]; // prettier-ignore
  it.each(broken)("%s is refused with file, line and rule", (_name, from, to, code, line) => {
    expect(own).toContain(from);
    const { frameworks, problems } = loadFrameworks(workspaceWith(own.replace(from, to)));
    expect(frameworks.map(({ id }) => id)).toEqual(["big_client_seller"]);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    const [{ facts }] = problems as [RapportError];
    expect(facts.file).toBe("own.yml");
    expect(facts.line).toBe(line);
    for (const locale of ["en", "zh"] as const) {
      const { message, hint } = problems[0].localise(locale);
      expect(message).toContain(String(line));
      expect(message + hint).not.toMatch(/\{\w+\}|undefined/);
    }
  });
});
