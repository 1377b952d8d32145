// The Discord client: the server's channels on the left, the open one beside them.

import { Client } from "../client.js";
import { avatar, h, icon } from "../dom.js";
import { Log } from "../log.js";
import { say } from "../words.js";
import { idOf, repliedTo, viewer } from "../world.js";
import { composer } from "./composer.js";
import { message } from "./message.js";
import { openModal } from "./modal.js";

const SIGNS = { announcement: "megaphone", text: "hash", forum: "hash", private: "bolt" };

/** Draws what the viewer's Discord would show. */
export class DiscordClient extends Client {
  constructor() {
    super("discord");
    this.dismissed = new Set();
    const dateOf = (shown) => new Date(shown.timestamp);
    this.log = new Log({
      dateOf,
      repliedTo: (shown) => repliedTo(this.chat, shown),
      draw: (shown, previous, replied) => message(this, this.chat, shown, previous, replied),
    });
    this.rail = h("div", { class: "dc-rail", "aria-hidden": "true" });
    this.list = h("ul", { class: "dc-list" });
    this.privates = h("ul", { class: "dc-list" });
    this.privateGroup = h("p", { class: "dc-group" });
    this.guild = h("h2", { class: "dc-guild" });
    this.group = h("p", { class: "dc-group" });
    this.me = h("div", { class: "dc-me" });
    const lists = [this.group, this.list, this.privateGroup, this.privates];
    this.nav = h("nav", { class: "dc-channels" }, this.guild, h("div", { class: "dc-lists" }, lists), this.me);
    this.head = h("header", { class: "dc-head" });
    this.foot = h("footer", { class: "dc-foot" });
    const open = h("div", { class: "dc-open" }, this.head, this.log.list, this.toasts, this.foot);
    this.element = h("section", { class: "client discord", id: "discord" }, this.rail, this.nav, open);
  }

  /** Draws everything anew where it has changed. */
  draw() {
    this.element.setAttribute("aria-label", say("services").discord);
    this.nav.setAttribute("aria-label", say("channels"));
    if (!this.chat) return this.drawNothing();
    this.drawList();
    this.head.replaceChildren(icon(SIGNS[this.chat.type]), h("h3", {}, this.chat.title));
    this.log.show(this.look, this.chat.title, this.seen(this.chat));
    this.drawFoot();
  }

  drawNothing() {
    this.list.replaceChildren();
    this.log.list.replaceChildren(h("li", { class: "log-empty" }, say("nobody")));
  }

  seen(chat) {
    return super.seen(chat).filter((shown) => !this.dismissed.has(idOf(shown)));
  }

  /** Puts away a message only the viewer sees, as Discord does: for them alone, until nothing of it is left. */
  dismiss(id) {
    this.dismissed.add(id);
    this.draw();
  }

  drawList() {
    const { name, id } = this.chats.find((chat) => chat.guild)?.guild ?? { name: "", id: "" };
    this.rail.replaceChildren(avatar(name, id));
    this.guild.textContent = name;
    this.group.textContent = say("textChannels");
    this.privateGroup.textContent = say("privateChats");
    this.me.replaceChildren(avatar(viewer().name, viewer().discord), h("b", {}, viewer().name));
    const focused = this.nav.contains(document.activeElement) && document.activeElement.dataset.chat;
    const isPrivate = (chat) => chat.type === "private";
    this.fill(this.list, this.chats.filter((chat) => !isPrivate(chat)));
    this.fill(this.privates, this.chats.filter(isPrivate));
    if (focused) this.nav.querySelector(`[data-chat="${focused}"]`)?.focus();
  }

  fill(list, chats) {
    list.replaceChildren(...chats.map((chat) => h("li", {}, this.entry(chat))));
  }

  /** Opens the form that answers what the viewer did. */
  answered({ interaction, modal }) {
    if (modal) openModal(this, interaction, modal);
  }

  entry(chat) {
    const unread = this.unread(chat);
    return h(
      "button",
      { class: "dc-entry", ...this.opens(chat), data: { chat: chat.id, unread: unread > 0 } },
      icon(SIGNS[chat.type]),
      h("span", {}, chat.title),
      unread > 0 && h("span", { class: "badge", "aria-label": say("unread", unread) }, unread),
    );
  }

  /** The field stays as it is while the same person writes in the same channel, so that nothing typed is lost. */
  drawFoot() {
    if (this.drawnLook === this.look) return;
    this.drawnLook = this.look;
    this.foot.replaceChildren(composer(this));
  }
}
