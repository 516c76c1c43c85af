// Cards and evidence, as pages and commands use them.
export { evidenceHtml, evidenceMarkdown, evidenceOf, evidenceZip } from "./evidence-document.js";
export type { Evidence } from "./evidence-document.js";
export type { EvidenceSection } from "./evidence-sections.js";
export { storedCards } from "./model-cards.js";
export type { CardFairness, StoredCard } from "./model-cards.js";
