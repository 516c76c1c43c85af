// A scheme's text that need not be on file → the scheme with what is wrong in it; a draft's id need not be a file's name.
import { loadCatalogue, type Catalogue, type Workspace } from "../../engine/index.js";
import { checkSchemeText } from "../../models/schemes/scheme-files.js";

export function checkDraftText(
  { dir }: Pick<Workspace, "dir">,
  text: string,
): ReturnType<typeof checkSchemeText> & { catalogue: Catalogue } {
  const id = /^id:\s*["']?([a-z0-9-]+)/m.exec(text)?.[1] ?? "draft";
  const catalogue = loadCatalogue(dir);
  return { ...checkSchemeText(text, { file: `${id}.yml`, catalogue }), catalogue };
}
