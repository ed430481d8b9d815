// A form as a dialog. What is typed there is kept until the bot has said that it is safe.

import { freshId, insist } from "./api.js";
import { make } from "./card.js";

const find = (id) => document.getElementById(id);
const MOST = 3; // choices of a "choices" field
const TAPS = 5; // so many short choices are buttons to tap rather than a list to open

export class FormDialog {
  /** `submit(form, values, id)` sends what was filled in, and answers as `insist` does. */
  constructor(drafts, submit) {
    Object.assign(this, { drafts, submit, form: null, busy: false, sent: null });
    this.dialog = find("form");
    this.dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    find("form-cancel").addEventListener("click", () => this.dialog.close());
    find("form-fresh").addEventListener("click", () => this.#fresh());
    this.dialog.addEventListener("input", () => this.#keep());
    this.dialog.addEventListener("close", () => this.#leave());
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#send();
    });
  }

  /** Opens a form, with what was written into it last. */
  open(form) {
    this.form = form;
    this.sent = null;
    find("form-title").textContent = form.title;
    const kept = this.drafts.get(form);
    find("form-again").hidden = !kept;
    this.#fill(kept ?? {});
    this.#sorry("");
    if (!this.dialog.open) this.dialog.showModal();
    find("form-fields").querySelector("input, textarea, select")?.focus();
  }

  #fill(kept) {
    const fields = this.form.fields.map((field) => fieldNode(field, kept[field.name] ?? field.value));
    find("form-fields").replaceChildren(...fields);
  }

  #fresh() {
    this.drafts.drop(this.form);
    find("form-again").hidden = true;
    this.#fill({});
    find("form-fields").querySelector("input, textarea, select")?.focus();
  }

  #values() {
    const pairs = this.form.fields.map((field) => [field.name, valueOf(field)]);
    return Object.fromEntries(pairs);
  }

  #keep() {
    if (this.form) this.drafts.set(this.form, this.#values());
  }

  async #send() {
    const missing = this.form.fields.find((field) => field.required && !valueOf(field).trim());
    if (missing) {
      this.#sorry(`“${missing.label}” is still empty: fill it in.`);
      control(missing.name)?.focus();
      return;
    }
    if (this.busy) return;
    const form = this.form;
    const values = this.#values();
    const text = JSON.stringify(values);
    // The same once more keeps its id, so that it counts once whatever became of the first try.
    this.sent = { text, id: this.sent?.text === text ? this.sent.id : freshId() };
    this.#wait(true);
    this.drafts.set(form, values);
    const result = await this.submit(form, values, this.sent.id);
    this.#wait(false);
    if (result.body?.kept && JSON.stringify(this.drafts.get(form)) === text) this.drafts.drop(form);
    if (this.form !== form) return;
    if (result.sorry || result.again) this.#sorry(result.sorry);
    else this.dialog.close();
  }

  #wait(yes) {
    this.busy = yes;
    find("form-send").setAttribute("aria-disabled", String(yes));
    find("form-send").textContent = yes ? "Sending …" : "Send";
  }

  #sorry(sentence) {
    find("form-sorry").textContent = sentence;
    find("form-sorry").hidden = !sentence;
  }

  #leave() {
    this.form = null;
    if (!document.activeElement || document.activeElement === document.body) find("line").focus();
  }
}

const control = (name) =>
  [...find("form-fields").querySelectorAll("[name]")].find((node) => node.name === name);

function valueOf(field) {
  const tapped = isTapped(field);
  if (tapped) return find("form-fields").querySelector(`[name=${field.name}]:checked`)?.value ?? "";
  if (field.kind !== "choices") return control(field.name)?.value ?? "";
  const boxes = [...find("form-fields").querySelectorAll("input[type=checkbox]")];
  const ticked = boxes.filter((box) => box.name === field.name && box.checked);
  return ticked.map((box) => box.value).join(",");
}

const isTapped = ({ kind, choices }) =>
  kind === "choice" && choices.length <= TAPS && choices.every(([, label]) => label.length <= 3);

function fieldNode(field, value) {
  if (field.kind === "choices") return boxesNode(field, value);
  if (isTapped(field)) return tapsNode(field, value);
  const id = `field-${field.name}`;
  const label = make("label", "", field.label);
  label.htmlFor = id;
  if (field.required) label.append(make("span", "required", "needed"));
  const node = field.kind === "choice" ? selectNode(field, value) : lineNode(field, value);
  Object.assign(node, { id, name: field.name, required: field.required });
  const box = make("div", "field", label, node);
  if (field.kind !== "choice") box.append(counter(node, field.limit));
  return box;
}

function lineNode(field, value) {
  const node = document.createElement(field.kind === "text" ? "textarea" : "input");
  if (field.kind === "text") node.rows = 3;
  node.maxLength = field.limit;
  node.placeholder = field.hint ? `e.g. ${field.hint}` : "";
  node.value = value;
  return node;
}

function selectNode(field, value) {
  const node = document.createElement("select");
  node.append(new Option("not chosen", ""));
  node.append(...field.choices.map(([id, label]) => new Option(label, id, false, id === value)));
  return node;
}

function tapsNode(field, value) {
  const taps = field.choices.map(([id, label]) => {
    const tap = make("input");
    Object.assign(tap, { type: "radio", name: field.name, value: id, checked: id === value });
    return make("label", "tap", tap, make("span", "", label));
  });
  const row = make("div", "taps", ...taps);
  return make("fieldset", "field", make("legend", "", field.label), row);
}

function boxesNode(field, value) {
  const ticked = value.split(",");
  const boxes = field.choices.map(([id, label]) => {
    const box = make("input");
    Object.assign(box, { type: "checkbox", name: field.name, value: id });
    box.checked = ticked.includes(id);
    return make("label", "box", box, make("span", "", label));
  });
  const node = make("fieldset", "field", make("legend", "", field.label), ...boxes);
  const limit = () => {
    const all = [...node.querySelectorAll("input")];
    const full = all.filter((box) => box.checked).length >= MOST;
    for (const box of all) box.disabled = full && !box.checked;
  };
  node.addEventListener("change", limit);
  limit();
  return node;
}

/** Says how much room is left once it becomes scarce. */
function counter(node, limit) {
  const said = make("p", "hint count");
  const show = () => {
    const rest = limit - node.value.length;
    said.textContent = rest <= limit / 10 ? `${rest} of ${limit} characters left` : "";
  };
  node.addEventListener("input", show);
  show();
  return said;
}

/** How a form's answer travels. */
export const submitTo = (path, who) => (form, values, id) =>
  insist(path, { ...who, id, form: form.name, rev: form.rev, group: form.group, values });
