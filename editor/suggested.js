// What was asked for, as suggestion: the same change said with marks of words.
import { Fragment } from "prosemirror-model";
import { TextSelection } from "prosemirror-state";
import { ReplaceStep } from "prosemirror-transform";

import {
  bare, changeOf, flat, insertionsAround, isJoin, isMarkStep, isSplit, markOf, pastDeletion,
  plainOf, sameMarks, SUGGESTIONS,
} from "./changes.js";
import { typedHere } from "./origin.js";

/** Metadata that a transaction keeps when it is said in another way. */
export const CARRIED = ["composition", "uiEvent", "paste", "pointer"];

const BURST = 30_000; // ms after which what is typed on is a suggestion of its own

export class Suggested {
  /** `mode`: the state of suggest mode, `key`: of its plugin, `now`: the moment. */
  constructor(state, { mode, key, now }, asked) {
    this.state = state;
    this.asked = asked;
    this.before = state.doc;
    this.tr = state.tr;
    this.mode = mode;
    this.key = key;
    this.now = now;
    this.leftAtoms = false;
  }

  transaction() {
    if (this.asked.steps.every(isMarkStep)) {
      this.formatted();
      return this.finished();
    }
    const change = changeOf(this.asked);
    if (!change) {
      return this.asked;
    }
    const { from, to, end } = change;
    const $from = this.before.resolve(from);
    const $to = this.before.resolve(to);
    const $start = this.asked.doc.resolve(from);
    const $end = this.asked.doc.resolve(end);
    const isInOneAfter = $start.sameParent($end) && $start.parent.inlineContent;
    const added = isInOneAfter ? $start.parent.content.cut(
      $start.parentOffset, $end.parentOffset) : null;

    if (added && $from.sameParent($to)) {
      return this.words(from, to, added, end);
    }
    if (from === to && isSplit(this.asked)) {
      return this.split($from);
    }
    if (isJoin(this.before, from, to, added)) {
      return this.join($from, $to);
    }
    if (this.isOnOwnGround(from, to)) {
      return this.asked;
    }
    return added && $from.parent.inlineContent
      ? this.words(from, to, added, end)
      : this.refused("structure");
  }

  refused(why) {
    return this.state.tr.setMeta(this.key, { why });
  }

  finished() {
    const { tr, asked } = this;
    tr.setMeta(this.key, { id: this.used, why: this.leftAtoms && "reference" });
    CARRIED.forEach((name) => {
      if (asked.getMeta(name) !== undefined) {
        tr.setMeta(name, asked.getMeta(name));
      }
    });
    return asked.scrolledIntoView ? tr.scrollIntoView() : tr;
  }

  /** Whether this person suggested, in this window, all that stands there. */
  isOwn(from, to) {
    let isOwn = true;
    this.before.nodesBetween(from, to, (node, pos) => {
      if (node.isText) {
        const range = [Math.max(pos, from), Math.min(pos + node.nodeSize, to)];
        isOwn &&= this.runs(node, ...range).every((run) => run.isOwn);
      } else {
        isOwn &&= !node.isLeaf;
      }
    });
    return isOwn;
  }

  /** A stretch of a text node in runs that are this person's own suggestion or not. The
   * mark alone does not say it: of two changes made at the same moment one may leave a
   * mark over words that others wrote, and what is one's own is deleted for good. */
  runs(node, from, to) {
    const isMarked = node.marks.some(
      (mark) => mark.type.name === "insertion" && this.mode.mine.has(mark.attrs.id),
    );
    if (from >= to || !isMarked) {
      return from < to ? [{ from, to, isOwn: false }] : [];
    }
    const runs = [];
    typedHere(this.state, from, to - from).forEach((isOwn, index) => {
      const last = runs[runs.length - 1];
      if (last?.isOwn === isOwn) {
        last.to += 1;
      } else {
        runs.push({ from: from + index, to: from + index + 1, isOwn });
      }
    });
    return runs;
  }

  /** Whether a change that moves or reshapes blocks concerns nobody else's words, and
   * adds none. */
  isOnOwnGround(from, to) {
    if (plainOf(this.before) !== plainOf(this.asked.doc)) {
      return false;
    }
    let isOwn = true;
    this.before.nodesBetween(from, to, (node, pos) => {
      if (node.isTextblock) {
        isOwn &&= this.isOwn(pos + 1, pos + node.nodeSize - 1);
      } else {
        isOwn &&= !node.isLeaf;
      }
      return !node.isTextblock;
    });
    return isOwn;
  }

