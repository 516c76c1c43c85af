// Our own few line icons, as SVG templates.
import { svg, html, type TemplateResult } from "lit";

const shapes = {
  overview: svg`<path d="M4 20h16M7 16v-5M12 16V5M17 16v-8"/>`,
  turnover: svg`<path d="M14 4h5v16h-5M4 12h10M10 8l4 4-4 4"/>`,
  performance: svg`<path d="M12 3l2.7 5.6 6.1.8-4.5 4.2 1.1 6.1L12 16.8l-5.4 2.9 1.1-6.1-4.5-4.2 6.1-.8z"/>`,
  programmes: svg`<path d="M4 17h5l4-9h7M9 4v16" /><path d="M17 5l3 3-3 3"/>`,
  targets: svg`<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="3"/>`,
  reports: svg`<path d="M6 3h9l4 4v14H6zM14 3v5h5M9 13h7M9 17h5"/>`,
  notebooks: svg`<path d="M5 4h14v16H5zM9 4v16M12 9h4M12 13h4"/>`,
  data: svg`<ellipse cx="12" cy="6" rx="7.5" ry="3"/><path d="M4.5 6v12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3V6M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3"/>`,
  more: svg`<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3" stroke-linecap="round"/>`,
} as const;

export type IconName = keyof typeof shapes;

export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shapes[name]}</svg>`;
