// The page's head: what this is, as whom one looks, in which language and light, and the two things one can set off.

import { h, icon } from "./dom.js";
import { choose, settings } from "./settings.js";
import { say } from "./words.js";
import { world } from "./world.js";

const THEMES = ["auto", "light", "dark"];
const SIGNS = { auto: "auto", light: "sun", dark: "moon" };

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
    this.choices.replaceChildren(this.viewers(), this.languages(), this.themes());
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

  languages() {
    const pressed = (language) => ({ lang: language, "aria-pressed": String(settings.language === language) });
    const one = (language, name) => {
      const about = { type: "button", ...pressed(language), data: { choice: language } };
      return h("button", { ...about, onclick: () => choose("language", language) }, name);
    };
    const group = { class: "languages", role: "group", "aria-label": say("language") };
    return h("div", group, one("ko", "한국어"), one("en", "English"));
  }

  themes() {
    const next = THEMES[(THEMES.indexOf(settings.theme) + 1) % THEMES.length];
    const label = `${say("theme")}: ${say("themes")[settings.theme]}`;
    const about = { class: "theme", "aria-label": label, title: label, data: { choice: "theme" } };
    return h("button", { type: "button", ...about, onclick: () => choose("theme", next) }, icon(SIGNS[settings.theme]));
  }
}

const manages = (person) => world.now.services.discord.chats.some((chat) => meInAs(chat, person)?.may_manage);
const meInAs = (chat, person) => chat.people.find((one) => one.id === person.discord);
