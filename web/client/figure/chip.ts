// Verdict on chance → the small mark that stands beside a comparison; told apart by shape and word, not by colour alone.
import { html, type TemplateResult } from "lit";
import type { Chance } from "../overview/change.js";
import { t } from "../t.js";

const looks: Record<Chance, string> = { beyond_chance: "yes", could_be_chance: "maybe", too_few: "few" };

/** With `open` it is a button that shows the evidence. */
export const chip = (chance: Chance, open?: () => void): TemplateResult =>
  open
    ? html`<button class=${`chip ${looks[chance]}`} @click=${open}><i></i>${t(`figure.${chance}`)}</button>`
    : html`<span class=${`chip ${looks[chance]}`}><i></i>${t(`figure.${chance}`)}</span>`;
