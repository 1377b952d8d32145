// The list that opens above a message field while a command is typed: arrows move in it, Enter or Tab takes, Escape closes.

import { h } from "./dom.js";
import { say } from "./words.js";

/**
 * Suggestions for a field. `find(text)` returns `[{name, description}]` or a promise of it, `take(item)` is told of the
 * one chosen. Where `isOffered`, the list opens with the focus already, and nothing in it is chosen yet.
 */
export class Suggestions {
  constructor(field, id, { find, take, isOffered = false }) {
    Object.assign(this, { field, find, take, id, isOffered, items: [], at: -1 });
    this.list = h("ul", { class: "suggestions", role: "listbox", id, "aria-label": say("suggestions"), hidden: true });
    this.prepare();
  }

  prepare() {
    const roles = { role: "combobox", "aria-expanded": "false", "aria-controls": this.id, "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(roles)) this.field.setAttribute(name, value);
    this.field.addEventListener("input", () => this.look());
    if (this.isOffered) this.field.addEventListener("focus", () => this.look(-1));
    this.field.addEventListener("blur", () => this.close());
  }

  /** Opens the list with what is found, unless something else was typed, or somewhere else, before it was. */
  async look(at = 0) {
    const text = this.field.value;
    const found = this.find(text);
    const items = found instanceof Promise ? await found : found;
    if (text === this.field.value && document.activeElement === this.field) this.open(items, at);
  }

  /** Opens the list with these items; none closes it. */
  open(items, at = 0) {
    this.items = items;
    this.list.replaceChildren(...items.map((item, index) => this.option(item, index)));
    this.list.hidden = items.length === 0;
    this.field.setAttribute("aria-expanded", String(items.length > 0));
    this.point(items.length ? at : -1);
  }

  close() {
    this.open([]);
  }

  /** Looks again, because what there is to suggest has changed. */
  refresh() {
    if (document.activeElement === this.field) this.look();
  }

  option(item, index) {
    // A press must not take the focus from the field: its loss closes the list before the click arrives.
    const events = { onmousedown: (event) => event.preventDefault(), onclick: () => this.choose(index) };
    const inside = [h("b", {}, item.name), h("span", {}, item.description)];
    return h("li", { role: "option", id: `${this.id}-${index}`, ...events }, inside);
  }

  point(at) {
    this.at = at;
    [...this.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    this.list.children[at]?.scrollIntoView({ block: "nearest" });
    if (at < 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", `${this.id}-${at}`);
  }

  choose(at) {
    const item = this.items[at];
    this.close();
    this.take(item);
  }

  /** Handles a key while the list is open; returns whether it was for the list. */
  key(event) {
    if (!this.items.length || (this.at < 0 && ["Enter", "Tab"].includes(event.key))) return false;
    const keys = {
      ArrowDown: () => this.point((this.at + 1) % this.items.length),
      ArrowUp: () => this.point((Math.max(this.at, 0) - 1 + this.items.length) % this.items.length),
      Enter: () => this.choose(this.at),
      Tab: () => this.choose(this.at),
      Escape: () => this.close(),
    };
    if (!keys[event.key] || event.isComposing) return false;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
    return true;
  }
}
