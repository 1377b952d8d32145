// The message field of the Discord client: plain text, or a slash command with a field for each of its options.

import { h } from "../dom.js";
import { Suggestions } from "../suggestions.js";
import { say } from "../words.js";
import { meIn } from "../world.js";
import { helpOf, matching, missing, nameOf, parse, typed } from "./commands.js";
import { optionField } from "./options.js";

/** Returns the footer of the open channel: a field to write in, or why the viewer may not. */
export function composer(client) {
  const { chat } = client;
  const me = meIn("discord", chat);
  const isClosed = chat.type === "forum" || (chat.type === "announcement" && !me?.may_manage);
  if (isClosed) return h("p", { class: "read-only" }, say("mayNotWrite"));
  const label = say("writeTo", `${chat.type === "private" ? "@" : "#"}${chat.title}`);
  const field = h("textarea", { rows: "1", placeholder: label, "aria-label": label, name: "discord" });
  const item = (command) => ({ name: `/${nameOf(command)}`, description: helpOf(command), command });
  const find = (text) => matching(chat, me, text).map(item);
  const suggestions = new Suggestions(field, "dc-commands", { find, take: ({ command }) => begin(client, field, command) });
  client.suggestions = suggestions;
  field.addEventListener("keydown", (event) => key(event, client, me, field, suggestions));
  return h("div", { class: "composer" }, suggestions.list, field);
}

function key(event, client, me, field, suggestions) {
  if (suggestions.key(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit(client, me, field);
}

async function submit(client, me, field) {
  const text = field.value.trim();
  if (!text) return;
  const line = text.startsWith("/") ? parse(client.chat, me, text) : null;
  field.value = "";
  const isDone = line ? await run(client, line.command, line.values) : await client.act({ do: "type", text });
  if (!isDone) field.value = text;
}

async function run(client, command, values) {
  const lacking = missing(command, values);
  if (lacking) client.note(say("needed", lacking), "error");
  return !lacking && client.act({ do: "command", name: command.name, options: typed(command, values) });
}

/** A command without options is sent at once; any other opens a form in the field's place. */
function begin(client, field, command) {
  field.value = "";
  if (!command.options?.length) run(client, command, []);
  else field.closest(".composer").replaceWith(form(client, field.closest(".composer"), command));
}

function form(client, before, command) {
  const fields = command.options.map((option) => optionField(client, command, option));
  const back = () => (shown.replaceWith(before), before.querySelector("textarea").focus());
  const onsubmit = async (event) => {
    event.preventDefault();
    if (await run(client, command, fields.map(({ input }) => input.value.trim()))) back();
  };
  const onkeydown = (event) => event.key === "Escape" && back();
  const cancel = h("button", { class: "cancel", type: "button", onclick: back }, say("cancel"));
  const buttons = [h("button", { class: "run" }, say("run")), cancel];
  const inside = [h("b", {}, `/${nameOf(command)}`), fields.map(({ element }) => element), buttons];
  const shown = h("form", { class: "composer command", onsubmit, onkeydown }, inside);
  queueMicrotask(() => fields[0].input.focus());
  return shown;
}
