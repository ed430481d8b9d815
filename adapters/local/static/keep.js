// What this tab remembers: who one is here, lines that were not sent yet, and what was written into forms.

const read = (name) => {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
};

const write = (name, value) => {
  try {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // A full or forbidden memory: all goes on, but a reload forgets.
  }
};

export const ownName = () => read("name") ?? "";
export const setOwnName = (name) => write("name", name);

export const folded = () => read("folded") ?? false;
export const setFolded = (yes) => write("folded", yes);

/** The lines of one person in one room that wait to be sent: [{id, text}]. */
export class Lines {
  constructor(room, who) {
    this.name = `lines:${room}:${who}`;
    this.all = read(this.name) ?? [];
  }

  add(line) {
    this.all.push(line);
    write(this.name, this.all);
  }

  drop(id) {
    this.all = this.all.filter((line) => line.id !== id);
    write(this.name, this.all.length ? this.all : null);
  }
}

/**
 * What was typed into forms, until the bot says that it is safe. A form is known by its name and the
 * revision it was opened for.
 */
export class Drafts {
  constructor(room, who) {
    this.name = `drafts:${room}:${who}`;
    this.all = read(this.name) ?? {};
  }

  get(form) {
    return this.all[this.#key(form)] ?? null;
  }

  set(form, values) {
    this.all[this.#key(form)] = values;
    write(this.name, this.all);
  }

  drop(form) {
    delete this.all[this.#key(form)];
    write(this.name, this.all);
  }

  #key(form) {
    return `${form.group} ${form.name} ${form.rev}`;
  }
}
