// The exchange with the server, as docs/drafting.md says: one ordinary request that
// brings what we have and takes what we lack. What it has answered is the receipt;
// nothing else counts as saved.
import * as Y from "yjs";

import { fromBase64, randomName, toBase64 } from "./codec.js";
import { LIMITS, VERSION } from "./schema.js";

const PAUSE = 400; // ms after the last key
const LONGEST = 600; // ms after the first that was not sent, or the last exchange
const TIMEOUT = 15_000;
const BACKOFF = { first: 1000, most: 20_000 };
const SLOWLY = 15_000; // where only a person can change something
const ONCE_MORE = 2000; // after the first answer that there is no such text
const ACTIVE_FOR = 15_000;
// ms, by whether somebody else is here and this person does something. Who is alone
// asks who is here each time, so that both ask often as soon as another has come.
const WHO = { alone: 0, active: 8000, idle: 15_000 };
const POLL = { alone: 20_000, active: 800, idle: 5000 };
const OUTLIVES = 60_000; // bytes; no browser carries more than 64 kB past its page

export const Level = { NONE: 0, READ: 1, COMMENT: 2, SUGGEST: 3, WRITE: 4 };

/** Where the exchange stands. The last four are the end of it, on this page. */
export const Phase = {
  OPENING: "opening",
  LIVE: "live",
  OFFLINE: "offline",
  SIGNED_OUT: "signed-out",
  REFUSED: "refused",
  MISSING: "missing", // told so once: it may have been a proxy
  RELOAD: "reload",
  CLOSED: "closed",
  PURGED: "purged",
  OTHER_PERSON: "other-person",
};
const ENDED = new Set([Phase.RELOAD, Phase.CLOSED, Phase.PURGED, Phase.OTHER_PERSON]);

export class Provider {
  /** `keep` holds what was not taken yet beyond the page (storage.js); `token` knows
   * the way to say that we are our own page (session.js); `onChange` is told when
   * anything that a person may read has changed. */
  constructor({ doc, address, epoch, level, isAgreed, keep, token, blockHere, onChange }) {
    Object.assign(this, { doc, address, epoch, level, isAgreed, keep, token });
    Object.assign(this, { blockHere, onChange });
    this.window = randomName();
    this.phase = Phase.OPENING;
    this.reason = ""; // the server's word for what it refused
    this.sentence = ""; // and its sentence
    this.seq = 0;
    this.here = [];
    this.pending = []; // what the server has not said it has, oldest first
    this.savedAt = null;
    this.failures = 0;
    this.missed = 0; // answers in a row that there is no such text
    this.isBusy = false;
    this.isAgain = false;
    this.everything = null; // the server's state, where it lacks more than is pending
    this.isStuck = false; // what is pending will never be taken
    this.isStopped = false;
    this.hasAll = false; // the document is here as the server has it
    this.lastActive = Date.now();
    this.askedWho = 0;
    this.hasTyped = false; // since then
    this.timer = 0;
    doc.on("update", (update, origin) => this.noteUpdate(update, origin));
  }

  get mayWrite() {
    return this.level >= Level.WRITE && this.phase !== Phase.MISSING && !this.hasEnded;
  }

  get hasEnded() {
    return this.isStopped || ENDED.has(this.phase);
  }

  get isActive() {
    return Date.now() - this.lastActive < ACTIVE_FOR;
  }

  /** Which of the waits holds now. */
  wait({ alone, active, idle }) {
    if (!this.here.length) {
      return alone;
    }
    return this.isActive ? active : idle;
  }

  get isSaved() {
    return this.pending.length === 0;
  }

  /** Whether closing the page now would lose words. What was kept may be gone since:
   * another tab clears the device, or the text was closed. */
  get wouldLose() {
    return !this.isSaved && (!this.keep.isKeeping || this.pending.some((one) => !one.isKept));
  }

  start() {
    this.listen(window, "online", () => this.now());
    this.listen(window, "offline", () => this.fail());
    this.listen(window, "pagehide", () => this.leave());
    this.listen(window, "pageshow", (event) => event.persisted && this.now());
    this.listen(document, "visibilitychange", () =>
      document.hidden ? this.flush() : this.now(),
    );
    for (const sign of ["keydown", "pointerdown", "pointermove", "scroll"]) {
      this.listen(window, sign, () => this.noteActive(), { passive: true, capture: true });
    }
    this.exchange();
  }

  listen(target, event, react, options) {
    target.addEventListener(event, react, options);
  }

  // What happened here

