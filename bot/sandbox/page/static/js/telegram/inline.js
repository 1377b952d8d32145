// Inline mode: who types the bot's name and some words is offered results, of which one is sent.

import { viewer, world } from "../world.js";

const PAUSE = 250; // milliseconds: whoever types on is not asked for yet

/** Returns what is asked inline, or null where the text is none of that. */
export function asked(text) {
  const name = world.now.services.telegram.bot.username;
  const found = /^@(\w+)\s([^]*)$/.exec(text);
  return found?.[1].toLowerCase() === name.toLowerCase() ? found[2].trim() : null;
}

/** Asks while somebody types, and opens the suggestions with what the bot answers. */
export class Inline {
  constructor(client, field, suggestions) {
    Object.assign(this, { client, field, suggestions, query: null, words: null, early: null });
    field.addEventListener("input", () => this.heard());
  }

  heard() {
    clearTimeout(this.timer);
    const words = asked(this.field.value);
    if (words === this.words) return;
    this.words = words;
    this.query = null;
    if (words != null) this.timer = setTimeout(() => this.ask(words), PAUSE);
  }

  async ask(words) {
    this.query = null;
    const answer = await this.client.act({ do: "ask", query: words });
    if (!answer || this.words !== words) return;
    this.query = answer.inline_query_id;
    if (this.early?.query === this.query) this.show(this.early);
  }

  /** Takes the bot's answer, which may come before we know our question's number. */
  offered(change) {
    if (String(change.for) !== viewer().telegram) return;
    this.early = change;
    if (change.query === this.query) this.show(change);
  }

  show({ query, results }) {
    const item = ({ id, title, description }) => ({ name: title, description, id, query });
    this.suggestions.open(results.map(item));
  }

  /** Sends one of the results. */
  async choose({ id, query }) {
    this.field.value = "";
    this.heard();
    await this.client.act({ do: "choose", inline_query_id: query, result_id: id });
  }
}
