// Figure: the framework's dimensions with items and other names, and the level that each role requires.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { FrameworkView } from "../../server/competency-view.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { comma } from "./competency-words.js";

@customElement("rapport-framework-figure")
export class RapportFrameworkFigure extends RapportElement {
  @property({ attribute: false }) framework!: FrameworkView;
  @property({ type: Number }) number = 1;

  override render(): TemplateResult {
    const { label, description, scale, source, isOwn, isDerived, dimensions, roles } = this.framework;
    const where = isDerived
      ? t("competency.derived")
      : source
        ? t("competency.source", { source })
        : t(isOwn ? "competency.own" : "competency.shipped");
    const hasItems = dimensions.some(({ items }) => items.length > 0);
    return figure({
      id: "figure-framework",
      number: this.number,
      title: t("competency.fig_framework", { name: say(label) }),
      how: html`${say(description)} ${t("competency.how_framework", { from: scale.from, to: scale.to })}`,
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("competency.framework")}>
        <table>
          <thead>
            <tr>
              <th>${t("competency.dimension")}</th>
              ${hasItems ? html`<th>${t("competency.items")}</th>` : nothing}
              ${roles.map((role) => html`<th class="r">${say(role.label)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${dimensions.map(
              ({ id, label: name, synonyms, items }) =>
                html`<tr>
                  <th scope="row">
                    <b>${say(name)}</b>
                    ${
                      synonyms.length > 0
                        ? html`<span class="sub"
                            >${t("competency.same_as", { names: synonyms.join(comma()) })}</span
                          >`
                        : nothing
                    }
                  </th>
                  ${
                    hasItems
                      ? html`<td>
                          ${items.map((item) => html`<span class="item">${say(item.label)}</span>`)}
                        </td>`
                      : nothing
                  }
                  ${roles.map(({ required }) => html`<td class="r">${required[id] ?? "–"}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
      foot: where,
    });
  }
}
