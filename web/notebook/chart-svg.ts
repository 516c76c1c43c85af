// Vega-Lite specification → SVG text on the server: no evaluation of code, no file or network access.
import { expressionInterpreter } from "vega-interpreter";
import { parse, View, type Loader } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { Locale } from "../../engine/locale.js";
import { palettes, type Theme } from "../report/chart-palette.js";
import { chartTheme } from "../report/chart-theme.js";

const refuse = (): Promise<never> => Promise.reject(new Error("charts load nothing"));
const rejectingLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as Loader;

export async function chartSvg(spec: TopLevelSpec, theme: Theme, locale: Locale): Promise<string> {
  const themed = { ...spec, config: chartTheme(palettes[theme], locale) } as TopLevelSpec;
  const view = new View(parse(compile(themed).spec, undefined, { ast: true }), {
    expr: expressionInterpreter,
    loader: rejectingLoader,
    renderer: "none",
  });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
