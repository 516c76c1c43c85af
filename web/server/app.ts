// Workspace + cache + clock + built client → the whole web application: guard, API, pages.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { apiRouter } from "./api-router.js";
import { attritionRoutes } from "./attrition-routes.js";
import { smallBodies } from "./body-limit.js";
import { claimRoutes } from "./claim-routes.js";
import { catalogueRoutes } from "./catalogue-routes.js";
import { errorResponse } from "./error-response.js";
import { hostCheck } from "./host-check.js";
import { explainRoutes } from "./explain-routes.js";
import { exportRoutes } from "./export-routes.js";
import { eventRoutes } from "./event-routes.js";
import { historyRoutes } from "./history-routes.js";
import { ledgerRoutes } from "./ledger-routes.js";
import { metaRoutes } from "./meta-routes.js";
import { metricRoutes } from "./metric-routes.js";
import { notebookRoutes } from "./notebook-routes.js";
import { dictionaryRoutes } from "./dictionary-routes.js";
import { identityRoutes } from "./identity-routes.js";
import { qualityRoutes } from "./quality-routes.js";
import { qualitySampleRoutes } from "./quality-sample-routes.js";
import { organisationRoutes } from "./organisation-routes.js";
import { progressRoutes } from "./progress-routes.js";
import { revealRoutes } from "./reveal-routes.js";
import { reportRoutes } from "./report-routes.js";
import { readAudit } from "./read-audit.js";
import { requestReader } from "./request-reader.js";
import { securityHeaders } from "./security-headers.js";
import { schemeRoutes } from "./scheme-routes.js";
import { schemeBacktestRoutes } from "./scheme-backtest-routes.js";
import { schemeDraftRoutes } from "./scheme-draft-routes.js";
import { schemeScoreRoutes } from "./scheme-score-routes.js";
import { sqlRoutes } from "./sql-routes.js";
import { staticClient } from "./static-client.js";
import { statusRoutes } from "./status-routes.js";
import { targetLedgerRoutes } from "./target-ledger-routes.js";
import { targetStandingRoutes } from "./target-standing-routes.js";
import { targetRoutes } from "./target-routes.js";
import { payRoutes } from "./pay-routes.js";
import { cardRoutes } from "./card-routes.js";
import { readinessRoutes } from "./readiness-routes.js";
import { evidenceRoutes } from "./evidence-routes.js";
import { programmeEvaluationRoutes } from "./programme-evaluation-routes.js";
import { benchmarkRoutes } from "./benchmark-routes.js";
import { programmePlanRoutes } from "./programme-plan-routes.js";
import { competencyRoutes } from "./competency-routes.js";
import { traitsRoutes } from "./traits-routes.js";
import { trustRoutes } from "./trust-routes.js";
import type { WebContext, WebEnv } from "./web-context.js";
import { webError } from "./web-errors.js";

export function createApp(context: WebContext): OpenAPIHono<WebEnv> {
  const app = apiRouter();
  app.onError(errorResponse);
  app.use(securityHeaders);
  app.use(hostCheck);
  app.use("/api/*", smallBodies);
  app.use("/api/*", readAudit(context));
  app.use("/api/*", requestReader(context.workspace));

  app.route("/", metaRoutes(context));
  app.route("/", metricRoutes(context));
  app.route("/", catalogueRoutes(context));
  app.route("/", explainRoutes(context));
  app.route("/", exportRoutes());
  app.route("/", historyRoutes(context));
  app.route("/", organisationRoutes(context));
  app.route("/", eventRoutes(context));
  app.route("/", statusRoutes(context));
  app.route("/", qualityRoutes(context));
  app.route("/", dictionaryRoutes(context));
  app.route("/", identityRoutes(context));
  app.route("/", qualitySampleRoutes(context));
  app.route("/", attritionRoutes(context));
  app.route("/", competencyRoutes(context));
  app.route("/", traitsRoutes(context));
  app.route("/", programmeEvaluationRoutes(context));
  app.route("/", programmePlanRoutes(context));
  app.route("/", benchmarkRoutes(context));
  app.route("/", schemeRoutes(context));
  app.route("/", schemeDraftRoutes(context));
  app.route("/", schemeScoreRoutes(context));
  app.route("/", schemeBacktestRoutes(context));
  app.route("/", claimRoutes(context));
  app.route("/", cardRoutes(context));
  app.route("/", evidenceRoutes(context));
  app.route("/", readinessRoutes(context));
  app.route("/", ledgerRoutes(context));
  app.route("/", revealRoutes(context));
  app.route("/", progressRoutes(context));
  app.route("/", targetRoutes(context));
  app.route("/", payRoutes(context));
  app.route("/", targetLedgerRoutes(context));
  app.route("/", targetStandingRoutes(context));
  app.route("/", trustRoutes(context));
  app.route("/", notebookRoutes(context));
  app.route("/", reportRoutes(context));
  app.route("/", sqlRoutes(context));

  app.doc31("/api/openapi.json", {
    openapi: "3.1.0",
    info: {
      title: "Rapport",
      version: "0.1.0",
      description:
        "Questions about a workspace on this computer. Tables come as Arrow IPC, the rest as JSON.",
    },
  });
  app.all("/api/*", (c) => {
    throw webError.route_unknown({ path: c.req.path });
  });
  app.get("*", staticClient(context.clientDir));
  return app;
}
