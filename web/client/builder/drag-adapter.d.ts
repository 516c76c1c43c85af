// The part of pragmatic-drag-and-drop that we use: its own types are out of reach of Node's module resolution.
declare module "@atlaskit/pragmatic-drag-and-drop/element/adapter" {
  export type DragData = Record<string | symbol, unknown>;
  interface Source {
    element: HTMLElement;
    data: DragData;
  }
  interface Location {
    current: {
      dropTargets: { element: Element; data: DragData }[];
      input: { clientX: number; clientY: number };
    };
  }
  export function draggable(options: {
    element: HTMLElement;
    getInitialData?: () => DragData;
    canDrag?: () => boolean;
    onDragStart?: () => void;
    onDrop?: () => void;
  }): () => void;
  export function dropTargetForElements(options: {
    element: Element;
    getData?: () => DragData;
    canDrop?: (args: { source: Source }) => boolean;
    onDragEnter?: (args: { source: Source; location: Location }) => void;
    onDragLeave?: () => void;
    onDrop?: (args: { source: Source; location: Location }) => void;
  }): () => void;
}
