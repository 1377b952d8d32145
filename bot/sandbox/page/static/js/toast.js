// Short notes that come and go over a chat: a service's answer to a press, a mistake, what was set.

import { h } from "./dom.js";

const SECONDS = 5;

/** Returns an empty place for notes; a screen reader speaks what is put there. */
export const toasts = () => h("div", { class: "toasts", role: "status", "aria-live": "polite" });

/** Shows a note there for a few seconds. */
export function toast(place, text, kind = "note") {
  const note = h("p", { class: "toast", data: { kind } }, text);
  place.append(note);
  setTimeout(() => note.remove(), SECONDS * 1000);
}
