// What a chart must know about where it is drawn: width, theme and language.
import type { TopLevelSpec } from "vega-lite";
import type { Locale } from "../../engine/locale.js";
import type { Palette } from "./chart-palette.js";

export interface ChartFrame {
  /** Width available in px: charts are laid out for it, never scaled, so text keeps its size. */
  width: number;
  palette: Palette;
  locale: Locale;
}

/** A specification, or what makes one for a frame; the second is drawn anew at each width, theme and language. */
export type ChartSpec = TopLevelSpec | ((frame: ChartFrame) => TopLevelSpec);
