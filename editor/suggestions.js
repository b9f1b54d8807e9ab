// The suggestions that stand in a document, and the way from one to the next.
import { TextSelection } from "prosemirror-state";

const KINDS = { insertion: "inserted", deletion: "deleted" };

/** The suggestions of a document, in its order: what each adds and takes away. */
export function suggestionsIn(doc) {
  const found = new Map();
  doc.descendants((node, pos, parent) => {
    if (!node.isText) {
      return;
    }
    for (const mark of node.marks) {
      const side = KINDS[mark.type.name];
      if (!side) {
        continue;
      }
      const { id } = mark.attrs;
      const one = found.get(id) ?? { id, from: pos, inserted: "", deleted: "" };
      const gap = one[side] && one.parent !== parent ? " " : "";
      found.set(id, {
        ...one,
        parent,
        to: pos + node.nodeSize,
        [side]: one[side] + gap + node.text,
      });
    }
  });
  return Array.from(found.values(), ({ parent, ...one }) => one);
}

export const selectSuggestion = (id) => (state, dispatch) => {
  const one = suggestionsIn(state.doc).find((other) => other.id === id);
  if (one && dispatch) {
    const selection = TextSelection.create(state.doc, one.from, one.to);
    dispatch(state.tr.setSelection(selection).scrollIntoView());
  }
  return Boolean(one);
};

/** The next one after the caret; after the last comes the first. */
export const goToSuggestion = (direction) => (state, dispatch) => {
  const all = suggestionsIn(state.doc);
  if (!all.length) {
    return false;
  }
  const { from } = state.selection;
  const next =
    direction > 0
      ? all.find((one) => one.from > from) ?? all[0]
      : all.reverse().find((one) => one.from < from) ?? all[0];
  return selectSuggestion(next.id)(state, dispatch);
};
