// What stands beside the text: comments, suggestions, cards of what is cited.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { Browser, marked, p, schema, sync } from "./desk.mjs";
import { setBlockType } from "prosemirror-commands";

import { anchors, placeOf, rangeOf, Threads } from "../anchors.js";
import { blockIds } from "../blockids.js";
import { cites, insertCite, insertProposal } from "../cites.js";
import { Picker } from "../picker.js";
import { currentSuggestion, SuggestionList } from "../suggestionlist.js";

const A = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
const B = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
const words = {
  thread: "Comment %(number)s", thread_gone: "gone", suggestion_new: "new",
  card_closed: "closed", card_offline: "offline", card_loading: "…", card_open: "open",
  picker_count: "Found: %(count)s", picker_none: "none",
};
const plain = (browser, range) => range && browser.doc.textBetween(range.from, range.to);
const moment = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));
const endings = [];
afterEach(() => {
  endings.splice(0).forEach((end) => end());
  document.body.replaceChildren();
  delete globalThis.fetch;
});

/** A server that answers by address; what it was asked is kept. */
function answers(answer) {
  const asked = [];
  globalThis.fetch = async (address) => {
    asked.push(String(address));
    const [status, body] = answer(String(address));
    return {
      ok: status === 200, status, redirected: false,
      json: async () => body, text: async () => body,
    };
  };
  return asked;
}

const commented = () => new Browser({ plugins: [blockIds(), anchors()] });

test("a place is two positions in base64, its block, and at most 300 letters", () => {
  const browser = commented().fill(p("Shelters in Osh"), p("x".repeat(400)));
  browser.select("in Osh");
  const place = placeOf(browser.state);
  assert.match(place.start, /^[A-Za-z0-9+/]+=*$/);
  assert.match(place.end, /^[A-Za-z0-9+/]+=*$/);
  assert.equal(place.quote, "in Osh");
  assert.equal(place.block, browser.doc.firstChild.attrs.id);
  assert.ok(place.start.length < 400);

  browser.caret(browser.at("xxx"), browser.at("xxx") + 400);
  assert.equal(placeOf(browser.state).quote.length, 300);
  browser.caret(3);
  assert.deepEqual(placeOf(browser.state), { block: place.block, start: "", end: "", quote: "" });
});

test("a place stays with its words in every browser, and does not take in its neighbours", () => {
  const [one, other] = [commented().fill(p("one two three"), p("four")), commented()];
  sync(one, other);
  one.select("two");
  const place = placeOf(one.state);
  other.caret(1).type("zero ");
  other.caret(other.at("two")).type("<");
  other.caret(other.at("two", 3)).type(">");
  sync(one, other);

  assert.equal(plain(one, rangeOf(one.state, place)), "two");
  assert.equal(plain(other, rangeOf(other.state, place)), "two");
});

test("a place over two paragraphs is found again", () => {
  const browser = commented().fill(p("one two"), p("three four"));
  browser.caret(browser.at("two"), browser.at(" four"));
  const place = placeOf(browser.state);
  browser.caret(1).type("x");
  const range = rangeOf(browser.state, place);

  assert.equal(browser.doc.textBetween(range.from, range.to, "|"), "two|three");
});

test("where its words are gone there is no place; where only the block is new there is", () => {
  const [browser, other] = [commented().fill(p("one two three")), commented()];
  sync(browser, other);
  browser.select("two");
  const place = placeOf(browser.state);
  browser.run(setBlockType(schema.nodes.heading, { level: 1 }));
  sync(browser, other);
  assert.equal(plain(other, rangeOf(other.state, place)), "two");

  browser.select("two ");
  browser.view.dispatch(browser.state.tr.deleteSelection());
  sync(browser, other);
  assert.equal(rangeOf(other.state, place), null);
});

test("nonsense for a place is no place", () => {
  const browser = commented().fill(p("one"));
  for (const start of ["AAAA", "////", "AQ==", "not base64!", "9".repeat(300)]) {
    assert.equal(rangeOf(browser.state, { start, end: start, block: "", quote: "" }), null);
  }
});

