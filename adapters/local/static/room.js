// The page of a room: asks for a name, then brings wall, stream, line and forms together.

import { freshId, insist, send, zone } from "./api.js";
import { Composer } from "./composer.js";
import { FormDialog, submitTo } from "./form.js";
import { Drafts, Lines, ownName, setOwnName } from "./keep.js";
import { Stream } from "./stream.js";
import { Wall } from "./wall.js";

const find = (id) => document.getElementById(id);
const room = document.body.dataset.room;
const title = document.title;
const states = {
  connecting: "connecting …",
  live: "live",
  reconnecting: "reconnecting …",
};

/** Asks for a name until there is one that can be used. `leave` allows to go without. */
function askName(sentence, leave) {
  const dialog = find("name");
  const line = find("name-line");
  const sorry = (why) => {
    find("name-sorry").textContent = why;
    find("name-sorry").hidden = !why;
  };
  sorry(sentence);
  dialog.addEventListener("cancel", (event) => leave || event.preventDefault());
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const result = await insist("/enter", { as: line.value, room });
    if (result.sorry) {
      sorry(result.sorry);
      line.focus();
      return;
    }
    setOwnName(result.body.as);
    location.reload();
  });
  dialog.showModal();
}

function begin(me) {
  const base = `/rooms/${encodeURIComponent(room)}`;
  const who = { as: me, zone: zone() };
  const drafts = new Drafts(room, me);
  const form = new FormDialog(drafts, submitTo(`${base}/submit`, who));
  const press = async ({ verb, args, rev, form: name, group }) => {
    const asked = { ...who, id: freshId(), verb, args, rev, form: name, group };
    if (!name) wall.toEnd(); // where the answer will stand, which may be here before this returns
    const result = await insist(`${base}/press`, asked);
    composer.sorry(result.sorry);
    if (result.body?.form) form.open(result.body.form);
    else if (name) wall.toEnd();
  };
  const wall = new Wall(me, press);
  const composer = new Composer(new Lines(room, me), `${base}/line`, who, (asked) => form.open(asked));
  let ready = false; // once all that was there has come
  let missed = 0;

  const heard = ({ postings, end }) => {
    wall.hang(postings, ready && !document.hidden, ready);
    composer.seen(postings);
    if (ready && document.hidden) missed += postings.filter((posting) => !posting.edited).length;
    ready ||= end;
    find("empty").hidden = !ready || !wall.isEmpty;
    showMissed();
  };
  const showMissed = () => {
    if (!document.hidden) missed = 0;
    document.title = missed ? `(${missed}) ${title}` : title;
  };
  const showState = (state) => {
    find("state").textContent = states[state];
    find("state").dataset.state = state;
    if (state === "live") composer.hurry();
  };
  document.addEventListener("visibilitychange", showMissed);
  find("composer").addEventListener("submit", () => wall.toEnd());
  find("latest").addEventListener("click", () => wall.toEnd());
  document.querySelector("[data-say]").addEventListener("click", (event) => {
    composer.say(event.target.dataset.say);
    wall.toEnd();
    find("line").focus();
  });
  find("who").hidden = false;
  find("who").textContent = me;
  find("who").setAttribute("aria-label", `You are ${me}. Be somebody else in this tab`);
  find("who").addEventListener("click", () => askName("", true));
  find("line").focus();
  new Stream(room, me, heard, showState).start();
}

if (ownName()) {
  // The server has the last word on names, and tells its clock on the way.
  send("/enter", { as: ownName(), room }).then((result) => {
    if (result.sorry && !result.again) askName(result.sorry, false);
  });
  begin(ownName());
} else {
  askName("", false);
}
