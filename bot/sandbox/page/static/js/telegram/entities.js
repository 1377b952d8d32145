// Draws a Telegram message's text with its entities (Bot API MessageEntity: offsets count UTF-16 units, as strings here do).

import { h, link, spoiler } from "../dom.js";
import { longTime, telegramTime } from "../time.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

const dated = (entity, inside) => {
  const date = new Date(entity.unix_time * 1000);
  const text = entity.date_time_format ? telegramTime(date, entity.date_time_format) : inside;
  return h("time", { datetime: date.toISOString(), title: longTime(date) }, text);
};

const DRAW = {
  text_link: (entity, inside) => link(entity.url, inside),
  url: (entity, inside, text) => link(/^\w+:\/\//.test(text) ? text : `https://${text}`, inside),
  date_time: dated,
  spoiler: (entity, inside) => spoiler(inside),
  bot_command: (entity, inside, text, run) => h("button", { class: "as-link", type: "button", onclick: () => run(text) }, inside),
};

/** Returns the text as nodes; `run(command)` is called when somebody presses a command in it. */
export function richText(text, entities = [], run = () => {}) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nest(text, 0, text.length, sorted, run);
}

function nest(text, start, end, entities, run) {
  const nodes = [];
  let at = start;
  while (entities.length && entities[0].offset < end) {
    const entity = entities.shift();
    const stop = Math.min(entity.offset + entity.length, end);
    nodes.push(text.slice(at, entity.offset));
    nodes.push(draw(entity, nest(text, entity.offset, stop, entities, run), text.slice(entity.offset, stop), run));
    at = stop;
  }
  nodes.push(text.slice(at, end));
  return nodes;
}

function draw(entity, inside, text, run) {
  if (DRAW[entity.type]) return DRAW[entity.type](entity, inside, text, run);
  if (TAGS[entity.type]) return h(TAGS[entity.type], {}, inside);
  return h("span", { class: `entity-${entity.type}` }, inside);
}
