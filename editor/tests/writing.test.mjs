// Typed signs, finding, headings, footnotes, tables.
import assert from "node:assert/strict";
import { test } from "node:test";

import { block, Browser, p, reopened, schema, sync } from "./desk.mjs";
import { NodeSelection } from "prosemirror-state";

import { blockIds } from "../blockids.js";
import { find, FindBar, matchesOf } from "../find.js";
import { footnotes, insertFootnote } from "../footnotes.js";
import { goTo, headingsIn } from "../outline.js";
import { rules } from "../rules.js";
import { isSuggesting, setSuggesting, suggesting } from "../suggesting.js";
import { insertTable, isInTable, tableCommands, tables } from "../tables.js";

const typed = (language, text, ...blocks) => {
  const browser = new Browser({
    plugins: [suggesting(), ...rules(schema, { language, isOff: isSuggesting }), blockIds()],
  });
  browser.fill(...(blocks.length ? blocks : [p()]));
  browser.caret(browser.doc.content.size - 1);
  return browser.type(text);
};
const shape = (node) =>
  node.isText ? node.text : `${node.type.name}(${node.content.content.map(shape).join(",")})`;
const shapes = (browser) => browser.doc.content.content.map(shape).join(" ");

for (const [text, wanted] of [
  ["- one", "bullet_list(list_item(paragraph(one)))"],
  ["1. one", "ordered_list(list_item(paragraph(one)))"],
  ["> one", "blockquote(paragraph(one))"],
  ["## one", "heading(one)"],
]) {
  test(`“${text}” at the beginning becomes what it looks like, and one undo takes it back`, () => {
    const browser = typed("en", text.slice(0, -3));
    assert.equal(shapes(browser).replace(/\(paragraph\(\)\)|\(\)/g, "").length > 0, true);
    assert.ok(!shapes(browser).startsWith("paragraph("));
    browser.undo();
    assert.match(shapes(browser), /^paragraph\(/);
    assert.equal(shapes(typed("en", text)), wanted);
  });
}

test("signs inside a list, a footnote or a sentence stay signs", () => {
  assert.equal(shapes(typed("en", "a - b")), "paragraph(a - b)");
  const browser = typed("en", "", p("x", schema.node("footnote", null, [])));
  browser.caret(3).type("- y");

  assert.equal(shapes(browser), "paragraph(x,footnote(- y))");
});

test("in suggest mode blocks keep their kind, quotation marks are set", () => {
  const browser = typed("ru", "");
  browser.run(setSuggesting(true));
  browser.type("- \"да\"");

  assert.deepEqual(browser.text, ["- «да»"]);
  assert.equal(browser.doc.firstChild.type.name, "paragraph");
});

for (const [language, text, wanted] of [
  ["ru", "\"слово\"", "«слово»"],
  ["ky", "(\"сөз\")", "(«сөз»)"],
  ["ru", "\"он сказал \"да\" и ушёл\"", "«он сказал „да“ и ушёл»"],
  ["ru", "об'ект", "об'ект"],
  ["en", "\"word\"", "“word”"],
  ["en", "it's 'so'", "it’s ‘so’"],
  ["en", "a—\"b\"", "a—“b”"],
]) {
  test(`quotation marks in ${language}: ${text}`, () => {
    assert.deepEqual(typed(language, text).text, [wanted]);
  });
}

test("one undo gives the straight mark back", () => {
  const browser = typed("ru", "да \"");
  assert.deepEqual(browser.text, ["да «"]);
  browser.key("z", { ctrlKey: true });

  assert.deepEqual(browser.text, ["да \""]);
});

test("finding folds case, accents and ё, but й is a letter of its own", () => {
  const doc = schema.node("doc", null, [
    p("Ещё елка, Ёлка и ЕЛКА"), p("Край и краи"), p("Café CAFE\u0301 naïve"),
  ]);
  const words = (wanted) => matchesOf(doc, wanted).map(({ from, to }) => doc.textBetween(from, to));

  assert.deepEqual(words("елка"), ["елка", "Ёлка", "ЕЛКА"]);
  assert.deepEqual(words("край"), ["Край"]);
  assert.deepEqual(words("краи"), ["краи"]);
  assert.deepEqual(words("cafe"), ["Café", "CAFE\u0301"]);
  assert.deepEqual(words("НАИВЕ"), []);
  assert.deepEqual(words("  "), []);
});

test("finding sees footnotes, and words that a footnote interrupts only up to it", () => {
  const doc = schema.node("doc", null, [
    p("before", schema.node("footnote", null, schema.text("inside before")), "after"),
  ]);

  assert.equal(matchesOf(doc, "before").length, 2);
  assert.equal(matchesOf(doc, "beforeafter").length, 0);
});

function searching(...blocks) {
  const bar = document.createElement("form");
  bar.innerHTML = `<input name="words"><output data-found></output><button type="button" data-previous></button>
    <button></button><button type="button" data-close></button>`;
  bar.hidden = true;
  document.body.append(bar);
  const words = { found: "%(now)s of %(count)s", found_none: "none" };
  const control = new FindBar(bar, { words });
  const browser = new Browser({ plugins: [...find({ open: () => control.open(browser.view) })] });
  browser.fill(...blocks);
  const look = (text) => {
    control.field.value = text;
    control.look();
    return control.said.textContent;
  };
  return { bar, browser, control, look };
}

test("the bar opens by Mod-f, counts, goes round, and Escape leads to what was found", () => {
  const { bar, browser, control, look } = searching(p("one two one"), p("One"));
  browser.caret(5);
  assert.equal(browser.key("f", { ctrlKey: true }), true);
  assert.equal(bar.hidden, false);
  assert.equal(look("one"), "2 of 3"); // the next one from the caret on
  control.step(1);
  control.step(1);
  assert.equal(control.said.textContent, "1 of 3");
  control.step(-1);
  assert.equal(control.said.textContent, "3 of 3");
  assert.equal(browser.view.dom.querySelectorAll(".found").length, 3);
  bar.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));

  const { from, to } = browser.state.selection;
  assert.equal(browser.doc.textBetween(from, to), "One");
  assert.equal(bar.hidden, true);
  assert.equal(browser.view.dom.querySelectorAll(".found").length, 0);
});

