// A chart's kind → a small line drawing of it.
import { svg, type SVGTemplateResult } from "lit";
import type { ChartKind } from "../../report/report-spec.js";

export const sketches: Record<ChartKind, SVGTemplateResult> = {
  line: svg`<path d="M3 24L16 15 30 18 45 8M3 28L16 25 30 27 45 22" stroke-width="2"/>`,
  panels: svg`<path d="M2 26L13 14M18 26L29 17M34 26L45 21M2 30H14M18 30H30M34 30H46" stroke-width="2"/>`,
  column: svg`<path d="M6 29V16M15 29V10M24 29V19M33 29V6M42 29V13" stroke-width="5"/>`,
  bar: svg`<path d="M3 7H44M3 16H31M3 25H18" stroke-width="5"/>`,
  dot: svg`<path d="M6 8H44M6 16H30M6 24H20" stroke-width="1"/><circle cx="32" cy="8" r="3" fill="currentColor"/><circle cx="22" cy="16" r="3" fill="currentColor"/><circle cx="13" cy="24" r="3" fill="currentColor"/>`,
  stacked_bar: svg`<path d="M8 28V10h8v18M20 28V14h8v14M32 28V6h8v22M8 20h8M20 22h8M32 17h8" stroke-width="1.4"/>`,
  heat_table: svg`<path d="M4 6h10v8H4zM18 6h10v8H18zM32 6h10v8H32zM4 18h10v8H4zM18 18h10v8H18zM32 18h10v8H32z" stroke-width="1.4"/>`,
  scatter: svg`<path d="M4 4V29H45" stroke-width="1"/><circle cx="13" cy="22" r="2.4" fill="currentColor"/><circle cx="22" cy="17" r="2.4" fill="currentColor"/><circle cx="27" cy="21" r="2.4" fill="currentColor"/><circle cx="38" cy="8" r="2.4" fill="currentColor"/>`,
  pie: svg`<circle cx="24" cy="16" r="11" stroke-width="1.4"/><path d="M24 16V5M24 16L33 22" stroke-width="1.4"/>`,
  number: svg`<text x="24" y="23" text-anchor="middle" font-size="20" font-weight="600" fill="currentColor" stroke="none">12</text>`,
};
