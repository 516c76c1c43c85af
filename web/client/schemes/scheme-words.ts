// A name while somebody types it → what the form calls the thing.
import { say } from "../t.js";
import type { Words } from "./scheme-draft.js";

export const nameOf = (name: Words | undefined, other: string | undefined): string =>
  say({ en: name?.en ?? other ?? "–", zh: name?.zh ?? other ?? "–" });
