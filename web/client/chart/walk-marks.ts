// A drawn chart → its marks one by one with the arrow keys: each says what it is, Enter chooses it.

/** Marks carry what they say as aria-label; Vega keeps the datum on the element. */
interface Mark extends SVGElement {
  __data__?: { datum?: unknown };
}

export function walkMarks(svg: SVGSVGElement, choose: (datum: unknown) => void): void {
  const marks = [...svg.querySelectorAll<Mark>('[role="graphics-symbol"][aria-label]')].filter(
    (mark) => mark.__data__?.datum && !["axis", "legend", "title"].includes(mark.ariaRoleDescription ?? ""),
  );
  if (marks.length === 0) return;
  let at = -1;
  svg.setAttribute("tabindex", "0");
  for (const mark of marks) mark.setAttribute("tabindex", "-1");
  svg.addEventListener("keydown", (event) => {
    const last = marks.length - 1;
    const next: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: last,
    };
    if (event.key === "Enter" && at >= 0) choose(marks[at]!.__data__?.datum);
    else if (event.key === "Escape" && at >= 0) {
      at = -1;
      svg.focus();
    } else if (event.key in next) {
      at = Math.max(0, Math.min(next[event.key]!, last));
      marks[at]!.focus();
    } else return;
    event.preventDefault();
  });
}
