// The form that the bot opens over the chat.

import { h } from "../dom.js";
import { say } from "../words.js";

const LABEL = 18;
const PARAGRAPH = 2;

/** Opens the form that answered the interaction; what is filled in goes back when it is sent. */
export function openModal(client, interaction, modal) {
  const fields = modal.components.map(field);
  const back = document.activeElement;
  const close = () => (dialog.close(), dialog.remove(), back?.isConnected && back.focus());
  const onsubmit = async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(fields.map(({ input }) => [input.name, input.value]));
    if (await client.act({ do: "submit", interaction, values })) close();
  };
  const cancel = h("button", { class: "cancel", type: "button", onclick: close }, say("cancel"));
  const buttons = h("div", { class: "dc-modal-foot" }, cancel, h("button", { class: "run" }, say("submit")));
  const head = h("h3", { id: "dc-modal-title" }, modal.title);
  const form = h("form", { onsubmit }, head, fields.map(({ element }) => element), buttons);
  const dialog = h("dialog", { class: "dc-modal", "aria-labelledby": "dc-modal-title", oncancel: (event) => (event.preventDefault(), close()) }, form);
  client.element.append(dialog);
  dialog.showModal();
  fields[0]?.input.focus();
}

function field(part) {
  const about = part.type === LABEL ? part.component : part.components[0];
  const { custom_id: name, style, value = "", placeholder, required, min_length: minlength, max_length: maxlength } = about;
  const limits = { name, placeholder, required, minlength: minlength || null, maxlength };
  const input = style === PARAGRAPH ? h("textarea", { rows: "4", ...limits }) : h("input", limits);
  input.value = value;
  const label = h("span", {}, part.label ?? about.label, required && h("i", { "aria-hidden": "true" }, " *"));
  const element = h("label", {}, label, part.description && h("small", {}, part.description), input);
  return { input, element };
}
