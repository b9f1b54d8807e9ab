// What the toolbar and the keyboard do, each by one name.
import {
  chainCommands,
  exitCode,
  lift,
  setBlockType,
  toggleMark,
  wrapIn,
} from "prosemirror-commands";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { redoCommand, undoCommand } from "y-prosemirror";

import { schema } from "./schema.js";
import { isSuggesting, toggleSuggesting } from "./suggesting.js";

const { nodes, marks } = schema;

const isMarked = (type) => (state) => {
  const { from, to, empty, $from } = state.selection;
  return empty
    ? Boolean(type.isInSet(state.storedMarks ?? $from.marks()))
    : state.doc.rangeHasMark(from, to, type);
};

const isInside = (type) => ({ selection: { $from } }) => {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type === type) {
      return true;
    }
  }
  return false;
};

const listAround = ({ selection: { $from } }) => {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const { type } = $from.node(depth);
    if (type === nodes.bullet_list || type === nodes.ordered_list) {
      return { type, pos: $from.before(depth) };
    }
  }
  return null;
};

/** Into a list, out of it, or from one kind into the other. */
const toggleList = (type) => (state, dispatch) => {
  const around = listAround(state);
  if (!around) {
    return wrapInList(type)(state, dispatch);
  }
  if (around.type === type) {
    return liftListItem(nodes.list_item)(state, dispatch);
  }
  dispatch?.(state.tr.setNodeMarkup(around.pos, type, { id: state.doc.nodeAt(around.pos).attrs.id }));
  return true;
};

const isHeading = isInside(nodes.heading);

const toggleHeading = (state, dispatch) =>
  isHeading(state)
    ? setBlockType(nodes.paragraph)(state, dispatch)
    : setBlockType(nodes.heading, { level: 1 })(state, dispatch);

const isQuote = isInside(nodes.blockquote);

const toggleQuote = (state, dispatch) =>
  isQuote(state) ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch);

const insertBreak = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

export const commands = {
  strong: { run: toggleMark(marks.strong), isOn: isMarked(marks.strong) },
  em: { run: toggleMark(marks.em), isOn: isMarked(marks.em) },
  heading: { run: toggleHeading, isOn: isHeading },
  bullets: {
    run: toggleList(nodes.bullet_list),
    isOn: (state) => listAround(state)?.type === nodes.bullet_list,
  },
  numbers: {
    run: toggleList(nodes.ordered_list),
    isOn: (state) => listAround(state)?.type === nodes.ordered_list,
  },
  quote: { run: toggleQuote, isOn: isQuote },
  undo: { run: undoCommand },
  redo: { run: redoCommand },
  suggest: { run: toggleSuggesting, isOn: isSuggesting, isAlways: true },
  link: { isOn: isMarked(marks.link) },
};

export const keys = {
  "Mod-b": commands.strong.run,
  "Mod-i": commands.em.run,
  "Mod-z": commands.undo.run,
  "Mod-y": commands.redo.run,
  "Shift-Mod-z": commands.redo.run,
  "Mod-Alt-1": commands.heading.run,
  "Shift-Mod-7": commands.numbers.run,
  "Shift-Mod-8": commands.bullets.run,
  "Shift-Mod-9": commands.quote.run,
  "Shift-Mod-e": toggleSuggesting,
  "Shift-Enter": insertBreak,
  Enter: splitListItem(nodes.list_item),
  Tab: sinkListItem(nodes.list_item),
  "Shift-Tab": liftListItem(nodes.list_item),
};
