// The few browser globals that client modules touch when they are loaded; tests of pure client code need no more.
Object.assign(globalThis, {
  document: { documentElement: { lang: "en", dataset: {} }, addEventListener: () => undefined },
  matchMedia: () => ({ matches: false, addEventListener: () => undefined }),
  localStorage: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
  sessionStorage: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
});
