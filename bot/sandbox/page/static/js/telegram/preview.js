// Draws a message's link preview. The sandbox fetches no page, so a preview knows its address, and a picture where it names one.

import { h, link, readable } from "../dom.js";
import { isPicture, picture } from "../pictures.js";

/** Returns the preview of a message, or null where it has none. */
export function preview(message) {
  const options = message.link_preview_options ?? {};
  const address = options.url ?? firstLink(message);
  if (options.is_disabled || !address || !URL.canParse(address)) return null;
  const size = options.prefer_small_media ? "small" : "large";
  return h("div", { class: "preview", data: { size } }, isPicture(address) ? link(address, picture(address)) : card(address));
}

/** Returns whether the preview stands above the text. */
export const isAbove = (message) => message.link_preview_options?.show_above_text === true;

function firstLink(message) {
  const found = (message.entities ?? []).find((entity) => entity.type === "text_link" || entity.type === "url");
  if (!found) return undefined;
  return found.url ?? message.text.slice(found.offset, found.offset + found.length);
}

function card(address) {
  const url = new URL(address);
  const name = readable(url.pathname).split("/").filter(Boolean).at(-1)?.replace(/\.html?$/, "") ?? url.host;
  return h("div", { class: "preview-card" }, h("b", {}, url.host), link(address, name.replaceAll("-", " ")));
}
