// The fields for a slash command's options: text, numbers, choices, channels, roles, and what the bot completes.

import { h } from "../dom.js";
import { Suggestions } from "../suggestions.js";
import { say } from "../words.js";
import { world } from "../world.js";
import { helpOf, nameOf, TYPES } from "./commands.js";

const KINDS = { text: 0, announcement: 5, thread: 11, forum: 15 };

/** Returns `{input, element}`: what holds the option's value, and that with its name. */
export function optionField(client, command, option) {
  const input = inputOf(client.chat, option);
  const list = option.autocomplete && completing(client, command, option, input).list;
  const label = h("label", { class: "option", title: helpOf(option) }, h("span", {}, nameOf(option)), input);
  return { input, element: list ? h("div", { class: "completed" }, list, label) : label };
}

function inputOf(chat, option) {
  if (option.choices?.length) return select(option, option.choices.map((choice) => [nameOf(choice), choice.value]));
  if (option.type === TYPES.BOOLEAN) return select(option, [[say("yes"), "true"], [say("no"), "false"]]);
  if (option.type === TYPES.CHANNEL) return select(option, channels(chat, option));
  if (option.type === TYPES.ROLE) return select(option, (chat.roles ?? []).map(({ id, name }) => [`@${name.replace(/^@/, "")}`, id]));
  const isNumber = option.type === TYPES.INTEGER || option.type === TYPES.NUMBER;
  return h("input", {
    name: option.name,
    placeholder: option.required ? helpOf(option) : say("optional"),
    inputmode: isNumber ? "numeric" : "text",
    autocomplete: "off",
    required: option.required,
  });
}

function channels(chat, { channel_types: types }) {
  const beside = world.now.services.discord.chats.filter((one) => chat.guild && one.guild?.id === chat.guild.id);
  const fitting = beside.filter((one) => !types?.length || types.includes(KINDS[one.type]));
  return fitting.map(({ id, title }) => [`#${title}`, id]);
}

function select(option, choices) {
  const all = [["", ""], ...choices].map(([label, value]) => h("option", { value }, label));
  return h("select", { name: option.name, required: option.required }, all);
}

/** Asks the bot while something is typed; a bot that is too slow offers nothing, and one types on. */
function completing(client, command, option, input) {
  const find = async (text) => {
    const asked = client.ask({ do: "complete", name: command.name, option: option.name, text });
    const { choices } = await asked.catch(() => ({ choices: [] }));
    return choices.map(({ name, value }) => ({ name, value, description: "" }));
  };
  const take = ({ value }) => (input.value = value);
  const suggestions = new Suggestions(input, `dc-option-${option.name}`, { find, take, isOffered: true });
  input.addEventListener("keydown", (event) => suggestions.key(event));
  return suggestions;
}
