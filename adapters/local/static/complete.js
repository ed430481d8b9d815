// Completes commands behind a slash. Without it the line works just as well.

const find = (id) => document.getElementById(id);

export class Completion {
  constructor(line) {
    this.line = line;
    this.list = find("choices");
    this.all = [...this.list.children];
    this.active = null;
    line.addEventListener("input", () => this.show());
    line.addEventListener("blur", () => this.hide());
    line.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // the line keeps the focus
      const option = event.target.closest("[role=option]");
      if (option) this.#take(option);
    });
  }

  /** Shows what fits the line: while the command is typed all that begin so, then its own help. */
  show() {
    const [, name, rest] = /^\/(\S*)(\s.*)?$/s.exec(this.line.value) ?? [];
    if (name === undefined) {
      this.hide();
      return;
    }
    const typed = name.toLowerCase();
    const fits = (option) =>
      rest === undefined ? option.dataset.name.startsWith(typed) : option.dataset.name === typed;
    for (const option of this.all) option.hidden = !fits(option);
    const open = this.all.some((option) => !option.hidden);
    this.list.hidden = !open;
    this.line.setAttribute("aria-expanded", String(open));
    const first = this.#open().find((option) => option.dataset.name !== typed);
    const exact = this.#open().some((option) => option.dataset.name === typed);
    this.#mark(rest === undefined && typed && !exact ? first : null);
  }

  hide() {
    this.list.hidden = true;
    this.line.setAttribute("aria-expanded", "false");
    this.#mark(null);
  }

  #open() {
    return this.list.hidden ? [] : this.all.filter((option) => !option.hidden);
  }

  #key(event) {
    const open = this.#open();
    if (!open.length || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const choosing = !/\s/.test(this.line.value);
    if (event.key === "Escape") {
      this.hide();
    } else if (choosing && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      const at = open.indexOf(this.active);
      this.#mark(open[at < 0 ? (step > 0 ? 0 : open.length - 1) : (at + step + open.length) % open.length]);
    } else if (choosing && event.key === "Tab" && !event.shiftKey) {
      this.#take(this.active ?? open[0]);
    } else if (choosing && event.key === "Enter" && this.active) {
      this.#take(this.active);
    } else {
      return;
    }
    event.preventDefault();
  }

  #mark(option) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = option ?? null;
    this.active?.setAttribute("aria-selected", "true");
    this.active?.scrollIntoView({ block: "nearest" });
    if (this.active) this.line.setAttribute("aria-activedescendant", this.active.id);
    else this.line.removeAttribute("aria-activedescendant");
  }

  #take(option) {
    this.line.value = `/${option.dataset.name} `;
    this.show();
  }
}
