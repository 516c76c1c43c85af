// Figure: two versions → what changed between them, in words or as a table; weights in points.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { readDifference, type SchemeDifference, type SchemeList } from "./scheme-data.js";
import { plain } from "./plain-number.js";

/** Every version on file: "id@version". */
export const sidesOf = ({
  schemes,
}: SchemeList): { key: string; id: string; version: string; label: string }[] =>
  schemes.flatMap(({ id, name, versions }) =>
    versions.map(({ version, from }) => ({
      key: `${id}@${version}`,
      id,
      version,
      label: `${say(name)} · ${version} · ${from}`,
    })),
  );

@customElement("rapport-scheme-diff")
export class RapportSchemeDiff extends RapportElement {
  @property({ type: Number }) number = 3;
  @property({ attribute: false }) list!: SchemeList;
  /** The scheme whose last two versions are shown first. */
  @property() scheme = "";
  @state() private a = "";
  @state() private b = "";
  @state() private isTable = false;
  private readonly load = new Load<SchemeDifference>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("scheme") && !changed.has("list")) return;
    const own = sidesOf(this.list).filter(({ id }) => id === this.scheme);
    const all = sidesOf(this.list);
    if (changed.has("scheme") || !all.some(({ key }) => key === this.a)) {
      this.b = (own.at(-1) ?? all.at(-1))?.key ?? "";
      this.a = (own.at(-2) ?? all.find(({ key }) => key !== this.b))?.key ?? this.b;
    }
    this.#ask();
  }

  #ask(): void {
    const find = (wanted: string) => sidesOf(this.list).find(({ key }) => key === wanted);
    const [a, b] = [find(this.a), find(this.b)];
    if (!a || !b) return;
    void this.load.run((signal) =>
      readDifference({ a: a.id, versionA: a.version, b: b.id, versionB: b.version }, signal),
    );
  }

  override render(): TemplateResult {
    return figure({
      id: "figure-scheme-diff",
      number: this.number,
      title: t("schemes.fig_diff"),
      how: t("schemes.how_diff"),
      controls: html`<button
        class="flat"
        aria-pressed=${this.isTable}
        @click=${() => (this.isTable = !this.isTable)}
      >
        ${t(this.isTable ? "schemes.in_words" : "schemes.as_table")}
      </button>`,
      body: html`<div class="programme-form">
          ${this.#choice(t("schemes.before"), this.a, (key) => (this.a = key))}
          ${this.#choice(t("schemes.after"), this.b, (key) => (this.b = key))}
        </div>
        ${
          this.load.value
            ? this.isTable
              ? this.#table(this.load.value)
              : html`<ul class="notes" data-testid="diff-words">
                  ${this.load.value.words.map((words) => html`<li>${say(words)}</li>`)}
                </ul>`
            : html`<rapport-state
                .load=${this.load.state}
                .doing=${t("schemes.diffing")}
                @retry=${() => this.load.retry()}
                @cancel=${() => this.load.stop()}
              ></rapport-state>`
        }`,
    });
  }

  #choice(label: string, chosen: string, set: (key: string) => void): TemplateResult {
    return html`<label
      >${label}
      <select
        @change=${(event: Event) => {
          set((event.target as HTMLSelectElement).value);
          this.#ask();
        }}
      >
        ${sidesOf(this.list).map(
          (side) => html`<option value=${side.key} ?selected=${side.key === chosen}>${side.label}</option>`,
        )}
      </select></label
    >`;
  }

  #table({ diff }: SchemeDifference): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("schemes.fig_diff")}>
      <table data-testid="diff-table">
        <thead>
          <tr>
            <th>${t("schemes.part")}</th>
            <th>${t("schemes.before")}</th>
            <th>${t("schemes.after")}</th>
            <th class="r">${t("schemes.change")}</th>
          </tr>
        </thead>
        <tbody>
          ${diff.changes.map((change) => {
            if (change.kind === "weight")
              return html`<tr>
                <th scope="row">
                  ${say(change.name)}<span class="sub"
                    >${t("schemes.weight")}${change.tier ? ` · ${change.tier}` : nothing}</span
                  >
                </th>
                <td>${plain(change.from)}</td>
                <td>${plain(change.to)}</td>
                <td class="r"><b>${change.points > 0 ? "+" : ""}${plain(change.points)}</b></td>
              </tr>`;
            if (change.kind === "changed")
              return html`<tr>
                <th scope="row">${say(change.name)}<span class="sub">${change.field}</span></th>
                <td><code>${written(change.from)}</code></td>
                <td><code>${written(change.to)}</code></td>
                <td class="r">–</td>
              </tr>`;
            const weight = change.weight === undefined ? "–" : plain(change.weight);
            return html`<tr>
              <th scope="row">
                ${say(change.name)}<span class="sub">${t(`schemes.w_${change.kind}`)}</span>
              </th>
              <td>${change.kind === "removed" ? weight : "–"}</td>
              <td>${change.kind === "added" ? weight : "–"}</td>
              <td class="r">${t(`schemes.w_${change.kind}`)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }
}

const written = (value: unknown): string =>
  value === null || value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value);
