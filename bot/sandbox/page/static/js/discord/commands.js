// The slash commands as the viewer may use them: names in their language, and what they typed read as values.

import { viewer, world } from "../world.js";

const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const CHANNEL = 7;
const ROLE = 8;
const NUMBER = 10;
const IN_GUILD = 0;
const IN_PRIVATE = 1;

/** Returns a command's or option's name in the viewer's language. */
export const nameOf = (item) => item.name_localizations?.[viewer().language] ?? item.name;

/** Returns its description in the viewer's language. */
export const helpOf = (item) => item.description_localizations?.[viewer().language] ?? item.description;

/** Returns the commands the viewer is offered there: a server hides those for managers from others, as Discord does. */
export function offered(chat, me) {
  const isPrivate = chat.type === "private";
  const place = isPrivate ? IN_PRIVATE : IN_GUILD;
  const all = world.now.services.discord.commands.filter((command) => (command.type ?? 1) === 1);
  const here = all.filter((command) => !command.contexts || command.contexts.includes(place));
  return here.filter((command) => isPrivate || command.default_member_permissions == null || me?.may_manage);
}

/** Returns the commands a beginning like `/la` or `/최` may mean, by either name. */
export function matching(chat, me, text) {
  if (!/^\/\S*$/.test(text)) return [];
  const begun = text.slice(1).toLowerCase();
  return offered(chat, me).filter((command) => [command.name, nameOf(command)].some((name) => name.toLowerCase().startsWith(begun)));
}

/** Returns `{command, values}` of a line like `/latest 3`, null where it names none; the last option takes the rest. */
export function parse(chat, me, text) {
  const [word, ...rest] = text.trim().split(/\s+/);
  const command = offered(chat, me).find((one) => [`/${one.name}`, `/${nameOf(one)}`].includes(word));
  if (!command) return null;
  const options = command.options ?? [];
  const values = options.map((option, index) => (index === options.length - 1 ? rest.slice(index).join(" ") : rest[index] ?? ""));
  return { command, values };
}

/** Returns the options to send, typed as the command declares them; empty ones are left out. */
export function typed(command, values) {
  const pairs = (command.options ?? []).map((option, index) => [option, values[index]]).filter(([, value]) => value !== "");
  return Object.fromEntries(pairs.map(([option, value]) => [option.name, convert(option, value)]));
}

function convert(option, value) {
  if (option.type === BOOLEAN) return value === "true";
  const isNumber = option.type === INTEGER || option.type === NUMBER;
  return isNumber && Number.isFinite(Number(value)) ? Number(value) : value;
}

/** Returns what a required option lacks: its name, or undefined where nothing does. */
export function missing(command, values) {
  const option = (command.options ?? []).find((one, index) => one.required && values[index] === "");
  return option && nameOf(option);
}

export const TYPES = { STRING, INTEGER, BOOLEAN, CHANNEL, ROLE, NUMBER };
