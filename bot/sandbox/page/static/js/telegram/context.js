// What the next message is about: the one it replies to, or the one it corrects.

import { h, icon } from "../dom.js";
import { say } from "../words.js";
import { idOf, viewer } from "../world.js";
import { belowOf } from "./below.js";

/** Returns the message that the bot asks the viewer to reply to, or undefined. */
export function forced(chat) {
  const below = belowOf(chat);
  return below.force_reply ? chat.messages.find((message) => message.message_id === below.message_id) : undefined;
}

/** Returns the viewer's last message in the chat, which the up arrow corrects, or undefined. */
export const lastOwn = (chat) =>
  chat.messages.findLast((message) => message.text != null && String(message.from?.id) === viewer().telegram);

/** Returns the bar above the field that shows the context and puts it away, or null without one. */
export function contextBar(context, putAway) {
  if (!context) return null;
  const { kind, message } = context;
  const words = h("span", {}, message.text ?? message.caption ?? "");
  const close = { class: "put-away", type: "button", "aria-label": say("cancel"), title: say("cancel"), onclick: putAway };
  return h("div", { class: "context", data: { kind } }, h("b", {}, say(kind)), words, h("button", close, icon("close")));
}

/** Returns the action that sends a text in its context. */
export function sending(context, text) {
  if (context?.kind === "editing") return { do: "edit", message_id: idOf(context.message), text };
  return { do: "type", text, ...(context && { reply_to: idOf(context.message) }) };
}
