// Draws an embed: the box with a coloured bar that carries an alert.

import { h, link } from "../dom.js";
import { picture } from "../pictures.js";
import { dayName, clock } from "../time.js";
import { inline, markdown } from "./markdown.js";

/** Returns the embed's element. */
export function embed(shown, names) {
  const box = h(
    "article",
    { class: "embed", data: { thumbnail: Boolean(shown.thumbnail) } },
    shown.author?.name && h("p", { class: "embed-author" }, link(shown.author.url ?? "", shown.author.name)),
    shown.title && h("h3", { class: "embed-title" }, title(shown, names)),
    shown.description && h("div", { class: "embed-text" }, markdown(shown.description, names)),
    shown.fields?.length > 0 && h("dl", { class: "embed-fields" }, shown.fields.map((field) => row(field, names))),
    shown.thumbnail?.url && h("div", { class: "embed-thumbnail" }, picture(shown.thumbnail.url)),
    shown.image?.url && h("div", { class: "embed-image" }, picture(shown.image.url)),
    foot(shown),
  );
  // Set from script: a style attribute in markup is what the page's Content-Security-Policy forbids.
  if (shown.color != null) box.style.setProperty("--bar", `#${shown.color.toString(16).padStart(6, "0")}`);
  return box;
}

const title = (shown, names) => (shown.url ? link(shown.url, inline(shown.title, names)) : inline(shown.title, names));

function row(field, names) {
  const [name, value] = [h("dt", {}, inline(field.name, names)), h("dd", {}, markdown(field.value, names))];
  return h("div", { data: { inline: Boolean(field.inline) } }, name, value);
}

function foot({ footer, timestamp }) {
  if (!footer?.text && !timestamp) return null;
  const date = timestamp && new Date(timestamp);
  const time = date && h("time", { datetime: date.toISOString() }, `${dayName(date)} ${clock(date)}`);
  const dot = footer?.text && time && h("span", { "aria-hidden": "true" }, "•");
  return h("footer", { class: "embed-foot" }, footer?.text && h("span", {}, footer.text), dot, time);
}