function threadOn({ start, end, block, quote }, id = "c-1") {
  const thread = document.createElement("article");
  thread.className = "thread thread-open";
  thread.id = id;
  thread.tabIndex = -1;
  Object.assign(thread.dataset, { thread: "", start, end, block });
  const said = document.createElement("blockquote");
  said.className = "thread-quote";
  said.textContent = quote;
  thread.append(said);
  document.body.append(thread);
  return thread;
}

test("threads are marked in the text, lead there and back, and say when their words are gone", () => {
  const browser = commented().fill(p("one two three"));
  browser.select("two");
  const thread = threadOn(placeOf(browser.state));
  const threads = new Threads({ view: browser.view, words });
  endings.push(() => threads.destroy());
  const marks = () => [...browser.view.dom.querySelectorAll(".remarked")].map((one) => one.textContent);
  assert.deepEqual(marks(), ["two"]);
  assert.equal(thread.hasAttribute("data-gone"), false);

  thread.querySelector(".thread-quote").dispatchEvent(new MouseEvent("click", { bubbles: true }));
  assert.equal(browser.view.dom.querySelectorAll(".remarked-now").length, 1);
  const marker = browser.view.dom.querySelector("[data-to-thread]");
  assert.equal(marker.getAttribute("aria-label"), "Comment 1");
  marker.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  assert.equal(document.activeElement, thread);

  browser.select("two ");
  browser.view.dispatch(browser.state.tr.deleteSelection());
  threads.show(browser.state);
  assert.deepEqual(marks(), []);
  assert.equal(thread.hasAttribute("data-gone"), true);
  assert.equal(thread.textContent, "twogone");
});

test("a thread without a place is never gone; one about a block is, with its block", () => {
  const browser = commented().fill(p("one"), p("two"));
  const general = threadOn({ start: "", end: "", block: "", quote: "" }, "c-1");
  const ofBlock = threadOn({ start: "", end: "", block: browser.doc.child(1).attrs.id, quote: "two" }, "c-2");
  const threads = new Threads({ view: browser.view, words });
  endings.push(() => threads.destroy());
  const gone = () => [general, ofBlock].map((one) => one.hasAttribute("data-gone"));
  assert.deepEqual(gone(), [false, false]);
  browser.view.dispatch(browser.state.tr.delete(5, 10));
  threads.read();

  assert.deepEqual(gone(), [false, true]);
});

function listed(html, document_) {
  const list = document.createElement("div");
  list.dataset.suggestions = "/suggestions/?fragment";
  list.innerHTML = html;
  document.body.append(list);
  const browser = new Browser({ plugins: [currentSuggestion()] }).fill(...document_);
  const decided = [];
  const panel = new SuggestionList(list, {
    view: browser.view, words, language: "ru", onDecided: () => decided.push(true),
  });
  endings.push(() => panel.destroy());
  return { list, browser, panel, decided };
}
const item = (id) => `<li data-suggestion="${id}" tabindex="0"><button>x</button><p>w</p></li>`;

test("the list shows what stands in the document, and at once what was just typed", () => {
  const { list } = listed(`<ol>${item(A)}</ol><p data-empty hidden></p>`, [
    p("a ", marked("новое", ["insertion", { id: B }]), marked("старое", ["deletion", { id: B }])),
  ]);
  const fresh = list.querySelector("[data-fresh]");

  assert.equal(list.querySelector(`[data-suggestion="${A}"]`).hidden, true);
  assert.equal(fresh.querySelector("ins").textContent, "новое");
  assert.equal(fresh.querySelector("del").textContent, "старое");
  assert.equal(fresh.querySelector(".words").lang, "ru");
  assert.equal(list.querySelector("[data-empty]").hidden, true);
});

