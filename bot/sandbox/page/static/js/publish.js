// The button that publishes the sample post, and the milliseconds until each chat showed the alert.

import { h, icon } from "./dom.js";
import { post } from "./server.js";
import { say } from "./words.js";
import { chatOf, world } from "./world.js";

const PATIENCE = 30_000;

/** Publishes, and measures from the press to the frame in which each chat shows something new from the bot. */
export class Publish {
  constructor() {
    this.button = h("button", { class: "publish", type: "button", onclick: () => this.publish() });
    this.results = h("ol", { class: "arrivals", "aria-live": "polite" });
    this.element = h("div", { class: "publishing" }, this.button, this.results);
  }

  draw() {
    this.button.replaceChildren(icon("bolt"), say("publish"));
    this.button.disabled = !world.now?.may_publish;
    this.button.title = this.button.disabled ? say("cannotPublish") : "";
    this.results.setAttribute("aria-label", say("arrivals"));
  }

  async publish() {
    this.began = performance.now();
    this.arrived = new Set();
    this.results.replaceChildren(this.line("pending", say("waiting")));
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.giveUp(), PATIENCE);
    try {
      this.button.title = say("published", (await post("publish", {})).published);
    } catch (error) {
      this.began = null;
      this.results.replaceChildren(this.line("error", error.message));
    }
  }

  giveUp() {
    this.began = null;
    if (!this.arrived.size) this.results.replaceChildren(this.line("error", say("late")));
  }

  /** Notes a change once the browser has painted it; only the bot's messages that answer nobody count. */
  heard(change) {
    const key = `${change.service} ${change.chat}`;
    if (this.began == null || change.kind !== "message" || this.arrived.has(key) || !isAlert(change)) return;
    this.arrived.add(key);
    const began = this.began;
    requestAnimationFrame(() => this.tell(change, Math.round(performance.now() - began)));
  }

  tell(change, ms) {
    this.results.querySelector('[data-kind="pending"]')?.remove();
    const title = nameOf(change.service, chatOf(change.service, change.chat));
    this.results.append(this.line(change.service, h("span", {}, title), h("b", {}, say("arrival", ms))));
  }

  line(kind, ...inside) {
    return h("li", { data: { kind } }, ...inside);
  }
}

function nameOf(service, chat) {
  if (service === "discord") return `#${chat.title}`;
  return chat.type === "private" ? `@${world.now.services.telegram.bot.username}` : chat.title;
}

function isAlert({ service, message, for: reader }) {
  if (reader != null || message.interaction_metadata || message.interaction) return false;
  const bot = world.now.services[service].bot;
  const author = message.from ?? message.author;
  return message.sender_chat != null || String(author?.id) === String(bot.id);
}
