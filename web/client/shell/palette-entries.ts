// Pages, saved reports, metrics and actions + what was typed → entries of the palette, best first.
import type { Meta } from "../meta.js";
import type { MessageKey } from "../messages/index.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { furtherPages, sections } from "./sections.js";

export interface SavedReport {
  id: string;
  name: string;
}

export interface PaletteEntry {
  kind: "page" | "report" | "metric" | "action";
  label: string;
  /** Further words it is found by: the other language, the id. */
  words: string;
  run: { href: string } | { act: () => void };
}

const bothLanguages = (key: MessageKey): string => `${t(key, {}, "en")} ${t(key, {}, "zh")}`;

export function paletteEntries(meta: Meta | undefined, reports: SavedReport[]): PaletteEntry[] {
  const other = session.locale === "zh" ? "en" : "zh";
  return [
    ...[...sections, ...furtherPages].map(({ href, title }): PaletteEntry => ({
      kind: "page",
      label: t(title),
      words: bothLanguages(title),
      run: { href },
    })),
    ...reports.map((report): PaletteEntry => ({
      kind: "report",
      label: report.name,
      words: report.id,
      run: { href: `/reports/${encodeURIComponent(report.id)}` },
    })),
    ...(meta?.metrics ?? [])
      .filter((metric) => metric.available)
      .map((metric): PaletteEntry => ({
        kind: "metric",
        label: say(metric.label),
        words: `${metric.label.en} ${metric.label.zh} ${metric.id}`,
        run: { href: `/reports?metric=${encodeURIComponent(metric.id)}` },
      })),
    {
      kind: "action",
      label: t("keys.title"),
      words: `? keys shortcuts ${bothLanguages("keys.title")}`,
      run: { act: () => document.dispatchEvent(new CustomEvent("rapport-keys")) },
    },
    {
      kind: "action",
      label: other === "zh" ? "中文" : "English",
      words: "language 语言 中文 english",
      run: { act: () => session.setLocale(other) },
    },
    {
      kind: "action",
      label: t(session.shade === "dark" ? "shell.theme_light" : "shell.theme_dark"),
      words: `theme dark light 主题 ${bothLanguages("shell.theme_dark")}`,
      run: { act: () => session.setTheme(session.shade === "dark" ? "light" : "dark") },
    },
  ];
}

/** Starts-with before contains; all typed words must occur. */
export function matching(entries: PaletteEntry[], typed: string): PaletteEntry[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const score = (entry: PaletteEntry): number => {
    const label = entry.label.toLowerCase();
    const all = `${label} ${entry.words.toLowerCase()}`;
    if (!words.every((word) => all.includes(word))) return -1;
    return words.every((word) => label.startsWith(word))
      ? 2
      : words.every((word) => label.includes(word))
        ? 1
        : 0;
  };
  return entries
    .map((entry) => ({ entry, points: score(entry) }))
    .filter(({ points }) => points >= 0)
    .sort((a, b) => b.points - a.points)
    .map(({ entry }) => entry)
    .slice(0, 40);
}