test("closing without a find leaves the caret where it was; the count follows the text", () => {
  const { browser, control, look } = searching(p("one two"));
  browser.caret(3);
  control.open(browser.view);
  assert.equal(look("xyz"), "none");
  control.close();
  assert.equal(browser.state.selection.from, 3);

  const other = new Browser();
  control.open(browser.view);
  look("one");
  sync(browser, other);
  other.caret(other.at("two", 3)).type(" one");
  sync(browser, other);
  assert.equal(control.found.matches.length, 2);
});

test("headings are listed with their levels, and lead to their place", () => {
  const heading = (level, text) => schema.node("heading", { level }, schema.text(text));
  const browser = new Browser();
  browser.fill(heading(1, "First"), p("x"), heading(2, "Second"));
  const found = headingsIn(browser.doc);
  assert.deepEqual(found.map(({ level, text }) => [level, text]), [[1, "First"], [2, "Second"]]);
  goTo(browser.view, found[1].pos);

  assert.equal(browser.state.selection.$from.parent.textContent, "Second");
});

const noted = (...blocks) => {
  const browser = new Browser({ plugins: [footnotes()] });
  return browser.fill(...blocks);
};
const note = (text) => schema.node("footnote", null, text ? [schema.text(text)] : []);

test("a footnote is put in and written in, Enter and arrows lead out", () => {
  const browser = noted(p("Words here"));
  browser.caret(browser.at(" here"));
  browser.run(insertFootnote);
  browser.type("source");
  assert.equal(shapes(browser), "paragraph(Words,footnote(source), here)");
  assert.equal(browser.run(insertFootnote), false); // none inside a footnote
  assert.equal(browser.key("Enter"), true);
  browser.type("!");
  assert.equal(shapes(browser), "paragraph(Words,footnote(source),! here)");

  browser.caret(browser.at("source"));
  browser.key("ArrowLeft");
  browser.type(",");
  assert.equal(shapes(browser), "paragraph(Words,,footnote(source),! here)");
  assert.deepEqual(shape(reopened(browser)), shape(browser.doc));
});

test("arrows lead into a footnote, and through it", () => {
  const browser = noted(p("ab", note("n"), "cd"));
  const inside = () => browser.state.selection.$head.parent.type.name === "footnote";
  browser.caret(3);
  browser.key("ArrowRight");
  assert.ok(inside());
  browser.caret(5);
  browser.key("ArrowRight");
  assert.ok(!inside());
  assert.equal(browser.state.selection.head, 6);
  browser.key("ArrowLeft");
  assert.ok(inside());
});

