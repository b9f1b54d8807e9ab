// Several browsers with one document, each with a view of its own.
import "./browser.mjs";

import { EditorState, TextSelection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { redo, undo, ySyncPlugin, yUndoPlugin } from "y-prosemirror";
import * as Y from "yjs";

import { ROOT, schema } from "../schema.js";
import { dispatchSuggesting } from "../suggesting.js";

export { schema, Y };

export const p = (...content) => block("paragraph", ...content);
export const block = (kind, ...content) =>
  schema.node(kind, null, content.map((one) =>
    typeof one === "string" ? schema.text(one) : one));
export const marked = (text, ...marks) =>
  schema.text(text, marks.map(([name, attrs]) => schema.mark(name, attrs)));
export const doc = (...blocks) => schema.node("doc", null, blocks);

export class Browser {
  constructor({ plugins = [], ydoc = new Y.Doc(), dispatch = dispatchSuggesting } = {}) {
    this.ydoc = ydoc;
    this.fragment = ydoc.getXmlFragment(ROOT);
    const place = document.body.appendChild(document.createElement("div"));
    this.view = new EditorView(place, {
      state: EditorState.create({
        schema,
        plugins: [ySyncPlugin(this.fragment), yUndoPlugin(), ...plugins],
      }),
      dispatchTransaction: dispatch,
    });
  }

  get state() {
    return this.view.state;
  }

  get doc() {
    return this.view.state.doc;
  }

  get text() {
    const blocks = [];
    this.doc.descendants((node) => {
      if (node.isTextblock) {
        blocks.push(node.textContent);
      }
    });
    return blocks;
  }

  fill(...blocks) {
    const { tr, doc: old } = this.state;
    this.view.dispatch(tr.replaceWith(0, old.content.size, blocks));
    return this;
  }

  /** Where a text begins. */
  at(words, offset = 0) {
    let found = -1;
    this.doc.descendants((node, pos) => {
      let line = "";
      node.forEach((child) => {
        line += child.isText ? child.text : "\ufffc".repeat(child.nodeSize);
      });
      const index = node.inlineContent ? line.indexOf(words) : -1;
      found = found < 0 && index >= 0 ? pos + 1 + index : found;
    });
    if (found < 0) {
      throw new Error(`nowhere: ${words}`);
    }
    return found + offset;
  }

  caret(from, to = from) {
    const selection = TextSelection.create(this.doc, from, to);
    this.view.dispatch(this.state.tr.setSelection(selection));
    return this;
  }

  select(words) {
    const from = this.at(words);
    return this.caret(from, from + words.length);
  }

  type(text) {
    for (const letter of text) {
      const { from, to } = this.state.selection;
      const insert = () => this.state.tr.insertText(letter, from, to);
      if (!this.view.someProp("handleTextInput", (handle) =>
        handle(this.view, from, to, letter, insert))) {
        this.view.dispatch(insert().scrollIntoView());
      }
    }
    return this;
  }

  run(command) {
    return command(this.state, this.view.dispatch.bind(this.view), this.view);
  }

  key(key, more = {}) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, ...more });
    return Boolean(this.view.someProp("handleKeyDown", (handle) =>
      handle(this.view, event)));
  }

  undo() {
    undo(this.state);
    return this;
  }

  redo() {
    redo(this.state);
    return this;
  }
}

/** Everybody gets what the others have. */
export function sync(...browsers) {
  for (const one of browsers) {
    for (const other of browsers) {
      const state = Y.encodeStateVector(one.ydoc);
      Y.applyUpdate(one.ydoc, Y.encodeStateAsUpdate(other.ydoc, state), "elsewhere");
    }
  }
}

/** A document as a browser reads it that opens it anew. */
export function reopened(browser) {
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(browser.ydoc));
  return new Browser({ ydoc }).doc;
}

/** Text with its suggestions: `[+came+]`, `[-went-]`. */
export function shown(document) {
  const blocks = [];
  document.descendants((node) => {
    if (!node.isTextblock) {
      return true;
    }
    let line = "";
    node.forEach((child) => {
      let text = child.isText ? child.text : `<${child.type.name}>`;
      const has = (name) => child.marks.some((mark) => mark.type.name === name);
      text = has("deletion") ? `[-${text}-]` : text;
      line += has("insertion") ? `[+${text}+]` : text;
    });
    blocks.push(line);
    return false;
  });
  return blocks;
}

/** Keys of suggestions, in the order of the text. */
export function keys(document) {
  const found = [];
  document.descendants((node) =>
    node.marks.forEach((mark) => mark.attrs.id && found.push(mark.attrs.id)));
  return [...new Set(found)];
}
