// The message field of the Telegram client, with the menu of the bot's commands.

import { h, icon } from "../dom.js";
import { Suggestions } from "../suggestions.js";
import { say } from "../words.js";
import { meIn, viewer, world } from "../world.js";

/** Returns the bot's commands in the viewer's language, as the service chooses them. */
function commands() {
  const all = world.now.services.telegram.commands;
  return (all[viewer().language] ?? all[""] ?? []).map(({ command, description }) => ({ name: `/${command}`, description }));
}

const matching = (text) => (/^\/\S*$/.test(text) ? commands().filter(({ name }) => name.startsWith(text)) : []);

/** Returns the footer of the open chat: a field to write in, or why nobody may. */
export function composer(client) {
  const me = meIn("telegram", client.chat);
  if (client.chat.type === "channel" && !me?.is_admin) return h("p", { class: "read-only" }, say("readOnly"));
  const field = h("textarea", { rows: "1", placeholder: say("write"), "aria-label": say("write"), name: "telegram" });
  const suggestions = new Suggestions(field, "tg-commands", { find: matching, take: ({ name }) => send(client, field, name) });
  client.suggestions = suggestions;
  field.addEventListener("keydown", (event) => key(event, client, field, suggestions));
  const onsubmit = (event) => {
    event.preventDefault();
    send(client, field, field.value);
  };
  const button = h("button", { class: "send", "aria-label": say("send"), title: say("send") }, icon("send"));
  return h("form", { class: "composer", onsubmit }, suggestions.list, menu(client, field, suggestions), field, button);
}

function menu(client, field, suggestions) {
  const onclick = () => {
    field.focus();
    const known = commands();
    if (known.length) suggestions.open(known);
    else client.note(say("noBot"));
  };
  const stays = (event) => event.preventDefault();
  const about = { class: "menu", type: "button", "aria-label": say("menuLabel") };
  return h("button", { ...about, onmousedown: stays, onclick }, icon("menu"), h("span", {}, say("menu")));
}

function key(event, client, field, suggestions) {
  if (suggestions.key(event)) return;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send(client, field, field.value);
}

async function send(client, field, text) {
  if (!text.trim()) return;
  field.value = "";
  if (!(await client.act({ do: "type", text: text.trim() }))) field.value = text;
}
