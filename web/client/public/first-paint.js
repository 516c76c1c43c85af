// Remembered theme and language → the root element, before anything is painted.
const remembered = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

(() => {
  const root = document.documentElement;
  const theme = remembered("rapport.theme");
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  const asked = new URLSearchParams(location.search).get("locale") || remembered("rapport.locale");
  const zh = (asked || navigator.language || "").toLowerCase().startsWith("zh");
  root.lang = zh ? "zh-CN" : "en";
})();
