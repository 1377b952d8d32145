// What stands under a message: buttons that ask or open an address, and menus from which several things are chosen.

import { h, icon, link } from "../dom.js";
import { say } from "../words.js";
import { idOf } from "../world.js";

const BUTTON = 2;
const SELECT = 3;
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };

/** Returns one row of a message's components. */
export const row = (client, shown, { components = [] }) =>
  h("div", { class: "dc-row" }, components.map((one) => component(client, shown, one)));

function component(client, shown, one) {
  if (one.type === BUTTON) return button(client, shown, one);
  return one.type === SELECT ? menu(client, shown, one) : null;
}

function button(client, shown, { style, label, emoji, url, custom_id: id, disabled }) {
  const inside = [emoji?.name, label].filter(Boolean).join(" ");
  if (url) return link(url, [inside, icon("out")], { class: "dc-button", data: { style: "link" } });
  const onclick = (event) => client.press(event.currentTarget, { message_id: idOf(shown), custom_id: id });
  const look = { class: "dc-button", data: { style: STYLES[style] ?? "secondary", press: id } };
  return h("button", { ...look, type: "button", disabled, onclick }, inside);
}

/**
 * A menu opens as a list; a choice of one is sent at once, of several when the list closes. Arrows move in it, Space and
 * Enter choose, Escape closes.
 */
function menu(client, shown, about) {
  const { custom_id: id, options, placeholder, max_values: most, disabled } = about;
  const chosen = new Set(options.filter((one) => one.default).map((one) => one.value));
  const before = [...chosen].join();
  const values = () => options.map((one) => one.value).filter((value) => chosen.has(value));

  const face = h("button", {
    class: "dc-menu-face", type: "button", disabled, data: { press: id },
    "aria-haspopup": "listbox", "aria-expanded": "false", "aria-label": placeholder, onclick: () => toggle(list.hidden),
  });
  const list = h("ul", {
    class: "dc-menu-list", role: "listbox", tabindex: "-1", hidden: true,
    "aria-label": placeholder, "aria-multiselectable": String(most > 1), onkeydown,
  });
  list.append(...options.map(option));
  const box = h("div", { class: "dc-menu", onfocusout }, face, list);
  show();
  return box;

  function option(one) {
    const about = { role: "option", tabindex: "-1", "aria-selected": String(chosen.has(one.value)) };
    const text = [h("b", {}, one.label), one.description && h("small", {}, one.description)];
    return h("li", { ...about, onclick: (event) => choose(event.currentTarget, one.value) }, h("span", {}, text), icon("check"));
  }

  function show() {
    const labels = options.filter((one) => chosen.has(one.value)).map((one) => one.label);
    face.replaceChildren(h("span", { class: labels.length ? "" : "placeholder" }, labels.join(", ") || placeholder || say("choose")), icon("down"));
  }

  function choose(element, value) {
    if (most === 1) chosen.clear();
    if (chosen.has(value)) chosen.delete(value);
    else if (chosen.size < most) chosen.add(value);
    [...list.children].forEach((one, at) => one.setAttribute("aria-selected", String(chosen.has(options[at].value))));
    show();
    if (most === 1) toggle(false);
    else element.focus();
  }

  function toggle(isOpen) {
    if (list.hidden !== isOpen) return;
    list.hidden = !isOpen;
    face.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) (list.querySelector('[aria-selected="true"]') ?? list.firstElementChild).focus(), list.scrollIntoView({ block: "nearest" });
    else send();
  }

  async function send() {
    const wanted = values();
    if (most > 1 && wanted.join() === before) return;
    box.setAttribute("aria-busy", "true");
    await client.act({ do: "choose", message_id: idOf(shown), custom_id: id, values: wanted });
    box.removeAttribute("aria-busy");
  }

  function onfocusout(event) {
    if (box.isConnected && !box.contains(event.relatedTarget)) toggle(false);
  }

  function onkeydown(event) {
    const at = [...list.children].indexOf(document.activeElement);
    const move = (to) => list.children[(to + options.length) % options.length].focus();
    const keys = {
      ArrowDown: () => move(at + 1), ArrowUp: () => move(at - 1), Home: () => move(0), End: () => move(-1),
      Enter: () => document.activeElement.click(), " ": () => document.activeElement.click(),
      Escape: () => (face.focus(), toggle(false)),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }
}
