// A sheet → one self-contained HTML file that prints on one page of A4.
import type { Locale } from "../../engine/locale.js";
import { label } from "./sheet-labels.js";
import { sheetView, type FigureView } from "./sheet-view.js";
import type { ProgressSheet } from "./progress-types.js";

export function sheetHtml(sheet: ProgressSheet, locale: Locale): string {
  const view = sheetView(sheet, locale);
  const say = (key: Parameters<typeof label>[0]): string => escaped(label(key, locale));
  const density = view.figures.length > 8 ? "many" : view.figures.length > 5 ? "some" : "few";
  const talk =
    sheet.kind === "monthly"
      ? `<section class="two"><div><h2>${say("notes")}</h2>${lines(view.notes)}</div><div><h2>${say("say")}</h2>${lines(view.say)}</div></section>
<p class="sign">${say("signed")}</p>`
      : "";
  return `<!doctype html>
<html lang="${view.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escaped(`${view.title} ${view.who} ${view.period}`)}</title><style>${style}</style></head>
<body class="${density}"><main>
<header><p class="kind">${escaped(view.title)} · ${escaped(view.period)}</p><h1>${escaped(view.who)}</h1>
<p class="fresh">${escaped(view.freshness)}</p></header>
${view.alerts.length > 0 ? `<section class="now"><h2>${say("alerts")}</h2>${items(view.alerts)}</section>` : ""}
<section><h2>${say("figures")}</h2><table class="figures"><thead><tr><th>${say("indicator")}</th>${[
    "value",
    "target",
    "gap",
    "weight",
    "band",
  ]
    .map((key) => `<th>${say(key as Parameters<typeof label>[0])}</th>`)
    .join("")}</tr></thead>${view.figures.map(figureRows).join("")}</table></section>
<section class="two"><div><h2>${say("well")}</h2>${items(view.well, say("none"))}</div><div><h2>${say("look")}</h2>${items(view.look, say("none"))}</div></section>
<section><h2>${say("helps")}</h2><p>${escaped(view.helps)}</p></section>
${talk}
${view.contests.length > 0 ? `<section><h2>${say("contested")}</h2>${items(view.contests)}</section>` : ""}
<footer><h2>${say("evidence")}</h2><table class="evidence"><tbody>${view.figures
    .map(
      ({ name, evidence: e }) =>
        `<tr>${[name, e.counted, e.months, e.source, e.receipt].map((text) => `<td>${escaped(text)}</td>`).join("")}</tr>`,
    )
    .join("")}</tbody></table><p>${escaped(view.caution)} ${escaped(view.round)}</p></footer>
</main></body></html>
`;
}

const figureRows = (f: FigureView): string =>
  `<tbody><tr><th scope="row">${escaped(f.name)}${f.kind ? ` <small>${escaped(f.kind)}</small>` : ""}</th>${[
    f.value,
    f.target,
    f.gap,
    f.weight,
    f.band,
  ]
    .map((text) => `<td>${escaped(text)}</td>`)
    .join("")}</tr><tr class="said"><td colspan="6">${f.statements
    .filter(({ about }) => about !== "target")
    .map(({ text }) => escaped(text))
    .join(" ")}</td></tr></tbody>`;

const items = (texts: readonly string[], nothing = "–"): string =>
  texts.length > 0
    ? `<ul>${texts.map((text) => `<li>${escaped(text)}</li>`).join("")}</ul>`
    : `<p class="none">${nothing}</p>`;

/** Written notes, or lines to write on. */
const lines = (texts: readonly string[]): string =>
  texts.length > 0 ? items(texts) : `<div class="write"></div><div class="write"></div>`;

export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

const style = `@page{size:A4;margin:11mm 13mm}*{box-sizing:border-box}
body{margin:0;background:#fbfaf7;color:#1d1f21;font:10pt/1.42 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
main{max-width:184mm;margin:8mm auto;padding:0 4mm}h1{font-size:1.5em;line-height:1.2;margin:0}.kind,.fresh{margin:0;color:#5d6166}.fresh{font-size:.82em;margin-top:.2em}
h2{font-size:.92em;margin:.9em 0 .25em;border-top:1px solid #1d1f21;padding-top:.3em}p{margin:.2em 0}ul{margin:.1em 0;padding-left:1.1em}li{margin:.1em 0}
table{border-collapse:collapse;width:100%}th,td{text-align:right;padding:.16em .4em;vertical-align:baseline;font-variant-numeric:tabular-nums}
th:first-child,td:first-child{text-align:left;padding-left:0}thead th{font-weight:500;color:#5d6166;font-size:.82em}tbody{border-top:1px solid #d8d4ca}
tbody th{font-weight:600}th small{font-weight:400;color:#5d6166}.said td{font-size:.82em;line-height:1.35;color:#3d4145;padding:0 0 .3em}
.two{display:grid;grid-template-columns:1fr 1fr;gap:0 6mm}.now{background:#f3ead9;padding:.1em .8em .4em;margin-top:.6em}.now h2{border:0;margin:.2em 0 0}
.write{border-bottom:1px solid #b9b4a8;height:1.7em}.none{color:#5d6166}.sign{border-bottom:1px solid #b9b4a8;margin-top:1.1em;width:60%;color:#5d6166;font-size:.82em}
footer,.evidence{font-size:.75em;color:#5d6166}.evidence{font-size:1em}.evidence td{padding:.05em .4em;font-family:ui-monospace,monospace}.evidence td:first-child{font-family:inherit;padding-left:0}
body.some{font-size:9pt}body.many{font-size:7.6pt;line-height:1.3}
@media (max-width:600px){.two{grid-template-columns:1fr}.figures thead th:nth-child(5),.figures td:nth-child(5){display:none}}
@media print{body{background:none}main{margin:0;padding:0;max-width:none}section,tbody{break-inside:avoid}.now{border:1px solid #b9b4a8;background:none}}`;
