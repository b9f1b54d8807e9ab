// What is pasted: plain text line by line, everything else cleaned first (cleaning.js),
// and nothing with the ids or the suggestions of the text it was copied from.
import { Fragment, Slice } from "prosemirror-model";
import { Plugin, PluginKey } from "prosemirror-state";

import { isSafeLink } from "./schema.js";

// One change must stay far below LIMITS.update_bytes: a larger one is never taken, and
// neither is what is typed after it.
const LONGEST = 60_000; // characters, of two bytes in Russian and Kyrgyz
const MOST = 2500; // nodes, of some fifty bytes: a table of few words is large too

/** `later()`: the promise of later.js, where the cleaning is. `onTooLong()`: nothing
 * was put in. */
export function pasteCleaner(schema, { later, onTooLong = () => {} }) {
  let cleaned = null;
  const ready = later().then(
    (more) => {
      ({ cleaned } = more);
    },
    () => {}, // without a line: plain text until the page is loaded anew
  );
  const refuseLong = (_view, _event, slice) => {
    const isRefused = isTooLong(slice);
    if (isRefused) {
      onTooLong();
    }
    return isRefused;
  };
  return new Plugin({
    key: new PluginKey("paste"),
    props: {
      handleDOMEvents: {
        paste(view, event) {
          const html = event.clipboardData?.getData("text/html");
          if (cleaned || !html || !view.editable) {
            return false;
          }
          event.preventDefault();
          const text = event.clipboardData.getData("text/plain");
          ready.then(() => (cleaned ? view.pasteHTML(html) : view.pasteText(text)));
          return true;
        },
      },
      handlePaste: refuseLong,
      handleDrop: refuseLong,
      transformPastedHTML: (html) => (cleaned ? cleaned(html, { isSafeLink }) : ""),
      clipboardTextParser: (text, $context) => plainSlice(schema, text, $context),
      transformPasted: (slice) => stripped(schema, slice),
    },
  });
}

function isTooLong({ content }) {
  let nodes = 0;
  content.descendants(() => {
    nodes += 1;
  });
  return nodes > MOST || content.textBetween(0, content.size).length > LONGEST;
}

/** Each line of plain text is a paragraph; empty lines are none. */
function plainSlice(schema, text, $context) {
  const lines = text
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => line.replace(/[\u200e\u200f\u200b\ufeff]/g, "").trimEnd())
    .filter((line) => line.trim());
  const marks = $context.marks().filter((mark) => !isSuggestion(mark));
  const paragraphs = lines.map((line) =>
    schema.nodes.paragraph.create(null, schema.text(line, marks)));
  return Slice.maxOpen(Fragment.from(paragraphs));
}

const isSuggestion = (mark) =>
  ["insertion", "deletion", "modification"].includes(mark.type.name);

/** Ids belong to their block and keys of suggestions to their text: a copy has
 * neither. Words that somebody wants deleted are copied as words. */
export function stripped(schema, slice) {
  const strip = (fragment) => {
    const nodes = [];
    fragment.forEach((node) => {
      const marks = node.marks.filter((mark) => !isSuggestion(mark));
      if (node.isText) {
        nodes.push(node.mark(marks));
      } else {
        const attrs = "id" in node.attrs ? { ...node.attrs, id: null } : node.attrs;
        nodes.push(node.type.create(attrs, strip(node.content), marks));
      }
    });
    return Fragment.fromArray(nodes);
  };
  return new Slice(strip(slice.content), slice.openStart, slice.openEnd);
}
