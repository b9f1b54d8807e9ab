// Who else is here: by name in a line above the text, by initials beside the block
// where they write.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

const key = new PluginKey("presence");

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export function presence() {
  return new Plugin({
    key,
    state: {
      init: () => ({ here: [], set: DecorationSet.empty }),
      apply(tr, state, _before, { doc }) {
        const here = tr.getMeta(key) ?? state.here;
        return here === state.here && !tr.docChanged
          ? state
          : { here, set: decorated(doc, here) };
      },
    },
    props: { decorations: (state) => key.getState(state).set },
  });
}

function decorated(doc, here) {
  const at = new Map();
  for (const { block, name } of here) {
    if (block) {
      at.set(block, [...new Set([...(at.get(block) ?? []), name])]);
    }
  }
  const found = [];
  if (at.size) {
    doc.descendants((node, pos) => {
      const names = node.isBlock && at.get(node.attrs.id);
      if (names) {
        const who = names.join(" ");
        found.push(Decoration.node(pos, pos + node.nodeSize, { class: "here", "data-who": who }));
      }
      return !node.isTextblock;
    });
  }
  return DecorationSet.create(doc, found);
}

export function showPresence(view, here, { line, words }) {
  const before = key.getState(view.state);
  if (before && !same(before.here, here)) {
    view.dispatch(view.state.tr.setMeta(key, here).setMeta("addToHistory", false));
  }
  const names = [...new Set(here.map(({ name }) => name))];
  const text = names.length ? words.here.replace("%(names)s", names.join(", ")) : "";
  if (line.textContent !== text) {
    line.textContent = text;
  }
}