  /** One key for what is typed in one go. */
  keyFor(from, to) {
    if (this.used) {
      return this.used;
    }
    const { id, at } = this.mode;
    let isBeside = false;
    if (id && this.now - at < BURST) {
      const size = this.before.content.size;
      this.before.nodesBetween(Math.max(0, from - 1), Math.min(size, to + 1), (node) => {
        isBeside ||= node.isText && node.marks.some((mark) =>
          SUGGESTIONS.includes(mark.type.name) && mark.attrs.id === id);
      });
    }
    this.used = isBeside ? id : newKey();
    return this.used;
  }

  mark(name, from, to) {
    return this.state.schema.marks[name].create({ id: this.keyFor(from, to) });
  }

  /** Words that go and words that come. `end` is where these end in the document
   * that was asked for. */
  words(from, to, added, end) {
    const $to = this.before.resolve(to);
    const $from = this.before.resolve(from);
    const texts = this.asInserted(added, from, to, insertionsAround($from, $to));
    if (!texts) {
      return this.refused("reference");
    }
    const removed = this.away(from, to);
    // Across paragraphs the new words stand where the first of them ends.
    const edge = $from.sameParent($to) ? to : $from.end();
    let at = this.tr.mapping.map(edge, -1);
    if (texts.length) {
      at = pastDeletion(this.tr.doc, at);
      this.tr.insert(at, texts);
    }
    const size = Fragment.from(texts).size;
    const { selection } = this.asked;
    const place = (position) => {
      if (position > end) {
        return this.tr.mapping.map(position - end + to);
      }
      if (size) {
        return at + Math.min(size, Math.max(0, position - from));
      }
      // Delete goes on to the right, Backspace to the left.
      const isForward = this.state.selection.empty && this.state.selection.head === from;
      return removed && isForward ? this.tr.mapping.map(to) : this.tr.mapping.map(from, -1);
    };
    this.select(place(selection.anchor), place(selection.head));
    return this.finished();
  }

