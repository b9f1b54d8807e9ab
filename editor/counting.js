// Words as the server counts them (submissions/documents.py): what stands between
// white space, without footnotes and without what somebody would delete.

const isDeleted = (node) => node.marks.some((mark) => mark.type.name === "deletion");

/** The text of a paragraph or heading as it would read if all suggestions were taken. */
export function textOf(block) {
  let text = "";
  block.forEach((node) => {
    if (node.isText) {
      text += isDeleted(node) ? "" : node.text;
    } else if (node.type.name !== "footnote") {
      text += node.type.spec.leafText?.(node) ?? "";
    }
  });
  return text;
}

/** Every paragraph and heading, in reading order. */
export function textBlocks(doc) {
  const blocks = [];
  doc.descendants((node) => {
    if (node.isTextblock && node.type.name !== "footnote") {
      blocks.push(node);
      return false;
    }
    return true;
  });
  return blocks;
}

const counted = new WeakMap(); // nodes are never changed, only replaced

function wordsOf(block) {
  let count = counted.get(block);
  if (count === undefined) {
    count = textOf(block).split(/\s+/).filter(Boolean).length;
    counted.set(block, count);
  }
  return count;
}

export const wordCount = (doc) =>
  textBlocks(doc).reduce((sum, block) => sum + wordsOf(block), 0);
