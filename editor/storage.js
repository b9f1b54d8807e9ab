// What is kept on this device: the document as last seen, and apart from it what the
// server has not taken yet. One database per person, text and life of the document,
// so that nobody else's account and no purged history ever opens it.
import * as Y from "yjs";

const PREFIX = "draft:";
const LOG = "log";
const UNSENT = "unsent";
const KNOWN = "draft-databases"; // for browsers that cannot list them
const SHARED = "shared-phone";
const ASKED = "draft-persist-asked";
const PATIENCE = 4000; // Safari may never answer
const MANY = 60; // entries of the log, which then become one

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });

const completed = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });

const inTime = (promise) =>
  Promise.race([
    promise,
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error("no answer")), PATIENCE);
    }),
  ]);

// A browser may forbid localStorage; then nothing is remembered.
function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value);
  } catch {
    // See above.
  }
}

export const isSharedPhone = () => recall(SHARED) === "1";

async function databases() {
  const known = JSON.parse(recall(KNOWN) ?? "[]");
  const listed = (await indexedDB.databases?.().catch(() => [])) ?? [];
  const names = [...known, ...listed.map(({ name }) => name)];
  return [...new Set(names)].filter((name) => name.startsWith(PREFIX));
}

async function drop(names) {
  await Promise.all(
    names.map((name) => inTime(settled(indexedDB.deleteDatabase(name))).catch(() => {})),
  );
  const left = JSON.parse(recall(KNOWN) ?? "[]").filter((name) => !names.includes(name));
  remember(KNOWN, left.length ? JSON.stringify(left) : null);
}

export class LocalCopy {
  /** `owner`, `text`, `epoch`, `schema` make the name. */
  constructor({ owner, text, epoch, schema }) {
    this.ofText = `${PREFIX}${owner}:${text}:`;
    this.epoch = Number(epoch);
    this.name = `${this.ofText}${epoch}:${schema}`;
    this.database = null;
    this.isKeeping = false;
    this.queue = Promise.resolve();
  }

  /** What an earlier page left: updates that make the document, and those of them
   * that the server has not taken. Empty where nothing is or may be kept. */
  async open() {
    if (isSharedPhone()) {
      return { updates: [], unsent: [] };
    }
    try {
      await this.forgetOthers();
      return await this.connect();
    } catch {
      this.isKeeping = false; // said by the status bar
      return { updates: [], unsent: [] };
    }
  }

  async connect() {
    const request = indexedDB.open(this.name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(LOG, { autoIncrement: true });
      request.result.createObjectStore(UNSENT, { autoIncrement: true });
    };
    this.database = await inTime(settled(request));
    // Another window may clear everything: we are not in its way.
    this.database.onversionchange = () => this.close();
    remember(KNOWN, JSON.stringify([...new Set([...(await databases()), this.name])]));
    const stores = this.database.transaction([LOG, UNSENT]);
    const [log, unsent, keys] = await inTime(
      Promise.all([
        settled(stores.objectStore(LOG).getAll()),
        settled(stores.objectStore(UNSENT).getAll()),
        settled(stores.objectStore(UNSENT).getAllKeys()),
      ]),
    );
    this.isKeeping = true;
    this.logged = log.length;
    return {
      updates: [...log, ...unsent],
      unsent: unsent.map((data, at) => ({ data, key: keys[at], isKept: true })),
    };
  }

  /** Earlier lives of the same document; a later one is not this page's to judge. One
   * of another schema stays: it may hold words that were never taken. */
  forgetOthers() {
    return this.drop((name) => this.epochOf(name) < this.epoch);
  }

  epochOf(name) {
    return parseInt(name.slice(this.ofText.length), 10);
  }

  async drop(isMeant) {
    const ofText = (await databases()).filter((name) => name.startsWith(this.ofText));
    await drop(ofText.filter(isMeant));
  }

  close() {
    this.isKeeping = false;
    this.database?.close();
    this.database = null;
  }

  /** One after another; what fails once makes the bar say so, and is no accident. */
  inTurn(act) {
    const done = this.queue.then(async () => {
      if (!this.isKeeping) {
        throw new Error("nothing is kept");
      }
      try {
        return await inTime(act(this.database));
      } catch (error) {
        this.close();
        throw error;
      }
    });
    this.queue = done.catch(() => {});
    return done;
  }

  /** A change made here. Resolves once it would survive the tab. */
  add(entry) {
    if (this.isKeeping) {
      askToPersist();
    }
    return this.inTurn(async (database) => {
      const transaction = database.transaction(UNSENT, "readwrite");
      const request = transaction.objectStore(UNSENT).add(entry.data);
      await completed(transaction);
      entry.key = request.result;
      entry.isKept = true;
    });
  }

  /** What came from the server. */
  learn(updates) {
    if (!updates.length || !this.isKeeping) {
      return;
    }
    this.inTurn(async (database) => {
      const transaction = database.transaction(LOG, "readwrite");
      updates.forEach((update) => transaction.objectStore(LOG).add(update));
      await completed(transaction);
      this.logged += updates.length;
      await this.shorten(database);
    }).catch(() => {});
  }

  /** What the server has taken goes from the one store into the other. */
  settle(entries) {
    if (!this.isKeeping) {
      return;
    }
    this.inTurn(async (database) => {
      const transaction = database.transaction([LOG, UNSENT], "readwrite");
      for (const { data, key } of entries) {
        transaction.objectStore(LOG).add(data);
        if (key !== undefined) {
          transaction.objectStore(UNSENT).delete(key);
        }
      }
      await completed(transaction);
      this.logged += entries.length;
      await this.shorten(database);
    }).catch(() => {});
  }

  async shorten(database) {
    if (this.logged < MANY) {
      return;
    }
    const transaction = database.transaction(LOG, "readwrite");
    const store = transaction.objectStore(LOG);
    const request = store.getAll();
    request.onsuccess = () => {
      // In the same transaction: another window may be adding.
      store.clear();
      store.add(Y.mergeUpdates(request.result));
    };
    await completed(transaction);
    this.logged = 1;
  }

  /** All of this text that is on the device. */
  async discard() {
    this.close();
    await this.drop(() => true);
  }

  /** This life of it, and those before: another tab may already write in the next. */
  async discardLife() {
    this.close();
    await this.drop((name) => this.epochOf(name) <= this.epoch);
  }

  /** What this page kept, and nothing else. */
  async discardOwn() {
    this.close();
    await this.drop((name) => name === this.name);
  }

  /** A phone that several people use keeps nothing; one's own begins to keep. */
  async setShared(isShared, doc, pending) {
    remember(SHARED, isShared ? "1" : null);
    if (isShared) {
      this.close();
      pending.forEach((entry) => {
        entry.isKept = false;
        delete entry.key;
      });
      await forgetEverything();
      return;
    }
    await this.open();
    this.learn([Y.encodeStateAsUpdate(doc)]);
    await Promise.allSettled(pending.map((entry) => this.add(entry)));
  }
}

function askToPersist() {
  if (!recall(ASKED)) {
    remember(ASKED, "1");
    navigator.storage?.persist?.().catch(() => {});
  }
}

export const forgetEverything = async () => drop(await databases());
