// What is made of typed signs: lists, quotes, headings, and quotation marks as the
// language of the text has them. One undo gives back the signs as they were typed.
import {
  InputRule,
  inputRules,
  textblockTypeInputRule,
  undoInputRule,
  wrappingInputRule,
} from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { yUndoPluginKey } from "y-prosemirror";

export { undoInputRule };

const GUILLEMETS = { open: ["«", "„"], close: { "«": "»", "„": "“" } };
const OPENS = /(^|[\s\u00a0([{«„“‘–—-])$/;

/** `isOff(state)`: where blocks may not change their kind (suggest mode). To stand
 * before other keymaps, so that undo asks here first. */
export function rules(schema, { language, isOff = () => false }) {
  const { nodes } = schema;
  const blocks = [
    wrappingInputRule(/^\s*[-–*]\s$/, nodes.bullet_list),
    wrappingInputRule(
      /^(\d{1,3})[.)]\s$/,
      nodes.ordered_list,
      (match) => ({ order: Number(match[1]) }),
      (match, node) => node.childCount + node.attrs.order === Number(match[1]),
    ),
    wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
    textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading, (match) => ({
      level: Math.max(1, match[1].length - 1),
    })),
  ];
  return [
    inputRules({
      rules: [...blocks.map((rule) => ofParagraphs(rule, nodes, isOff)), ...quotes(language)],
    }),
    keymap({ "Mod-z": undoInputRule, Backspace: undoInputRule }),
  ];
}

/** The rule, where a paragraph begins with it. What was typed before it is an undo of
 * its own. */
function ofParagraphs(rule, nodes, isOff) {
  return new InputRule(rule.match, (state, match, start, end) => {
    const { parent } = state.doc.resolve(start);
    if (parent.type !== nodes.paragraph || isOff(state)) {
      return null;
    }
    const tr = rule.handler(state, match, start, end);
    if (tr) {
      yUndoPluginKey.getState(state)?.undoManager.stopCapturing();
    }
    return tr;
  });
}

function quotes(language) {
  const isEnglish = language === "en";
  const put = (make) => (state, _match, start, end) => {
    const $start = state.doc.resolve(start);
    const before = $start.parent.textBetween(0, $start.parentOffset, null, "\ufffc");
    const sign = make(before);
    return sign && state.tr.insertText(sign, start, end);
  };
  const english = (open, close) => (before) => (OPENS.test(before) ? open : close);
  const double = new InputRule(/"$/, put(isEnglish ? english("“", "”") : guillemet));
  const single = new InputRule(/'$/, put(english("‘", "’")));
  return isEnglish ? [double, single] : [double];
}

/** « » and, inside these, „ “. */
function guillemet(before) {
  const { open, close } = GUILLEMETS;
  const opened = [];
  for (const sign of before) {
    if (open.includes(sign)) {
      opened.push(sign);
    } else if (sign === close[opened[opened.length - 1]]) {
      opened.pop();
    }
  }
  const last = opened[opened.length - 1];
  if (OPENS.test(before)) {
    return last ? "„" : "«";
  }
  return last ? close[last] : "»";
}
