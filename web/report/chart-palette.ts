// The design tokens that charts draw with, for where there is no stylesheet to read (notebooks, tests, print).
export type Theme = "light" | "dark";

export interface Palette {
  paper: string;
  sheet: string;
  tint: string;
  rule: string;
  ruleStrong: string;
  ink: string;
  ink2: string;
  ink3: string;
  accent: string;
  seal: string;
  hatch: string;
  category: string[];
  /** The same hues dark or light enough to be read as text. */
  categoryText: string[];
  sequential: string[];
  diverging: string[];
  /** Opacity of an interval: alone, and where several overlap. */
  band80: number;
  band95: number;
}

const light: Palette = {
  paper: "#fbfaf7",
  sheet: "#ffffff",
  tint: "#f2f0ea",
  rule: "#dcd8cf",
  ruleStrong: "#88837a",
  ink: "#1d2125",
  ink2: "#454b51",
  ink3: "#62686e",
  accent: "#1b5688",
  seal: "#a5331f",
  hatch: "#b9b4a9",
  category: ["#1b4f86", "#cf7412", "#369b86", "#8a1f33", "#86590f", "#9b7bd6", "#5f6b78"],
  categoryText: ["#1b4f86", "#9c540a", "#1f6f5e", "#8a1f33", "#75500f", "#6d4fae", "#556270"],
  sequential: ["#e8eff5", "#c5d8e8", "#98bad6", "#6797bf", "#3c74a4", "#1f5685", "#123a5f"],
  diverging: ["#8a4b06", "#c0802f", "#e6c89c", "#efece5", "#a9c4db", "#4d83b0", "#174a78"],
  band80: 0.22,
  band95: 0.11,
};

const dark: Palette = {
  paper: "#17191a",
  sheet: "#1f2223",
  tint: "#25282a",
  rule: "#373b3d",
  ruleStrong: "#7f8386",
  ink: "#ece9e2",
  ink2: "#c3c2bd",
  ink3: "#a0a19e",
  accent: "#8bbbe2",
  seal: "#f09880",
  hatch: "#5b5f61",
  category: ["#5a94dc", "#dca048", "#86d6bb", "#b4665f", "#f0ea9a", "#c6a9f5", "#97999c"],
  categoryText: ["#86b3e8", "#dca048", "#86d6bb", "#dc9088", "#f0ea9a", "#c6a9f5", "#a6a8ab"],
  sequential: ["#1d2a35", "#213d53", "#285573", "#387197", "#5791ba", "#86b5da", "#c2dcf0"],
  diverging: ["#f0b768", "#bd8436", "#6b5130", "#2c2f31", "#31506a", "#5b93bf", "#a4cdf0"],
  band80: 0.3,
  band95: 0.15,
};

export const palettes: Record<Theme, Palette> = { light, dark };

/** CSS custom property → token; anything missing falls back to the light palette. */
export function paletteFrom(read: (property: string) => string): Palette {
  const colour = (property: string, fallback: string): string => read(property).trim() || fallback;
  const scale = (name: string, fallback: string[], suffix = ""): string[] =>
    fallback.map((value, index) => colour(`--${name}-${index + 1}${suffix}`, value));
  const share = (property: string, fallback: number): number => Number(read(property)) || fallback;
  return {
    paper: colour("--paper", light.paper),
    sheet: colour("--sheet", light.sheet),
    tint: colour("--tint", light.tint),
    rule: colour("--rule", light.rule),
    ruleStrong: colour("--rule-strong", light.ruleStrong),
    ink: colour("--ink", light.ink),
    ink2: colour("--ink-2", light.ink2),
    ink3: colour("--ink-3", light.ink3),
    accent: colour("--accent", light.accent),
    seal: colour("--seal", light.seal),
    hatch: colour("--hatch", light.hatch),
    category: scale("cat", light.category),
    categoryText: scale("cat", light.categoryText, "-text"),
    sequential: scale("seq", light.sequential),
    diverging: scale("div", light.diverging),
    band80: share("--band-80", light.band80),
    band95: share("--band-95", light.band95),
  };
}
