// The page's head: what this is, as whom one looks, in which language and light, and the two things one can set off.

import { languages, themes } from "./choices.js";
import { h } from "./dom.js";
import { choose, settings } from "./settings.js";
import { say } from "./words.js";
import { world } from "./world.js";

/** Draws the head around the publish button and the troubles. */
export class Header {
  constructor(element, publish, troubles) {
    this.online = h("span", { class: "online", role: "status" });
    this.purpose = h("p", { class: "purpose" });
    this.choices = h("div", { class: "choices" });
    const mark = h("img", { src: "static/icon.svg", alt: "", width: "28", height: "28" });
    const name = h("h1", {}, mark, h("b", { lang: "ko" }, "속보"), h("span", {}, "Sokbo"));
    const actions = h("div", { class: "actions" }, publish.element, this.online, troubles.element);
    element.append(h("div", { class: "brand" }, name, this.purpose), this.choices, actions);
  }

  draw() {
    this.purpose.textContent = say("purpose");
    const focused = document.activeElement?.dataset?.choice;
    this.choices.replaceChildren(this.viewers(), languages(), themes());
    if (focused) this.choices.querySelector(`[data-choice="${focused}"]`)?.focus();
    this.drawLine(this.isOnline);
  }

  /** Shows whether the page hears the sandbox. */
  drawLine(isOnline) {
    this.isOnline = isOnline;
    this.online.dataset.live = isOnline;
    this.online.textContent = say(isOnline ? "live" : "lost");
  }

  viewers() {
    const options = world.now.viewers.map((person, index) =>
      h("option", { value: index, selected: index === settings.viewer }, say("viewerNote", person.name, manages(person))),
    );
    const onchange = (event) => choose("viewer", Number(event.target.value));
    const select = h("select", { data: { choice: "viewer" }, onchange }, options);
    return h("label", { class: "viewer" }, h("span", {}, say("viewer")), select);
  }
}

const manages = (person) => world.now.services.discord.chats.some((chat) => meInAs(chat, person)?.may_manage);
const meInAs = (chat, person) => chat.people.find((one) => one.id === person.discord);
