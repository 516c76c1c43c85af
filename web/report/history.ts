// Steps taken → undo, redo and a list of them. Plain immutable values: a step back is exactly the state before.

export interface Step<State, Label> {
  state: State;
  /** What was done to arrive here. */
  label: Label;
}

export interface History<State, Label> {
  steps: readonly Step<State, Label>[];
  /** Position of the present in `steps`. */
  at: number;
}

/** Steps kept; older ones are forgotten, the present never is. */
export const historyLimit = 500;

export const startHistory = <State, Label>(state: State, label: Label): History<State, Label> => ({
  steps: [{ state, label }],
  at: 0,
});

export const present = <State, Label>(history: History<State, Label>): State =>
  history.steps[history.at]!.state;

/** A new step; what had been undone is gone. An unchanged state is no step. */
export function record<State, Label>(
  history: History<State, Label>,
  state: State,
  label: Label,
): History<State, Label> {
  if (JSON.stringify(state) === JSON.stringify(present(history))) return history;
  const steps = [...history.steps.slice(0, history.at + 1), { state, label }].slice(-historyLimit);
  return { steps, at: steps.length - 1 };
}

export const canUndo = (history: History<unknown, unknown>): boolean => history.at > 0;
export const canRedo = (history: History<unknown, unknown>): boolean => history.at < history.steps.length - 1;

/** To any step of the list; outside of it, to the nearest. */
export const goTo = <State, Label>(history: History<State, Label>, at: number): History<State, Label> => ({
  ...history,
  at: Math.max(0, Math.min(at, history.steps.length - 1)),
});
export const undo = <State, Label>(history: History<State, Label>) => goTo(history, history.at - 1);
export const redo = <State, Label>(history: History<State, Label>) => goTo(history, history.at + 1);
