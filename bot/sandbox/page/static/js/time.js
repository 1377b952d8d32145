// Times as the viewer reads them: their browser's zone, the page's language.

import { settings } from "./settings.js";
import { say } from "./words.js";

const show = (date, options) => new Intl.DateTimeFormat(settings.language, options).format(date);

/** Returns the time of day. */
export const clock = (date) => show(date, { hour: "numeric", minute: "2-digit" });

/** Returns the date in words, with the weekday. */
export const longDate = (date) => show(date, { dateStyle: "full" });

/** Returns date and time in full. */
export const longTime = (date) => show(date, { dateStyle: "full", timeStyle: "short" });

/** Returns a heading for the messages of a day: today, yesterday, or its date. */
export function dayName(date) {
  const days = Math.round((midnight(new Date()) - midnight(date)) / 86_400_000);
  if (days === 0) return say("today");
  if (days === 1) return say("yesterday");
  return show(date, { dateStyle: "long" });
}

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

const STEPS = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];

/** Returns how far away a time is: "3 minutes ago". */
export function relative(date) {
  const seconds = (date - Date.now()) / 1000;
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(settings.language, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

const DISCORD = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

/** Returns a Discord timestamp (`<t:unix:style>`) as its client shows it. */
export const discordTime = (date, style) => (style === "R" ? relative(date) : show(date, DISCORD[style] ?? DISCORD.f));

/** Returns a Telegram date_time entity as its client shows it: `r`, or weekday, date and time by w, d or D, t or T. */
export function telegramTime(date, format) {
  if (format === "r") return relative(date);
  return show(date, {
    ...(format.includes("w") && { weekday: "long" }),
    ...(format.includes("d") && { year: "numeric", month: "numeric", day: "numeric" }),
    ...(format.includes("D") && { year: "numeric", month: "long", day: "numeric" }),
    ...(format.includes("t") && { hour: "numeric", minute: "2-digit" }),
    ...(format.includes("T") && { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  });
}
