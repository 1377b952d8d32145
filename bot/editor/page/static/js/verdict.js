// What is said of a file: whether its alert goes out and when, everything that is wrong, and what Jekyll makes of it.

import { h, link, readable } from "../../chats/js/dom.js";
import { longTime } from "../../chats/js/time.js";
import { say } from "./words.js";

/** Draws the verdict on one file; a screen reader is told of a new one. */
export class Verdict {
  constructor() {
    this.said = h("div", { class: "said", role: "status" });
    this.facts = h("dl", { class: "facts" });
    this.element = h("section", { class: "verdict" }, this.said, this.facts);
  }

  draw(shown) {
    this.element.setAttribute("aria-label", say("verdict"));
    this.said.replaceChildren(...said(shown));
    this.facts.replaceChildren(...facts(shown).filter(([, value]) => value).flatMap(fact));
  }
}

function said(shown) {
  if (!shown) return [h("p", { class: "sentence", data: { tone: "quiet" } }, say("nothing"))];
  const path = h("p", { class: "path" }, shown.path);
  if (shown.gone) return [path, h("p", { class: "sentence", data: { tone: "quiet" } }, say("gone"))];
  if (shown.fault) return [path, h("p", { class: "sentence", data: { tone: "error" } }, shown.fault)];
  const remarks = h("ul", { class: "remarks" }, shown.problems.map(remark));
  return [path, h("p", { class: "sentence", data: { tone: tone(shown) } }, sentence(shown)), remarks];
}

const TONES = { now: "good", later: "wait", draft: "quiet" };
const tone = (shown) => (shown.as_meant ? (TONES[shown.departure.state] ?? "quiet") : "error");

function sentence({ as_meant: isAsMeant, departure, published_as: name, problems }) {
  const count = problems.filter((one) => one.severity === "error").length;
  const told = say("departures")[departure.state];
  const when = departure.at ? longTime(new Date(departure.at)) : name;
  return isAsMeant ? told(when) : `${say("wrong", count)} ${departure.state === "broken" ? told(when) : say("anyway")}`;
}

function remark({ severity, line, what, remedy, where }) {
  const place = line == null ? (where === "_config.yml" ? where : null) : say("line", line);
  const about = h("p", {}, h("b", {}, say("severities")[severity]), place && h("span", {}, place));
  return h("li", { data: { severity } }, about, h("p", { lang: "en" }, `${what}.`), h("p", { class: "remedy", lang: "en" }, remedy));
}

function facts(shown) {
  if (!shown?.url) return [];
  const { picture, categories, tags } = shown;
  return [
    ["level", shown.level && `${say("levels")[shown.level]} · ${shown.level_reason}`],
    ["address", link(shown.absolute_url, readable(shown.absolute_url))],
    ["date", shown.date],
    ["jekyll", say(shown.published ? "published" : "unpublished")],
    ["publishedAs", shown.published_as !== shown.path && shown.published_as],
    ["categories", categories?.join(", ")],
    ["tags", tags?.join(", ")],
    ["excerpt", shown.excerpt_text],
    ["picture", picture && `${readable(picture.url)}${picture.bytes == null ? "" : ` · ${Math.ceil(picture.bytes / 1000)} kB`}`],
  ];
}

const fact = ([name, value]) => [h("dt", {}, say("facts")[name]), h("dd", {}, value)];
