// Child of the server: workspace + model → fitted and saved; tells the parent when done or why not.
import { RapportError, openCache, openWorkspace, localReader } from "../../engine/index.js";
import { fitAttrition } from "../../models/index.js";
import type { FitMessage } from "./fit-job.js";
import { webError } from "./web-errors.js";

const [dir, model, now] = process.argv.slice(2);

try {
  const workspace = openWorkspace(dir);
  const cache = await openCache(workspace);
  if (model !== "attrition") throw webError.route_unknown({ path: model });
  await fitAttrition({ workspace, cache, reader: localReader, now: new Date(now) });
  cache.database.close();
  tell({ done: true });
} catch (error) {
  if (!(error instanceof RapportError)) console.error(error);
  const known = error instanceof RapportError ? error : webError.server_failed();
  tell({ failed: { en: known.localise("en"), zh: known.localise("zh") } });
}

function tell(message: FitMessage): void {
  process.send?.(message, () => process.exit(0));
}
