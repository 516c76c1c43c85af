// Tests of a back-test on its inputs → one table: crowding at edges, ends of quarters, reports without trace; refusals in words.
import { html, nothing, type TemplateResult } from "lit";
import type {
  Backtest,
  Bunching,
  PullForward,
  UntracedReports,
} from "../../../models/schemes/backtest/backtest-types.js";
import { say, t } from "../t.js";
import { numberText, intervalText } from "../words.js";
import { plain } from "./plain-number.js";

interface Doubt {
  test: string;
  finding: string;
  isFound: boolean | null;
}

export function doubtTable({ bunching, pullForward, untraced }: Backtest): TemplateResult | typeof nothing {
  const doubts = [...bunching.map(ofBunching), ...pullForward.map(ofPull), ...untraced.map(ofReports)];
  if (doubts.length === 0) return nothing;
  return html`<h3>${t("schemes.doubts")}</h3>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("schemes.doubts")}>
      <table data-testid="doubts">
        <thead>
          <tr>
            <th class="names">${t("schemes.test")}</th>
            <th></th>
            <th>${t("schemes.finding")}</th>
          </tr>
        </thead>
        <tbody>
          ${doubts.map(
            ({ test, finding, isFound }) =>
              html`<tr>
                <th scope="row">${test}</th>
                <td>
                  <span class=${`chip ${isFound === null ? "few" : isFound ? "yes" : "maybe"}`}
                    ><i></i
                    >${t(isFound === null ? "schemes.not_tested" : isFound ? "schemes.found" : "schemes.not_found")}</span
                  >
                </td>
                <td>${finding}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

export const pText = (p: number | null): string =>
  p === null ? "–" : p < 0.001 ? "< 0.001" : plain(Math.round(p * 1000) / 1000);
const share = (value: number): string => numberText(value, "share");

function ofBunching({ scheme, threshold, refused, ratio, pHolm, isFound }: Bunching): Doubt {
  const test = t("schemes.bunching", { side: t(`schemes.side_${scheme}`), threshold });
  if (refused) return { test, finding: t(`schemes.b_${refused}`), isFound: null };
  const p = pText(pHolm);
  const finding = isFound
    ? t("schemes.bunching_is", { ratio: ratio === null ? "∞" : plain(Math.round(ratio * 10) / 10), p })
    : t("schemes.bunching_none", { p });
  return { test, finding, isFound };
}

function ofPull({ name, refused, effect, limits, lastShare, firstShare, isFound }: PullForward): Doubt {
  const test = t("schemes.pull", { name: say(name) });
  if (refused || effect === null || !limits || lastShare === null || firstShare === null)
    return { test, finding: t(`schemes.p_${refused ?? "no_amounts"}`), isFound: null };
  const finding = t("schemes.pull_is", {
    effect: share(effect),
    limits: intervalText(limits.low, limits.high, "share"),
    last: share(lastShare),
    first: share(firstShare),
  });
  return { test, finding, isFound };
}

function ofReports({ name, refused, share: part, limits, claims, sources }: UntracedReports): Doubt {
  const test = t("schemes.untraced", { name: say(name) });
  if (refused || part === null || !limits)
    return { test, finding: t(`schemes.u_${refused ?? "no_claims"}`), isFound: null };
  const finding = t("schemes.untraced_is", {
    share: share(part),
    claims,
    limits: intervalText(limits.low, limits.high, "share"),
    sources: sources.join(", "),
  });
  return { test, finding, isFound: limits.low > 0.05 };
}
