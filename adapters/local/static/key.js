// The page of a locked room: takes the key, then shows what was asked for.

import { send } from "./api.js";

const find = (id) => document.getElementById(id);

find("unlock").addEventListener("submit", async (event) => {
  event.preventDefault();
  const result = await send("/key", { key: find("key").value });
  if (!result.sorry && !result.again) {
    location.reload();
    return;
  }
  find("sorry").textContent = result.sorry || "The room can't be reached just now: try again in a moment.";
  find("sorry").hidden = false;
  find("key").select();
});
