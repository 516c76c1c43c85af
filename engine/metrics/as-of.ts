// `asOf` of a question → the cache that knows what was known, and the organisation to recast on.
import { organisationNamed, type Organisation } from "../organisation/organisation.js";
import { cacheFacts, type MetricCache } from "./cache-facts.js";
import { metricError } from "./metric-errors.js";
import type { MetricQuerySpec } from "./metric-query.js";
import { monthText } from "./period.js";
import type { Reader } from "./reader.js";

export interface AsOf {
  cache: MetricCache;
  organisation?: Organisation;
}

/**
 * Released cells are for closed months and their own organisation: a second way to cut the same people would be a way to
 * subtract one from the other. So readers of groups are refused, whatever they ask.
 */
export async function asOfQuestion(cache: MetricCache, spec: MetricQuerySpec, reader: Reader): Promise<AsOf> {
  const { known, org } = spec.asOf ?? {};
  if (known === undefined && org === undefined) return { cache };
  if (reader.rights !== "person") throw metricError.as_of_needs_person_rights();
  const then = known === undefined ? cache : await cacheKnown(cache, known);
  if (org === undefined) return { cache: then };
  const { history } = await cacheFacts(then);
  if (!history) throw metricError.history_empty();
  return { cache: then, organisation: organisationNamed(cache.workspace, org, monthText(history.to)) };
}

async function cacheKnown(cache: MetricCache, known: string): Promise<MetricCache> {
  if (!cache.asKnown) throw metricError.as_of_unavailable();
  return { ...(await cache.asKnown(known)), workspace: cache.workspace };
}