  noteUpdate(update, origin) {
    // What comes from the server, and what a reader's browser does to its own copy,
    // is no news to anybody.
    if (origin === this || origin === this.keep || !this.mayWrite) {
      return;
    }
    const entry = { data: update, isKept: false, since: Date.now() };
    this.pending.push(entry);
    this.hasTyped = true;
    this.keep.add(entry).then(() => this.onChange(), () => this.onChange());
    const first = this.pending.find((one) => one.since) ?? entry;
    this.soon(Math.min(PAUSE, Math.max(0, first.since + LONGEST - Date.now())));
    this.onChange();
  }

  /** What an earlier page on this device wrote and could not send. */
  takeUp(entries) {
    this.pending.unshift(...entries);
  }

  noteActive() {
    const wasIdle = Date.now() - this.lastActive > ACTIVE_FOR;
    this.lastActive = Date.now();
    if (wasIdle && this.here.length) {
      this.soon(0);
    }
  }

  // When to ask

  soon(wait) {
    // While the line is down a key does not shorten the wait.
    const isBackingOff = this.failures > 0 && this.dueAt > Date.now();
    if (!isBackingOff) {
      this.now(wait);
    }
  }

  now(wait = 0) {
    if (this.hasEnded || this.missed) {
      return;
    }
    if (this.isBusy) {
      this.isAgain = true;
    } else {
      this.at(wait);
    }
  }

  at(wait) {
    clearTimeout(this.timer);
    this.dueAt = Date.now() + wait;
    this.timer = setTimeout(() => this.exchange(), wait);
  }

  rest() {
    if (this.hasEnded) {
      return;
    }
    if (this.failures) {
      const longest = Math.min(BACKOFF.most, BACKOFF.first * 2 ** (this.failures - 1));
      this.at(longest * (0.5 + Math.random() / 2));
    } else if (this.phase === Phase.MISSING) {
      this.at(ONCE_MORE);
    } else if (this.phase === Phase.SIGNED_OUT || this.phase === Phase.REFUSED) {
      this.at(SLOWLY);
    } else if (this.isAgain || (this.mayWrite && !this.isSaved)) {
      this.at(LONGEST);
    } else if (!document.hidden) {
      this.at(this.wait(POLL) * (0.9 + Math.random() / 5)); // not all at the same moment
    }
    this.isAgain = false;
  }

  // The exchange

  async exchange() {
    if (this.isBusy || this.hasEnded) {
      return;
    }
    clearTimeout(this.timer);
    this.isBusy = true;
    const sent = this.nextPart();
    const body = this.body(sent);
    try {
      const { status, answer } = await this.post(body);
      this.missed = status === 404 ? this.missed + 1 : 0;
      if (status === 200) {
        this.take(answer, sent);
      } else {
        await this.refuse(status, answer);
      }
    } catch {
      this.fail();
    } finally {
      this.isBusy = false;
      this.onChange();
      this.rest();
    }
  }

  /** As much of what is not sent as one request may carry. */
  nextPart() {
    if (!this.mayWrite || this.isStuck) {
      return [];
    }
    if (this.everything) {
      return [...this.pending];
    }
    const part = [];
    let size = 0;
    for (const entry of this.pending) {
      size += entry.data.length;
      if (part.length && size > LIMITS.update_bytes) {
        break;
      }
      part.push(entry);
    }
    return part;
  }

  body(sent, more = {}) {
    const update = this.everything
      ? Y.encodeStateAsUpdate(this.doc, this.everything)
      : sent.length && Y.mergeUpdates(sent.map((entry) => entry.data));
    return {
      schema: VERSION,
      epoch: this.epoch,
      seq: this.seq,
      state: toBase64(Y.encodeStateVector(this.doc)),
      update: update && this.mayWrite && !this.isStuck ? toBase64(update) : null,
      window: this.window,
      block: this.blockHere(),
      here: Date.now() - this.askedWho >= this.wait(WHO),
      typed: this.hasTyped,
      ...more,
    };
  }

