// Instants in the browser's own zone, and a countdown that runs.

import { now } from "./api.js";

const styles = {
  moment: { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" },
  time: { hour: "numeric", minute: "2-digit" },
  day: { weekday: "short", day: "numeric", month: "short" },
};
const formats = Object.fromEntries(
  Object.entries(styles).map(([style, parts]) => [style, new Intl.DateTimeFormat(undefined, parts)]),
);
const dayFormat = new Intl.DateTimeFormat(undefined, {
  weekday: "long",
  day: "numeric",
  month: "long",
});

const utc = (at) => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

export const dayOf = (iso) => dayFormat.format(new Date(iso));

/** A <time> for an instant; in the style "left" it counts down by itself. */
export function timeNode(iso, style) {
  const at = new Date(iso);
  const node = document.createElement("time");
  node.dateTime = at.toISOString();
  node.title = utc(at);
  if (style === "left") {
    node.className = "left";
    node.setAttribute("role", "timer");
    count(node);
  } else {
    node.textContent = (formats[style] ?? formats.moment).format(at);
  }
  return node;
}

/** "1 h 5 min left", "3:05 left", "time is up". */
export function left(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds <= 0) return "time is up";
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min left`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} left`;
}

function count(node) {
  const rest = Date.parse(node.dateTime) - now();
  const text = left(rest);
  if (node.textContent !== text) node.textContent = text;
  node.classList.toggle("soon", rest < 30_000);
}

setInterval(() => document.querySelectorAll("time.left").forEach(count), 500);
