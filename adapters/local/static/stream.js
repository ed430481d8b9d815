// Brings what is new: a stream while the tab is looked at, a look now and then while it is not.
//
// Browsers share six connections to one server among all their tabs, so a tab in the background must
// not hold one; with eight members in eight tabs the last two could otherwise say nothing.

import { readClock } from "./api.js";

const SOON = 1000; // milliseconds until the next try
const LATER = 10_000; // the longest pause between two tries
const GLANCE = 5000; // between two looks of a tab in the background

export class Stream {
  /** `heard` gets each batch; `state` "connecting", "live", "waiting" or "reconnecting". */
  constructor(room, who, heard, state) {
    Object.assign(this, { room, who, heard, state, last: 0, source: null, timer: 0, failed: 0 });
    document.addEventListener("visibilitychange", () => this.start());
    addEventListener("online", () => this.start());
    addEventListener("pagehide", () => this.stop());
    addEventListener("pageshow", (event) => event.persisted && this.start());
  }

  start() {
    this.stop();
    if (document.hidden) this.#glance();
    else this.#open();
  }

  stop() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  #address(what) {
    const asked = new URLSearchParams({ as: this.who, after: this.last });
    return `/rooms/${encodeURIComponent(this.room)}/${what}?${asked}`;
  }

  #open() {
    const source = new EventSource(this.#address("stream"));
    this.source = source;
    source.addEventListener("open", () => {
      this.failed = 0;
      this.state("live");
    });
    source.addEventListener("message", (event) => this.#take(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      if (this.source !== source) return;
      this.state("reconnecting");
      if (source.readyState === EventSource.CLOSED) this.#again();
    });
  }

  /** The browser has given up, which it does for any answer but a stream: ask why, and begin anew. */
  async #again() {
    this.stop();
    this.failed += 1;
    this.timer = setTimeout(() => this.start(), Math.min(LATER, SOON * this.failed));
    try {
      const answer = await fetch(this.#address("wall"));
      if (answer.status === 401) location.reload(); // the key is asked for again
    } catch {
      // Still away: the timer tries again.
    }
  }

  async #glance() {
    this.state("waiting");
    try {
      const answer = await fetch(this.#address("wall"));
      readClock(answer);
      if (answer.ok && document.hidden) this.#take(await answer.json());
    } catch {
      this.state("reconnecting");
    }
    if (document.hidden && !this.source) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#glance(), GLANCE);
    }
  }

  #take(batch) {
    this.last = Math.max(this.last, batch.last);
    this.heard(batch);
  }
}
