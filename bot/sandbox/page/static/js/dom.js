// Builds DOM nodes. Text only ever becomes a text node: nothing on this page is parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";

/** Returns an element; `on*` properties are listeners, false and null ones are left out, lists of children are flattened. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(element, name, value);
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

function set(element, name, value) {
  if (value == null || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "class") element.className = value;
  else if (name === "data") Object.assign(element.dataset, value);
  else element.setAttribute(name, value === true ? "" : value);
}

const PATHS = {
  bolt: "M13.5 2 5 13.5h5.5L9.5 22 19 10h-5.8z",
  megaphone: "M4 10v4l2 .5V19h3v-3.7L19 18V6L6 9.5zm16.5-1v6a3 3 0 0 0 0-6z",
  people: "M9 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8m0 2c-4 0-7 2-7 4.5V20h14v-1.5C16 16 13 14 9 14m7.5-2a3.5 3.5 0 0 0 .5-7c1 2 1 5-.5 7m1 2.3c1.5.9 2.5 2.3 2.5 4.2V20h3v-1.5c0-2.2-2.5-3.9-5.5-4.2",
  hash: "M9.3 3 8.5 7.5H4.5l-.4 2h4l-.9 5h-4l-.4 2h4L6 21h2l.8-4.5h5L13 21h2l.8-4.5h4l.4-2h-4l.9-5h4l.4-2h-4L18.3 3h-2l-.8 4.5h-5L11.3 3zm.8 6.5h5l-.9 5h-5z",
  send: "M3 20.5 21.5 12 3 3.5v6.6l12 1.9-12 1.9z",
  bellOff: "M12 22a2 2 0 0 0 2-2h-4a2 2 0 0 0 2 2M4.3 3 3 4.3l3.6 3.6A7 7 0 0 0 6 11v5l-2 2v1h13.7l2 2 1.3-1.3zM18 14.5V11c0-3.1-1.6-5.6-4.5-6.3V4a1.5 1.5 0 0 0-3 0v.7c-.5.1-1 .3-1.4.5z",
  sun: "M12 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10M11 1h2v3h-2zm0 19h2v3h-2zM1 11h3v2H1zm19 0h3v2h-3zM4.2 5.6l1.4-1.4 2.1 2.1-1.4 1.4zm12.1 12.1 1.4-1.4 2.1 2.1-1.4 1.4zM4.2 18.4l2.1-2.1 1.4 1.4-2.1 2.1zM16.3 6.3l2.1-2.1 1.4 1.4-2.1 2.1z",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5",
  auto: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m0 2.2v15.6a7.8 7.8 0 0 1 0-15.6",
  menu: "M4 6h16v2.2H4zm0 5h16v2.2H4zm0 5h10v2.2H4z",
  wrench: "M21 7.5a5.5 5.5 0 0 1-7.4 5.1L6 20.3 3.7 18l7.7-7.6A5.5 5.5 0 0 1 18.3 3.4L15 6.7l2.3 2.3 3.4-3.3c.2.6.3 1.2.3 1.8",
  eye: "M12 5C6.5 5 2.7 9.3 1.5 12c1.2 2.7 5 7 10.5 7s9.3-4.3 10.5-7C21.3 9.3 17.5 5 12 5m0 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9m0-2.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4",
  image: "M4 4h16v16H4zm2 2v8.5l3.5-3.5 4 4 2.5-2.5 2 2V6zm9 1.5a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6",
  close: "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z",
  reply: "M10 8.5V4L2.5 11.5 10 19v-4.6c5 0 8.6 1.6 11.2 5.1C20.2 14 17 9.500 10 8.500",
  check: "M9.5 17.6 4 12.1l1.6-1.6 3.9 3.9L18.4 5.5 20 7.1z",
  down: "M12 15.6 5.6 9.2 7 7.8l5 5 5-5 1.4 1.4z",
  out: "M14 4h6v6h-2V7.4l-7.3 7.3-1.4-1.4L16.6 6H14zM5 6h5v2H7v9h9v-3h2v5H5z",
};

/** Returns a drawn sign from the list above; it says nothing to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Returns a link to an http(s) address that opens beside the page, or the bare children where it is none. */
export function link(address, children, properties = {}) {
  const url = URL.parse(address);
  if (!url || !["http:", "https:"].includes(url.protocol)) return h("span", properties, children);
  const apart = { target: "_blank", rel: "noopener noreferrer nofollow", title: readable(url.href) };
  return h("a", { href: url.href, ...apart, ...properties }, children);
}

/** Returns an address as a person reads it: Korean instead of percent signs. */
export function readable(address) {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** Returns the round picture of somebody without a picture: their first letter on a colour of their own. */
export function avatar(name, seed, sign = null) {
  const hue = [...String(seed)].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 997, 7) % 6;
  return h("span", { class: "avatar", data: { hue: sign === "bolt" ? "bot" : hue }, "aria-hidden": "true" }, sign ? icon(sign) : [...name.trim()][0] ?? "?");
}

/** Returns the mark of a message that came without a sound; `label` says so. */
export const silent = (label) => h("span", { class: "silent", role: "img", "aria-label": label, title: label }, icon("bellOff"));

/** Returns a text that shows itself when pressed. */
export function spoiler(inside) {
  const onclick = (event) => event.currentTarget.classList.add("is-open");
  return h("button", { class: "spoiler", type: "button", onclick }, h("span", {}, inside));
}
