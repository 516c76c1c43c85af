// Address ↔ page: paths with the history API, search parameters as the page's own state.

export interface Place {
  path: string;
  search: URLSearchParams;
}

/** Emits "change" after navigation in either direction. */
class Router extends EventTarget {
  constructor() {
    super();
    addEventListener("popstate", () => this.dispatchEvent(new Event("change")));
    document.addEventListener("click", (event) => this.#follow(event));
  }

  get place(): Place {
    return { path: location.pathname, search: new URLSearchParams(location.search) };
  }

  /** To another page: scrolls up and moves the focus to its title. */
  go(href: string): void {
    history.pushState(null, "", href);
    this.dispatchEvent(new Event("change"));
    scrollTo({ top: 0 });
  }

  /** Same page, new state. `push` makes Back undo it. */
  setSearch(changes: Record<string, string | null>, how: "push" | "replace" = "push"): void {
    const search = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(changes))
      if (value === null || value === "") search.delete(key);
      else search.set(key, value);
    const text = search.toString();
    const href = location.pathname + (text ? `?${text}` : "") + location.hash;
    if (how === "push") history.pushState(null, "", href);
    else history.replaceState(null, "", href);
    this.dispatchEvent(new Event("change"));
  }

  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event
      .composedPath()
      .find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.pathname.startsWith("/api/") || link.getAttribute("href")?.startsWith("#")) return;
    event.preventDefault();
    if (link.href !== location.href) this.go(link.pathname + link.search + link.hash);
  }
}

export const router = new Router();
