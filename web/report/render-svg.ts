// A Vega-Lite specification → SVG text without a browser: notebooks, print and tests draw with it.
import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import { textWidth } from "./axis-scale.js";
import type { ChartFrame } from "./chart-frame.js";
import { chartTheme } from "./chart-theme.js";

const refuse = (): Promise<never> => Promise.reject(new Error("charts load nothing"));

/** Vega's own estimate knows no Chinese: without a canvas, ours stands in. */
function measureOurselves(): void {
  // exported by Vega, missing from its types
  const { textMetrics } = vega as unknown as {
    textMetrics: { width: (item: { fontSize?: number }, text: unknown) => number };
  };
  textMetrics.width = (item, text) => textWidth(String(text ?? ""), item.fontSize ?? 13);
}

/** `warnings` holds what Vega and Vega-Lite complained of: empty for every chart of ours. */
export async function renderSvg(
  spec: TopLevelSpec,
  frame: ChartFrame,
): Promise<{ svg: string; warnings: string[] }> {
  if (typeof document === "undefined") measureOurselves();
  const warnings: string[] = [];
  const warn = (...text: unknown[]) => {
    warnings.push(text.map(String).join(" "));
    return logger;
  };
  const quiet = () => logger;
  const logger: vega.LoggerInterface = {
    level: quiet as never,
    error: warn,
    warn,
    info: quiet,
    debug: quiet,
  };
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
