// Pictures in messages: those of the sites the sandbox has are shown, anything else has its place kept by a neutral frame.

import { h, icon, readable } from "./dom.js";
import { say } from "./words.js";
import { world } from "./world.js";

const ENDINGS = /\.(png|jpe?g|gif|webp)$/i;

/** Returns whether an address names a picture by its ending. */
export const isPicture = (address) => ENDINGS.test(URL.parse(address)?.pathname ?? "");

/** Returns the picture as an element. */
export function picture(address, label = "") {
  const url = URL.parse(address);
  if (!url || !world.now.origins.includes(url.origin)) return frame(address);
  const source = `web/${url.host}${url.pathname}`;
  const image = h("img", { class: "picture", src: source, alt: label || say("picture"), decoding: "async" });
  image.addEventListener("error", () => image.replaceWith(frame(address)));
  return image;
}

/** Returns the frame of an uploaded photo: the sandbox keeps its sizes, not its pixels. */
export const photo = () => frame("");

function frame(address) {
  const host = URL.parse(address)?.host ?? "";
  const why = h("span", {}, say(address ? "outside" : "picture"));
  return h("span", { class: "picture-frame", title: readable(address) }, icon("image"), why, host && h("small", {}, host));
}
