// The model's public record: each issued prediction, what it expected and what came; issuing one and scoring what is due.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { LedgerAnswer } from "../../server/ledger-routes.js";
import { postJson, requestJson } from "../api.js";
import { figure } from "../figure/figure.js";
import { Load } from "../load.js";
import { RapportPage } from "../rapport-page.js";
import { say, t } from "../t.js";
import { dayText, monthText, numberText } from "../words.js";
import "../targets/rapport-target-record.js";
import "./rapport-record-plot.js";

const path = "/api/ledger";
const horizons = [3, 6, 12] as const;

@customElement("rapport-scoreboard-page")
export class RapportScoreboardPage extends RapportPage {
  private readonly record = new Load<LedgerAnswer>(this);
  @state() private months: number = 6;

  protected override ask(): void {
    void this.record.run((signal) => requestJson<LedgerAnswer>(path, { signal }));
  }

  #post(to: string, body: object): void {
    void this.record.run((signal) => postJson<LedgerAnswer>(`${path}/${to}`, body, { signal }));
  }

  override render(): TemplateResult {
    const record = this.record.value;
    return html`<header class="head">
        <p class="crumb">${t("scoreboard.crumb")}</p>
        <h1 data-testid="title">${this.#title(record)}</h1>
      </header>
      <div class="cols">
        <div class="stack">
          ${
            record
              ? this.#body(record)
              : html`<rapport-state
                  .load=${this.record.state}
                  .doing=${t("scoreboard.doing")}
                  @retry=${() => void this.record.run((signal) => requestJson<LedgerAnswer>(path, { signal }))}
                  @cancel=${() => this.record.stop()}
                ></rapport-state>`
          }
          <rapport-target-record .meta=${this.meta} .first=${3}></rapport-target-record>
        </div>
        <aside class="margin" aria-label=${t("scoreboard.about")}>
          <section class="mn">
            <h2>${t("scoreboard.about")}</h2>
            <p>${t("scoreboard.about_text")}</p>
            <p>${t("scoreboard.off_rule")}</p>
          </section>
          ${record?.canIssue ? this.#acts(record) : nothing}
        </aside>
      </div>`;
  }

  #title(record: LedgerAnswer | undefined): string {
    if (record?.standing.isOff) return t("scoreboard.h1_off");
    const due = record?.issues.some(({ horizons: list }) => list.some(({ score }) => score)) ?? false;
    return t(due ? "scoreboard.h1" : "scoreboard.h1_none");
  }

  #acts(record: LedgerAnswer): TemplateResult {
    return html`<section class="mn" data-testid="ledger-acts">
      <h2>${t("scoreboard.act")}</h2>
      <p>${t("scoreboard.issue_text", { month: monthText(record.lastDay.slice(0, 7)) })}</p>
      <p class="acts">
        <button
          class="link"
          data-testid="issue"
          @click=${() => this.#post("issues", { asOf: record.lastDay })}
        >
          ${t("scoreboard.issue")}
        </button>
      </p>
      <p>${t("scoreboard.replay_text")}</p>
      <p class="acts">
        <button
          class="link"
          data-testid="replay"
          @click=${() => this.#post("issues", { asOf: yearBefore(record.lastDay), replay: true })}
        >
          ${t("scoreboard.replay")}
        </button>
      </p>
      <p class="acts">
        <button class="link" data-testid="score" @click=${() => this.#post("scores", {})}>
          ${t("scoreboard.score")}
        </button>
      </p>
    </section>`;
  }

  #body(record: LedgerAnswer): TemplateResult {
    const { issues, standing } = record;
    if (issues.length === 0)
      return html`<div class="state" data-testid="no-issues">
        <p><b>${t("scoreboard.none")}</b></p>
        <p>${t(record.canIssue ? "scoreboard.none_next" : "scoreboard.none_rights")}</p>
      </div>`;
    return html`<p class="say" data-testid="narrative">${this.#sentence(record)}</p>
      ${
        standing.reason
          ? html`<div class="state err" role="alert">
              <p><b>${say(standing.reason)}</b></p>
            </div>`
          : nothing
      }
      ${record.withheld ? html`<div class="state"><p>${t("scoreboard.withheld")}</p></div>` : this.#figure(record)}
      ${this.#table(record)}`;
  }

  #sentence({ issues, standing }: LedgerAnswer): string {
    const scored = issues.filter(({ horizons: list }) => list.some(({ score }) => score));
    const better = scored.filter(({ horizons: list }) => {
      const last = list.findLast(({ score }) => score)!.score!;
      return last.gain > 0;
    });
    const replays = scored.filter(({ replay }) => replay).length;
    return t("scoreboard.say", {
      all: issues.length,
      scored: scored.length,
      better: better.length,
      replays,
      counting: standing.issues,
    });
  }

  #figure(record: LedgerAnswer): TemplateResult {
    return figure({
      id: "figure-record",
      number: 1,
      title: t("scoreboard.fig_record", { months: this.months }),
      how: t("scoreboard.how_record"),
      controls: html`${horizons.map(
        (months) =>
          html`<button
            class="flat"
            aria-pressed=${months === this.months}
            @click=${() => (this.months = months)}
          >
            ${t("scoreboard.months", { months })}
          </button>`,
      )}`,
      body: html`<rapport-record-plot .issues=${record.issues} .months=${this.months}></rapport-record-plot>`,
      foot: t("scoreboard.foot_record"),
    });
  }

  #table({ issues, withheld }: LedgerAnswer): TemplateResult {
    const rows = [...issues].reverse().flatMap((issue) =>
      issue.horizons.map((h, i) => {
        const { score } = h;
        return html`<tr>
          ${
            i === 0
              ? html`<th scope="rowgroup" rowspan=${issue.horizons.length}>
                  ${monthText(issue.month)}
                  <small
                    >${issue.replay ? t("scoreboard.is_replay") : t("scoreboard.issued_by", { by: issue.by, date: dayText(issue.issuedAt) })}</small
                  >
                </th>`
              : nothing
          }
          <td class="r">${h.months}</td>
          <td class="day">${monthText(h.until)}</td>
          <td class="r">${h.expected.toFixed(1)} <small>${h.low80}–${h.high80}</small></td>
          <td class="r">${h.naive.toFixed(1)}</td>
          <td class="r">
            ${score ? html`<b>${numberText(score.events, "count")}</b>` : withheld ? "–" : t("scoreboard.not_due")}
          </td>
          <td class="r">${score ? score.brier.toFixed(4) : "–"}</td>
          <td class="r">
            ${score ? html`${score.logLoss.toFixed(4)} <small>${t("scoreboard.against", { naive: score.naiveLogLoss.toFixed(4) })}</small>` : "–"}
            ${h.rescored > 0 ? html`<small>${t("scoreboard.rescored", { n: h.rescored })}</small>` : nothing}
          </td>
        </tr>`;
      }),
    );
    return figure({
      id: "figure-issues",
      number: withheld ? 1 : 2,
      title: t("scoreboard.fig_issues"),
      how: t("scoreboard.how_issues"),
      body: html`<div class="scroll" tabindex="0">
        <table data-testid="issues">
          <thead>
            <tr>
              <th>${t("scoreboard.people_at")}</th>
              <th class="r">${t("scoreboard.ahead")}</th>
              <th>${t("scoreboard.until")}</th>
              <th class="r">${t("scoreboard.expected")}</th>
              <th class="r">${t("scoreboard.constant")}</th>
              <th class="r">${t("scoreboard.actual")}</th>
              <th class="r">Brier</th>
              <th class="r">${t("drivers.log_loss")}</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>`,
    });
  }
}

/** The same month's end a year before: what a replay can be scored on at every horizon. */
function yearBefore(day: string): string {
  const [year, month] = day.split("-").map(Number);
  return new Date(Date.UTC(year - 1, month, 0)).toISOString().slice(0, 10);
}
