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
import { Plugin, PluginKey, TextSelection } from "prosemirror-state";
import { ReplaceStep } from "prosemirror-transform";

import { isFromYjs } from "./origin.js";
import { CARRIED, Suggested } from "./suggested.js";

export const suggestingKey = new PluginKey("suggesting");

/** `onRefused(why)`: "structure" or "reference" could not be suggested. */
export function suggesting({
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
        view.dispatch(suggested(view.state).paragraphs(slice));
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
    suggesting: { now },
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

const suggested = (state, tr) =>
  new Suggested(
    state,
    {
      key: suggestingKey,
      mode: suggestingKey.getState(state),
      now: suggestingKey.get(state).spec.suggesting.now(),
    },
    tr,
  );

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
  return suggested(state, tr).transaction();
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

/** Words that stay within a paragraph. */
const isOneLine = ({ content, openStart, openEnd }) =>
  content.childCount === 1 &&
  (content.firstChild.isInline || (content.firstChild.isTextblock && openStart && openEnd));
