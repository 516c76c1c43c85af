// Fitted model → the figures that open it, below its drivers: curves, how it did on unseen months, what a manager can change.
import { html, nothing, type TemplateResult } from "lit";
import type { AttritionView } from "../../server/attrition-view.js";
import "./rapport-backtest-figure.js";
import "./rapport-levers-figure.js";
import "./rapport-shapes-figure.js";

const hasShapes = ({ shapes }: AttritionView): boolean => shapes.length > 0;
const hasBacktest = ({ bins }: AttritionView): boolean => bins.length > 0;
const hasLevers = ({ levers }: AttritionView): boolean => levers.length > 0;

/** Figures that stand before the plain rates, the drivers among them. */
export const figuresOf = (model: AttritionView | null): number =>
  model ? 1 + [hasShapes, hasBacktest, hasLevers].filter((has) => has(model)).length : 0;

export function modelFigures(model: AttritionView): TemplateResult {
  let number = 1;
  return html`${
    hasShapes(model)
      ? html`<rapport-shapes-figure .model=${model} .number=${++number}></rapport-shapes-figure>`
      : nothing
  }
  ${
    hasBacktest(model)
      ? html`<rapport-backtest-figure .model=${model} .number=${++number}></rapport-backtest-figure>`
      : nothing
  }
  ${
    hasLevers(model)
      ? html`<rapport-levers-figure .levers=${model.levers} .number=${++number}></rapport-levers-figure>`
      : nothing
  }`;
}
