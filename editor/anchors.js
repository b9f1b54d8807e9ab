// Comments and their places in the text. A place is two of Yjs's relative positions:
// it stays with its words whatever is written around them. The threads themselves are
// drawn by the server (templates/comments) and sent by static/comments/threads.js.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from "y-prosemirror";
import * as Y from "yjs";

import { blockIdAt } from "./blockids.js";
import { isFromYjs } from "./origin.js";

const key = new PluginKey("anchors");
const QUOTE_AT_MOST = 300;

const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

/** A position as it outlives changes. `side` -1: it stays with the letter before it. */
function anchored(state, position, side) {
  const { binding, type, doc } = ySyncPluginKey.getState(state);
  const relative = absolutePositionToRelativePosition(position, type, binding.mapping);
  const place = Y.createAbsolutePositionFromRelativePosition(relative, doc);
  const kept = place
    ? Y.createRelativePositionFromTypeIndex(place.type, place.index, side)
    : relative;
  return toBase64(Y.encodeRelativePosition(kept));
}

function found(state, anchor) {
  const { binding, type, doc } = ySyncPluginKey.getState(state);
  try {
    const relative = Y.decodeRelativePosition(fromBase64(anchor));
    return relativePositionToAbsolutePosition(doc, type, relative, binding.mapping);
  } catch {
    return null; // what was sent is no position, or leads into what is gone
  }
}

/** The place of the selection, as a new thread is sent with it. A caret means the
 * whole block. */
export function placeOf(state) {
  const { from, to, empty } = state.selection;
  const block = blockIdAt(state.doc, from);
  if (empty) {
    return { block, start: "", end: "", quote: "" };
  }
  const quote = state.doc.textBetween(from, to, " ", (leaf) =>
    leaf.type.spec.leafText?.(leaf) ?? " ");
  return {
    block,
    start: anchored(state, from, 0),
    end: anchored(state, to, -1),
    quote: [...quote].slice(0, QUOTE_AT_MOST).join(""),
  };
}

/** Where a thread stands: by its anchors; if these are gone (a paragraph that became a
 * heading is a new one for Yjs), where its block has the words it quotes. */
export function rangeOf(state, { start, end, block, quote }) {
  if (!start) {
    return null;
  }
  const from = found(state, start);
  const to = found(state, end);
  const isThere = from !== null && to !== null && from < to;
  const size = state.doc.content.size;
  if (isThere && to <= size && state.doc.textBetween(from, to, " ", "x").trim()) {
    return { from, to };
  }
  return quotedIn(state.doc, block, quote);
}

function quotedIn(doc, block, quote) {
  let range = null;
  doc.descendants((node, pos) => {
    if (!range && block && quote && node.attrs.id === block && node.inlineContent) {
      let line = "";
      node.forEach((child) => {
        line += child.isText ? child.text : "\ufffc".repeat(child.nodeSize);
      });
      const at = line.indexOf(quote);
      range = at < 0 ? null : { from: pos + 1 + at, to: pos + 1 + at + quote.length };
    }
  });
  return range;
}

/** Whether a thread that is about a whole block still has it. */
function hasBlock(doc, id) {
  let isThere = false;
  doc.descendants((node) => {
    isThere ||= node.attrs.id === id;
  });
  return isThere;
}

function located(state, threads, active) {
  const places = new Map();
  for (const thread of threads) {
    const range = rangeOf(state, thread);
    const isGone = thread.start ? !range : Boolean(thread.block) && !hasBlock(state.doc, thread.block);
    places.set(thread.id, { ...range, isGone });
  }
  return { threads, places, active, set: drawn(state.doc, threads, places, active) };
}

function drawn(doc, threads, places, active) {
  const marks = threads.flatMap((thread) => {
    const { from, to } = places.get(thread.id);
    if (from === undefined || from >= to || !thread.isOpen) {
      return [];
    }
    const className = thread.id === active ? "remarked remarked-now" : "remarked";
    return [
      Decoration.inline(from, to, { class: className, "data-of-thread": thread.id }),
      Decoration.widget(to, () => markerOf(thread), {
        side: -1,
        key: `thread-${thread.id}-${thread.name}`,
        stopEvent: () => true,
        ignoreSelection: true,
      }),
    ];
  });
  return DecorationSet.create(doc, marks);
}

/** A tap on it leads to the thread; a tap on the words leaves the caret in the words. */
function markerOf({ id, name }) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "remark-marker", title: name });
  button.setAttribute("aria-label", name);
  button.dataset.toThread = id;
  button.contentEditable = "false";
  button.tabIndex = -1; // one walks the threads themselves with the keyboard
  return button;
}