test("the server's list replaces it, unless somebody is in it", async () => {
  const { list, panel } = listed("<p data-empty></p>", [
    p("a ", marked("new", ["insertion", { id: A }])),
  ]);
  const asked = answers(() => [200, `<ol>${item(A)}</ol><p data-empty hidden></p>`]);
  list.querySelector("[data-empty]").tabIndex = -1;
  list.querySelector("[data-empty]").focus();
  await panel.renew();
  assert.deepEqual(asked, []);
  document.activeElement.blur();
  await panel.renew();

  assert.deepEqual(asked, ["/suggestions/?fragment"]);
  assert.equal(list.querySelectorAll("[data-suggestion]").length, 1);
  assert.equal(list.querySelector("[data-fresh]"), null);
});

test("who stands on an item sees its words; a click selects them", () => {
  const { list, browser } = listed(item(A), [p("a ", marked("new", ["insertion", { id: A }]))]);
  list.querySelector("li").focus();
  assert.equal(browser.view.dom.querySelector(".suggestion-now").textContent, "new");
  list.querySelector("p").dispatchEvent(new MouseEvent("click", { bubbles: true }));
  const { from, to } = browser.state.selection;

  assert.equal(browser.doc.textBetween(from, to), "new");
});

test("what is decided is fetched at once", async () => {
  const { list, decided } = listed(item(A), [p("a ", marked("new", ["insertion", { id: A }]))]);
  list.querySelector("li").remove();
  await moment();

  assert.deepEqual(decided, [true]);
});

const CARD = {
  title: "Recommendation", wording: "Open <b>shelters</b>", wording_language: "en",
  status: "Agreed", url: "/r/1/proposals/2/",
};
const settled = async () => {
  await moment();
  await moment();
};

function citing(answer, language = "ru") {
  const asked = answers(answer);
  const made = cites({ address: "/cards/", language, words });
  const browser = new Browser();
  browser.view.setProps({ nodeViews: made.nodeViews });
  endings.push(() => made.destroy());
  return { asked, browser, made };
}

test("a proposal shows the wording as it stands, as text, and asks again when the page is seen", async () => {
  let card = CARD;
  const { asked, browser, made } = citing(() => [200, card]);
  browser.fill(p("x"));
  browser.caret(2);
  browser.run(insertProposal({ ref: A }));
  await settled();
  const shown = browser.view.dom.querySelector(".proposal");
  assert.equal(asked[0], `/cards/?kind=proposal&ref=${A}&language=ru`);
  assert.equal(shown.querySelector(".card-wording").textContent, "Open <b>shelters</b>");
  assert.equal(shown.querySelector("b"), null);
  assert.equal(shown.querySelector(".card-wording").lang, "en");
  assert.equal(shown.querySelector("a").getAttribute("href"), "/r/1/proposals/2/");

  card = { ...CARD, wording: "Open two", url: "javascript:alert(1)" };
  made.refresh();
  await settled();
  assert.equal(shown.querySelector(".card-wording").textContent, "Open two");
  assert.equal(shown.querySelector("a"), null);
  assert.equal(browser.doc.childCount, 3); // a paragraph to write on in
});

test("a proposal that is closed to the reader says so; without a line the wording stays", async () => {
  let status = 200;
  const { browser, made } = citing(() => [status, CARD]);
  browser.fill(p());
  browser.caret(1);
  browser.run(insertProposal({ ref: A }));
  await settled();
  const shown = browser.view.dom.querySelector(".proposal");
  status = 503;
  made.refresh();
  await settled();
  assert.match(shown.textContent, /shelters/);
  status = 404;
  made.refresh();
  await settled();

  assert.equal(shown.textContent, "closed");
});

test("a chip shows its label, and of a finding that is not open to the reader no more", async () => {
  const { asked, browser } = citing(() => [404, {}]);
  browser.fill(p("x"));
  browser.caret(2);
  browser.run(insertCite({ kind: "finding", ref: A, label: "heard" }));
  assert.equal(browser.view.dom.querySelector(".cite").textContent, "heard");
  const { NodeSelection } = await import("prosemirror-state");
  browser.view.dispatch(browser.state.tr.setSelection(NodeSelection.create(browser.doc, 3)));
  await settled();
  assert.equal(asked.length, 1);
  assert.match(asked[0], /kind=finding/);
  assert.equal(browser.view.dom.querySelector(".cite-card").textContent, "closed");
});

