// What the server has not taken, as a text file that a person can keep.
import * as Y from "yjs";

const BLOCKS = new Set(["paragraph", "heading"]);

/** The paragraphs in which something stands that was not taken, as they read here. */
export function unsentParagraphs(doc, pending) {
  const blocks = new Set();
  for (const { data } of pending) {
    for (const struct of Y.decodeUpdate(data).structs) {
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) {
        const block = blockAround(doc, struct.id);
        if (block) {
          blocks.add(block);
        }
      }
    }
  }
  return [...blocks].map(wordsIn).filter((text) => text.trim());
}

function blockAround(doc, id) {
  let type;
  try {
    type = Y.getItem(doc.store, id).parent;
  } catch {
    return null; // it waits for a predecessor
  }
  while (type?._item && !BLOCKS.has(type.nodeName)) {
    type = type._item.parent;
  }
  return type && BLOCKS.has(type.nodeName) ? type : null;
}

const wordsIn = (type) =>
  type
    .toArray()
    .map((child) =>
      child instanceof Y.XmlText
        ? child.toDelta().map(({ insert }) => insert).join("")
        : child instanceof Y.XmlElement && child.nodeName === "footnote"
          ? ` (${wordsIn(child)})`
          : " ",
    )
    .join("");

export function download(name, text) {
  // The mark at the beginning tells Windows that this is UTF-8.
  const address = URL.createObjectURL(
    new Blob(["\ufeff", text], { type: "text/plain;charset=utf-8" }),
  );
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
