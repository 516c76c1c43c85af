// What is asked of every page that a browser shows: no serious finding of axe, nothing that scrolls sideways.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Serious and critical findings of axe on what is shown. The page's own policy forbids inline script, so axe is evaluated by the tool. */
export async function findingsOfAxe(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.map((v) => ({ id: v.id, impact: v.impact, at: v.nodes.slice(0, 3).map((n) => n.target.join(' ')) })))",
  )) as { id: string; impact: string; at: string[] }[];
  return results
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, at }) => `${id}: ${at.join(", ")}`);
}

export const sideways = (page: Page): Promise<number> =>
  page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  ) as Promise<number>;