  select(anchor, head) {
    const { doc } = this.tr;
    this.tr.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head)));
  }

  /** `around`: suggestions in the middle of which the words come. They keep these marks
   * too. A run of marked text that is interrupted begins anew behind the interruption;
   * if its end is taken away at the same moment elsewhere, it runs on over agreed words. */
  suggested(words, marks, from, to, around = []) {
    let all = this.mark("insertion", from, to).addToSet(bare(marks));
    around.forEach((mark) => {
      all = mark.addToSet(all);
    });
    return this.state.schema.text(words, all);
  }

  /** Inline content as suggested text, or null where it cannot be one: the copy of a
   * reference that is pasted keeps its label, a reference that is put in is refused. */
  asInserted(content, from, to, around = []) {
    const texts = [];
    const isPaste = this.asked.getMeta("paste");
    let isPossible = true;
    content.forEach((node) => {
      if (!node.isText && !isPaste) {
        isPossible = false;
        return;
      }
      const words = node.isText ? node.text : flat(node);
      if (words) {
        texts.push(this.suggested(words, node.marks, from, to, around));
      }
    });
    return isPossible ? texts : null;
  }

  /** Marks as deleted what stands between, and takes away what this person had only
   * suggested. References stay: marks on them do not travel. */
  away(from, to) {
    const ranges = [];
    this.before.nodesBetween(from, to, (node, pos) => {
      const isAround = pos < from && pos + node.nodeSize > to;
      if (node.isInline && !node.isText && !isAround) {
        this.leftAtoms = true;
        return false;
      }
      if (node.isText) {
        const end = Math.min(pos + node.nodeSize, to);
        const isGone = Boolean(markOf(node, "deletion"));
        this.runs(node, Math.max(pos, from), end).forEach((run) => {
          ranges.push({ ...run, isGone });
        });
      } else if (node.isBlock && node.isLeaf) {
        this.leftAtoms = true;
      }
      return true;
    });
    for (const run of ranges.reverse()) {
      if (run.isOwn) {
        this.tr.delete(run.from, run.to);
      } else if (!run.isGone) {
        this.tr.addMark(run.from, run.to, this.mark("deletion", from, to));
      }
    }
    return ranges.length > 0;
  }

  /** Enter. Others' words stay in the block in which they are: moved, they would be new
   * words for Yjs, and what others do to them at the same moment would be lost. */
  split($from) {
    if (this.isOwn($from.pos, $from.end())) {
      return this.asked;
    }
    return this.isOwn($from.start(), $from.pos)
      ? this.splitBefore($from)
      : this.splitWithin($from);
  }

  /** Enter behind one's own first words, or before any: they get a block above. */
  splitBefore($from) {
    const depth = $from.depth - this.asked.steps[0].slice.openStart + 1;
    for (let above = depth; above < $from.depth; above += 1) {
      if ($from.index(above) > 0) {
        return this.refused("structure");
      }
    }
    let block = $from.parent.content.cut(0, $from.parentOffset);
    for (let above = $from.depth; above >= depth; above -= 1) {
      const { type, attrs } = $from.node(above);
      block = type.create({ ...attrs, id: null }, block);
    }
    if ($from.parentOffset) {
      this.tr.delete($from.start(), $from.pos);
    }
    this.tr.insert($from.before(depth), block);
    const start = this.tr.mapping.map($from.pos);
    this.select(start, start);
    return this.finished();
  }

  /** Backspace or Delete at the border of two blocks. */
  join($from, $to) {
    if (this.isOwn($to.start(), $to.end())) {
      return this.asked;
    }
    const depth = $from.sharedDepth($to.pos) + 1;
    const isEmpty = !$from.parent.content.size && $from.depth === depth;
    if (!isEmpty) {
      return this.refused("structure");
    }
    this.tr.delete($from.before(), $from.after());
    const start = this.tr.mapping.map($to.pos);
    this.select(start, start);
    return this.finished();
  }

  /** Enter in the middle of somebody's words. */
  splitWithin($from) {
    const { pos, parent, parentOffset } = $from;
    const rest = [];
    let isPossible = true;
    parent.content.cut(parentOffset).forEach((node) => {
      if (!node.isText) {
        isPossible = false;
      } else if (!markOf(node, "deletion")) {
        rest.push(node);
      }
    });
    if (!isPossible) {
      return this.refused("reference");
    }
    const end = $from.end();
    const texts = rest.map((node) => this.suggested(node.text, node.marks, pos, end));
    this.away(pos, end);
    const edge = this.tr.mapping.map(end);
    const { slice } = this.asked.steps[0];
    this.tr.step(new ReplaceStep(edge, edge, slice, true));
    const start = edge + slice.size;
    this.tr.insert(start, texts);
    this.select(start, start);
    return this.finished();
  }

  /** Several paragraphs become new ones after this one; their words are suggested. */
  paragraphs(slice) {
    const { $from, from, to } = this.state.selection;
    if (!$from.parent.isTextblock) {
      return this.refused("structure");
    }
    const contents = [];
    slice.content.descendants((node) => {
      if (node.isTextblock) {
        contents.push(node.content);
      }
      return !node.isTextblock;
    });
    this.asked = this.state.tr.setMeta("paste", true).scrollIntoView();
    const texts = contents
      .map((content) => this.asInserted(content, from, to))
      .filter((text) => text.length);
    this.away(from, to);
    if (!$from.parent.content.size && texts.length) {
      this.tr.insert(this.tr.mapping.map(from), texts.shift());
    }
    const { paragraph } = this.state.schema.nodes;
    const made = texts.map((text) => paragraph.create(null, text));
    const after = this.tr.mapping.map($from.after());
    this.tr.insert(after, made);
    const last = after + Fragment.from(made).size - 1;
    this.select(last, last);
    return this.finished();
  }

  /** Bold, italics, a link: the words go and come back in their new form. */
  formatted() {
    const changed = [];
    this.before.descendants((node, pos) => {
      if (!node.isText) {
        return;
      }
      // Mark steps move nothing: the same positions hold the same letters.
      this.asked.doc.nodesBetween(pos, pos + node.nodeSize, (other, otherPos) => {
        const from = Math.max(pos, otherPos);
        const to = Math.min(pos + node.nodeSize, otherPos + other.nodeSize);
        const isSame = !other.isText || sameMarks(node.marks, other.marks);
        if (!isSame && from < to) {
          const text = node.text.slice(from - pos, to - pos);
          const isOwn = this.runs(node, from, to).every((run) => run.isOwn);
          const isGone = Boolean(markOf(node, "deletion"));
          changed.push({ text, marks: other.marks, from, to, isOwn, isGone });
        }
      });
    });
    for (const { text, marks, from, to, isOwn, isGone } of changed.reverse()) {
      if (isOwn) {
        this.tr.replaceWith(from, to, this.state.schema.text(text, marks));
      } else if (!isGone) {
        const around = insertionsAround(this.before.resolve(from), this.before.resolve(to));
        this.tr.addMark(from, to, this.mark("deletion", from, to));
        this.tr.insert(to, this.suggested(text, marks, from, to, around));
      }
    }
    const { from, to } = this.state.selection;
    this.select(this.tr.mapping.map(from, 1), this.tr.mapping.map(to, 1));
  }
}

/** A UUID of version 4, also where the page came over plain HTTP. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
