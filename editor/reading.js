// For who may not write: nothing that is typed or pasted reaches the document, and
// beside each block stands the way to suggest other words for it.
import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

import { isFromYjs } from "./origin.js";

export const readOnlyUnless = (mayWrite) =>
  new Plugin({
    filterTransaction: (tr) => !tr.docChanged || isFromYjs(tr) || mayWrite(),
  });

export function suggestLinks({ address, words, isOffered }) {
  const linkTo = (id) => () => {
    const link = document.createElement("a");
    link.className = "suggest";
    link.href = `${address}?block=${id}`;
    link.textContent = words.suggest_block;
    return link;
  };
  const decorated = (doc) => {
    const links = [];
    doc.descendants((node, pos) => {
      if (node.isTextblock && node.isBlock && node.attrs.id) {
        links.push(
          Decoration.widget(pos + node.nodeSize - 1, linkTo(node.attrs.id), {
            side: 1,
            key: `suggest-${node.attrs.id}`,
            stopEvent: () => true,
          }),
        );
        return false;
      }
      return true;
    });
    return DecorationSet.create(doc, links);
  };
  const made = new WeakMap();
  return new Plugin({
    props: {
      decorations({ doc }) {
        if (!isOffered()) {
          return null;
        }
        if (!made.has(doc)) {
          made.set(doc, decorated(doc));
        }
        return made.get(doc);
      },
    },
  });
}
