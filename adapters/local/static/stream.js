// Brings what is new: a stream while the tab is looked at, a look now and then while it is not.
//
// Browsers share six connections to one server among all their tabs. A stream holds one, so only
// four tabs at once may have one; else, with eight members in eight tabs, nobody could say a word.

import { readClock } from "./api.js";

const SOON = 1000; // milliseconds until the next try
const LATER = 10_000; // the longest pause between two tries
const GLANCE = { seen: 1500, hidden: 5000 }; // between two looks of a tab without a stream
const STREAMS = 4;

export class Stream {
  /** `heard` gets each batch; `state` "connecting", "live" or "reconnecting". */
  constructor(room, who, heard, state) {
    Object.assign(this, { room, who, heard, state, last: 0, failed: 0, round: 0 });
    document.addEventListener("visibilitychange", () => this.start());
    addEventListener("online", () => this.start());
    addEventListener("pagehide", () => this.stop());
    addEventListener("pageshow", (event) => event.persisted && this.start());
  }

  async start() {
    this.stop();
    const round = this.round;
    const release = document.hidden ? null : await takeStream();
    if (round !== this.round) {
      release?.(); // stopped or started anew meanwhile
    } else if (release) {
      this.release = release;
      this.#open();
    } else {
      this.#glance(round);
    }
  }

  stop() {
    this.round += 1;
    clearTimeout(this.timer);
    this.source?.close();
    this.release?.();
    this.source = this.release = null;
  }

  #address(what) {
    const asked = new URLSearchParams({ as: this.who, after: this.last });
    return `/rooms/${encodeURIComponent(this.room)}/${what}?${asked}`;
  }

  #open() {
    const source = new EventSource(this.#address("stream"));
    this.source = source;
    source.addEventListener("open", () => this.#well());
    source.addEventListener("message", (event) => this.#take(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      if (this.source !== source) return;
      this.state("reconnecting");
      // It goes on by itself, but gives up for any answer that is no stream.
      if (source.readyState === EventSource.CLOSED) this.#again();
    });
  }

  async #again() {
    this.stop();
    this.failed += 1;
    const round = this.round;
    this.timer = setTimeout(() => this.start(), Math.min(LATER, SOON * this.failed));
    const answer = await this.#ask();
    if (answer && round === this.round) this.#checkKey(answer);
  }

  async #glance(round) {
    const answer = await this.#ask();
    if (round !== this.round) return;
    let pause = document.hidden ? GLANCE.hidden : GLANCE.seen;
    if (answer?.ok) {
      readClock(answer);
      const batch = await answer.json();
      if (round !== this.round) return;
      this.#well();
      this.#take(batch);
      if (!batch.end) pause = 0;
    } else {
      this.state("reconnecting");
      if (answer) this.#checkKey(answer);
    }
    this.timer = setTimeout(() => this.start(), pause);
  }

  async #ask() {
    try {
      return await fetch(this.#address("wall"));
    } catch {
      return null;
    }
  }

  #checkKey(answer) {
    if (answer.status === 401) location.reload(); // the key is asked for again
  }

  #well() {
    this.failed = 0;
    this.state("live");
  }

  #take(batch) {
    this.last = Math.max(this.last, batch.last);
    this.heard(batch);
  }
}

/** A function that gives the stream back, or null while other tabs have them all. */
async function takeStream() {
  if (!navigator.locks) return () => {}; // only pages from this computer or over https have them
  for (let n = 0; n < STREAMS; n += 1) {
    const release = await takeLock(`stream ${n}`);
    if (release) return release;
  }
  return null;
}

const takeLock = (name) =>
  new Promise((taken) => {
    const hold = (lock) => (lock ? new Promise(taken) : taken(null));
    navigator.locks.request(name, { ifAvailable: true }, hold).catch(() => taken(() => {}));
  });
