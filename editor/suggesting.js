// Suggest mode: what a person types or deletes becomes marks that others decide on.
//
// prosemirror-suggest-changes is not used here. It marks nodes where blocks are
// split, joined or changed, and y-prosemirror keeps marks of text alone: those marks
// are gone as soon as anybody else writes in the paragraph, and the change stands as
// if it had been agreed. It leaves zero-width spaces in the text. And it gives what
// is typed beside somebody's suggestion that person's key, so their authorship.
//
// So only words are suggested. A split becomes “these words away, the same words in
// a new paragraph”; a deletion over several paragraphs deletes their words; what
// cannot be said with words (a list, a table, a reference) is refused, unless it
// concerns nothing but what this person has suggested here or empty paragraphs.
import { Fragment } from "prosemirror-model";
import { Plugin, PluginKey, TextSelection } from "prosemirror-state";
import { ReplaceStep, AddMarkStep, RemoveMarkStep } from "prosemirror-transform";

import { isFromYjs } from "./origin.js";

export const suggestingKey = new PluginKey("suggesting");

const SUGGESTIONS = ["insertion", "deletion", "modification"];
const BURST = 30_000; // ms after which what is typed on is a suggestion of its own
const CARRIED = ["composition", "uiEvent", "paste", "pointer"];

/** `isMine(id)`: whether a suggestion of an earlier visit is this person's own.
 * `onRefused(why)`: "structure" or "reference" could not be suggested. */
export function suggesting({
  isMine = () => false,
  onRefused = () => {},
  onSwitch = () => {},
  now = Date.now,
} = {}) {
  return new Plugin({
    key: suggestingKey,
    state: {
      init: () => ({ isOn: false, mine: new Set(), id: null, at: 0, refusals: 0 }),
      apply(tr, state) {
        const said = tr.getMeta(suggestingKey);
        if (!said) {
          return state;
        }
        const { isOn = state.isOn, id, why } = said;
        return {
          ...state,
          isOn,
          mine: id ? new Set(state.mine).add(id) : state.mine,
          id: id ?? (isOn ? state.id : null),
          at: id ? now() : state.at,
          refusals: state.refusals + (why ? 1 : 0),
          why,
        };
      },
    },
    props: {
      handlePaste: (view, _event, slice) => {
        if (!isSuggesting(view.state) || isOneLine(slice)) {
          return false;
        }
        view.dispatch(new Suggested(view.state).paragraphs(slice));
        return true;
      },
      // Words that are dragged go in one place and come in another, in one step.
      handleDrop: (view) => {
        if (!isSuggesting(view.state)) {
          return false;
        }
        onRefused("structure");
        return true;
      },
    },
    // Read by `asSuggestion`, which sees the state alone.
    suggesting: { isMine, now },
    view: () => ({
      update(view, before) {
        const [was, is] = [before, view.state].map((one) => suggestingKey.getState(one));
        if (is.refusals > was.refusals) {
          onRefused(is.why);
        }
        if (is.isOn !== was.isOn) {
          onSwitch(is.isOn);
        }
      },
    }),
  });
}

export const isSuggesting = (state) => Boolean(suggestingKey.getState(state)?.isOn);

export const setSuggesting = (isOn) => (state, dispatch) => {
  dispatch?.(state.tr.setMeta(suggestingKey, { isOn }));
  return true;
};

export const toggleSuggesting = (state, dispatch) =>
  setSuggesting(!isSuggesting(state))(state, dispatch);

/** The transaction as the mode wants it. */
function asSuggestion(tr, state) {
  if (
    !isSuggesting(state) ||
    !tr.docChanged ||
    isFromYjs(tr) ||
    tr.getMeta(suggestingKey)
  ) {
    return tr;
  }
  return new Suggested(state, tr).transaction();
}

/** `dispatchTransaction` of a view with suggest mode. y-prosemirror compares a text
 * before and after: of two places that change at once it writes all anew that stands
 * between, and what others do there at the same moment is lost. So one by one. */
