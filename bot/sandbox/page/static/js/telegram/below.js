// What stands below the message field: a keyboard whose buttons type, or let one of the viewer's chats be chosen.

import { chooseBox } from "../dialog.js";
import { h } from "../dom.js";
import { viewer } from "../world.js";

/** Returns what the bot has put below the viewer's field in the chat, an empty object for nothing. */
export const belowOf = (chat) => chat.below[viewer().telegram] ?? {};

/** Returns the keyboard below the field, or null where there is none. */
export function keyboard(client) {
  const rows = belowOf(client.chat).keyboard;
  if (!rows) return null;
  const drawn = (row) => h("div", { class: "keyboard-row" }, row.map((button) => key(client, button)));
  return h("div", { class: "below" }, rows.map(drawn));
}

function key(client, { text, request_chat: request, offers }) {
  const share = (offer) => client.act({ do: "share", request_id: request.request_id, shared: offer.id });
  const onclick = () => (request ? chooseBox(text, offers, share) : client.act({ do: "type", text }));
  return h("button", { class: "key", type: "button", onclick }, text);
}
