// The Telegram client: the chats on the left, the open one beside them.

import { Client } from "../client.js";
import { avatar, h } from "../dom.js";
import { Log } from "../log.js";
import { clock } from "../time.js";
import { say } from "../words.js";
import { repliedTo, world } from "../world.js";
import { bubble } from "./bubble.js";
import { belowOf } from "./below.js";
import { composer } from "./composer.js";
import { forced } from "./context.js";

const SIGNS = { channel: "megaphone", group: "people", supergroup: "people", private: "bolt" };

/** Draws what the viewer's Telegram would show. */
export class TelegramClient extends Client {
  constructor() {
    super("telegram");
    const dateOf = (message) => new Date(message.date * 1000);
    this.log = new Log({
      dateOf,
      repliedTo: (message) => repliedTo(this.chat, message),
      draw: (message, previous, replied) => bubble(this, this.chat, message, previous, replied),
    });
    this.list = h("ul", { class: "tg-list" });
    this.nav = h("nav", { class: "tg-chats" }, this.list);
    this.head = h("header", { class: "tg-head" });
    this.foot = h("footer", { class: "tg-foot" });
    const open = h("div", { class: "tg-open" }, this.head, this.log.list, this.toasts, this.foot);
    this.element = h("section", { class: "client telegram", id: "telegram" }, this.nav, open);
  }

  /** Draws everything anew where it has changed. */
  draw() {
    this.element.setAttribute("aria-label", say("services").telegram);
    this.nav.setAttribute("aria-label", say("chats"));
    if (!this.chat) return this.drawNothing();
    this.drawList();
    this.drawHead();
    this.log.show(this.look, this.title(this.chat), this.seen(this.chat));
    this.drawFoot();
  }

  drawNothing() {
    this.list.replaceChildren();
    this.log.list.replaceChildren(h("li", { class: "log-empty" }, say("nobody")));
  }

  /** A private chat carries the bot's name for the person in it. */
  title(chat) {
    return chat.type === "private" ? world.now.services.telegram.bot.first_name : chat.title;
  }

  drawList() {
    const focused = this.list.contains(document.activeElement) && document.activeElement.dataset.chat;
    this.list.replaceChildren(...this.chats.map((chat) => h("li", {}, this.entry(chat))));
    if (focused) this.list.querySelector(`[data-chat="${focused}"]`)?.focus();
  }

  entry(chat) {
    const last = this.seen(chat).at(-1);
    const unread = this.unread(chat);
    return h(
      "button",
      { class: "tg-entry", ...this.opens(chat), title: this.title(chat), data: { chat: chat.id } },
      avatar(this.title(chat), chat.id, SIGNS[chat.type]),
      h("span", { class: "tg-name" }, this.title(chat)),
      h("span", { class: "tg-last" }, last?.text ?? last?.caption ?? this.about(chat)),
      last && h("time", { class: "tg-time" }, clock(new Date(last.date * 1000))),
      unread > 0 && h("span", { class: "badge", "aria-label": say("unread", unread) }, unread),
    );
  }

  drawHead() {
    const chat = this.chat;
    const about = h("div", {}, h("h2", {}, this.title(chat)), h("p", {}, this.about(chat)));
    this.head.replaceChildren(avatar(this.title(chat), chat.id, SIGNS[chat.type]), about);
  }

  /** What kind of chat it is; a group has the bot among its members. */
  about(chat) {
    return { channel: say("channel"), private: say("bot") }[chat.type] ?? say("members", chat.people.length + 1);
  }

  /**
   * The field stays as it is while the same person writes in the same chat about the same, so that nothing typed is lost;
   * what the bot asks for in the meantime takes along what was typed.
   */
  drawFoot() {
    const below = belowOf(this.chat);
    const asks = `${this.look} ${JSON.stringify(below)}`;
    if (this.asks !== asks) this.context = forced(this.chat) ? { kind: "replying", message: forced(this.chat) } : null;
    this.asks = asks;
    this.placeholder = below.input_field_placeholder;
    const drawn = `${asks} ${this.context?.kind} ${this.context?.message.message_id}`;
    if (this.drawnFoot === drawn) return;
    const typed = this.drawnLook === this.look ? this.field?.value : "";
    const isFocused = this.foot.contains(document.activeElement);
    Object.assign(this, { drawnFoot: drawn, drawnLook: this.look });
    this.foot.replaceChildren(composer(this));
    if (this.field && typed) this.field.value = typed;
    if (this.field && (isFocused || this.context)) this.field.focus();
  }

  get field() {
    return this.foot.querySelector("textarea");
  }

  /** Lets the next message be about another one: `{kind: "replying" or "editing", message}`, or about none. */
  concern(context) {
    this.context = context;
    this.drawFoot();
    if (this.field && context?.kind === "editing") this.field.value = context.message.text;
    this.field?.focus();
  }

  /** Takes what the bot offers inline. */
  offered(change) {
    this.inline?.offered(change);
  }
}
