// Trust: the policy in force, who sees what, what is released, and what none of it protects against.
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { TrustReport, TrustUser } from "../../../engine/policy/trust-report.js";
import { requestJson } from "../api.js";
import { figure } from "../figure/figure.js";
import { Load } from "../load.js";
import { RapportPage } from "../rapport-page.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { spanText } from "../words.js";

@customElement("rapport-trust-page")
export class RapportTrustPage extends RapportPage {
  private readonly trust = new Load<TrustReport>(this);

  protected override ask(): void {
    void this.trust.run((signal) => requestJson<TrustReport>("/api/trust", { signal }));
  }

  override render(): TemplateResult {
    const trust = this.trust.value;
    return html`<header class="head">
        <p class="crumb">${t("trust.crumb")}</p>
        <h1 data-testid="title">${trust ? t("trust.h1", { k: trust.k }) : t("trust.h1_loading")}</h1>
        ${trust ? this.#asOf(trust) : nothing}
      </header>
      ${
        trust
          ? html`<div class="cols">
              <div class="stack">${this.#users(trust)} ${trust.last ? this.#release(trust) : nothing}</div>
              <aside class="margin">${this.#cannot(trust)} ${this.#digits(trust)}</aside>
            </div>`
          : this.waiting(this.trust, t("trust.doing"))
      }`;
  }

  #asOf({ months, purposeRequired, last }: TrustReport): TemplateResult {
    return html`<div class="asof">
        <span
          >${t("trust.closed")}
          <b>${months.from && months.to ? spanText(months.from, months.to) : t("trust.none_closed")}</b></span
        >
        <span
          >${t("trust.purpose")} <b>${t(purposeRequired ? "trust.purpose_yes" : "trust.purpose_no")}</b></span
        >
      </div>
      ${last?.isTooSmall ? html`<p data-testid="too-small"><b>${t("trust.small")}</b></p>` : nothing}`;
  }

  #users({ users }: TrustReport): TemplateResult {
    return figure({
      id: "figure-users",
      number: 1,
      title: t("trust.fig_users"),
      how: t("trust.how_users"),
      body:
        users.length === 0
          ? html`<p class="quiet">${t("trust.no_users")}</p>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label=${t("trust.fig_users")}>
              <table data-testid="user-table">
                <thead>
                  <tr>
                    <th>${t("trust.user")}</th>
                    <th>${t("trust.may")}</th>
                    <th>${t("trust.kept")}</th>
                  </tr>
                </thead>
                <tbody>
                  ${users.map((user) => this.#user(user))}
                </tbody>
              </table>
            </div>`,
    });
  }

  #user(user: TrustUser): TemplateResult {
    const { id, rights, may, hidden, masked, needsPurpose } = user;
    const joint = session.locale === "zh" ? "、" : ", ";
    const name = this.meta.users.find((known) => known.id === id)?.name ?? id;
    const kept = [
      ...(hidden.length > 0 ? [t("trust.hidden", { fields: hidden.join(joint) })] : []),
      ...(masked.length > 0 ? [t("trust.masked", { fields: masked.join(joint) })] : []),
      ...(needsPurpose ? [t("trust.with_purpose")] : []),
    ];
    return html`<tr>
      <th scope="row">
        ${name}<span class="sub"
          >${t(rights === "person" ? "trust.rights_person" : "trust.rights_group")}</span
        >
      </th>
      <td>${may.map((text) => html`<div>${say(text)}</div>`)}</td>
      <td>${kept.length > 0 ? kept.map((text) => html`<div>${text}</div>`) : "–"}</td>
    </tr>`;
  }

  #release({ last }: TrustReport): TemplateResult {
    const percent = new Intl.NumberFormat(session.locale === "zh" ? "zh-CN" : "en", {
      style: "percent",
      maximumFractionDigits: 0,
    });
    return figure({
      id: "figure-release",
      number: 2,
      title: t("trust.fig_release", { month: last!.month }),
      how: t("trust.how_release"),
      body: html`<div
        class="scroll"
        tabindex="0"
        role="region"
        aria-label=${t("trust.fig_release", { month: last!.month })}
      >
        <table data-testid="release-table">
          <thead>
            <tr>
              <th class="names">${t("trust.breakdown")}</th>
              <th class="r">${t("trust.own")}</th>
              <th class="r">${t("trust.blocks")}</th>
              <th class="r">${t("trust.values")}</th>
            </tr>
          </thead>
          <tbody>
            ${last!.tables.map(
              ({ attribute, label, ownUnit, blocks, groups }) =>
                html`<tr>
                  <th scope="row">${this.#breakdown(say(label), attribute)}</th>
                  <td class="r">${percent.format(ownUnit)}</td>
                  <td class="r">${blocks}</td>
                  <td class="r">${groups}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
    });
  }

  /** The attribute by its label instead of its id. */
  #breakdown(label: string, attribute: string | null): string {
    const known = attribute === null ? undefined : this.meta.dimensions.find(({ id }) => id === attribute);
    return known ? label.replace(attribute!, say(known.label)) : label;
  }

  #cannot({ cannotProtect }: TrustReport): TemplateResult {
    return html`<section class="mn" data-testid="cannot">
      <h2>${t("trust.cannot")}</h2>
      <ul class="lines">
        ${cannotProtect.map((text) => html`<li>${say(text)}</li>`)}
      </ul>
    </section>`;
  }

  #digits({ k, visible, protectedAttributes, standing, ofEvents }: TrustReport): TemplateResult {
    const joint = session.locale === "zh" ? "、" : ", ";
    return html`<section class="mn light">
        <h2>${t("trust.exact")}</h2>
        <p class="quiet">${visible.map((text) => say(text)).join(joint)}</p>
        <p>${t("trust.rounded", { k, many: 5 * k })}</p>
      </section>
      <section class="mn light">
        <h2>${t("trust.half_year")}</h2>
        <p class="quiet">${[...standing, ...protectedAttributes].map((text) => say(text)).join(joint)}</p>
      </section>
      <section class="mn light">
        <h2>${t("trust.fiscal_year")}</h2>
        <p class="quiet">${ofEvents.map((text) => say(text)).join(joint)}</p>
        <p>${t("trust.fiscal_year_how", { k })}</p>
        <p>${t("trust.view_as")}</p>
      </section>`;
  }
}
