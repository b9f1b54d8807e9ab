// Stable ids of blocks: what comments, suggestions by form and translations point to.
import { Plugin, PluginKey } from "prosemirror-state";
import { Mapping } from "prosemirror-transform";

import { isFromYjs } from "./origin.js";

const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** `b` and ten of 0-9a-z. 252 is seven times 36: what lies above would favour some. */
export function newBlockId() {
  let id = "b";
  while (id.length < 11) {
    for (const byte of crypto.getRandomValues(new Uint8Array(16))) {
      if (byte < 252 && id.length < 11) {
        id += LETTERS[byte % 36];
      }
    }
  }
  return id;
}

export const takesId = (node) => "id" in (node.type.spec.attrs ?? {});

/** The innermost block around a position that has an id, or "". */
export function blockIdAt(doc, position) {
  const $position = doc.resolve(position);
  for (let depth = $position.depth; depth > 0; depth -= 1) {
    const node = $position.node(depth);
    if (node.isBlock && node.attrs.id) {
      return node.attrs.id;
    }
  }
  return "";
}

const hasWords = (node) =>
  node.isLeaf || node.textBetween(0, node.content.size, "", "x") !== "";

/** Where the new document differs from the old one. */
function changedRange(mapping, doc) {
  let from = doc.content.size;
  let to = 0;
  mapping.maps.forEach((map, index) => {
    const rest = mapping.slice(index + 1);
    map.forEach((_from, _to, newFrom, newTo) => {
      from = Math.min(from, rest.map(newFrom, -1));
      to = Math.max(to, rest.map(newTo, 1));
    });
  });
  return { from, to };
}

/** Gives ids where a local change made blocks without one, or with one that stands
 * elsewhere already. Only who made a change gives its ids: two browsers never
 * correct each other. */
export function blockIds() {
  return new Plugin({
    key: new PluginKey("blockids"),
    appendTransaction(transactions, before, state) {
      if (!transactions.some((tr) => tr.docChanged) || transactions.some(isFromYjs)) {
        return null;
      }
      const mapping = new Mapping();
      transactions.forEach((tr) => mapping.appendMapping(tr.mapping));
      const { from, to } = changedRange(mapping, state.doc);
      if (from > to) {
        return null;
      }
      const named = new Map();
      const nameless = [];
      state.doc.descendants((node, pos) => {
        if (!takesId(node)) {
          return;
        }
        const isNear = pos <= to && pos + node.nodeSize >= from;
        if (node.attrs.id) {
          const same = named.get(node.attrs.id) ?? [];
          named.set(node.attrs.id, [...same, { node, pos, isNear }]);
        } else if (isNear) {
          nameless.push({ node, pos });
        }
      });
      const tr = state.tr;
      const back = mapping.invert();
      for (const { node, pos } of nameless) {
        const id = idOfBefore(node, before.doc, back.map(pos));
        tr.setNodeAttribute(pos, "id", id && !named.has(id) ? id : newBlockId());
      }
      for (const { pos } of [...named.values()].flatMap(toRename)) {
        tr.setNodeAttribute(pos, "id", newBlockId());
      }
      return tr.docChanged ? tr.setStoredMarks(state.storedMarks) : null;
    },
  });
}

/** A paragraph that became a heading is the same block: the command that changed its
 * kind left its id out. */
function idOfBefore(node, doc, pos) {
  const old = pos < doc.content.size ? doc.nodeAt(pos) : null;
  return old && takesId(old) && old.content.eq(node.content) ? old.attrs.id : null;
}

/** Of blocks with one id, all but the one that keeps it: one far from the change,
 * else the first with words (Enter at the start of a paragraph leaves it its id). */
function toRename(same) {
  if (same.length === 1) {
    return [];
  }
  const keeper =
    same.find(({ isNear }) => !isNear) ??
    same.find(({ node }) => hasWords(node)) ??
    same[0];
  return same.filter((one) => one !== keeper && one.isNear);
}
