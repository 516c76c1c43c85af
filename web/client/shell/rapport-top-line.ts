// Wordmark, sections, find, language, theme, person.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { session, type Theme } from "../session.js";
import { t } from "../t.js";
import { sections, type Section } from "./sections.js";
import "./rapport-menu.js";
import type { MenuItem } from "./rapport-menu.js";

@customElement("rapport-top-line")
export class RapportTopLine extends RapportElement {
  @property({ attribute: false }) meta?: Meta;
  @property() section!: Section;

  override render(): TemplateResult {
    const zh = session.locale === "zh";
    return html`<header class="top-ground">
      <div class="top">
        <a class="word" href="/">Rapport</a>
        <nav aria-label=${t("shell.sections")}>
          ${sections.map(
            ({ section, href, title }) =>
              html`<a href=${href} aria-current=${section === this.section ? "page" : nothing}
                ><span data-text=${t(title)}>${t(title)}</span></a
              >`,
          )}
        </nav>
        <div class="tools" role="group" aria-label=${t("shell.tools")}>
          <button
            class="find"
            data-testid="find"
            aria-haspopup="dialog"
            aria-keyshortcuts="Meta+K Control+K"
            @click=${() => document.dispatchEvent(new CustomEvent("rapport-palette"))}
          >
            ${t("shell.find")} <kbd>${isMac ? "⌘K" : "Ctrl K"}</kbd>
          </button>
          <button
            class="flat"
            data-testid="language"
            lang=${zh ? "en" : "zh-CN"}
            @click=${() => session.setLocale(zh ? "en" : "zh")}
          >
            ${zh ? "English" : "中文"}
          </button>
          <rapport-menu
            name="theme"
            .label=${t("shell.theme")}
            .items=${this.#themes()}
            .chosen=${session.theme as string}
            @choose=${(event: CustomEvent<string>) => session.setTheme(event.detail as Theme)}
          ></rapport-menu>
          ${this.meta ? this.#person(this.meta) : ""}
        </div>
      </div>
    </header>`;
  }

  #themes(): MenuItem[] {
    return [
      { id: "system", label: t("shell.theme_system") },
      { id: "light", label: t("shell.theme_light") },
      { id: "dark", label: t("shell.theme_dark") },
    ];
  }

  #person(meta: Meta): TemplateResult {
    const own: MenuItem = { id: "", label: t("shell.own_rights") };
    const others = meta.users.map((user) => ({
      id: user.id,
      label: user.name,
      note: [user.role, t(user.rights === "person" ? "shell.rights_person" : "shell.rights_group")]
        .filter(Boolean)
        .join(" · "),
    }));
    return html`<rapport-menu
      name="person"
      .label=${session.as === null ? t("shell.local_user") : meta.reader.name}
      .intro=${t("shell.view_as")}
      .items=${[own, ...others]}
      .chosen=${session.as ?? ""}
      @choose=${(event: CustomEvent<string>) => session.setAs(event.detail || null)}
    ></rapport-menu>`;
  }
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
