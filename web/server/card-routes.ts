// GET /api/cards: every stored model with its card, whether its data have changed, and its impact ratios.
import { readsEverybody } from "../../engine/metrics/reader.js";
import { createRoute, z } from "@hono/zod-openapi";
import { storedCards, type StoredCard } from "../../models/evidence/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import type { WebContext } from "./web-context.js";

export interface CardsAnswer {
  cards: StoredCard[];
}

const route = createRoute({
  method: "get",
  path: "/api/cards",
  summary: "Cards of all stored models; readers of groups see no counts below k",
  responses: {
    200: {
      description: "Cards",
      content: {
        "application/json": { schema: z.object({ cards: z.array(z.looseObject({ id: z.string() })) }) },
      },
    },
    422: errorAnswer,
  },
});

export const cardRoutes = ({ workspace, cache }: WebContext) =>
  apiRouter().openapi(route, async (c) => {
    const isWhole = readsEverybody(c.get("reader"));
    const k = workspace.config.k ?? 5;
    const cards = storedCards(workspace, (await cache()).snapshot);
    return c.json({ cards: isWhole ? cards : cards.map((card) => forGroups(card, k)) }, 200);
  });

/** Impact tables with a small group are left out whole: the others would give it away. */
function forGroups(stored: StoredCard, k: number): StoredCard {
  const isSmall = ({ people, selected }: StoredCard["fairness"][number]["rows"][number]): boolean =>
    people < k || selected < k || people - selected < k;
  const isFew = stored.card !== null && (stored.card.people < k || stored.card.events < k);
  return {
    ...stored,
    card: isFew && stored.id.startsWith("programme-") && stored.card!.people < k ? null : stored.card,
    fairness: stored.fairness.filter(({ rows }) => !rows.some(isSmall)),
  };
}