export function dispatchSuggesting(asked) {
  const tr = asSuggestion(asked, this.state);
  const places = tr.steps.filter((step) => step instanceof ReplaceStep).length;
  if (tr === asked || places < 2) {
    this.updateState(this.state.apply(tr));
    return;
  }
  let part = this.state.tr;
  for (const step of tr.steps) {
    if (step instanceof ReplaceStep && part.steps.some((one) => one instanceof ReplaceStep)) {
      this.updateState(this.state.apply(part));
      part = this.state.tr;
    }
    part.step(step);
  }
  const { anchor, head } = tr.selection;
  part.setSelection(TextSelection.create(part.doc, anchor, head));
  [suggestingKey, ...CARRIED].forEach((name) => {
    part.setMeta(name, tr.getMeta(name));
  });
  this.updateState(this.state.apply(tr.scrolledIntoView ? part.scrollIntoView() : part));
}

const markOf = (node, name) => node.marks.find((mark) => mark.type.name === name);

const bare = (marks) => marks.filter((mark) => !SUGGESTIONS.includes(mark.type.name));

/** What changed between two documents, as one range: before [from, to), after
 * [from, end). A single step says it exactly; several are compared. */
function changeOf(tr) {
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

class Suggested {
  constructor(state, asked) {
    this.state = state;
    this.asked = asked;
    this.before = state.doc;
    this.tr = state.tr;
    this.mode = suggestingKey.getState(state);
    this.settings = suggestingKey.get(state).spec.suggesting;
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
    if (this.isOnOwnGround(from, to)) {
      return this.asked;
    }
    if (isJoin(this.before, from, to, added)) {
      const isOwn = [$from, $to].some(($side) => this.isOwn($side.parent, $side.start()));
      return isOwn ? this.asked : this.refused("structure");
    }
    if (from === to && isSplit(this.asked)) {
      return this.split($from);
    }
    return added && $from.parent.inlineContent
      ? this.words(from, to, added, end)
      : this.refused("structure");
  }

  refused(why) {
    return this.state.tr.setMeta(suggestingKey, { why });
  }

  finished() {
    const { tr, asked } = this;
    tr.setMeta(suggestingKey, { id: this.used, why: this.leftAtoms && "reference" });
    CARRIED.forEach((name) => {
      if (asked.getMeta(name) !== undefined) {
        tr.setMeta(name, asked.getMeta(name));
      }
    });
    return asked.scrolledIntoView ? tr.scrollIntoView() : tr;
  }

  /** Whether the text of a node was suggested by this person (or is none). */
  isOwn(node, start) {
    let isOwn = true;
    node.descendants((child) => {
      isOwn &&= child.isText ? this.isOwnText(child) : !child.isLeaf;
    });
    return isOwn && start >= 0;
  }

  isOwnText(node) {
    return node.marks.some((mark) =>
      mark.type.name === "insertion" && this.isMine(mark.attrs.id));
  }

  isMine(id) {
    return this.mode.mine.has(id) || this.settings.isMine(id);
  }

  /** Whether a change that moves or reshapes blocks concerns nobody else's words, and
   * adds none. */
  isOnOwnGround(from, to) {
    if (plainOf(this.before) !== plainOf(this.asked.doc)) {
      return false;
    }
    const $from = this.before.resolve(from);
    if (from === to && isSplit(this.asked)) {
      const { parent, parentOffset } = $from;
      return [parent.cut(0, parentOffset), parent.cut(parentOffset)].some((half) =>
        this.isOwn(half, 0),
      );
    }
    if (isJoin(this.before, from, to, true)) {
      return false; // judged by its two sides
    }
    let isOwn = true;
    this.before.nodesBetween(from, to, (node) => {
      if (node.isTextblock) {
        isOwn &&= this.isOwn(node, 0);
        return false;
      }
      isOwn &&= !node.isLeaf;
      return true;
    });
    return isOwn;
  }

  /** One key for what is typed in one go. */
  key(from, to) {
    if (this.used) {
      return this.used;
    }
    const { id, at } = this.mode;
    let isBeside = false;
    if (id && this.settings.now() - at < BURST) {
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
    return this.state.schema.marks[name].create({ id: this.key(from, to) });
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
    const { schema } = this.state;
    const ranges = [];
    const $from = this.before.resolve(from);
    this.before.nodesBetween(from, to, (node, pos) => {
      const isAround = pos < from && pos + node.nodeSize > to;
      if (node.isInline && !node.isText && !isAround) {
        this.leftAtoms = true;
        return false;
      }
      if (node.isText) {
        const range = [Math.max(pos, from), Math.min(pos + node.nodeSize, to)];
        if (range[0] < range[1]) {
          ranges.push([...range, node]);
        }
      } else if (node.isBlock && node.isLeaf) {
        this.leftAtoms = true;
      }
      return true;
    });
    for (const [start, stop, node] of ranges.reverse()) {
      if (this.isOwnText(node)) {
        this.tr.delete(start, stop);
      } else if (!markOf(node, "deletion")) {
        const deletion = schema.marks.deletion.create({ id: this.key($from.pos, to) });
        this.tr.addMark(start, stop, deletion);
      }
    }
    return ranges.length > 0;
  }

  /** Enter in the middle of somebody's words. */
  split($from) {
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
          changed.push({ node, text, marks: other.marks, from, to });
        }
      });
    });
    for (const { node, text, marks, from, to } of changed.reverse()) {
      if (this.isOwnText(node)) {
        this.tr.replaceWith(from, to, this.state.schema.text(text, marks));
      } else if (!markOf(node, "deletion")) {
        const around = insertionsAround(this.before.resolve(from), this.before.resolve(to));
        this.tr.addMark(from, to, this.mark("deletion", from, to));
        this.tr.insert(to, this.suggested(text, marks, from, to, around));
      }
    }
    const { from, to } = this.state.selection;
    this.select(this.tr.mapping.map(from, 1), this.tr.mapping.map(to, 1));
  }
}

