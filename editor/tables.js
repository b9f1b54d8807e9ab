// Tables: prosemirror-tables, without widths of columns, and what a thumb needs.
import { keymap } from "prosemirror-keymap";
import { Plugin, TextSelection } from "prosemirror-state";
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  tableEditing,
  toggleHeader,
} from "prosemirror-tables";

import { isFromYjs } from "./origin.js";

export { isInTable };

const ROWS = 3;
const COLUMNS = 2;

/** prosemirror-tables repairs a table that has lost its shape. When two people add a
 * row and a column at the same moment every browser would do that, each adding cells
 * of its own, for ever: only who changes the table repairs it. */
function editing() {
  const { spec } = tableEditing();
  return new Plugin({
    ...spec,
    appendTransaction: (transactions, before, state) =>
      transactions.some(isFromYjs) ? null : spec.appendTransaction(transactions, before, state),
  });
}

/** Tab goes from cell to cell, after the last one into a new row. */
const nextCell = (state, dispatch, view) => {
  if (goToNextCell(1)(state, dispatch)) {
    return true;
  }
  if (!isInTable(state) || !addRowAfter(state, dispatch)) {
    return false;
  }
  return view ? goToNextCell(1)(view.state, dispatch) : true;
};

export const tables = () => [
  keymap({ Tab: nextCell, "Shift-Tab": goToNextCell(-1) }),
  editing(),
];

/** A small table, its first row of headings, behind the block with the caret. */
export const insertTable = (state, dispatch) => {
  const { $to } = state.selection;
  if (isInTable(state) || !$to.depth) {
    return false;
  }
  const { table, table_row: row, table_cell: cell, table_header: header, paragraph } =
    state.schema.nodes;
  const rows = Array.from({ length: ROWS }, (_row, at) =>
    row.create(
      null,
      Array.from({ length: COLUMNS }, () => (at ? cell : header).createAndFill()),
    ),
  );
  if (dispatch) {
    const block = $to.node(1);
    const isReplaced = block.type === paragraph && !block.content.size;
    const from = isReplaced ? $to.before(1) : $to.after(1);
    const isLast = $to.index(0) === state.doc.childCount - 1;
    const made = [table.create(null, rows), ...(isLast ? [paragraph.create()] : [])];
    const tr = state.tr.replaceWith(from, $to.after(1), made);
    tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1)));
    dispatch(tr.scrollIntoView());
  }
  return true;
};

export const tableCommands = {
  row: addRowAfter,
  column: addColumnAfter,
  "row-away": deleteRow,
  "column-away": deleteColumn,
  headings: toggleHeader("row"),
  "table-away": deleteTable,
};

/** The button: outside a table it puts one in, inside it asks what to do with it.
 * `dialog` has buttons [data-table] named as above. */
export function tableCommand(dialog) {
  let asked = null;
  dialog.addEventListener("click", (event) => {
    const name = event.target.closest("[data-table]")?.dataset.table;
    if (name) {
      dialog.close();
      asked.focus();
      tableCommands[name](asked.state, asked.dispatch, asked);
    }
  });
  return (state, dispatch, view) => {
    if (!isInTable(state)) {
      return insertTable(state, dispatch);
    }
    if (dispatch) {
      asked = view;
      dialog.showModal();
    }
    return true;
  };
}
