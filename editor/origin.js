import { absolutePositionToRelativePosition, ySyncPluginKey } from "y-prosemirror";
import { createAbsolutePositionFromRelativePosition } from "yjs";

/** Whether a transaction brings what Yjs has already: another browser's change, an
 * undo, the first rendering. y-prosemirror replaces the whole document then, so
 * nothing may be mapped through it, and nothing appended to it reaches the others. */
export const isFromYjs = (tr) =>
  Boolean(tr.getMeta(ySyncPluginKey)?.isChangeOrigin);

/** Of each letter of a text node, whether it was typed in this window. */
export function typedHere(state, position, length) {
  const { binding, doc, type } = ySyncPluginKey.getState(state);
  const relative = absolutePositionToRelativePosition(position, type, binding.mapping);
  const place = createAbsolutePositionFromRelativePosition(relative, doc);
  const typed = [];
  let skip = place?.index ?? 0;
  for (let item = place?.type._start; item && typed.length < length; item = item.right) {
    if (item.deleted || !item.countable) {
      continue;
    }
    for (let unit = 0; unit < item.length && typed.length < length; unit += 1) {
      if (skip > 0) {
        skip -= 1;
      } else {
        typed.push(item.id.client === doc.clientID);
      }
    }
  }
  return typed;
}
