// The editor itself: ProseMirror on the shared document.
import { baseKeymap } from "prosemirror-commands";
import { gapCursor } from "prosemirror-gapcursor";
import { keymap } from "prosemirror-keymap";
import { EditorState, Plugin } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { ySyncPlugin, yUndoPlugin } from "y-prosemirror";

import { blockIds } from "./blockids.js";
import { keys } from "./commands.js";
import { presence } from "./presence.js";
import { readOnlyUnless, suggestLinks } from "./reading.js";
import { ROOT, schema } from "./schema.js";
import { dispatchSuggesting } from "./suggesting.js";

/** `place`: where it goes. Made only when the document is here as the server or this
 * device has it: an editor on an empty document would begin to write one. */
export function makeView(place, { doc, page, mayWrite, maySuggest, words, shortcuts, extras, onState }) {
  const { language, suggest } = page.dataset;
  const plugins = [
    ySyncPlugin(doc.getXmlFragment(ROOT)),
    yUndoPlugin(),
    readOnlyUnless(mayWrite),
    blockIds(),
    ...extras.plugins,
    presence(),
    suggestLinks({ address: suggest, words, isOffered: () => !mayWrite() && maySuggest() }),
    keymap(shortcuts),
    keymap(keys),
    keymap(baseKeymap),
    gapCursor(),
    new Plugin({ view: () => ({ update: (view) => onState(view.state) }) }),
  ];
  return new EditorView(
    { mount: place },
    {
      state: EditorState.create({ schema, plugins }),
      editable: mayWrite,
      nodeViews: extras.nodeViews,
      attributes: () => ({
        class: "words document",
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": "section-heading",
        "aria-readonly": String(!mayWrite()),
        lang: language,
        spellcheck: "true",
        tabindex: "0",
      }),
      dispatchTransaction: dispatchSuggesting,
    },
  );
}
