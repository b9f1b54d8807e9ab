// The exchange with a server that answers as it should not, and what is kept of it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Y } from "./desk.mjs";
import { Level, Phase, Provider } from "../provider.js";
import { stateOf } from "../status.js";
import { LocalCopy } from "../storage.js";

const NAME = "draft:me:text:2:1";
let answers;
let asked;

const page = (status, text = "<h1>Not found</h1>") =>
  new Response(text, { status, headers: { "Content-Type": "text/html" } });
const said = (status, answer) => Response.json(answer, { status });
const taken = (more = {}) =>
  said(200, { updates: [], seq: 1, took: true, at: "2029-05-01T10:00:00Z", level: Level.WRITE,
    agreed: false, ...more });

globalThis.fetch = async (_address, { body }) => {
  asked.push(JSON.parse(body));
  const next = answers.shift();
  if (!next) {
    throw new TypeError("no line");
  }
  return next;
};

/** Where words are kept, without a database. */
class Keep {
  isKeeping = true;
  gone = [];
  learn() {}
  settle() {}
  async add(entry) {
    entry.isKept = true;
  }
  async discard() {
    this.isKeeping = false;
    this.gone.push("all");
  }
  async discardLife() {
    this.isKeeping = false;
    this.gone.push("life");
  }
  async discardOwn() {
    this.isKeeping = false;
    this.gone.push("own");
  }
}

/** A page on which one word was typed that is kept on the device. */
async function written() {
  const doc = new Y.Doc();
  const provider = new Provider({
    doc,
    address: "/sync/",
    epoch: 2,
    level: Level.WRITE,
    isAgreed: false,
    keep: new Keep(),
    token: { value: "" },
    blockHere: () => "",
    onChange: () => {},
  });
  doc.getText("words").insert(0, "word");
  clearTimeout(provider.timer);
  await null;
  return provider;
}

/** One exchange; how long it would wait for the next. */
async function exchange(provider) {
  await provider.exchange();
  clearTimeout(provider.timer);
  return provider.dueAt - Date.now();
}

beforeEach(() => {
  answers = [];
  asked = [];
});

test("what was kept is lost with the database that kept it", async () => {
  const provider = await written();
  const before = provider.wouldLose;
  provider.keep.isKeeping = false;

  assert.equal(before, false);
  assert.equal(provider.wouldLose, true);

  answers.push(taken());
  await exchange(provider);

  assert.equal(provider.isSaved, true);
  assert.equal(provider.wouldLose, false);
});

test("one 404 hides the text and drops nothing; after the next answer it is back", async () => {
  const provider = await written();
  answers.push(page(404), taken());
  const wait = await exchange(provider);

  assert.equal(stateOf(provider), "closed");
  assert.equal(provider.mayWrite, false);
  assert.deepEqual(provider.keep.gone, []);
  assert.ok(wait > 1500 && wait <= 2000);
  provider.now(); // as when the page comes to the front
  assert.ok(provider.dueAt - Date.now() > 1500);

  await exchange(provider);
  assert.equal(provider.phase, Phase.LIVE);
  assert.equal(provider.mayWrite, true);
  assert.equal(provider.pending.length, 1); // it was not sent in doubt

  answers.push(taken());
  await exchange(provider);
  assert.equal(provider.isSaved, true);
});

test("a second 404 in a row closes, one after a dropped line does not", async () => {
  const provider = await written();
  answers.push(page(404), null, page(404));
  await exchange(provider);
  await exchange(provider);
  await exchange(provider);

  assert.equal(provider.phase, Phase.MISSING);
  assert.deepEqual(provider.keep.gone, []);

  answers.push(page(404));
  await exchange(provider);

  assert.equal(provider.phase, Phase.CLOSED);
  assert.deepEqual(provider.keep.gone, ["all"]);
  assert.equal(provider.wouldLose, true);
});

test("a 404 of our own closes at once", async () => {
  const provider = await written();
  answers.push(said(404, { error: "not_found" }));
  await exchange(provider);

  assert.equal(provider.phase, Phase.CLOSED);
  assert.deepEqual(provider.keep.gone, ["all"]);
});

test("who is told that the history is gone drops that history alone", async () => {
  const provider = await written();
  answers.push(said(409, { error: "purged" }));
  await exchange(provider);

  assert.equal(provider.phase, Phase.PURGED);
  assert.deepEqual(provider.keep.gone, ["life"]);
});

test("an answer that cannot be applied is no bad line: reload, and the words stay", async (t) => {
  t.mock.method(console, "error", () => {});
  const provider = await written();
  answers.push(taken({ updates: ["/////w=="] }));
  await exchange(provider);
  await exchange(provider);

  assert.equal(provider.phase, Phase.RELOAD);
  assert.equal(asked.length, 1);
  assert.equal(provider.pending.length, 1);
  assert.equal(provider.wouldLose, false);
});

test("a page of somebody else's network is a bad line", async () => {
  const provider = await written();
  answers.push(page(200, "Sign in to the hotel"));
  await exchange(provider);

  assert.equal(provider.phase, Phase.OFFLINE);
});

test("what is refused for good can be let go, and nothing more is typed", async () => {
  const provider = await written();
  answers.push(said(413, { error: "too_large" }));
  await exchange(provider);
  const isStuck = provider.isStuck;
  provider.stop();
  const mayWrite = provider.mayWrite;
  await provider.letGo();

  assert.equal(isStuck, true);
  assert.equal(mayWrite, false);
  assert.deepEqual(provider.keep.gone, ["own"]);
  assert.equal(provider.wouldLose, false);
});

const DATABASES = [
  "draft:me:text:1:1", NAME, "draft:me:text:2:0", "draft:me:text:10:1", "draft:me:other:1:1",
  "draft:you:text:1:1",
];

for (const [act, left] of [
  ["discard", ["draft:me:other:1:1", "draft:you:text:1:1"]],
  ["discardLife", ["draft:me:text:10:1", "draft:me:other:1:1", "draft:you:text:1:1"]],
  ["discardOwn", DATABASES.filter((name) => name !== NAME)],
  ["forgetOthers", DATABASES.filter((name) => name !== "draft:me:text:1:1")],
]) {
  test(`${act}: what stays on the device`, async () => {
    const there = new Set(DATABASES);
    globalThis.indexedDB = {
      databases: async () => [...there].map((name) => ({ name })),
      deleteDatabase(name) {
        there.delete(name);
        const request = {};
        queueMicrotask(() => request.onsuccess());
        return request;
      },
    };
    await new LocalCopy({ owner: "me", text: "text", epoch: "2", schema: 1 })[act]();

    assert.deepEqual([...there], left);
  });
}
