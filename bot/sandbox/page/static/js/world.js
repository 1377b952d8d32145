// What both services show right now, kept up to date change by change.

import { settings } from "./settings.js";

/** The last state heard of: services, viewers, troubles, origins, may_publish; null before the first. */
export const world = { now: null };

/** Returns a message's id on either service, as text. */
export const idOf = (message) => String(message.message_id ?? message.id);

/** Returns the person as whom the visitor looks. */
export const viewer = () => world.now.viewers[settings.viewer] ?? world.now.viewers[0];

/** Returns the chat of that id, or undefined. */
export const chatOf = (service, id) => world.now.services[service].chats.find((chat) => chat.id === String(id));

/** Returns the viewer as the chat knows them, or undefined where they are no member. */
export const meIn = (service, chat) => chat.people.find((person) => person.id === viewer()[service]);

/** Returns the id of the message that this one replies to, or undefined where it replies to none. */
const repliedId = (message) => (message.reply_to_message ?? message.message_reference)?.message_id;

/** Returns whether the message replies to another, be that still there or not. */
export const isReply = (message) => repliedId(message) != null;

/** Returns what the message replies to as it reads now, or undefined where there is none any more. */
export const repliedTo = (chat, message) =>
  isReply(message) ? chat.messages.find((one) => idOf(one) === String(repliedId(message))) : undefined;

/** Returns whether the message is for the viewer's eyes: an ephemeral one is for one person only. */
export const isSeen = (service, message) => message.for == null || String(message.for) === viewer()[service];

/** Applies one change; returns false where it concerns something unknown and the state has to be fetched again. */
export function apply(change) {
  if (change.kind === "notice" || change.kind === "inline") return true;
  const chat = chatOf(change.service, change.chat ?? "");
  if (!["message", "edit", "delete"].includes(change.kind) || !chat) return false;
  if (change.kind === "delete") remove(chat, String(change.message_id));
  else place(chat, change.for == null ? change.message : { ...change.message, for: change.for });
  return true;
}

function remove(chat, id) {
  chat.messages = chat.messages.filter((message) => idOf(message) !== id);
}

function place(chat, message) {
  const at = chat.messages.findIndex((known) => idOf(known) === idOf(message));
  if (at < 0) chat.messages.push(message);
  else chat.messages[at] = message;
}
