// The only door to the engine: rooms after it import from here, and types from where they are declared.
export { RapportError, defineErrors, format } from "./errors.js";
export type { ErrorText, Facts, LocalisedError } from "./errors.js";
export { localeFrom, locales } from "./locale.js";
export type { Bilingual, Locale } from "./locale.js";
export { initWorkspace, openWorkspace, workspaceName } from "./workspace.js";
export type { Workspace, WorkspaceConfig, WorkspaceSettings } from "./workspace.js";
export { appendJournal, readJournal } from "./journal.js";
export { buildCache, openCache } from "./cache.js";
export type { Cache } from "./cache.js";
export { cacheKey } from "./pipeline.js";
export type { BuildOptions, CacheInfo, Progress } from "./pipeline.js";
export { addMonths } from "./spine/history.js";
export type { History } from "./spine/history.js";
export { Database } from "./database.js";
export type { Row, SqlValue } from "./database.js";