test("Backspace takes an empty footnote away; one with words is selected first", () => {
  const browser = noted(p("ab", note(""), "cd"));
  browser.caret(5);
  browser.key("Backspace");
  assert.equal(shapes(browser), "paragraph(abcd)");

  const other = noted(p("ab", note("words"), "cd"));
  other.caret(10);
  other.key("Backspace");
  assert.ok(other.state.selection instanceof NodeSelection);
  assert.equal(shapes(other), "paragraph(ab,footnote(words),cd)");
  other.caret(3);
  other.key("Delete");
  assert.ok(other.state.selection instanceof NodeSelection);
  other.caret(4);
  other.key("Backspace");
  assert.equal(other.state.selection.head, 3);
  assert.equal(shapes(other), "paragraph(ab,footnote(words),cd)");
});

test("a selection does not cut a footnote in two", () => {
  const browser = noted(p("ab", note("words"), "cd"));
  const between = (anchor, head) => {
    const made = browser.view.someProp("createSelectionBetween", (make) =>
      make(browser.view, browser.doc.resolve(anchor), browser.doc.resolve(head)));
    return made && [made.anchor, made.head];
  };

  assert.deepEqual(between(2, 6), [2, 10]);
  assert.deepEqual(between(11, 6), [11, 3]);
  assert.deepEqual(between(6, 11), [3, 11]);
  assert.equal(between(5, 7), undefined);
  assert.equal(between(1, 2), undefined);
});

test("several paragraphs pasted into a footnote are one line", () => {
  const browser = noted(p("ab", note("x")));
  browser.caret(5);
  browser.view.pasteHTML("<p>one</p><p>two</p>");

  assert.equal(shapes(browser), "paragraph(ab,footnote(xone two))");
});

test("a table is put behind the block, and its commands work from a cell", () => {
  const browser = new Browser({ plugins: tables() });
  browser.fill(p("Words"));
  browser.caret(3);
  browser.run(insertTable);
  const table = () => browser.doc.child(1);
  const size = () => [table().childCount, table().firstChild.childCount];
  assert.deepEqual(browser.doc.content.content.map((node) => node.type.name), ["paragraph", "table", "paragraph"]);
  assert.deepEqual(size(), [3, 2]);
  assert.equal(table().firstChild.firstChild.type.name, "table_header");
  assert.ok(isInTable(browser.state));
  assert.equal(insertTable(browser.state), false);

  browser.run(tableCommands.row);
  browser.run(tableCommands.column);
  assert.deepEqual(size(), [4, 3]);
  browser.run(tableCommands["row-away"]);
  browser.caret(browser.doc.firstChild.nodeSize + 4);
  browser.run(tableCommands["column-away"]);
  assert.deepEqual(size(), [3, 2]);
  browser.run(tableCommands.headings);
  assert.deepEqual(shape(reopened(browser)), shape(browser.doc));
  assert.ok(!browser.view.dom.querySelector("[style]"));
  browser.run(tableCommands["table-away"]);
  assert.deepEqual(browser.doc.content.content.map((node) => node.type.name), ["paragraph", "paragraph"]);
});

test("Tab goes from cell to cell, after the last into a new row", () => {
  const browser = new Browser({ plugins: tables() });
  browser.fill(p());
  browser.caret(1);
  browser.run(insertTable);
  for (let n = 0; n < 6; n += 1) {
    assert.equal(browser.key("Tab"), true);
  }
  browser.type("x");

  assert.equal(browser.doc.firstChild.childCount, 4);
  assert.equal(browser.doc.firstChild.lastChild.firstChild.textContent, "x");
});

test("a row and a column added at the same moment do not grow for ever", () => {
  const [one, other] = [0, 1].map(() => new Browser({ plugins: [...tables(), blockIds()] }));
  one.fill(p("x"));
  one.caret(2);
  one.run(insertTable);
  sync(one, other);
  one.run(tableCommands.row);
  other.caret(other.doc.firstChild.nodeSize + 4);
  other.run(tableCommands.column);
  sync(one, other);
  const before = shape(one.doc);
  for (let n = 0; n < 5; n += 1) {
    sync(one, other);
  }
  assert.equal(shape(one.doc), before);
  assert.equal(shape(other.doc), before);

  one.caret(one.doc.firstChild.nodeSize + 4).type("a");
  for (let n = 0; n < 5; n += 1) {
    sync(one, other);
  }
  assert.equal(shape(one.doc), shape(other.doc));
  const widths = one.doc.child(1).content.content.map((row) => row.childCount);
  assert.deepEqual(widths, [3, 3, 3, 3]);
});
