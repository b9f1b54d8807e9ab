// Footnotes stand in the text, in small type with their number (by CSS). Their words
// are edited in place; the caret walks in and out.
import { keydownHandler } from "prosemirror-keymap";
import { NodeSelection, Plugin, PluginKey, TextSelection } from "prosemirror-state";

const WORD_JOINER = "\u2060";

const isNote = (node) => node?.type.name === "footnote";

/** The footnote in which the caret stands. */
function around({ selection: { $head, empty } }) {
  return empty && isNote($head.parent)
    ? { from: $head.before(), to: $head.after(), $head, isEmpty: !$head.parent.content.size }
    : null;
}

const caretAt = (state, dispatch, position) => {
  const selection = TextSelection.create(state.doc, position);
  dispatch?.(state.tr.setSelection(selection).scrollIntoView());
  return true;
};

const leave = (state, dispatch) => {
  const note = around(state);
  return note ? caretAt(state, dispatch, note.to) : false;
};

/** An arrow at the edge of a footnote, from inside or outside. */
const step = (by) => (state, dispatch) => {
  const note = around(state);
  const { $head, empty } = state.selection;
  if (note) {
    const edge = by > 0 ? $head.end() : $head.start();
    return $head.pos === edge ? caretAt(state, dispatch, by > 0 ? note.to : note.from) : false;
  }
  const next = by > 0 ? $head.nodeAfter : $head.nodeBefore;
  return empty && isNote(next) ? caretAt(state, dispatch, $head.pos + by) : false;
};

/** Backspace or Delete: an empty footnote goes, one with words is selected first. */
const remove = (by) => (state, dispatch) => {
  const note = around(state);
  const { $head, empty } = state.selection;
  if (note?.isEmpty) {
    dispatch?.(state.tr.delete(note.from, note.to).scrollIntoView());
    return true;
  }
  if (note) {
    return step(by)(state, dispatch);
  }
  const next = by > 0 ? $head.nodeAfter : $head.nodeBefore;
  if (!empty || !isNote(next)) {
    return false;
  }
  const from = by > 0 ? $head.pos : $head.pos - next.nodeSize;
  dispatch?.(
    next.content.size
      ? state.tr.setSelection(NodeSelection.create(state.doc, from))
      : state.tr.delete(from, from + next.nodeSize),
  );
  return true;
};

/** Puts an empty footnote behind the selection and the caret into it. */
export const insertFootnote = (state, dispatch) => {
  const { $to, to } = state.selection;
  const { footnote } = state.schema.nodes;
  if (!$to.parent.isTextblock || !$to.parent.canReplaceWith($to.index(), $to.index(), footnote)) {
    return false;
  }
  if (dispatch) {
    const tr = state.tr.insert(to, footnote.create());
    dispatch(tr.setSelection(TextSelection.create(tr.doc, to + 1)).scrollIntoView());
  }
  return true;
};

/** The number stands before the words, and a thin end behind them, neither editable:
 * a browser would put the caret at either edge into the words beside the note. The
 * number (which CSS counts) holds a letter without width: at the edge of an element
 * without text, what a phone composes comes twice. An empty note has no end. */
class FootnoteView {
  constructor(node, view) {
    this.view = view;
    const part = (name) => {
      const made = document.createElement("span");
      made.className = name;
      return made;
    };
    this.dom = part("footnote");
    this.contentDOM = part("footnote-words");
    this.end = part("footnote-end");
    const number = part("footnote-number");
    number.contentEditable = "false";
    number.textContent = WORD_JOINER;
    this.end.contentEditable = "false";
    this.dom.append(number, this.contentDOM);
    this.type = node.type;
    this.show(node);
  }

  show(node) {
    if (node.attrs.id) {
      this.dom.id = node.attrs.id;
    }
    if (!node.content.size) {
      this.end.remove();
    } else if (!this.end.parentNode ) {
      this.dom.append(this.end);
    }
  }

  update(node) {
    if (node.type !== this.type) {
      return false;
    }
    this.show(node);
    return true;
  }
}

export function footnotes() {
  return new Plugin({
    key: new PluginKey("footnotes"),
    props: {
      nodeViews: { footnote: (node, view) => new FootnoteView(node, view) },
      handleKeyDown: keydownHandler({
        Enter: leave,
        "Shift-Enter": leave,
        "Mod-Enter": leave,
        Escape: leave,
        ArrowLeft: step(-1),
        ArrowRight: step(1),
        Backspace: remove(-1),
        Delete: remove(1),
      }),
      // A selection that begins outside and ends inside would cut the note in two.
      createSelectionBetween(_view, $anchor, $head) {
        const [one, other] = [$anchor, $head].map(($end) => (isNote($end.parent) ? $end.before() : -1));
        if (one === other) {
          return null;
        }
        const isForward = $anchor.pos <= $head.pos;
        const out = ($end, isFirst) =>
          !isNote($end.parent) ? $end.pos : isFirst ? $end.before() : $end.after();
        const { doc } = $anchor;
        return TextSelection.between(
          doc.resolve(out($anchor, isForward)),
          doc.resolve(out($head, !isForward)),
        );
      },
      // A footnote has one line.
      handlePaste(view, _event, slice) {
        if (!isNote(view.state.selection.$from.parent)) {
          return false;
        }
        const text = slice.content.textBetween(0, slice.content.size, " ", (leaf) =>
          leaf.type.spec.leafText?.(leaf) ?? " ");
        view.dispatch(view.state.tr.insertText(text.replace(/\s+/g, " ")).scrollIntoView());
        return true;
      },
    },
  });
}
