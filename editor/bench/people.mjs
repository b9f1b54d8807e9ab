// Many people at once, each with the real client's exchange (provider.js) and a
// document of their own, without browsers around them. Started by benches/sync.py.
//
//   node people.mjs < plan.json    prints one JSON object
import { readFileSync } from "node:fs";

import * as Y from "yjs";

import { Provider } from "../provider.js";

globalThis.window = { addEventListener() {} };
globalThis.document = { hidden: false, addEventListener() {} };

const plan = JSON.parse(readFileSync(0, "utf8"));
const KEY = 1000 / plan.keysASecond;
const latencies = [];
const delays = []; // from a key to the screen of somebody else who is active
const statuses = {};
const nothing = async () => {};
const keep = { add: nothing, learn() {}, settle() {}, discard: nothing };

class Person extends Provider {
  constructor(options, cookie) {
    super(options);
    this.cookie = cookie;
  }

  headers() {
    return { ...super.headers(), Cookie: this.cookie, Origin: plan.url };
  }

  async post(body) {
    const started = performance.now();
    const said = await super.post(body);
    latencies.push(performance.now() - started);
    statuses[said.status] = (statuses[said.status] ?? 0) + 1;
    return said;
  }
}

const rooms = new Map();

function enter(who, number) {
  const doc = new Y.Doc();
  const provider = new Person(
    {
      doc,
      address: plan.url + who.address,
      epoch: 1,
      level: 4,
      keep,
      token: { value: plan.csrf, renew: async () => false },
      blockHere: () => "",
      onChange() {},
    },
    who.cookie,
  );
  const person = { number, doc, provider, typed: [], seen: new Map(), isTyping: false };
  const room = rooms.get(who.address) ?? [];
  room.push(person);
  rooms.set(who.address, room);
  person.room = room;
  doc.on("update", (_update, origin) => origin === provider && look(person));
  provider.lastActive = 0; // reads; becomes active by typing
  provider.start();
  return person;
}

const root = (doc) => doc.getXmlFragment("prosemirror");
const own = (person, doc = person.doc) =>
  root(doc)
    .toArray()
    .find((block) => block.getAttribute("id") === `b${person.number}`);

function type(person) {
  let block = own(person);
  if (!block) {
    block = new Y.XmlElement("paragraph");
    block.setAttribute("id", `b${person.number}`);
    block.insert(0, [new Y.XmlText()]);
    person.doc.transact(() => root(person.doc).push([block]));
  }
  const letter = person.typed.length % 6 === 5 ? " " : "абвгдеңөү"[person.typed.length % 9];
  person.typed.push({ letter, at: performance.now() });
  const text = block.get(0);
  text.insert(text.length, letter);
  person.provider.noteActive();
}

/** What of the others' words has just come to this screen. */
function look(person) {
  const isActive = person.provider.isActive;
  for (const other of person.room) {
    if (other === person) continue;
    const length = own(other, person.doc)?.get(0)?.length ?? 0;
    const before = person.seen.get(other.number) ?? 0;
    person.seen.set(other.number, length);
    if (!isActive) continue;
    for (const { at } of other.typed.slice(before, length)) {
      const since = performance.now() - at;
      if (person.activeSince < at) delays.push(since);
    }
  }
}

// Nobody comes, and nobody begins to type, at the moment when all the others do.
const people = [];
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
for (const [number, who] of plan.people.entries()) {
  people.push(enter(who, number));
  await wait((plan.settle * 1000) / plan.people.length);
}
latencies.length = 0;

const started = performance.now();
const end = started + plan.seconds * 1000;
const TURN = 10_000; // ms that somebody types before the next one does
const ROUND = (TURN * people.length) / plan.typing;

async function live(person) {
  const place = (person.number / people.length) * ROUND;
  while (performance.now() < end) {
    const isTyping = (performance.now() - started + place) % ROUND < TURN;
    if (isTyping && !person.isTyping) person.activeSince = performance.now();
    person.isTyping = isTyping;
    if (isTyping) {
      type(person);
      await wait(KEY);
    } else {
      await wait(50);
    }
  }
}

await Promise.all(people.map(live));
const during = latencies.slice();
const deadline = performance.now() + 60_000;
while (!people.every((one) => one.provider.isSaved) && performance.now() < deadline) {
  await wait(200);
}

const part = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};
console.log(
  JSON.stringify({
    syncs: during.length,
    statuses,
    median: part(during, 0.5),
    p95: part(during, 0.95),
    p99: part(during, 0.99),
    seen: delays.length,
    seenMedian: part(delays, 0.5),
    seen95: part(delays, 0.95),
    unsaved: people.filter((one) => !one.provider.isSaved).length,
    keys: people.reduce((sum, one) => sum + one.typed.length, 0),
    typed: people.map((one) => one.typed.map((key) => key.letter).join("")),
  }),
);
process.exit(0);
