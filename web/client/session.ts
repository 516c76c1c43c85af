// What the reader chose (language, theme, whose eyes) → remembered, and told to whoever listens.
import { localeFrom, type Locale } from "../../engine/locale.js";

export type Theme = "system" | "light" | "dark";

const remember = (key: string, value: string | null): void => {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Private windows may refuse storage: the choice then lasts for the page.
  }
};

const recall = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

/** One per page. Emits "change" after any choice. */
class Session extends EventTarget {
  #locale: Locale = localeFrom(document.documentElement.lang);
  #theme: Theme = readTheme();
  #purpose: string | null = null;
  #as: string | null = sessionStorage.getItem("rapport.as");

  constructor() {
    super();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#paint());
  }

  get locale(): Locale {
    return this.#locale;
  }

  /** Person whose rights the page shows; null = the local user's own. Lasts for the tab only. */
  get as(): string | null {
    return this.#as;
  }

  /** What exact numbers are read for, where the policy asks; kept until the page is left or other eyes are taken. */
  get purpose(): string | null {
    return this.#purpose;
  }

  get theme(): Theme {
    return this.#theme;
  }

  /** What is really shown. */
  get shade(): "light" | "dark" {
    return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
  }

  setLocale(locale: Locale): void {
    this.#locale = locale;
    remember("rapport.locale", locale);
    document.documentElement.lang = locale === "zh" ? "zh-CN" : "en";
    this.#tell();
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    remember("rapport.theme", theme === "system" ? null : theme);
    this.#paint();
  }

  setPurpose(purpose: string): void {
    this.#purpose = purpose.trim() === "" ? null : purpose.trim();
    this.#tell();
  }

  setAs(user: string | null): void {
    this.#as = user;
    this.#purpose = null;
    if (user === null) sessionStorage.removeItem("rapport.as");
    else sessionStorage.setItem("rapport.as", user);
    this.#tell();
  }

  #paint(): void {
    const dark =
      this.#theme === "dark" ||
      (this.#theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    this.#tell();
  }

  #tell(): void {
    this.dispatchEvent(new Event("change"));
  }
}

function readTheme(): Theme {
  const kept = recall("rapport.theme");
  return kept === "dark" || kept === "light" ? kept : "system";
}

export const session = new Session();
