// The headings inside the section, to jump to.
import { TextSelection } from "prosemirror-state";

export function headingsIn(doc) {
  const found = [];
  doc.descendants((node, pos) => {
    if (node.type.name === "heading") {
      found.push({ pos, level: node.attrs.level, text: node.textContent.trim() });
    }
    return !node.isTextblock;
  });
  return found;
}

export function goTo(view, pos) {
  const selection = TextSelection.near(view.state.doc.resolve(pos + 1));
  view.dispatch(view.state.tr.setSelection(selection));
  view.focus();
  view.nodeDOM(pos)?.scrollIntoView({ block: "start" });
}

/** A dialog with a list [data-list] and, for a text without headings, [data-empty]. */
export function outlineCommand(dialog, { language }) {
  const list = dialog.querySelector("[data-list]");
  const empty = dialog.querySelector("[data-empty]");

  return (state, dispatch, view) => {
    if (!dispatch) {
      return true;
    }
    const headings = headingsIn(state.doc).filter(({ text }) => text);
    list.replaceChildren(
      ...headings.map(({ pos, level, text }) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = text;
        button.addEventListener("click", () => {
          dialog.close();
          goTo(view, pos);
        });
        const item = document.createElement("li");
        item.className = `level-${level}`;
        item.lang = language;
        item.append(button);
        return item;
      }),
    );
    empty.hidden = headings.length > 0;
    dialog.showModal();
    return true;
  };
}
