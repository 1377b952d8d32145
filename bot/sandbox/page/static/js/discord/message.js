// Draws one Discord message: author, content, embeds, what stands under it, and what only one person sees.

import { avatar, h, icon, silent } from "../dom.js";
import { clock, longTime } from "../time.js";
import { say } from "../words.js";
import { idOf, isReply, world } from "../world.js";
import { row } from "./components.js";
import { embed } from "./embed.js";
import { inline, markdown } from "./markdown.js";

const CROSSPOSTED = 1 << 0;
const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const SILENT = 1 << 12;
const SAME_AUTHOR_MS = 7 * 60_000;

const has = (message, flag) => ((message.flags ?? 0) & flag) !== 0;
const timeOf = (message) => new Date(message.timestamp);
const nameOf = (user) => user?.global_name ?? user?.username ?? "?";

/**
 * Returns a message's element; `previous` is the one before it on the same day, `replied` the one it replies to, while
 * that is there, and `client` takes presses.
 */
export function message(client, chat, shown, previous, replied) {
  const isNext = continues(shown, previous);
  const { id, bot: isBot } = shown.author ?? {};
  return h(
    "article",
    { class: "dc-message", data: { next: isNext, ephemeral: has(shown, EPHEMERAL) } },
    command(shown) ?? (isReply(shown) && quote(client, chat, replied)),
    isNext ? h("span", { class: "dc-margin" }, time(shown)) : avatar(nameOf(shown.author), id, isBot && "bolt"),
    h("div", { class: "dc-body" }, !isNext && head(shown), body(client, chat, shown)),
  );
}

function continues(shown, previous) {
  const standsAlone = (one) => one.interaction_metadata || one.interaction || isReply(one) || has(one, EPHEMERAL);
  if (!previous || standsAlone(shown) || has(previous, EPHEMERAL)) return false;
  return previous.author?.id === shown.author?.id && timeOf(shown) - timeOf(previous) < SAME_AUTHOR_MS;
}

function command(shown) {
  const name = shown.interaction_metadata?.name ?? shown.interaction?.name;
  if (!name) return null;
  const user = shown.interaction_metadata?.user ?? shown.interaction?.user;
  return h("p", { class: "dc-command" }, h("b", {}, nameOf(user)), " ", say("used", `/${name}`));
}

/** Returns the line above a reply; what Discord quotes of a message is its text, on one line. */
function quote(client, chat, replied) {
  if (!replied) return h("p", { class: "dc-quote" }, h("i", {}, say("originalDeleted")));
  const text = h("span", {}, inline(replied.content ?? "", (id) => nameIn(chat, id))).textContent;
  const inside = [h("b", {}, nameOf(replied.author)), " ", text || h("i", {}, say("attachment"))];
  const press = h("button", { class: "as-link", type: "button", onclick: () => client.log.reveal(replied) }, inside);
  return h("p", { class: "dc-quote" }, avatar(nameOf(replied.author), replied.author?.id, replied.author?.bot && "bolt"), press);
}

function head(shown) {
  return h(
    "header",
    { class: "dc-author" },
    h("b", {}, nameOf(shown.author)),
    shown.author?.bot && h("span", { class: "dc-tag" }, say("app")),
    time(shown),
    has(shown, SILENT) && silent(say("silent")),
    has(shown, CROSSPOSTED) && h("span", { class: "dc-note" }, icon("megaphone"), say("crossposted")),
  );
}

const time = (shown) => h("time", { datetime: shown.timestamp, title: longTime(timeOf(shown)) }, clock(timeOf(shown)));

function body(client, chat, shown) {
  if (has(shown, LOADING)) return thinking();
  const names = (id) => nameIn(chat, id);
  return [
    shown.content && h("div", { class: "dc-content" }, markdown(shown.content, names)),
    (shown.embeds ?? []).map((one) => embed(one, names)),
    shown.edited_timestamp && edited(new Date(shown.edited_timestamp)),
    (shown.components ?? []).map((one) => row(client, shown, one)),
    has(shown, EPHEMERAL) && onlyYou(client, shown),
  ];
}

const thinking = () => h("p", { class: "thinking" }, h("span", { class: "dots", "aria-hidden": "true" }), say("thinking"));
const edited = (when) => h("small", { class: "edited", title: longTime(when) }, `(${say("edited")})`);

function nameIn(chat, id) {
  const channels = world.now.services.discord.chats;
  return chat.people.find((one) => one.id === id)?.name ?? channels.find((one) => one.id === id)?.title ?? id;
}

function onlyYou(client, shown) {
  const dismiss = h("button", { class: "as-link", type: "button", onclick: () => client.dismiss(idOf(shown)) }, say("dismiss"));
  return h("p", { class: "dc-only-you" }, icon("eye"), say("ephemeral"), " · ", dismiss);
}