/** Marks of insertions that stand on both sides. */
function insertionsAround($from, $to) {
  const before = $from.nodeBefore?.marks ?? [];
  const after = $to.nodeAfter?.marks ?? [];
  return before.filter((mark) => mark.type.name === "insertion" && mark.isInSet(after));
}

/** All letters, with a sign for what is no letter. */
const plainOf = (doc) => {
  let text = "";
  doc.descendants((node) => {
    const isSign = node.isLeaf || node.type.spec.tableRole || node.isInline;
    text += node.isText ? node.text : isSign ? "\ufffc" : "";
  });
  return text;
};

const isOneLine = ({ content, openStart, openEnd }) =>
  content.childCount === 1 &&
  (content.firstChild.isInline || (content.firstChild.isTextblock && openStart && openEnd));

const isMarkStep = (step) => step instanceof AddMarkStep || step instanceof RemoveMarkStep;

const sameMarks = (one, other) =>
  one.length === other.length && one.every((mark, index) => mark.eq(other[index]));

const flat = (node) =>
  node.type.spec.leafText?.(node) ?? node.textBetween(0, node.content.size, " ", " ");

/** Nothing but the border between two blocks goes. */
const isJoin = (doc, from, to, added) =>
  from < to &&
  Boolean(added) &&
  (added === true || added.size === 0) &&
  doc.resolve(from).parent.isTextblock &&
  doc.resolve(to).parent.isTextblock &&
  doc.textBetween(from, to, "", "\ufffc") === "";

/** Nothing but a border between two blocks comes. */
function isSplit(tr) {
  const [step] = tr.steps;
  if (tr.steps.length !== 1 || !(step instanceof ReplaceStep)) {
    return false;
  }
  const { content, openStart, openEnd } = step.slice;
  return openStart > 0 && openStart === openEnd && content.size === 4 * openStart;
}

/** Words put into the middle of a deletion stand after it. */
function pastDeletion(doc, at) {
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

/** A UUID of version 4, also where the page came over plain HTTP. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
