// Draws Discord's markdown as DOM nodes: what is not markup stays text, whatever it looks like.

import { h, link, readable, spoiler } from "../dom.js";
import { discordTime, longTime } from "../time.js";

// Inside a mark, a backslash shields the sign after it, so `**a \** b**` is one bold run.
const INSIDE = String.raw`((?:\\[\s\S]|[^\\])+?)`;
const MASKED_LINK = String.raw`\[((?:\\.|[^\]\\\n])+)\]\(<?(https?:\/\/[^\s<>)]+)>?(?:\s+"[^"]*")?\)`;
const sticky = (pattern) => new RegExp(pattern, "y");

const INLINE = [
  [sticky(String.raw`\\([^\sA-Za-z0-9])`), (found) => found[1]],
  [sticky("``([\\s\\S]+?)``(?!`)|`([^`]+)`"), (found) => h("code", {}, found[1] ?? found[2])],
  [sticky(String.raw`\*\*${INSIDE}\*\*(?!\*)`), (found, names) => h("strong", {}, inline(found[1], names))],
  [sticky(`__${INSIDE}__(?!_)`), (found, names) => h("u", {}, inline(found[1], names))],
  [sticky(`~~${INSIDE}~~`), (found, names) => h("s", {}, inline(found[1], names))],
  [sticky(String.raw`\|\|${INSIDE}\|\|`), (found, names) => spoiler(inline(found[1], names))],
  [sticky(String.raw`\*(?=\S)${INSIDE}\*(?!\*)`), (found, names) => h("em", {}, inline(found[1], names))],
  [sticky(String.raw`_(?=\S)${INSIDE}_(?!\w)`), (found, names) => h("em", {}, inline(found[1], names))],
  [sticky(MASKED_LINK), (found, names) => link(found[2], inline(found[1], names))],
  [sticky(String.raw`<(https?:\/\/[^\s<>]+)>`), (found) => link(found[1], readable(found[1]))],
  [sticky(String.raw`https?:\/\/[^\s<]*[^\s<.,:;"'\])]`), (found) => link(found[0], readable(found[0]))],
  [sticky("<t:(-?\\d{1,13})(?::([tTdDfFRsS]))?>"), (found) => timestamp(Number(found[1]), found[2] ?? "f")],
  [sticky("<@!?(\\d+)>"), (found, names) => mention(`@${names(found[1])}`)],
  [sticky("<#(\\d+)>"), (found, names) => mention(`#${names(found[1])}`)],
  [sticky("</([^:<>]+):\\d+>"), (found) => mention(`/${found[1]}`)],
  [sticky("@(?:everyone|here)"), (found) => mention(found[0])],
];

/** Returns a run of text as nodes; `names(id)` gives the name of a member or channel. */
export function inline(text, names = (id) => id) {
  const nodes = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const [length, node] = first(text, at, names) ?? [1, text[at]];
    if (typeof node === "string") plain += node;
    else nodes.push(plain, node), (plain = "");
    at += length;
  }
  return [...nodes, plain];
}

function first(text, at, names) {
  for (const [pattern, draw] of INLINE) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return [found[0].length, draw(found, names)];
  }
  return null;
}

const mention = (name) => h("span", { class: "mention" }, name);

function timestamp(seconds, style) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `<t:${seconds}>`;
  return h("time", { class: "stamp", datetime: date.toISOString(), title: longTime(date) }, discordTime(date, style));
}

const BLOCKS = [
  [/^(#{1,3}) +(.+)$/, (found, names) => h(`h${found[1].length + 2}`, {}, inline(found[2], names))],
  [/^-# +(.+)$/, (found, names) => h("p", { class: "subtext" }, inline(found[1], names))],
  [/^> ?(.*)$/, (found, names) => h("blockquote", {}, inline(found[1], names))],
  [/^ *[-*] +(.+)$/, (found, names) => h("p", { class: "item" }, inline(found[1], names))],
];

/** Returns a text of several lines as nodes: code blocks, headings, quotes, list items and plain lines. */
export function markdown(text, names = (id) => id) {
  const parts = text.split(/```(?:[\w+-]*\n)?([\s\S]+?)\n?```/);
  return parts.flatMap((part, index) => (index % 2 ? [h("pre", {}, h("code", {}, part))] : lines(part, names)));
}

function lines(text, names) {
  const nodes = [];
  let plain = [];
  const flush = () => {
    const kept = plain.join("\n");
    if (kept.trim()) nodes.push(h("p", {}, inline(kept, names)));
    plain = [];
  };
  for (const line of text.split("\n")) {
    const block = BLOCKS.map(([pattern, draw]) => [line.match(pattern), draw]).find(([found]) => found);
    if (!block) plain.push(line);
    else flush(), nodes.push(block[1](block[0], names));
  }
  flush();
  return nodes;
}
