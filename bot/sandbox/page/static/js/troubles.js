// The small menu that lets a service misbehave.

import { h, icon } from "./dom.js";
import { post } from "./server.js";
import { say } from "./words.js";
import { world } from "./world.js";

/** A button that opens a list of troubles by service; Escape or a press elsewhere closes it. */
export class Troubles {
  constructor(clients) {
    this.clients = clients;
    this.summary = h("summary", {});
    this.panel = h("div", { class: "trouble-panel" });
    const onkeydown = (event) => event.key === "Escape" && this.close();
    this.element = h("details", { class: "troubles", onkeydown }, this.summary, this.panel);
    document.addEventListener("click", (event) => this.element.contains(event.target) || (this.element.open = false));
  }

  close() {
    this.element.open = false;
    this.summary.focus();
  }

  draw() {
    this.summary.replaceChildren(icon("wrench"), h("span", {}, say("troubles")));
    const known = Object.entries(world.now?.troubles ?? {});
    this.element.hidden = known.length === 0;
    const columns = known.map(([service, names]) => this.column(service, names));
    this.panel.replaceChildren(h("p", {}, say("troublesNote")), h("div", { class: "trouble-columns" }, columns));
  }

  column(service, names) {
    const items = names.map((name) => h("li", {}, this.button(service, name)));
    return h("section", {}, h("h2", {}, say("services")[service]), h("ul", {}, items));
  }

  button(service, name) {
    const onclick = () => this.cause(service, name);
    return h("button", { type: "button", data: { trouble: `${service} ${name}` }, onclick }, say("trouble")[name] ?? name);
  }

  async cause(service, trouble) {
    const client = this.clients[service];
    try {
      await post("trouble", { service, trouble });
      client.note(say("troubleDone", say("trouble")[trouble] ?? trouble));
    } catch (error) {
      client.note(error.message, "error");
    }
    this.close();
  }
}
