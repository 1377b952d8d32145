// The messages of the open chat: adds, replaces and removes single ones, so that focus and reading place stay.

import { h } from "./dom.js";
import { dayName } from "./time.js";
import { idOf } from "./world.js";
import { say } from "./words.js";

/**
 * A list of messages. `draw(message, previous, replied)` gives a message's element, `dateOf(message)` its time and
 * `repliedTo(message)` the one that it quotes; a screen reader is told of what is added.
 */
export class Log {
  constructor({ draw, dateOf, repliedTo }) {
    this.draw = draw;
    this.dateOf = dateOf;
    this.repliedTo = repliedTo;
    this.list = h("ol", { class: "log", role: "log", "aria-live": "polite", tabindex: "0" });
    this.drawn = new Map();
    // A picture that arrives late makes a message taller, a keyboard the list shorter: whoever was at the end stays there.
    this.list.addEventListener("load", () => this.isAtEnd && this.toEnd(), true);
    new ResizeObserver(() => this.isAtEnd && this.toEnd()).observe(this.list);
    this.list.addEventListener("scroll", () => (this.isAtEnd = this.distance < 120));
  }

  get distance() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight;
  }

  toEnd() {
    this.isAtEnd = true;
    this.list.scrollTop = this.list.scrollHeight;
  }

  /** Shows these messages of the chat, from the start where the chat is another one than before. */
  show(key, title, messages) {
    const isNear = this.distance < 120;
    const isOther = key !== this.key;
    if (isOther) this.reset(key);
    this.list.setAttribute("aria-label", say("messages", title));
    this.fill(messages, isOther);
    if (isOther || isNear) this.toEnd();
  }

  reset(key) {
    this.key = key;
    this.drawn.clear();
    this.list.replaceChildren();
  }

  fill(messages, isFirst) {
    const wanted = new Set(messages.map(idOf));
    for (const [id, { element }] of this.drawn) if (!wanted.has(id)) this.remove(id, element);
    this.list.querySelector(".log-empty")?.remove();
    messages.forEach((message, at) => this.place(message, messages[at - 1], isFirst));
    if (messages.length === 0) this.list.append(this.empty());
  }

  remove(id, element) {
    element.remove();
    this.drawn.delete(id);
  }

  place(message, previous, isFirst) {
    const known = this.drawn.get(idOf(message));
    const replied = this.repliedTo(message);
    if (known?.message === message && known.previous === previous && known.replied === replied) return;
    const element = this.item(message, previous, replied);
    const focused = known?.element.contains(document.activeElement) && document.activeElement.dataset.press;
    if (known) known.element.replaceWith(element);
    else this.list.append(element);
    if (!known && !isFirst) element.classList.add("is-new");
    if (focused) element.querySelector(`[data-press="${CSS.escape(focused)}"]`)?.focus();
    this.drawn.set(idOf(message), { message, previous, replied, element });
  }

  /** Brings a message into sight, as a reader who presses the quote of it would have it. */
  reveal(message) {
    const { element } = this.drawn.get(idOf(message)) ?? {};
    element?.scrollIntoView({ block: "center" });
    element?.animate([{ opacity: 0.3 }, { opacity: 1 }], 700);
  }

  item(message, previous, replied) {
    const day = dayName(this.dateOf(message));
    const isNewDay = !previous || dayName(this.dateOf(previous)) !== day;
    const heading = isNewDay && h("p", { class: "day" }, h("span", {}, day));
    return h("li", { data: { message: idOf(message) } }, heading, this.draw(message, isNewDay ? undefined : previous, replied));
  }

  empty() {
    return h("li", { class: "log-empty" }, h("p", {}, say("empty")), h("p", {}, say("emptyHint")));
  }
}
