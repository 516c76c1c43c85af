// The sections of the workbench, and the pages behind each.
import type { IconName } from "../icons.js";
import type { MessageKey } from "../messages/index.js";

export type Section =
  | "overview"
  | "turnover"
  | "performance"
  | "programmes"
  | "targets"
  | "reports"
  | "notebooks"
  | "data"
  | "missing";

/** In the order of the top line. */
export const sections: {
  section: Section & IconName;
  href: string;
  title: MessageKey;
  /** What the section's own page is called beside the others of the section, where that is another name. */
  own?: MessageKey;
}[] = [
  { section: "overview", href: "/", title: "shell.overview" },
  { section: "turnover", href: "/turnover", title: "shell.turnover", own: "shell.drivers" },
  { section: "performance", href: "/traits", title: "shell.performance", own: "traits.title" },
  { section: "targets", href: "/targets", title: "shell.targets" },
  { section: "programmes", href: "/programmes", title: "shell.programmes" },
  { section: "reports", href: "/reports", title: "shell.reports" },
  { section: "notebooks", href: "/notebooks", title: "shell.notebooks" },
  { section: "data", href: "/data", title: "shell.data", own: "shell.sources" },
];

/** Pages that stand behind a section: a line under the top line and the palette lead to them. */
export const furtherPages: { href: string; title: MessageKey; section: Section }[] = [
  { href: "/standing", title: "standing.title", section: "targets" },
  { href: "/schemes", title: "schemes.title", section: "targets" },
  { href: "/competency", title: "competency.title", section: "performance" },
  { href: "/pay", title: "pay.title", section: "targets" },
  { href: "/claims", title: "claims.title", section: "reports" },
  { href: "/progress", title: "progress.title", section: "targets" },
  { href: "/scoreboard", title: "scoreboard.title", section: "turnover" },
  { href: "/reveal", title: "reveal.title", section: "turnover" },
  { href: "/quality", title: "quality.title", section: "data" },
  { href: "/dictionary", title: "dictionary.title", section: "data" },
  { href: "/identity", title: "identity.title", section: "data" },
  { href: "/metrics", title: "metrics.title", section: "data" },
  { href: "/changes", title: "changes.title", section: "data" },
  { href: "/organisation", title: "organisation.title", section: "data" },
  { href: "/trust", title: "trust.title", section: "data" },
  { href: "/models", title: "readiness.title", section: "data" },
  { href: "/cards", title: "cards.title", section: "data" },
];

/** A section's own page and those behind it; one alone needs no line. */
export function pagesOf(section: Section): { href: string; title: MessageKey }[] {
  const own = sections.find((s) => s.section === section);
  const further = furtherPages.filter((page) => page.section === section);
  return own && further.length > 0 ? [{ href: own.href, title: own.own ?? own.title }, ...further] : [];
}
