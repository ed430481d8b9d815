// The start: a name and a room.

import { insist } from "./api.js";
import { ownName, setOwnName } from "./keep.js";

const find = (id) => document.getElementById(id);

async function enter(room) {
  const result = await insist("/enter", { as: find("name").value, room });
  if (result.sorry) {
    find("sorry").textContent = result.sorry;
    find("sorry").hidden = false;
    return;
  }
  setOwnName(result.body.as);
  location.assign(`/rooms/${encodeURIComponent(result.body.room)}`);
}

find("name").value = ownName();
find("enter").addEventListener("submit", (event) => {
  event.preventDefault();
  enter(find("room").value);
});
document.querySelectorAll("[data-room]").forEach((link) =>
  link.addEventListener("click", (event) => {
    if (!find("name").value || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    enter(link.dataset.room);
  }),
);