  async post(body, isSecond = false) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT);
    try {
      const response = await fetch(this.address, {
        method: "POST",
        signal: abort.signal,
        headers: this.headers(),
        body: JSON.stringify(body),
        credentials: "same-origin",
      });
      const isJson = response.headers.get("Content-Type")?.includes("json");
      const answer = isJson ? await response.json() : null;
      if (response.status === 403 && !answer && !isSecond) {
        // Who signed in again, in another tab, got another token.
        const renewed = await this.token.renew();
        if (renewed === "other") {
          return { status: 403, answer: { error: "other_person" } };
        }
        if (renewed) {
          return this.post(body, true);
        }
      }
      return { status: response.status, answer: answer ?? {} };
    } finally {
      clearTimeout(timer);
    }
  }

  headers() {
    return {
      Accept: "application/json",
      "Content-Type": "application/json",
      "X-CSRFToken": this.token.value,
    };
  }

  take(answer, sent) {
    const updates = answer.updates.map(fromBase64);
    if (!this.apply(updates)) {
      // No line would mend this. What is pending stays so, and on the device.
      this.end(Phase.RELOAD);
      return;
    }
    this.seq = answer.seq;
    if (answer.here) {
      this.here = answer.here;
      this.askedWho = Date.now();
      this.hasTyped = false;
    }
    this.failures = 0;
    this.level = answer.level;
    this.isAgreed = answer.agreed;
    this.hasAll = true;
    this.everything = null;
    this.keep.learn(updates);
    if (answer.took) {
      this.receipt(sent, answer.at);
    } else if (!this.pending.length) {
      this.savedAt ??= new Date(answer.at);
    }
    if (this.phase !== Phase.REFUSED || answer.took || !this.pending.length) {
      this.phase = Phase.LIVE;
      this.reason = this.sentence = "";
    }
  }

  apply(updates) {
    try {
      Y.transact(this.doc, () => updates.forEach((one) => Y.applyUpdate(this.doc, one, this)), this);
      return true;
    } catch (error) {
      console.error(error);
      return false;
    }
  }

  receipt(sent, at) {
    const taken = new Set(sent);
    this.pending = this.pending.filter((entry) => !taken.has(entry));
    this.savedAt = new Date(at);
    this.keep.settle(sent);
  }

  fail() {
    if (this.hasEnded) {
      return;
    }
    this.failures += 1;
    this.missed = 0;
    if (this.phase !== Phase.MISSING) {
      this.phase = Phase.OFFLINE;
    }
    this.here = [];
    this.onChange();
  }

  async refuse(status, { error, sentence = "", level, agreed, state }) {
    if (status >= 500 || status === 408) {
      this.fail();
      return;
    }
    this.failures = 0;
    this.reason = error ?? String(status);
    this.sentence = sentence;
    if (Number.isInteger(level)) {
      this.level = level;
      this.isAgreed = agreed;
    }
    if (error === "other_person") {
      this.end(Phase.OTHER_PERSON);
    } else if (status === 401 || (status === 403 && !error)) {
      this.phase = Phase.SIGNED_OUT;
    } else if (status === 404 && !error && this.missed < 2) {
      // A proxy says so as well, while the platform is renewed: nothing goes yet.
      this.phase = Phase.MISSING;
      this.here = [];
    } else if (status === 404) {
      this.level = Level.NONE;
      this.end(Phase.CLOSED);
      await this.keep.discard();
    } else if (error === "purged") {
      this.end(Phase.PURGED);
      await this.keep.discardLife();
    } else if (["gap", "broken"].includes(error) && !this.everything) {
      this.everything = fromBase64(state);
      this.isAgain = true;
    } else if (error === "schema") {
      this.end(Phase.RELOAD);
    } else if (["read_only", "agreed", "frozen"].includes(error)) {
      // Nothing more is sent; reading goes on.
      this.level = Math.min(this.level, Level.SUGGEST);
      this.phase = Phase.LIVE;
      this.isAgain = true;
    } else {
      this.everything = null;
      this.isStuck = status !== 429;
      this.phase = Phase.REFUSED;
    }
  }

  /** Nothing more is typed or sent on this page. */
  stop() {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.onChange();
  }

  /** Give up what will never be taken; it is in a file by now. */
  async letGo() {
    this.pending = [];
    await this.keep.discardOwn();
  }

  end(phase) {
    this.phase = phase;
    this.here = [];
    clearTimeout(this.timer);
  }

  // Leaving

  flush() {
    if (this.pending.length && this.mayWrite) {
      this.now();
    }
  }

  leave() {
    if (this.hasEnded || this.phase === Phase.SIGNED_OUT) {
      return;
    }
    const body = JSON.stringify(this.body(this.nextPart(), { leaving: true }));
    const isSmall = body.length < OUTLIVES;
    fetch(this.address, {
      method: "POST",
      keepalive: true,
      headers: this.headers(),
      body: isSmall ? body : JSON.stringify({ ...this.body([]), leaving: true, update: null }),
      credentials: "same-origin",
    }).catch(() => {});
  }
}
