// The newest posts and drafts; one is chosen, or whichever is saved last is followed.

import { h, icon } from "../../chats/js/dom.js";
import { clock, dayName } from "../../chats/js/time.js";
import { choose, chosen } from "./stream.js";
import { say } from "./words.js";

const keyOf = ({ site, path }) => `${site}/${path}`;

/** A list of files by when they were saved. */
export class Files {
  constructor() {
    this.list = [];
    this.element = h("nav", { class: "files" });
  }

  /** Draws the list; the focus stays where it is. */
  draw(shown) {
    const focused = this.element.contains(document.activeElement) && document.activeElement.dataset.file;
    const entries = this.list.map((file) => h("li", {}, this.entry(file, shown)));
    const empty = entries.length === 0 && h("p", { class: "files-empty" }, say("noFiles"));
    this.element.setAttribute("aria-label", say("files"));
    this.element.replaceChildren(this.follow(), h("ul", {}, entries), ...(empty ? [empty] : []));
    if (focused) this.element.querySelector(`[data-file="${CSS.escape(focused)}"]`)?.focus();
  }

  follow() {
    const about = { type: "button", "aria-pressed": String(!chosen()), data: { file: "follow" } };
    return h("button", { class: "follow", ...about, onclick: () => choose(null) }, icon("bolt"), say("follow"));
  }

  entry(file, shown) {
    const name = file.path.split("/").at(-1);
    const saved = new Date(file.at * 1000);
    const isShown = shown && keyOf(shown) === keyOf(file);
    return h(
      "button",
      { type: "button", title: file.path, "aria-current": isShown ? "true" : null, data: { file: keyOf(file) }, onclick: () => choose(file) },
      h("span", { class: "file-name" }, name),
      h("span", { class: "file-about" }, !file.is_post && h("b", {}, say("draft")), h("time", {}, `${dayName(saved)} ${clock(saved)}`)),
    );
  }
}
