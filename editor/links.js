// The dialog that asks where a link leads.
import { toggleMark } from "prosemirror-commands";

import { isSafeLink, schema } from "./schema.js";

const type = schema.marks.link;

/** The link around the caret, or the selection. */
function rangeOf(state) {
  const { from, to, empty, $from } = state.selection;
  if (!empty) {
    return { from, to };
  }
  const mark = type.isInSet($from.marks());
  if (!mark) {
    return null;
  }
  let [start, end] = [$from.pos, $from.pos];
  $from.parent.forEach((node, offset) => {
    const at = $from.start() + offset;
    if (mark.isInSet(node.marks) && at <= $from.pos && at + node.nodeSize >= $from.pos) {
      [start, end] = [Math.min(start, at), Math.max(end, at + node.nodeSize)];
    }
  });
  return { from: start, to: end, href: mark.attrs.href };
}

const hrefIn = (state, { from, to, href }) => {
  let found = href ?? "";
  state.doc.nodesBetween(from, to, (node) => {
    found ||= type.isInSet(node.marks)?.attrs.href ?? "";
  });
  return found;
};

/** “example.org” is meant as a page, “somebody@example.org” as mail. */
function completed(typed) {
  const text = typed.trim();
  if (!text || isSafeLink(text)) {
    return text;
  }
  return /^[^\s@/]+@[^\s@/]+$/.test(text) ? `mailto:${text}` : `https://${text}`;
}

export function linkCommand(dialog) {
  const field = dialog.querySelector("[name=href]");
  const remove = dialog.querySelector("[value=remove]");
  let asked = null;

  dialog.addEventListener("close", () => {
    const { view, range } = asked ?? {};
    asked = null;
    if (!view) {
      return;
    }
    view.focus();
    const href = completed(field.value);
    const { tr } = view.state;
    if (dialog.returnValue === "remove") {
      view.dispatch(tr.removeMark(range.from, range.to, type));
    } else if (dialog.returnValue === "set" && href) {
      tr.removeMark(range.from, range.to, type);
      view.dispatch(tr.addMark(range.from, range.to, type.create({ href })));
    }
  });

  return (state, dispatch, view) => {
    const range = rangeOf(state);
    if (!range || !toggleMark(type)(state)) {
      return Boolean(range);
    }
    if (dispatch) {
      asked = { view, range };
      field.value = hrefIn(state, range);
      remove.hidden = !field.value;
      dialog.returnValue = "";
      dialog.showModal();
      field.select();
    }
    return true;
  };
}