test("a chip of a recommendation shows its card while it is selected", async () => {
  const { asked, browser } = citing(() => [200, CARD]);
  browser.fill(p("x"));
  browser.caret(2);
  browser.run(insertCite({ kind: "recommendation", ref: A, label: "rec. 140.61" }));
  const { NodeSelection } = await import("prosemirror-state");
  browser.view.dispatch(browser.state.tr.setSelection(NodeSelection.create(browser.doc, 3)));
  await settled();
  assert.equal(asked.length, 1);
  assert.match(browser.view.dom.querySelector(".cite-card").textContent, /Open <b>shelters<\/b>/);
  browser.caret(1);

  assert.equal(browser.view.dom.querySelector(".cite-card"), null);
});

function picking(answer) {
  const asked = answers(answer);
  const dialog = document.createElement("dialog");
  dialog.innerHTML = `<input type="radio" name="kind" value="recommendation" checked>
    <input type="radio" name="kind" value="proposal"><input name="q">
    <p data-said></p><ul role="listbox"></ul>`;
  dialog.showModal = () => dialog.setAttribute("open", "");
  dialog.close = () => dialog.removeAttribute("open");
  document.body.append(dialog);
  const picker = new Picker(dialog, { address: "/picker/", language: "ru", words });
  const browser = new Browser().fill(p("x"));
  browser.caret(2);
  const key = (name) =>
    picker.field.dispatchEvent(new KeyboardEvent("keydown", { key: name, cancelable: true }));
  return { asked, dialog, picker, browser, key };
}
const RESULTS = [
  { kind: "recommendation", ref: A, label: "рек. 140.61", title: "140.61", wording: "<i>one</i>", status: "" },
  { kind: "recommendation", ref: B, label: "рек. 140.62", title: "140.62", wording: "two", status: "" },
];

test("one chooses by the keyboard, and the chip stands in the text", async () => {
  const { asked, dialog, picker, browser, key } = picking(() => [200, { results: RESULTS }]);
  picker.choose(browser.view, { isBlock: false, insert: insertCite });
  await settled();
  assert.deepEqual(asked, ["/picker/?kind=recommendation&q=&language=ru"]);
  assert.equal(picker.said.textContent, "Found: 2");
  assert.equal(dialog.querySelector("i"), null);
  key("ArrowDown");
  assert.equal(picker.field.getAttribute("aria-activedescendant"), "picker-1");
  key("ArrowDown");
  key("Enter");

  const chip = browser.doc.firstChild.lastChild;
  assert.deepEqual({ ...chip.attrs }, { kind: "recommendation", ref: B, label: "рек. 140.62" });
  assert.equal(dialog.hasAttribute("open"), false);
});

test("nothing found and no line are two things; an old answer does not overtake a new one", async () => {
  const waiting = [];
  const { picker, browser } = picking(() => [200, { results: [] }]);
  picker.choose(browser.view, { isBlock: false, insert: insertCite });
  await settled();
  assert.equal(picker.said.textContent, "none");

  globalThis.fetch = () => new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  picker.field.value = "a";
  const first = picker.look();
  picker.field.value = "ab";
  const second = picker.look();
  waiting[1].resolve({ ok: true, json: async () => ({ results: RESULTS }) });
  await second;
  waiting[0].resolve({ ok: true, json: async () => ({ results: [] }) });
  await first;
  assert.equal(picker.said.textContent, "Found: 2");

  const third = picker.look();
  waiting[2].reject(new TypeError("offline"));
  await third;
  assert.equal(picker.said.textContent, "offline");
});

test("for a block only proposals are asked for", async () => {
  const { asked, picker, browser, key } = picking(() => [
    200, { results: [{ ...RESULTS[0], kind: "proposal" }] },
  ]);
  picker.choose(browser.view, { isBlock: true, insert: insertProposal });
  await settled();
  key("Enter");

  assert.match(asked[0], /kind=proposal/);
  assert.deepEqual(browser.doc.content.content.map((node) => node.type.name), [
    "paragraph", "proposal", "paragraph",
  ]);
});
