// The dialog in which one chooses what to cite: one box, a list, the keyboard.
const PAUSE = 250; // ms after the last key

export class Picker {
  /** `dialog`: a field [name=q], kinds [name=kind], a list [role=listbox],
   * [data-said]. `address` answers {results: [{kind, ref, label, title, wording,
   * wording_language, status}]}. */
  constructor(dialog, { address, language, words }) {
    Object.assign(this, { dialog, address, language, words });
    this.field = dialog.querySelector("[name=q]");
    this.kinds = [...dialog.querySelectorAll("[name=kind]")];
    this.list = dialog.querySelector("[role=listbox]");
    this.said = dialog.querySelector("[data-said]");
    this.results = [];
    this.field.addEventListener("input", () => this.soon());
    this.kinds.forEach((kind) => kind.addEventListener("change", () => this.look()));
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    this.list.addEventListener("click", (event) => {
      const at = event.target.closest("[role=option]")?.dataset.at;
      if (at !== undefined) {
        this.pick(Number(at));
      }
    });
    dialog.addEventListener("close", () => this.view?.focus());
  }

  get kind() {
    return this.kinds.find((kind) => kind.checked).value;
  }

  /** `insert(one)`: the command for what is chosen. */
  choose(view, { isBlock, insert }) {
    Object.assign(this, { view, isBlock, insert });
    this.open();
  }

  open() {
    this.dialog.dataset.as = this.isBlock ? "block" : "chip";
    const wanted = this.isBlock ? "proposal" : this.kind;
    this.kinds.forEach((kind) => {
      kind.checked = kind.value === wanted;
    });
    this.field.value = "";
    this.dialog.showModal();
    this.field.focus();
    this.look();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE);
  }

  async look() {
    clearTimeout(this.timer);
    const query = new URLSearchParams({
      kind: this.kind,
      q: this.field.value.trim(),
      language: this.language,
    });
    const asked = (this.asked = String(query));
    this.list.setAttribute("aria-busy", "true");
    let results = null;
    try {
      const response = await fetch(`${this.address}?${query}`, {
        headers: { Accept: "application/json" },
        credentials: "same-origin",
      });
      results = response.ok ? (await response.json()).results : null;
    } catch {
      results = null;
    }
    if (asked === this.asked) {
      this.list.setAttribute("aria-busy", "false");
      this.show(results);
    }
  }

  show(results) {
    this.results = results ?? [];
    this.list.replaceChildren(...this.results.map((one, at) => this.option(one, at)));
    const count = this.words.picker_count.replace("%(count)s", this.results.length);
    this.said.textContent = !results
      ? this.words.card_offline
      : this.results.length
        ? count
        : this.words.picker_none;
    this.mark(this.results.length ? 0 : -1);
  }

  option({ title, wording, wording_language: lang, status }, at) {
    const option = document.createElement("li");
    Object.assign(option, { id: `picker-${at}`, role: "option" });
    option.dataset.at = at;
    const head = document.createElement("b");
    head.textContent = title;
    const words = document.createElement("span");
    words.textContent = wording;
    if (lang) {
      words.lang = lang;
    }
    const foot = document.createElement("span");
    foot.className = "quiet";
    foot.textContent = status;
    option.append(head, words, foot);
    return option;
  }

  mark(at) {
    this.now = at;
    [...this.list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === at));
    });
    const option = this.list.children[at];
    if (option) {
      this.field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.field.removeAttribute("aria-activedescendant");
    }
  }

  onKey(event) {
    const last = this.results.length - 1;
    const to = { ArrowDown: Math.min(last, this.now + 1), ArrowUp: Math.max(0, this.now - 1) };
    if (event.key in to && last >= 0) {
      event.preventDefault();
      this.mark(to[event.key]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.pick(this.now);
    }
  }

  pick(at) {
    const one = this.results[at];
    if (!one) {
      return;
    }
    this.dialog.close();
    this.insert(one)(this.view.state, this.view.dispatch);
  }
}
