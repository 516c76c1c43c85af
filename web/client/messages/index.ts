// All areas' messages → one catalogue. A key belongs to one area: `shell.skip`, `overview.title`.
import type { Bilingual } from "../../../engine/locale.js";
import { builder } from "./builder.js";
import { changes } from "./changes.js";
import { trust } from "./trust.js";
import { cards } from "./cards.js";
import { claims } from "./claims.js";
import { chart } from "./chart.js";
import { data } from "./data.js";
import { competency } from "./competency.js";
import { dictionary } from "./dictionary.js";
import { drivers } from "./drivers.js";
import { identity } from "./identity.js";
import { evidence } from "./evidence.js";
import { figure } from "./figure.js";
import { keys } from "./keys.js";
import { organisation } from "./organisation.js";
import { metrics } from "./metrics.js";
import { overview } from "./overview.js";
import { pages } from "./pages.js";
import { progress } from "./progress.js";
import { programmes } from "./programmes.js";
import { quality } from "./quality.js";
import { readiness } from "./readiness.js";
import { reveal } from "./reveal.js";
import { schemes } from "./schemes.js";
import { scoreboard } from "./scoreboard.js";
import { shell } from "./shell.js";
import { standing } from "./standing.js";
import { states } from "./states.js";
import { survival } from "./survival.js";
import { targets } from "./targets.js";
import { pay } from "./pay.js";
import { traits } from "./traits.js";
import { why } from "./why.js";

const catalogue = {
  ...shell,
  ...states,
  ...evidence,
  ...builder,
  ...chart,
  ...figure,
  ...metrics,
  ...overview,
  ...drivers,
  ...scoreboard,
  ...reveal,
  ...targets,
  ...standing,
  ...pay,
  ...schemes,
  ...traits,
  ...competency,
  ...data,
  ...quality,
  ...changes,
  ...trust,
  ...organisation,
  ...pages,
  ...keys,
  ...dictionary,
  ...identity,
  ...why,
  ...survival,
  ...programmes,
  ...progress,
  ...cards,
  ...claims,
  ...readiness,
};

export type MessageKey = keyof typeof catalogue;
export const messages: Record<MessageKey, Bilingual> = catalogue;
