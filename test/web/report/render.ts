// A Vega-Lite specification → SVG text, without a browser: as the notebook and the tests draw.
import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import type { ChartFrame } from "../../../web/report/chart-frame.js";
import { chartTheme } from "../../../web/report/chart-theme.js";

const refuse = () => Promise.reject(new Error("charts load nothing"));

export async function renderSvg(
  spec: TopLevelSpec,
  frame: ChartFrame,
): Promise<{ svg: string; warnings: string[] }> {
  const warnings: string[] = [];
  const say = (...text: unknown[]) => {
    warnings.push(text.map(String).join(" "));
    return logger;
  };
  const quiet = () => logger;
  const logger = { level: (() => logger) as never, error: say, warn: say, info: quiet, debug: quiet };
  const { spec: compiled } = compile(spec, { config: chartTheme(frame.palette, frame.locale), logger });
  const view = new vega.View(vega.parse(compiled, undefined, { ast: true }), {
    renderer: "none",
    expr: expressionInterpreter,
    loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse } as never,
    logger,
  });
  const svg = await view.toSVG();
  view.finalize();
  return { svg, warnings };
}
