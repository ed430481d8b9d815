// The wall: postings in the order of their first posting, edited in place, the running Board pinned.

import { cardNode, cardText, make } from "./card.js";
import { folded, setFolded } from "./keep.js";
import { dayOf, timeNode } from "./times.js";

const find = (id) => document.getElementById(id);
const CLOSE = 5 * 60_000; // milliseconds within which lines of one person stand together

export class Wall {
  /** `press` is called with a button's data. */
  constructor(me, press) {
    Object.assign(this, { me, press, postings: new Map(), nodes: new Map(), notes: new Map() });
    this.list = find("wall");
    this.pinned = find("pinned");
    this.desk = find("desk");
    this.board = "";
  }

  /** Puts postings on the wall. `loud` reads out what is new; `fresh` says that it is not history. */
  hang(postings, loud, fresh) {
    const stay = this.#atEnd();
    for (const posting of postings) {
      this.postings.set(posting.id, posting);
      this.#once(posting);
      this.#place(posting);
    }
    this.#pin();
    this.#pinDesk();
    if (loud) this.#say(postings);
    if (stay) this.toEnd();
    if (stay && fresh) this.#toTop(postings);
    else if (postings.some((posting) => !posting.edited)) find("latest").hidden = false;
  }

  get isEmpty() {
    return this.postings.size === 0;
  }

  toEnd() {
    const talk = find("talk");
    talk.scrollTop = talk.scrollHeight;
    find("latest").hidden = true;
  }

