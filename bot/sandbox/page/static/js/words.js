// The page's own words in the visitor's language.

import { settings } from "./settings.js";
import { en } from "./words/en.js";
import { ko } from "./words/ko.js";

const all = { en, ko };

/** Returns the text of that name; where it is made of something, the arguments fill it in. */
export function say(name, ...details) {
  const word = all[settings.language][name];
  return typeof word === "function" ? word(...details) : word;
}
