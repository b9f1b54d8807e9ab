import assert from "node:assert/strict";
import { test } from "node:test";

import { block, Browser, p, schema, sync, Y } from "./desk.mjs";
import * as more from "../later.js";
import { setBlockType, splitBlock } from "prosemirror-commands";


import { splitListItem, wrapInList } from "prosemirror-schema-list";

import { blockIds, newBlockId } from "../blockids.js";
import { pasteCleaner } from "../paste.js";

const later = () => ({ then: (use) => use(more) }); // at once

const SHAPE = /^b[0-9a-z]{10}$/;
const desk = (more = {}) => new Browser({ plugins: [blockIds()], ...more });

function ids(browser) {
  const found = [];
  browser.doc.descendants((node) => "id" in node.attrs && found.push(node.attrs.id));
  return found;
}

test("ids have the agreed shape and do not repeat", () => {
  const made = new Set(Array.from({ length: 2000 }, newBlockId));

  assert.equal(made.size, 2000);
  assert.ok([...made].every((id) => SHAPE.test(id)));
});

test("every block gets one, and the words after a split a new one", () => {
  const browser = desk().fill(p("One and two"), block("bullet_list", block("list_item", p("Three"))));
  const before = ids(browser);
  browser.caret(browser.at(" and"));
  browser.run(splitBlock);
  const after = ids(browser);

  assert.equal(before.length, 4);
  assert.ok(before.every((id) => SHAPE.test(id)));
  assert.equal(after[0], before[0]);
  assert.ok(!before.includes(after[1]));
  assert.deepEqual(after.slice(2), before.slice(1));
});

test("a split before the first word leaves the words their id", () => {
  const browser = desk().fill(p("Words"));
  const [id] = ids(browser);
  browser.caret(1);
  browser.run(splitBlock);

  assert.equal(browser.doc.child(1).attrs.id, id);
  assert.notEqual(browser.doc.child(0).attrs.id, id);
});

test("a split list item gets ids for the item and its paragraph", () => {
  const browser = desk().fill(block("ordered_list", block("list_item", p("One two"))));
  browser.caret(browser.at(" two"));
  browser.run(splitListItem(schema.nodes.list_item));
  const all = ids(browser);

  assert.equal(all.length, 5);
  assert.equal(new Set(all).size, 5);
});

test("a paragraph that becomes a heading or part of a list stays the same block", () => {
  const browser = desk().fill(p("Words"));
  const [id] = ids(browser);
  browser.caret(2);
  browser.run(setBlockType(schema.nodes.heading, { level: 2 }));
  assert.deepEqual(ids(browser), [id]);
  browser.run(setBlockType(schema.nodes.paragraph));
  browser.run(wrapInList(schema.nodes.bullet_list));

  assert.equal(browser.doc.firstChild.firstChild.firstChild.attrs.id, id);
  assert.equal(new Set(ids(browser)).size, 3);
});

test("what is pasted gets new ids", () => {
  const browser = new Browser({ plugins: [blockIds(), pasteCleaner(schema, { later })] });
  browser.fill(p("Words"), p("End"));
  const before = ids(browser);
  browser.caret(browser.doc.content.size - 1);
  browser.view.pasteHTML(`<p id="${before[0]}">Copied</p><p id="${before[1]}">too</p>`);

  const after = ids(browser);
  assert.deepEqual(browser.text, ["Words", "EndCopied", "too"]);
  assert.deepEqual(after.slice(0, 2), before);
  assert.ok(SHAPE.test(after[2]) && !before.includes(after[2]));
});

test("undo brings a block back with its id", () => {
  const browser = desk().fill(p("One"), p("Two"));
  const before = ids(browser);
  browser.state.plugins.find((one) => one.key === "y-undo$").getState(browser.state).undoManager.stopCapturing();
  browser.view.dispatch(browser.state.tr.delete(0, 5));
  browser.undo();

  assert.deepEqual(ids(browser), before);
});

test("two browsers that split the same paragraph settle without correcting each other", () => {
  const [one, other] = [desk(), desk()];
  one.fill(p("Alpha beta gamma delta"));
  sync(one, other);
  one.caret(one.at(" beta"));
  one.run(splitBlock);
  other.caret(other.at(" delta"));
  other.run(splitBlock);
  sync(one, other);
  const state = () => [one, other].map(({ ydoc }) => Buffer.from(Y.encodeStateVector(ydoc)).toString("hex"));
  const settled = state();
  for (let round = 0; round < 5; round += 1) {
    sync(one, other);
  }

  assert.deepEqual(state(), settled);
  assert.deepEqual(ids(one), ids(other));
  assert.ok(ids(one).every((id) => SHAPE.test(id)));
});

test("a browser does not name blocks that another made", () => {
  const plain = new Browser(); // as a server that wrote a document without ids
  plain.fill(p("One"), p("Two"));
  const browser = desk();
  sync(plain, browser);
  assert.deepEqual(ids(browser), [null, null]);
  browser.caret(browser.at("Two"));
  browser.type("x");

  assert.equal(ids(browser)[0], null);
  assert.match(ids(browser)[1], SHAPE);
});

test("two with one id, brought from elsewhere, are left alone until somebody edits one", () => {
  const writer = new Browser();
  const twin = () => schema.node("paragraph", { id: "baaaaaaaaaa" }, schema.text("Same"));
  writer.fill(twin(), twin(), p("Else"));
  const browser = desk();
  sync(writer, browser);
  assert.deepEqual(ids(browser).slice(0, 2), ["baaaaaaaaaa", "baaaaaaaaaa"]);
  browser.caret(browser.at("Else"));
  browser.type("x");
  assert.deepEqual(ids(browser).slice(0, 2), ["baaaaaaaaaa", "baaaaaaaaaa"]);
  browser.caret(2);
  browser.type("y");

  assert.equal(ids(browser)[1], "baaaaaaaaaa");
  assert.notEqual(ids(browser)[0], "baaaaaaaaaa");
});
