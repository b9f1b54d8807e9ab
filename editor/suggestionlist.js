// The list of suggestions beside the text. The server draws it, with who suggested
// what; static/submissions/decide.js decides. This keeps it in step with the document,
// and leads from one to the other.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

import { selectSuggestion, suggestionsIn } from "./suggestions.js";

const key = new PluginKey("suggestionlist");
const WAITS = [2500, 5000, 10_000, 20_000]; // ms: the server has them a moment later
const PAUSE = 300;

/** Shows which suggestion is meant. */
export function currentSuggestion() {
  return new Plugin({
    key,
    state: {
      init: () => null,
      apply: (tr, id) => (tr.getMeta(key) === undefined ? id : tr.getMeta(key)),
    },
    props: {
      decorations(state) {
        const id = key.getState(state);
        const marks = id
          ? suggestionsIn(state.doc)
              .filter((one) => one.id === id)
              .map(({ from, to }) => Decoration.inline(from, to, { class: "suggestion-now" }))
          : [];
        return DecorationSet.create(state.doc, marks);
      },
    },
  });
}

export class SuggestionList {
  /** `list`: the element [data-suggestions] whose content the address answers.
   * `onDecided()`: something was decided here. */
  constructor(list, { view, words, language, onDecided = () => {} }) {
    Object.assign(this, { list, view, words, language, onDecided });
    this.tries = 0;
    list.addEventListener("focusin", ({ target }) => this.mean(idOf(target)));
    list.addEventListener("click", ({ target }) => {
      if (!target.closest("button,summary,input,a,label")) {
        this.select(idOf(target));
      }
    });
    this.watch = new MutationObserver(() => this.noticeDecided());
    this.watch.observe(list, { childList: true, subtree: true });
    this.known = this.ids;
    this.follow();
  }

  destroy() {
    this.watch.disconnect();
    clearTimeout(this.timer);
    clearTimeout(this.pause);
    this.view = null;
  }

  get items() {
    return [...this.list.querySelectorAll("[data-suggestion]")];
  }

  get ids() {
    return new Set(this.items.map((item) => item.dataset.suggestion));
  }

  /** decide.js takes away what was decided: the marks go with the next exchange. */
  noticeDecided() {
    const now = this.ids;
    const isLess = [...this.known].some((id) => !now.has(id));
    this.known = now;
    if (isLess && !this.isRenewing) {
      this.onDecided();
    }
  }

  /** After each change of the editor's state. */
  show(state) {
    if (state.doc !== this.doc) {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.follow(), PAUSE);
    }
    this.doc = state.doc;
    const { $from, empty } = state.selection;
    const marks = empty ? [...($from.nodeBefore?.marks ?? []), ...($from.nodeAfter?.marks ?? [])] : [];
    const id = marks.find((mark) => mark.attrs.id)?.attrs.id ?? null;
    if (id !== this.here) {
      this.here = id;
      this.items.forEach((item) => {
        item.classList.toggle("suggestion-here", item.dataset.suggestion === id);
      });
    }
  }

  follow() {
    if (!this.view) {
      return;
    }
    const all = suggestionsIn(this.view.state.doc);
    const wanted = new Set(all.map(({ id }) => id));
    const drawn = this.ids;
    for (const item of this.items) {
      item.hidden = !wanted.has(item.dataset.suggestion);
    }
    const isNew = all.filter(({ id }) => !drawn.has(id));
    this.showNew(isNew);
    const empty = this.list.querySelector("[data-empty]");
    if (empty) {
      empty.hidden = wanted.size > 0;
    }
    const names = isNew.map(({ id }) => id).join();
    if (names && names !== this.missing) {
      this.tries = 0;
    }
    this.missing = names;
    if (names) {
      this.later();
    }
  }

  /** What was typed a moment ago, until the server lists it. */
  showNew(suggestions) {
    let fresh = this.list.querySelector("[data-fresh]");
    if (!suggestions.length) {
      fresh?.remove();
      return;
    }
    if (!fresh) {
      fresh = document.createElement("ul");
      fresh.className = "plain-list suggestions";
      fresh.dataset.fresh = "";
      this.list.prepend(fresh);
    }
    fresh.replaceChildren(...suggestions.map((one) => this.fresh(one)));
  }

  fresh({ inserted, deleted }) {
    const item = document.createElement("li");
    item.className = "suggestion ruled";
    const words = document.createElement("p");
    words.className = "words";
    words.lang = this.language;
    for (const [tag, text] of [["del", deleted], ["ins", inserted]]) {
      if (text) {
        words.append(Object.assign(document.createElement(tag), { textContent: text }), " ");
      }
    }
    const note = document.createElement("p");
    note.className = "quiet small";
    note.textContent = this.words.suggestion_new;
    item.append(words, note);
    return item;
  }

  later() {
    clearTimeout(this.timer);
    if (this.tries < WAITS.length) {
      this.timer = setTimeout(() => this.renew(), WAITS[this.tries]);
      this.tries += 1;
    }
  }

  async renew() {
    // Who is just giving a reason is not interrupted.
    if (!this.view || this.list.contains(document.activeElement)) {
      return this.view && this.later();
    }
    try {
      const response = await fetch(this.list.dataset.suggestions, { credentials: "same-origin" });
      if (response.ok && !response.redirected) {
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        this.isRenewing = true;
        this.list.replaceChildren(...page.body.children);
        this.known = this.ids;
        this.isRenewing = false;
        this.watch.takeRecords();
        this.items.forEach((item, at) => {
          item.tabIndex = at ? -1 : 0;
        });
      }
    } catch {
      // Without a line the list stays as it is.
    }
    return this.follow();
  }

  mean(id) {
    const { view } = this;
    if (view && id && id !== key.getState(view.state)) {
      view.dispatch(view.state.tr.setMeta(key, id).setMeta("addToHistory", false));
      this.reveal(id);
    }
  }

  select(id) {
    const { view } = this;
    if (view && id) {
      selectSuggestion(id)(view.state, view.dispatch);
      this.mean(id);
      this.reveal(id);
    }
  }

  reveal(id) {
    const { dom } = this.view;
    dom.querySelector(`[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center" });
  }
}

const idOf = (target) => target.closest("[data-suggestion]")?.dataset.suggestion ?? null;
