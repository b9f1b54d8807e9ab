// What a transaction changes, in the terms that suggest mode needs.
import { AddMarkStep, RemoveMarkStep, ReplaceStep } from "prosemirror-transform";

export const SUGGESTIONS = ["insertion", "deletion", "modification"];

export const markOf = (node, name) => node.marks.find((mark) => mark.type.name === name);

export const bare = (marks) => marks.filter((mark) => !SUGGESTIONS.includes(mark.type.name));

/** What changed between two documents, as one range: before [from, to), after
 * [from, end). A single step says it exactly; several are compared. */
export function changeOf(tr) {
  const [step] = tr.steps;
  if (tr.steps.length === 1 && step instanceof ReplaceStep) {
    return { from: step.from, to: step.to, end: step.from + step.slice.size };
  }
  const [before, after] = [tr.before.content, tr.doc.content];
  const from = before.findDiffStart(after);
  if (from === null) {
    return null;
  }
  let { a: to, b: end } = before.findDiffEnd(after);
  const overlap = from - Math.min(to, end);
  if (overlap > 0) {
    to += overlap;
    end += overlap;
  }
  return { from, to, end };
}


/** Marks of insertions that stand on both sides. */
export function insertionsAround($from, $to) {
  const before = $from.nodeBefore?.marks ?? [];
  const after = $to.nodeAfter?.marks ?? [];
  return before.filter((mark) => mark.type.name === "insertion" && mark.isInSet(after));
}

/** All letters, with a sign for what is no letter. */
export const plainOf = (doc) => {
  let text = "";
  doc.descendants((node) => {
    const isSign = node.isLeaf || node.type.spec.tableRole || node.isInline;
    text += node.isText ? node.text : isSign ? "\ufffc" : "";
  });
  return text;
};

export const isMarkStep = (step) => step instanceof AddMarkStep || step instanceof RemoveMarkStep;

export const sameMarks = (one, other) =>
  one.length === other.length && one.every((mark, index) => mark.eq(other[index]));

export const flat = (node) =>
  node.type.spec.leafText?.(node) ?? node.textBetween(0, node.content.size, " ", " ");

/** Nothing but the border between two blocks goes. */
export const isJoin = (doc, from, to, added) =>
  from < to &&
  Boolean(added) &&
  added.size === 0 &&
  doc.resolve(from).parent.isTextblock &&
  doc.resolve(to).parent.isTextblock &&
  doc.textBetween(from, to, "", "\ufffc") === "";

/** Nothing but a border between two blocks comes. */
export function isSplit(tr) {
  const [step] = tr.steps;
  if (tr.steps.length !== 1 || !(step instanceof ReplaceStep)) {
    return false;
  }
  const { content, openStart, openEnd } = step.slice;
  return openStart > 0 && openStart === openEnd && content.size === 4 * openStart;
}

/** Words put into the middle of a deletion stand after it. */
export function pastDeletion(doc, at) {
  const before = doc.resolve(at).nodeBefore;
  const deletion = before && markOf(before, "deletion");
  let after = doc.resolve(at).nodeAfter;
  let position = at;
  while (deletion && after && markOf(after, "deletion")?.eq(deletion)) {
    position += after.nodeSize;
    after = doc.resolve(position).nodeAfter;
  }
  return position;
}
