// Finding words in the text: a bar, with how many there are.
import { keymap } from "prosemirror-keymap";
import { Plugin, PluginKey, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

const key = new PluginKey("find");

/** A letter without its case and its accents; й is a letter, not an и with an accent. */
function folded(letter) {
  const small = letter.toLowerCase();
  return small === "й" ? small : small.normalize("NFD").replace(/\p{M}/gu, "");
}

/** The text folded, and for each letter of it where in the text it came from. */
function fold(text) {
  let out = "";
  const from = [];
  let at = 0;
  for (const letter of text) {
    const plain = folded(letter);
    for (let unit = 0; unit < plain.length; unit += 1) {
      from.push(at);
    }
    out += plain;
    at += letter.length;
  }
  return { text: out, from: [...from, at] };
}

/** Where the words stand, as ranges of the document. */
export function matchesOf(doc, words) {
  const wanted = fold(words.trim().normalize("NFC")).text;
  const found = [];
  if (!wanted) {
    return found;
  }
  doc.descendants((node, pos) => {
    if (!node.inlineContent) {
      return;
    }
    let line = "";
    node.forEach((child) => {
      line += child.isText ? child.text : "\ufffc".repeat(child.nodeSize);
    });
    const { text, from } = fold(line);
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      found.push({ from: pos + 1 + from[at], to: pos + 1 + from[at + wanted.length] });
    }
  });
  return found.sort((one, other) => one.from - other.from);
}

const nothing = { words: "", matches: [], now: -1, set: DecorationSet.empty };

function look(doc, words, from) {
  const matches = matchesOf(doc, words);
  const next = matches.findIndex((one) => one.from >= from);
  return shown(doc, { words, matches, now: next < 0 && matches.length ? 0 : next });
}

function shown(doc, found) {
  const marks = found.matches.map(({ from, to }, at) =>
    Decoration.inline(from, to, { class: at === found.now ? "found found-now" : "found" }),
  );
  return { ...found, set: DecorationSet.create(doc, marks) };
}

/** `open()`: shows the bar. */
export function find({ open }) {
  return [
    new Plugin({
      key,
      state: {
        init: () => nothing,
        apply(tr, found, before, { doc }) {
          const asked = tr.getMeta(key);
          if (asked && "words" in asked) {
            return asked.words ? look(doc, asked.words, before.selection.from) : nothing;
          }
          if (asked) {
            return shown(doc, { ...found, now: asked.now });
          }
          if (!tr.docChanged || !found.words) {
            return found;
          }
          const now = found.matches[found.now]?.from ?? 0;
          return look(doc, found.words, now);
        },
      },
      props: { decorations: (state) => key.getState(state).set },
    }),
    keymap({ "Mod-f": () => open() }),
  ];
}

export class FindBar {
  /** `bar`: a form with a field [name=words], [data-next], [data-previous],
   * [data-close] and [data-found]. */
  constructor(bar, { words }) {
    Object.assign(this, { bar, words });
    this.field = bar.querySelector("[name=words]");
    this.said = bar.querySelector("[data-found]");
    this.field.addEventListener("input", () => this.look());
    bar.addEventListener("submit", (event) => {
      event.preventDefault();
      this.step(1);
    });
    bar.querySelector("[data-previous]").addEventListener("click", () => this.step(-1));
    bar.querySelector("[data-close]").addEventListener("click", () => this.close());
    bar.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        this.close();
      } else if (event.key === "Enter" && event.shiftKey) {
        event.preventDefault();
        this.step(-1);
      }
    });
  }

  open(view) {
    this.view = view;
    const { from, to } = view.state.selection;
    const selected = view.state.doc.textBetween(from, to, " ", " ");
    this.bar.hidden = false;
    if (selected && selected.length < 80) {
      this.field.value = selected;
    }
    this.field.focus();
    this.field.select();
    this.look();
    return true;
  }

  get found() {
    return key.getState(this.view.state);
  }

  tell(meta) {
    const { view } = this;
    view.dispatch(view.state.tr.setMeta(key, meta).setMeta("addToHistory", false));
    this.say();
  }

  look() {
    this.tell({ words: this.field.value.trim() });
    this.reveal();
  }

  step(by) {
    const { matches, now } = this.found;
    if (matches.length) {
      this.tell({ now: (now + by + matches.length) % matches.length });
      this.reveal();
    }
  }

  reveal() {
    this.view.dom.querySelector(".found-now")?.scrollIntoView({ block: "center" });
  }

  say() {
    const { matches, now, words } = this.found;
    const count = this.words.found
      .replace("%(now)s", now + 1)
      .replace("%(count)s", matches.length);
    this.said.textContent = !words ? "" : matches.length ? count : this.words.found_none;
  }

  /** The caret goes to what was found; without a find, to where it was. */
  close() {
    const { view } = this;
    const { matches, now } = this.found;
    this.tell({ words: "" });
    this.bar.hidden = true;
    if (matches[now]) {
      const { from, to } = matches[now];
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)));
    }
    view.focus();
  }
}
