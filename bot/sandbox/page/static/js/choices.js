// What a visitor of any of our pages may choose: the language, and the light.

import { h, icon } from "./dom.js";
import { choose, settings } from "./settings.js";
import { say } from "./words.js";

const THEMES = ["auto", "light", "dark"];
const SIGNS = { auto: "auto", light: "sun", dark: "moon" };

/** Returns a button for each language. */
export function languages() {
  const pressed = (language) => ({ lang: language, "aria-pressed": String(settings.language === language) });
  const one = (language, name) => {
    const about = { type: "button", ...pressed(language), data: { choice: language } };
    return h("button", { ...about, onclick: () => choose("language", language) }, name);
  };
  const group = { class: "languages", role: "group", "aria-label": say("language") };
  return h("div", group, one("ko", "한국어"), one("en", "English"));
}

/** Returns the button that goes on to the next light. */
export function themes() {
  const next = THEMES[(THEMES.indexOf(settings.theme) + 1) % THEMES.length];
  const label = `${say("theme")}: ${say("themes")[settings.theme]}`;
  const about = { class: "theme", "aria-label": label, title: label, data: { choice: "theme" } };
  return h("button", { type: "button", ...about, onclick: () => choose("theme", next) }, icon(SIGNS[settings.theme]));
}