export function anchors() {
  return new Plugin({
    key,
    state: {
      init: () => ({ threads: [], places: new Map(), active: null, set: DecorationSet.empty }),
      apply(tr, value, _before, state) {
        const said = tr.getMeta(key);
        if (said) {
          const { threads = value.threads, active = value.active } = said;
          return located(state, threads, active);
        }
        if (!tr.docChanged) {
          return value;
        }
        if (isFromYjs(tr)) {
          return located(state, value.threads, value.active);
        }
        // Yjs does not have a change of one's own yet: the places move with it.
        const places = new Map();
        for (const [id, place] of value.places) {
          const from = place.from === undefined ? undefined : tr.mapping.map(place.from, 1);
          const to = place.from === undefined ? undefined : tr.mapping.map(place.to, -1);
          const isGone = place.isGone || (from !== undefined && from >= to);
          places.set(id, { from, to, isGone });
        }
        return { ...value, places, set: drawn(tr.doc, value.threads, places, value.active) };
      },
    },
    props: {
      decorations: (state) => key.getState(state).set,
      handleClick(view, _pos, event) {
        const id = event.target.closest?.("[data-of-thread]")?.dataset.ofThread ?? null;
        if (id !== key.getState(view.state).active) {
          view.dispatch(view.state.tr.setMeta(key, { active: id }));
        }
        return false;
      },
    },
  });
}

/** Joins the threads on the page with their places in the text. */
export class Threads {
  constructor({ view, words }) {
    Object.assign(this, { view, words });
    this.renewed = () => this.read();
    document.addEventListener("threads:renewed", this.renewed);
    document.addEventListener("focusin", (event) => this.activate(event.target));
    document.addEventListener("click", (event) => {
      this.reveal(event.target.closest?.("[data-thread] > .thread-quote"));
      this.goTo(event.target.closest?.("[data-to-thread]")?.dataset.toThread);
    });
    this.read();
  }

  destroy() {
    document.removeEventListener("threads:renewed", this.renewed);
    this.view = null;
  }

  get all() {
    return [...document.querySelectorAll("[data-thread]")];
  }

  read() {
    const { view } = this;
    const threads = this.all.map((thread, at) => ({
      id: thread.id,
      start: thread.dataset.start ?? "",
      end: thread.dataset.end ?? "",
      block: thread.dataset.block ?? "",
      quote: thread.querySelector(".thread-quote")?.textContent ?? "",
      isOpen: thread.classList.contains("thread-open"),
      name: this.words.thread.replace("%(number)s", at + 1),
    }));
    view.dispatch(view.state.tr.setMeta(key, { threads }).setMeta("addToHistory", false));
    this.show(view.state);
  }

  /** After each change of the text. */
  show(state) {
    const { places, active } = key.getState(state);
    if (places === this.shown?.places && active === this.shown.active) {
      return;
    }
    this.shown = { places, active };
    for (const thread of this.all) {
      const isGone = Boolean(places.get(thread.id)?.isGone);
      thread.toggleAttribute("data-gone", isGone);
      thread.classList.toggle("thread-now", thread.id === active);
      this.explain(thread, isGone);
      if (thread.id === active && thread.closest("aside")?.scrollHeight > thread.closest("aside")?.clientHeight) {
        thread.scrollIntoView({ block: "nearest" });
      }
    }
  }

  explain(thread, isGone) {
    const note = thread.querySelector(":scope > [data-gone-note]");
    if (isGone && !note) {
      const said = document.createElement("p");
      said.className = "quiet";
      said.dataset.goneNote = "";
      said.textContent = this.words.thread_gone;
      (thread.querySelector(".thread-quote") ?? thread.firstElementChild).after(said);
    } else if (!isGone) {
      note?.remove();
    }
  }

  activate(target) {
    const id = target.closest?.("[data-thread]")?.id;
    const { view } = this;
    if (view && id && id !== key.getState(view.state).active) {
      view.dispatch(view.state.tr.setMeta(key, { active: id }).setMeta("addToHistory", false));
    }
  }

  reveal(quote) {
    const id = quote?.closest("[data-thread]").id;
    if (id && this.view) {
      this.activate(quote);
      const words = this.view.dom.querySelector(`[data-of-thread="${CSS.escape(id)}"]`);
      words?.scrollIntoView({ block: "center" });
    }
  }

  goTo(id) {
    const thread = id && document.getElementById(id);
    if (thread) {
      thread.closest("details")?.setAttribute("open", "");
      thread.focus();
      thread.scrollIntoView({ block: "nearest" });
    }
  }
}

/** The dialog for a new thread: a form[data-remark] with fields for the place, which
 * threads.js sends. */
export function commentCommand(dialog) {
  const form = dialog.querySelector("form");
  const quote = dialog.querySelector("[data-quote]");
  let asked = null;
  const close = () => dialog.open && dialog.close();
  document.addEventListener("threads:renewed", () => {
    if (dialog.open && !form.elements.body.value) {
      close();
    }
  });
  dialog.querySelector("[data-cancel]").addEventListener("click", close);
  dialog.addEventListener("close", () => {
    if (asked?.editable) {
      asked.focus();
    }
  });
  return (state, dispatch, view) => {
    const place = placeOf(state);
    if (dispatch) {
      asked = view;
      for (const [name, value] of Object.entries(place)) {
        form.elements[name].value = value;
      }
      quote.textContent = place.quote;
      quote.hidden = !place.quote;
      dialog.showModal();
      form.elements.body.focus();
    }
    return true;
  };
}
