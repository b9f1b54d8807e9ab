import { ySyncPluginKey } from "y-prosemirror";

/** Whether a transaction brings what Yjs has already: another browser's change, an
 * undo, the first rendering. y-prosemirror replaces the whole document then, so
 * nothing may be mapped through it, and nothing appended to it reaches the others. */
export const isFromYjs = (tr) =>
  Boolean(tr.getMeta(ySyncPluginKey)?.isChangeOrigin);
