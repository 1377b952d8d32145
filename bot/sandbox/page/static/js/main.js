// Puts the page together and keeps it true: state on every connection, then change by change.

import { alertBox } from "./dialog.js";
import { DiscordClient } from "./discord/client.js";
import { Header } from "./header.js";
import { Publish } from "./publish.js";
import { fetchState, listen } from "./server.js";
import { onSetting, settings } from "./settings.js";
import { Tabs } from "./tabs.js";
import { TelegramClient } from "./telegram/client.js";
import { Troubles } from "./troubles.js";
import { apply, viewer, world } from "./world.js";

const stage = document.getElementById("stage");
const clients = { telegram: new TelegramClient(), discord: new DiscordClient() };
const publish = new Publish();
const troubles = new Troubles(clients);
const tabs = new Tabs(stage, clients);
const header = new Header(document.getElementById("top"), publish, troubles);
stage.append(tabs.element, clients.telegram.element, clients.discord.element);

function draw() {
  if (!world.now) return;
  document.documentElement.lang = settings.language;
  for (const part of [header, publish, troubles, ...Object.values(clients), tabs]) part.draw();
}

function replace(state) {
  world.now = state;
  for (const client of Object.values(clients)) client.markAllRead();
  draw();
}

async function change(one) {
  if (!apply(one)) replace(await fetchState());
  else if (one.kind === "notice") notice(one);
  else if (one.kind === "inline") clients[one.service].offered(one);
  clients[one.service].draw();
  tabs.draw();
  publish.heard(one);
  if (one.kind === "commands") clients[one.service].suggestions?.refresh();
}

function notice({ service, text, is_alert: isAlert, for: reader }) {
  if (!text || (reader != null && String(reader) !== viewer()[service])) return;
  if (isAlert) alertBox(text);
  else clients[service].note(text);
}

// One after the other: a change that comes while the state is fetched again is applied to what was fetched.
let turn = Promise.resolve();
function inTurn(step) {
  turn = turn.then(step).catch(console.error);
}

onSetting(draw);
listen({
  onState: (state) => inTurn(() => replace(state)),
  onChange: (one) => inTurn(() => change(one)),
  onLine: (isOnline) => header.drawLine(isOnline),
});
