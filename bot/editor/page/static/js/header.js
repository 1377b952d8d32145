// The page's head: what this is, whether it is live, in which language and light.

import { languages, themes } from "../../chats/js/choices.js";
import { h } from "../../chats/js/dom.js";
import { say } from "./words.js";

/** Draws the head. */
export class Header {
  constructor(element) {
    this.online = h("span", { class: "online", role: "status" });
    this.name = h("span", {});
    this.purpose = h("p", { class: "purpose" });
    this.choices = h("div", { class: "choices" });
    const mark = h("img", { src: "chats/icon.svg", alt: "", width: "28", height: "28" });
    const name = h("h1", {}, mark, h("b", { lang: "ko" }, "속보"), this.name);
    element.append(h("div", { class: "brand" }, name, this.purpose), this.choices);
  }

  draw() {
    this.name.textContent = say("preview");
    this.purpose.textContent = say("purpose");
    const focused = document.activeElement?.dataset?.choice;
    this.choices.replaceChildren(this.online, languages(), themes());
    if (focused) this.choices.querySelector(`[data-choice="${focused}"]`)?.focus();
    this.drawLine(this.isOnline);
  }

  /** Shows whether saves are heard of. */
  drawLine(isOnline) {
    this.isOnline = isOnline;
    this.online.dataset.live = isOnline;
    this.online.textContent = say(isOnline ? "live" : "lost");
  }
}
