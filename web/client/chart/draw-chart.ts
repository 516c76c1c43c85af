// Vega-Lite, frame → an SVG in `target`: no eval (expression interpreter), no loading, no script-made style sheets.
import embed, { type Result } from "vega-embed";
import type { TopLevelSpec } from "vega-lite";
import type { Loader } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import type { ChartFrame } from "../../report/chart-frame.js";
import { chartTheme } from "../../report/chart-theme.js";
import { walkMarks } from "./walk-marks.js";

export interface DrawOptions {
  data?: readonly object[];
  label: string;
  description: string;
  showTip(text: string, x: number, y: number): void;
  choose(datum: unknown): void;
}

const refuse = (): Promise<never> => Promise.reject(new Error("charts load nothing"));
/** Vega's own loader would fetch URLs and read files. */
const rejectingLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as Loader;

export async function drawChart(
  target: HTMLElement,
  given: TopLevelSpec,
  frame: ChartFrame,
  options: DrawOptions,
): Promise<Result> {
  const spec = { ...given } as Record<string, unknown>;
  if (options.data) spec["datasets"] = { ...(spec["datasets"] as object), rows: options.data };
  if (spec["width"] === undefined && (spec["mark"] || spec["layer"])) {
    spec["width"] = frame.width;
    spec["autosize"] = { type: "fit-x", contains: "padding" };
  }
  if (options.description) spec["description"] = options.description;
  const drawn = await embed(target, spec as unknown as TopLevelSpec, {
    mode: "vega-lite",
    renderer: "svg",
    actions: false,
    ast: true,
    expr: expressionInterpreter,
    loader: rejectingLoader,
    defaultStyle: false,
    config: chartTheme(frame.palette, frame.locale) as never,
    tooltip: (_handler, event: MouseEvent | null, _item, value) => {
      // Vega tells a view that ends so, without an event
      if (!event) return options.showTip("", 0, 0);
      const box = target.isConnected ? target : (event.target as Element | null)?.closest?.("svg");
      const from = box?.getBoundingClientRect();
      const text =
        value == null || value === "" ? "" : typeof value === "object" ? lines(value) : String(value);
      options.showTip(text, event.clientX - (from?.left ?? 0), event.clientY - (from?.top ?? 0));
    },
  });
  const svg = target.querySelector("svg");
  svg?.setAttribute("role", "graphics-document");
  if (options.label) svg?.setAttribute("aria-label", options.label);
  if (svg) walkMarks(svg, options.choose);
  const choose = (item: unknown): void => {
    const datum = (item as { datum?: unknown } | null)?.datum;
    if (datum) options.choose(datum);
  };
  drawn.view.addEventListener("click", (_event, item) => choose(item));
  return drawn;
}

const lines = (value: object): string =>
  Object.entries(value)
    .map(([name, text]) => `${name}: ${String(text)}`)
    .join("\n");
