// Talks to the server: sends JSON, gives each thing sent an id of its own, and knows the server's clock.

let ahead = 0; // milliseconds that the server's clock is ahead of ours

export const zone = () => {
  try {
    return Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  } catch {
    return "";
  }
};

/** Milliseconds since 1970 by the server's clock. */
export const now = () => Date.now() + ahead;

/** A fresh event id. Browsers keep randomUUID from pages that came over plain http. */
export function freshId() {
  if (crypto.randomUUID) return `web:${crypto.randomUUID()}`;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `web:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")}`;
}

/**
 * Sends once. `again` says that the same may be sent again, under the same id: nothing is known to
 * have happened. Otherwise `sorry` is a sentence or "", and `body` what came back.
 */
export async function send(path, body) {
  let answer;
  let told = {};
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
    });
    told = await answer.json();
  } catch {
    if (!answer || answer.status < 400 || answer.status >= 500) return { again: true, sorry: "" };
  }
  readClock(answer);
  if (answer.status === 401 && path !== "/key") location.reload(); // the key is asked for again
  const sorry = told.sorry || (answer.ok ? "" : "That was not taken: reload the page and try again.");
  return { again: answer.status === 503 || answer.status === 401, sorry, body: told };
}

/** Sends, and again for some seconds while the server can't be reached. */
export async function insist(path, body, tries = 6) {
  let result = await send(path, body);
  for (let n = 1; result.again && n < tries; n += 1) {
    await rest(400 * n);
    result = await send(path, body);
  }
  if (result.again && !result.sorry) {
    result.sorry = "The room can't be reached just now, so nothing changed: try again in a moment.";
  }
  return result;
}

export const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Small clocks differ; only a difference that can be seen counts. */
export function readClock(answer) {
  const told = Date.parse(answer.headers.get("date") ?? "");
  if (Number.isNaN(told)) return;
  const difference = told + 500 - Date.now();
  ahead = Math.abs(difference) > 2000 ? difference : 0;
}
