// What the editor can do beyond plain writing, put together for editor/main.js.
import { anchors, commentCommand, Threads } from "./anchors.js";
import { cites, insertCite, insertProposal } from "./cites.js";
import { find, FindBar } from "./find.js";
import { footnotes, insertFootnote } from "./footnotes.js";
import { outlineCommand } from "./outline.js";
import { pasteCleaner } from "./paste.js";
import { rules } from "./rules.js";
import { schema } from "./schema.js";
import { currentSuggestion, SuggestionList } from "./suggestionlist.js";
import { isSuggesting, suggesting } from "./suggesting.js";
import { isInTable, tableCommand, tables } from "./tables.js";

const SAID_FOR = 8000; // ms
/* global LATER -- the file of later.js, which editor/build.mjs names */

export class Extras {
  /** `mayComment()`: at this moment. `onDecided()`: exchange at once. */
  constructor(page, { words, mayComment, onDecided }) {
    Object.assign(this, { page, words, mayComment, onDecided });
    const { language, cards, picker } = page.dataset;
    const part = (name) => page.querySelector(`[data-${name}]`);
    this.language = language;
    this.list = part("suggestions");
    this.said = part("refused");
    this.bar = new FindBar(part("find"), { words });
    this.cites = cites({ address: cards, language, words });
    this.later = import(LATER);
    this.picker = this.later.then(
      ({ Picker }) => new Picker(part("picker-dialog"), { address: picker, language, words }),
    );
    this.picker.catch(() => {}); // said when it is wanted
    const table = tableCommand(part("table-dialog"));
    this.commands = {
      footnote: inWordsOnly(insertFootnote),
      cite: inWordsOnly(this.choose(insertCite, { isBlock: false })),
      proposal: inWordsOnly(this.choose(insertProposal, { isBlock: true })),
      table: { ...inWordsOnly(table), isOn: isInTable },
      find: { run: (_state, dispatch) => !dispatch || this.bar.open(this.view), isAlways: true },
      outline: { run: outlineCommand(part("outline-dialog"), { language }), isAlways: true },
      comment: { run: commentCommand(part("comment-dialog")), isAble: mayComment },
    };
    this.commentHere(part("comment-here"));
  }

  /** In this order, before the keymaps. */
  get plugins() {
    return [
      pasteCleaner(schema, {
        later: () => this.later,
        onTooLong: () => this.say(this.words.paste_too_long),
      }),
      suggesting({
        onRefused: (why) => this.say(this.words[`refused_${why}`]),
        onSwitch: (isOn) => this.say(isOn ? this.words.suggesting_on : this.words.suggesting_off),
      }),
      ...rules(schema, { language: this.language, isOff: isSuggesting }),
      footnotes(),
      ...tables(),
      ...find({ open: () => this.bar.open(this.view) }),
      anchors(),
      currentSuggestion(),
    ];
  }

  get nodeViews() {
    return this.cites.nodeViews;
  }

  attach(view) {
    const { words, language, onDecided } = this;
    this.threads = new Threads({ view, words });
    this.suggestions = new SuggestionList(this.list, { view, words, language, onDecided });
    this.view = view; // last: what they do at first is shown at once
    this.show(view.state);
  }

  /** After each change of the editor's state. */
  show(state) {
    if (this.view) {
      this.threads?.show(state);
      this.suggestions?.show(state);
      this.page.classList.toggle("is-suggesting", isSuggesting(state));
      const isHere = !this.view.editable && this.mayComment() && !state.selection.empty;
      this.button.hidden = !isHere;
    }
  }

  detach() {
    this.threads?.destroy();
    this.suggestions?.destroy();
    this.cites.destroy();
    this.view = null;
  }

  /** The command that asks what to put in, and puts it in. */
  choose(insert, { isBlock }) {
    return (state, dispatch, view) => {
      const isPossible = insert({})(state);
      if (isPossible && dispatch) {
        this.picker.then(
          (picker) => picker.choose(view, { isBlock, insert }),
          () => this.say(this.words.card_offline),
        );
      }
      return isPossible;
    };
  }

  /** Who may comment but not write has no toolbar: the button comes with a selection. */
  commentHere(button) {
    this.button = button;
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      this.commands.comment.run(this.view.state, this.view.dispatch, this.view);
    });
  }

  say(sentence) {
    clearTimeout(this.silence);
    this.said.textContent = sentence;
    this.silence = setTimeout(() => {
      this.said.textContent = "";
    }, SAID_FOR);
  }
}

/** A command that is out of reach while only words can be suggested. */
const inWordsOnly = (run) => ({
  run,
  isAble: (state) => !isSuggesting(state) && run(state) !== false,
});
