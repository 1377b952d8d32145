// The message field of the Telegram client, with the menu of the bot's commands, its inline results and its keyboard.

import { h, icon } from "../dom.js";
import { Suggestions } from "../suggestions.js";
import { say } from "../words.js";
import { meIn, viewer } from "../world.js";
import { keyboard } from "./below.js";
import { contextBar, lastOwn, sending } from "./context.js";
import { asked, Inline } from "./inline.js";

/** Returns the bot's commands as the service chooses them for the viewer in this chat. */
function commands(chat) {
  const all = chat.menus[meIn("telegram", chat)?.is_admin ? "admin" : "member"];
  return (all[viewer().language] ?? all[""] ?? []).map(({ command, description }) => ({ name: `/${command}`, description }));
}

const matching = (chat, text) => (/^\/\S*$/.test(text) ? commands(chat).filter(({ name }) => name.startsWith(text)) : []);

/** Returns the footer of the open chat: a field to write in, or why nobody may. */
export function composer(client) {
  const me = meIn("telegram", client.chat);
  if (client.chat.type === "channel" && !me?.is_admin) return h("p", { class: "read-only" }, say("readOnly"));
  const placeholder = client.placeholder ?? say("write");
  const field = h("textarea", { rows: "1", placeholder, "aria-label": say("write"), name: "telegram" });
  const find = (text) => (asked(text) == null ? matching(client.chat, text) : suggestions.items.filter(({ query }) => query));
  const take = (item) => (item.query ? client.inline.choose(item) : send(client, field, item.name));
  const suggestions = new Suggestions(field, "tg-commands", { find, take });
  client.suggestions = suggestions;
  client.inline = new Inline(client, field, suggestions);
  field.addEventListener("keydown", (event) => key(event, client, field, suggestions));
  const onsubmit = (event) => {
    event.preventDefault();
    send(client, field, field.value);
  };
  const button = h("button", { class: "send", "aria-label": say("send"), title: say("send") }, icon("send"));
  const bar = contextBar(client.context, () => client.concern(null));
  const form = h("form", { class: "composer", onsubmit }, suggestions.list, menu(client, field, suggestions), field, button);
  return h("div", {}, bar, form, keyboard(client));
}

function menu(client, field, suggestions) {
  const onclick = () => {
    field.focus();
    const known = commands(client.chat);
    if (known.length) suggestions.open(known);
    else client.note(say("noBot"));
  };
  const stays = (event) => event.preventDefault();
  const about = { class: "menu", type: "button", "aria-label": say("menuLabel") };
  return h("button", { ...about, onmousedown: stays, onclick }, icon("menu"), h("span", {}, say("menu")));
}

function key(event, client, field, suggestions) {
  if (suggestions.key(event) || event.isComposing) return;
  const own = event.key === "ArrowUp" && !field.value && lastOwn(client.chat);
  if (own) client.concern({ kind: "editing", message: own });
  else if (event.key === "Escape" && client.context) client.concern(null);
  else if (event.key === "Enter" && !event.shiftKey) send(client, field, field.value);
  else return;
  event.preventDefault();
}

async function send(client, field, text) {
  if (!text.trim()) return;
  const { context } = client;
  field.value = "";
  client.context = null;
  if (await client.act(sending(context, text.trim()))) return client.drawFoot();
  client.context = context;
  field.value = text;
}