  /** What is new is read from its beginning, where it is taller than the page. */
  #toTop(postings) {
    const talk = find("talk");
    const first = postings.find((posting) => !posting.edited);
    const node = first && this.nodes.get(first.id);
    if (!node || node.hidden || node.classList.contains("pinned")) return;
    const above = talk.getBoundingClientRect().top - node.getBoundingClientRect().top;
    if (above > 0) talk.scrollTop -= above;
  }

  #atEnd() {
    const talk = find("talk");
    return talk.scrollHeight - talk.scrollTop - talk.clientHeight < 80;
  }

  /** What was whispered before in the same words goes, so that it doesn't pile up. */
  #once({ id, key, place, card, private: alone }) {
    if (!alone || !card || key || card.title) return;
    const text = cardText(card);
    const before = this.notes.get(text);
    if (before && before.id !== id && before.place < place) this.#drop(before.id);
    this.notes.set(text, { id, place });
  }

  #drop(id) {
    const node = this.nodes.get(id);
    const next = node?.nextElementSibling;
    node?.remove();
    this.nodes.delete(id);
    this.postings.delete(id);
    if (next) this.#join(next);
  }

  #place(posting) {
    const before = this.nodes.get(posting.id);
    const node = this.#node(posting);
    this.nodes.set(posting.id, node);
    if (before) {
      keepFocus(before, () => before.replaceWith(node));
    } else {
      let next = null;
      let last = this.list.lastElementChild;
      while (last && Number(last.dataset.place) > posting.place) {
        next = last;
        last = last.previousElementSibling;
      }
      this.list.insertBefore(node, next);
    }
    this.#join(node);
    if (node.nextElementSibling) this.#join(node.nextElementSibling);
  }

  #node(posting) {
    const node = make("li", posting.card ? "told" : "said");
    Object.assign(node.dataset, { id: posting.id, key: posting.key, place: posting.place });
    node.classList.toggle("private", posting.private);
    node.classList.toggle("own", posting.by === this.me);
    const head = make("p", "head", make("b", "by", posting.by || "Mastermind"));
    if (posting.private) head.append(make("span", "badge", "only you see this"));
    head.append(timeNode(posting.at, "time"));
    if (posting.edited && posting.card) head.append(make("span", "edited", "edited"));
    const body = posting.card
      ? cardNode(posting.card, this.me, this.press)
      : make("p", "text", posting.text);
    node.append(head, body);
    return node;
  }

  /** Marks a new day, and whether a line goes on where the same person's last one ended. */
  #join(node) {
    const posting = this.postings.get(node.dataset.id);
    const before = this.postings.get(node.previousElementSibling?.dataset.id);
    const day = dayOf(posting.at);
    const newDay = !before || dayOf(before.at) !== day;
    node.querySelector(":scope > .day")?.remove();
    if (newDay) node.prepend(make("p", "day", day));
    const near = before && Date.parse(posting.at) - Date.parse(before.at) < CLOSE;
    const same = near && before.by === posting.by && before.private === posting.private;
    node.classList.toggle("follows", Boolean(same) && !newDay);
  }

  /** The newest Board that still runs is always in sight; its place on the wall points there. */
  #pin() {
    const boards = [...this.postings.values()].filter(isRunning);
    const newest = boards.sort((a, b) => a.place - b.place).at(-1);
    this.list.querySelector(".pinned")?.classList.remove("pinned");
    this.list.querySelector(".stub")?.remove();
    this.pinned.hidden = !newest;
    if (!newest) {
      this.pinned.replaceChildren();
      this.board = "";
      return;
    }
    const node = this.nodes.get(newest.id);
    node.classList.add("pinned");
    node.append(make("p", "stub", `${newest.card.title}: the Board is pinned above.`));
    const drawn = `${newest.id} ${newest.seq}`;
    if (drawn !== this.board) this.#draw(newest);
    this.board = drawn;
  }

  /** The facilitator's card stands beside the Board, for whoever has it; not on the wall too. */
  #pinDesk() {
    const desks = [...this.postings.values()].filter((posting) => posting.key.startsWith("desk:"));
    for (const { id, card } of desks) this.nodes.get(id).hidden = card.buttons.length > 0;
    const newest = desks.sort((a, b) => a.place - b.place).at(-1);
    const has = Boolean(newest?.card.buttons.length);
    this.desk.hidden = !has;
    if (this.desk.dataset.drawn === (has ? `${newest.seq}` : "")) return;
    this.desk.dataset.drawn = has ? `${newest.seq}` : "";
    const drawn = has ? [cardNode(newest.card, this.me, this.press)] : [];
    keepFocus(this.desk, () => this.desk.replaceChildren(...drawn));
  }

  #draw(posting) {
    const card = cardNode(posting.card, this.me, this.press);
    const fold = make("button", "plain fold");
    fold.type = "button";
    fold.dataset.button = "fold";
    const show = () => {
      card.classList.toggle("folded", folded());
      fold.textContent = folded() ? "More" : "Less";
      fold.setAttribute("aria-expanded", String(!folded()));
    };
    fold.addEventListener("click", () => {
      setFolded(!folded());
      show();
    });
    show();
    card.querySelector("h3")?.after(fold);
    keepFocus(this.pinned, () => this.pinned.replaceChildren(card));
    this.pinned.dataset.seq = posting.seq;
  }

  #say(postings) {
    const others = postings.filter((posting) => posting.by !== this.me || posting.card);
    const said = others.map((posting) =>
      isRunning(posting)
        ? posting.card.title
        : `${posting.by || "Mastermind"}${posting.private ? ", only to you" : ""}: ${
            posting.card ? cardText(posting.card) : posting.text
          }`,
    );
    const text = said.join("\n").slice(0, 600);
    const live = find("live");
    if (text && live.textContent !== text) live.textContent = text;
  }
}

const isRunning = (posting) =>
  posting.key.startsWith("board:") && !posting.private && posting.card?.buttons.length > 0;

/** Draws anew without taking the keyboard's focus away from a button that is still there. */
function keepFocus(where, draw) {
  const had = where.contains(document.activeElement) ? document.activeElement : null;
  const name = had?.dataset.button;
  const parent = where.parentElement;
  const place = where.dataset.id;
  draw();
  if (!name) return;
  const now = place ? parent.querySelector(`[data-id="${CSS.escape(place)}"]`) : where;
  const twin = [...now.querySelectorAll("[data-button]")].find((b) => b.dataset.button === name);
  (twin ?? find("line")).focus({ preventScroll: true });
}
