// What both chat clients share: which chat is open, what is unread, and how a person's doings reach the service.

import { post } from "./server.js";
import { toast, toasts } from "./toast.js";
import { idOf, isSeen, meIn, viewer, world } from "./world.js";

/** One service's client; the subclass draws `this.element` in `draw()`. */
export class Client {
  constructor(service) {
    this.service = service;
    this.open = null;
    this.read = new Map();
    this.toasts = toasts();
  }

  /** The chats the viewer meets, in the service's order. */
  get chats() {
    return world.now.services[this.service].chats.filter((chat) => chat.type === "channel" || meIn(this.service, chat));
  }

  /** The open chat; for a viewer who is not in it, their own of its kind; the first one where none was chosen. */
  get chat() {
    const chats = this.chats;
    return chats.find((chat) => chat.id === this.open?.id) ?? chats.find((chat) => chat.type === this.open?.type) ?? chats[0];
  }

  /** What decides how the open chat is drawn: the chat, who looks, and the page's language. */
  get look() {
    return `${this.chat.id} ${viewer()[this.service]} ${document.documentElement.lang}`;
  }

  /** The properties of a button that opens the chat. */
  opens(chat) {
    return { type: "button", "aria-current": chat === this.chat ? "true" : null, onclick: () => this.go(chat.id) };
  }

  /** The messages of a chat that the viewer sees. */
  seen(chat) {
    return chat.messages.filter((message) => isSeen(this.service, message));
  }

  /** How many messages came since the chat was last open. */
  unread(chat) {
    if (chat === this.chat && this.isVisible) this.markRead(chat);
    const read = this.read.get(chat.id) ?? new Set();
    return this.seen(chat).filter((message) => !read.has(idOf(message))).length;
  }

  markRead(chat) {
    this.read.set(chat.id, new Set(chat.messages.map(idOf)));
  }

  /** Takes everything there is as read: what was there when the page was opened is no news. */
  markAllRead() {
    for (const chat of world.now.services[this.service].chats) if (!this.read.has(chat.id)) this.markRead(chat);
  }

  get isVisible() {
    return !this.element || this.element.offsetParent !== null;
  }

  /** Opens a chat. */
  go(id) {
    this.open = this.chats.find((chat) => chat.id === id);
    this.draw();
  }

  /** Does what the viewer did and returns the service's answer; a refusal is shown over the chat, and false returned. */
  async act(action) {
    try {
      const answer = await this.ask(action);
      this.answered(answer);
      return answer;
    } catch (error) {
      this.note(error.message, "error");
      return false;
    }
  }

  /** Brings an action to the service and returns what came of it; throws where it is refused. */
  ask(action) {
    return post("act", { service: this.service, chat: this.chat.id, user: viewer()[this.service], ...action });
  }

  /** Is told what came of an action; most of it shows in the chat by itself. */
  answered() {}

  /** Presses a button, which stays busy until the service has answered. */
  async press(button, action) {
    button.setAttribute("aria-busy", "true");
    await this.act({ do: "press", ...action });
    button.removeAttribute("aria-busy");
  }

  /** Shows a note over the open chat. */
  note(text, kind) {
    toast(this.toasts, text, kind);
  }
}
