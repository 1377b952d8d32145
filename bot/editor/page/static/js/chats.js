// The alert in both chats, drawn by what draws the sandbox's, with what it uses of each platform's limits.

import { message } from "../../chats/js/discord/message.js";
import { avatar, h, icon } from "../../chats/js/dom.js";
import { bubble } from "../../chats/js/telegram/bubble.js";
import { say } from "./words.js";

// Nothing can be typed or pressed in a preview.
const client = { act() {}, press() {}, dismiss() {} };
const chat = { id: "1", type: "channel", title: "", people: [] };

/** Draws the two chats. */
export class Chats {
  constructor() {
    this.log = { telegram: log(), discord: log() };
    this.foot = { telegram: h("footer", { class: "tg-foot lengths" }), discord: h("footer", { class: "dc-foot lengths" }) };
    this.channel = { telegram: h("h2", {}), discord: h("h2", {}) };
    const avatarOf = avatar("Sokbo", "1", "megaphone");
    const telegramHead = h("header", { class: "tg-head" }, avatarOf, h("div", {}, this.channel.telegram, h("p", {}, "Telegram")));
    const discordHead = h("header", { class: "dc-head" }, icon("hash"), this.channel.discord, h("p", {}, "Discord"));
    this.telegram = this.frame("telegram", "tg-open", telegramHead);
    this.discord = this.frame("discord", "dc-open", discordHead);
  }

  frame(service, open, head) {
    const inside = h("div", { class: open }, head, this.log[service], this.foot[service]);
    return h("section", { class: `client ${service}`, id: service, "aria-label": service }, inside);
  }

  /** Draws the alert of a file, or that it has none. */
  draw(shown) {
    const now = new Date();
    const own = { date: now / 1000, sender_chat: { id: 1, title: say("channel") }, message_id: 1 };
    this.fill("telegram", shown?.telegram, (sent) => bubble(client, chat, { ...sent, ...own }));
    const author = { id: "1", username: "Sokbo", bot: true };
    const posted = { id: "1", author, timestamp: now.toISOString() };
    this.fill("discord", shown?.discord, (sent) => message(client, chat, { ...sent, ...posted }));
  }

  fill(service, rendition, drawn) {
    this.channel[service].textContent = say("channel");
    this.log[service].setAttribute("aria-label", say("alertOn", service));
    const empty = () => h("li", { class: "log-empty" }, h("p", {}, say("noAlert")));
    this.log[service].replaceChildren(rendition ? h("li", {}, drawn(rendition.message)) : empty());
    this.foot[service].replaceChildren(...Object.entries(rendition?.lengths ?? {}).map(length));
  }
}

const log = () => h("ol", { class: "log", tabindex: "0" });

function length([name, { used, limit }]) {
  const label = say("parts")[name];
  const meter = h("meter", { min: "0", max: limit, high: limit * 0.9, value: Math.min(used, limit), "aria-label": label });
  return h("div", { class: "length", data: { over: used > limit } }, h("span", {}, label), h("b", {}, `${used} / ${limit}`), meter);
}
