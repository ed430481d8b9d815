// The line to write in. A line that could not be sent waits, in order, and is sent again under its id.

import { freshId, rest, send } from "./api.js";
import { make } from "./card.js";
import { Completion } from "./complete.js";

const find = (id) => document.getElementById(id);
const LONGEST = 5000; // milliseconds between two tries

export class Composer {
  /** `lines` wait to be sent to `path`; `formed` gets the form that an answer asks for. */
  constructor(lines, path, who, formed) {
    Object.assign(this, { lines, path, who, formed, sending: false, wake: () => {} });
    this.line = find("line");
    this.completion = new Completion(this.line);
    find("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.say(this.line.value);
      this.line.value = "";
      this.completion.hide();
    });
    this.line.addEventListener("input", () => this.sorry(""));
    this.#show();
    this.#work();
  }

  say(text) {
    if (!text.trim()) return;
    this.sorry("");
    this.lines.add({ id: freshId(), text });
    this.#show();
    this.#work();
  }

  sorry(sentence) {
    find("sorry").textContent = sentence;
    find("sorry").hidden = !sentence;
  }

  /** The room can be reached again. */
  hurry() {
    this.wake();
  }

  /** A line that hangs on the wall by now waits no longer. */
  seen(postings) {
    const known = new Set(postings.map((posting) => posting.id));
    for (const { id } of this.lines.all) if (known.has(id)) this.lines.drop(id);
    this.#show();
  }

  async #work() {
    if (this.sending) return;
    this.sending = true;
    for (let pause = 500; this.lines.all.length; ) {
      const line = this.lines.all[0];
      const result = await send(this.path, { ...this.who, id: line.id, text: line.text });
      if (result.again) {
        this.#show(true);
        if (result.sorry) this.sorry(result.sorry);
        await Promise.race([rest(pause), new Promise((wake) => (this.wake = wake))]);
        pause = Math.min(LONGEST, pause * 2);
        continue;
      }
      pause = 500;
      this.lines.drop(line.id);
      this.#show();
      this.#answered(line, result);
    }
    this.sending = false;
  }

  #answered(line, result) {
    this.sorry(result.sorry);
    if (result.sorry && !this.line.value) this.line.value = line.text;
    if (result.body?.form) this.formed(result.body.form);
  }

  #show(stuck = false) {
    const nodes = this.lines.all.map((line, n) => {
      const state = stuck || n ? "not sent yet, trying again …" : "sending …";
      return make("li", "said own", make("p", "text", line.text), make("p", "hint", state));
    });
    find("waiting").replaceChildren(...nodes);
  }
}
