// An element → draggable field or drop target, as Lit directives: the same actions as the menus and keys.
import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { noChange, type ElementPart } from "lit";
import { AsyncDirective } from "lit/async-directive.js";
import { directive, PartType, type PartInfo } from "lit/directive.js";

/** Base: sets up once per element, reads its latest options at each use, cleans up when the element leaves. */
abstract class DragDirective<Options> extends AsyncDirective {
  protected options!: Options;
  #element?: HTMLElement;
  #clean?: () => void;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("drag directives stand on elements");
  }

  render(_options: Options): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [options]: [Options]): typeof noChange {
    this.options = options;
    if (this.#element !== part.element) {
      this.#clean?.();
      this.#element = part.element as HTMLElement;
      this.#clean = this.attach(this.#element);
    }
    return noChange;
  }

  protected abstract attach(element: HTMLElement): () => void;

  protected override disconnected(): void {
    this.#clean?.();
    this.#clean = undefined;
  }

  protected override reconnected(): void {
    if (this.#element) this.#clean = this.attach(this.#element);
  }
}

class DragField extends DragDirective<{ field: string; off?: boolean }> {
  protected attach(element: HTMLElement): () => void {
    return draggable({
      element,
      canDrag: () => !this.options.off,
      getInitialData: () => ({ field: this.options.field }),
      onDragStart: () => element.classList.add("dragging"),
      onDrop: () => element.classList.remove("dragging"),
    });
  }
}

interface DropOptions {
  accepts: (field: string) => boolean;
  /** `at`: place among the pills that the pointer was over. */
  drop: (field: string, at: number) => void;
}

const fieldOf = (data: Record<string | symbol, unknown>): string => String(data["field"] ?? "");

class DropField extends DragDirective<DropOptions> {
  protected attach(element: HTMLElement): () => void {
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => this.options.accepts(fieldOf(source.data)),
      onDragEnter: () => element.classList.add("over"),
      onDragLeave: () => element.classList.remove("over"),
      onDrop: ({ source, location }) => {
        element.classList.remove("over");
        const field = fieldOf(source.data);
        const { clientX, clientY } = location.current.input;
        const others = [...element.querySelectorAll<HTMLElement>("[data-pill]")].filter(
          (pill) => pill.dataset["pill"] !== field,
        );
        this.options.drop(field, others.filter((pill) => isBefore(pill, clientX, clientY)).length);
      },
    });
  }
}

/** Whether a pill stands before the pointer, in reading order. */
function isBefore(pill: HTMLElement, x: number, y: number): boolean {
  const box = pill.getBoundingClientRect();
  return y > box.bottom || (y >= box.top && x > box.left + box.width / 2);
}

export const dragField = directive(DragField);
export const dropField = directive(DropField);
