// What the visitor chose, remembered by the browser: language, theme, and as whom they look.

const kept = (name, fallback) => localStorage.getItem(`sokbo.${name}`) ?? fallback;

export const settings = {
  language: kept("language", navigator.language.startsWith("ko") ? "ko" : "en"),
  theme: kept("theme", "auto"),
  viewer: Number(kept("viewer", "0")),
};

const listeners = new Set();

/** Calls back with the setting's name whenever one changes. */
export function onSetting(listener) {
  listeners.add(listener);
}

/** Changes a setting, remembers it, and tells everybody. */
export function choose(name, value) {
  settings[name] = value;
  localStorage.setItem(`sokbo.${name}`, value);
  document.documentElement.dataset.theme = settings.theme;
  for (const listener of listeners) listener(name);
}
