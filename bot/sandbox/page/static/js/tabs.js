// On a narrow screen one client is shown at a time; these choose which, and tell of what is unread behind.

import { h } from "./dom.js";
import { say } from "./words.js";

/** Two tabs over the clients; a wide screen hides them and shows both. */
export class Tabs {
  constructor(stage, clients) {
    this.stage = stage;
    this.clients = clients;
    this.element = h("div", { class: "tabs", role: "group" });
    this.select("telegram");
  }

  select(service) {
    this.chosen = service;
    this.stage.dataset.shown = service;
  }

  draw() {
    this.element.setAttribute("aria-label", say("tabs"));
    const focused = document.activeElement?.dataset?.tab;
    this.element.replaceChildren(...Object.keys(this.clients).map((service) => this.tab(service)));
    if (focused) this.element.querySelector(`[data-tab="${focused}"]`)?.focus();
  }

  tab(service) {
    const client = this.clients[service];
    const unread = client.chats.reduce((sum, chat) => sum + client.unread(chat), 0);
    const onclick = () => {
      this.select(service);
      client.draw();
      this.draw();
    };
    const badge = unread > 0 && h("span", { class: "badge", "aria-label": say("unread", unread) }, unread);
    const about = { data: { tab: service }, "aria-pressed": String(service === this.chosen) };
    return h("button", { type: "button", ...about, onclick }, say("services")[service], badge);
  }
}
