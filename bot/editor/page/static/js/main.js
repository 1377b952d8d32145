// Puts the preview page together: the files, what is said of the chosen one, and its alert in both chats.

import { onSetting, settings } from "../../chats/js/settings.js";
import { world } from "../../chats/js/world.js";
import { Chats } from "./chats.js";
import { Files } from "./files.js";
import { Header } from "./header.js";
import { listen } from "./stream.js";
import { say } from "./words.js";
import { Verdict } from "./verdict.js";

// What the chats' own drawing asks for: nobody is in them, and pictures come from the sites alone.
const nobody = { name: "", telegram: "", discord: "" };
world.now = { origins: [], viewers: [nobody], services: { telegram: { chats: [] }, discord: { chats: [] } } };

const header = new Header(document.getElementById("top"));
const files = new Files();
const verdict = new Verdict();
const chats = new Chats();
document.getElementById("preview").append(files.element, verdict.element, chats.telegram, chats.discord);

let shown = null;

function draw() {
  document.documentElement.lang = settings.language;
  document.title = `${say("preview")} · Sokbo`;
  header.draw();
  files.draw(shown);
  verdict.draw(shown);
  chats.draw(shown);
}

const stream = listen({
  onSites: ({ origins }) => (world.now.origins = Object.keys(origins)),
  onFiles: (content) => {
    files.list = content.files;
    files.draw(shown);
  },
  onPreview: (content) => {
    shown = content;
    draw();
  },
  onLine: (isOnline) => header.drawLine(isOnline),
});

// The chats speak the page's language, so that a new one asks for other messages.
onSetting((name) => {
  draw();
  if (name === "language") stream.again();
});
addEventListener("hashchange", () => stream.again());
draw();
