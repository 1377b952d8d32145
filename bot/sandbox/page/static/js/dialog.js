// Boxes in front of the page: what has to be read before anything else, and lists to choose from.

import { h } from "./dom.js";
import { say } from "./words.js";

function box(...inside) {
  const element = h("dialog", { class: "box" }, inside);
  element.addEventListener("close", () => element.remove());
  document.body.append(element);
  element.showModal();
  return element;
}

/** Shows a text until it is put away, by its button, Enter or Escape. */
export function alertBox(text) {
  const form = h("form", { method: "dialog" }, h("button", { class: "primary", autofocus: true }, say("ok")));
  box(h("p", {}, text), form).setAttribute("aria-label", say("popup"));
}

/** Lets one of the `offers` (`[{id, title}]`) be chosen, and calls `take(offer)` with it; without any it says so. */
export function chooseBox(title, offers, take) {
  const choose = (offer) => () => {
    element.close();
    take(offer);
  };
  const one = (offer) => h("li", {}, h("button", { type: "button", onclick: choose(offer) }, offer.title));
  const list = offers.length ? h("ul", {}, offers.map(one)) : h("p", {}, say("nothingToChoose"));
  const cancel = h("form", { method: "dialog" }, h("button", { class: "plain" }, say("cancel")));
  const element = box(h("h3", {}, title), list, cancel);
  element.setAttribute("aria-label", title);
}
