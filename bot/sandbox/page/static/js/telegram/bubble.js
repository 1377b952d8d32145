// Draws one Telegram message: a bubble with its author, preview, text, mark of edition, time and buttons.

import { h, icon, link, silent } from "../dom.js";
import { photo } from "../pictures.js";
import { clock, longTime } from "../time.js";
import { say } from "../words.js";
import { isReply, meIn, viewer } from "../world.js";
import { richText } from "./entities.js";
import { isAbove, preview } from "./preview.js";

const dateOf = (message) => new Date(message.date * 1000);
const authorOf = (message) => message.sender_chat ?? message.from ?? {};

/**
 * Returns a message's element; `previous` is the one before it on the same day, `replied` the one it replies to, while
 * that is there, and `client` takes presses.
 */
export function bubble(client, chat, message, previous, replied) {
  if (message.text == null && !message.photo) return service(message);
  const isOwn = String(message.from?.id) === viewer().telegram;
  const isNext = previous && authorOf(previous).id === authorOf(message).id;
  return h(
    "article",
    { class: "bubble-row", data: { own: isOwn, next: Boolean(isNext) } },
    h(
      "div",
      { class: "bubble" },
      !isOwn && !isNext && author(chat, message),
      isReply(message) && quote(client, replied),
      content(client, message),
      foot(message),
    ),
    mayReply(client, chat) && reply(client, message),
    keyboard(client, message),
  );
}

function content(client, message) {
  const run = (command) => client.act({ do: "type", text: command });
  const said = richText(message.text ?? message.caption ?? "", message.entities ?? message.caption_entities, run);
  const text = h("div", { class: "bubble-text" }, said);
  const shown = preview(message);
  const above = isAbove(message) ? [shown, text] : [text, shown];
  return [message.photo && photo(), ...above];
}

function author(chat, message) {
  if (chat.type === "private") return null;
  const { id, title, first_name: name } = authorOf(message);
  return h("p", { class: "bubble-author", data: { hue: Math.abs(Number(id)) % 6 } }, title ?? name);
}

function quote(client, replied) {
  if (!replied) return h("p", { class: "bubble-quote" }, h("span", {}, say("deleted")));
  const { title, first_name: name } = authorOf(replied);
  const inside = [h("b", {}, title ?? name), h("span", {}, replied.text ?? replied.caption ?? "")];
  return h("button", { class: "bubble-quote", type: "button", onclick: () => client.log.reveal(replied) }, inside);
}

const mayReply = (client, chat) => chat.type !== "channel" || meIn("telegram", chat)?.is_admin;

function reply(client, message) {
  const onclick = () => client.concern({ kind: "replying", message });
  return h("button", { class: "reply", type: "button", "aria-label": say("reply"), title: say("reply"), onclick }, icon("reply"));
}

function foot(message) {
  const when = dateOf(message);
  return h(
    "footer",
    { class: "bubble-foot" },
    message.via_bot && h("span", {}, say("via", `@${message.via_bot.username}`)),
    message.disable_notification && silent(say("silent")),
    message.edit_date && h("span", { class: "edited" }, say("edited")),
    h("time", { datetime: when.toISOString(), title: longTime(when) }, clock(when)),
  );
}

function keyboard(client, message) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const drawn = (row) => h("div", { class: "keyboard-row" }, row.map((one) => key(client, message, one)));
  return rows.length > 0 && h("div", { class: "keyboard" }, rows.map(drawn));
}

function key(client, message, { text, url, callback_data: data }) {
  if (url) return link(url, [text, icon("out")], { class: "key" });
  const onclick = (event) => client.press(event.currentTarget, { message_id: message.message_id, data });
  return h("button", { class: "key", type: "button", onclick }, text);
}

const SERVICE = [
  "new_chat_members",
  "left_chat_member",
  "migrate_to_chat_id",
  "migrate_from_chat_id",
  "new_chat_title",
  "pinned_message",
  "chat_shared",
  "forum_topic_closed",
  "forum_topic_reopened",
];

function service(message) {
  const what = SERVICE.find((name) => message[name] != null);
  return h("p", { class: "service" }, what ? say("service")[what] : "…");
}
