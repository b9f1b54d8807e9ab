// The draft page. The server has drawn the document for reading; this puts the editor
// in its place as soon as the document is here, and keeps both ends in step.
import * as Y from "yjs";

import { blockIdAt } from "./blockids.js";
import { commands } from "./commands.js";
import { makeView } from "./desk.js";
import { Extras } from "./extras.js";
import { linkCommand } from "./links.js";
import { showPresence } from "./presence.js";
import { Level, Phase, Provider } from "./provider.js";
import { ROOT, VERSION } from "./schema.js";
import { Session } from "./session.js";
import { StatusBar } from "./status.js";
import { isSharedPhone, LocalCopy } from "./storage.js";
import { stayAboveKeyboard, Toolbar } from "./toolbar.js";

class Desk {
  constructor(page) {
    this.page = page;
    this.words = JSON.parse(document.getElementById("editor-words").textContent);
    this.find = (name) => page.querySelector(`[data-${name}]`);
    this.doc = new Y.Doc();
    const { owner, text, epoch, level, sync } = page.dataset;
    this.keep = new LocalCopy({ owner, text, epoch, schema: VERSION });
    this.provider = new Provider({
      doc: this.doc,
      address: sync,
      epoch: Number(epoch),
      level: Number(level),
      isAgreed: "agreed" in page.dataset,
      keep: this.keep,
      token: new Session(page),
      blockHere: () => this.blockHere(),
      onChange: () => this.show(),
    });
    this.status = new StatusBar(this.find("status"), {
      provider: this.provider,
      doc: this.doc,
      words: this.words,
      language: document.documentElement.lang,
    });
  }

  async open() {
    if (this.page.dataset.schema !== String(VERSION)) {
      // An editor that knows other kinds of blocks must not touch the document.
      this.provider.phase = Phase.RELOAD;
      this.status.show();
      return;
    }
    const kept = await this.keep.open();
    if (kept.updates.length) {
      Y.transact(this.doc, () => kept.updates.forEach((one) => Y.applyUpdate(this.doc, one, this.keep)), this.keep);
      this.provider.takeUp(kept.unsent);
    }
    this.shareSwitch();
    stayAboveKeyboard(this.find("bottom"));
    this.provider.start();
    this.show();
  }

  /** The document is here, from the server or from this device. */
  get isHere() {
    return this.provider.hasAll || this.doc.getXmlFragment(ROOT).length > 0;
  }

  blockHere() {
    const { view } = this;
    return view?.hasFocus() ? blockIdAt(view.state.doc, view.state.selection.head) : "";
  }

  show() {
    const { provider } = this;
    const isMissing = provider.phase === Phase.MISSING;
    if (provider.phase === Phase.CLOSED) {
      this.close();
    } else if (provider.phase === Phase.PURGED && provider.isSaved) {
      window.location.reload();
    } else if (!this.view && this.isHere && !this.isClosed && !isMissing) {
      this.bind();
    }
    this.page.classList.toggle("is-missing", isMissing);
    this.find("closed").hidden = !isMissing && !this.isClosed;
    this.status.show();
    this.showLevel();
    if (this.view) {
      showPresence(this.view, provider.here, { line: this.find("here"), words: this.words });
    }
  }

  bind() {
    const { provider, page } = this;
    const reading = this.find("reading");
    const writing = this.find("writing");
    reading.remove();
    writing.hidden = false;
    const extras = new Extras(page, {
      words: this.words,
      mayComment: () => provider.level >= Level.COMMENT && !this.isClosed,
      onDecided: () => provider.now(),
    });
    const all = {
      ...commands,
      ...extras.commands,
      link: { ...commands.link, run: linkCommand(this.find("link-dialog")) },
      keys: { run: (_state, dispatch) => !dispatch || !this.find("keys-dialog").showModal() },
    };
    this.view = makeView(writing.firstElementChild, {
      doc: this.doc,
      page,
      mayWrite: () => provider.mayWrite,
      maySuggest: () => provider.level >= Level.SUGGEST && !provider.hasEnded,
      words: this.words,
      shortcuts: {
        "Mod-k": all.link.run,
        "Mod-s": () => this.reassure(),
        "Alt-F10": () => this.toolbar.enter(),
      },
      extras,
      onState: (state) => this.follow(state),
    });
    this.extras = extras;
    extras.attach(this.view);
    this.toolbar = new Toolbar(this.find("toolbar"), { view: this.view, commands: all });
    this.placeTools();
    this.makeRoom();
    this.follow(this.view.state);
    document.getElementById(decodeURIComponent(window.location.hash.slice(1)))?.scrollIntoView();
  }

  /** After each change of the editor's state. */
  follow(state) {
    this.toolbar?.show(state);
    this.extras?.show(state);
    this.status.measure(state.doc);
  }

  /** While one writes on a phone, the page's own bar makes room for the tools. */
  makeRoom() {
    const { dom } = this.view;
    const note = ({ type }) =>
      document.documentElement.classList.toggle("is-writing", type === "focus");
    dom.addEventListener("focus", note);
    dom.addEventListener("blur", note);
  }

  /** What a person may do can change in any answer, both ways. */
  showLevel() {
    const { provider, view } = this;
    const now = `${provider.mayWrite} ${provider.level}`;
    if (view && now !== this.level) {
      this.level = now;
      view.setProps({});
      this.find("toolbar").hidden = !provider.mayWrite;
      this.page.dataset.level = provider.level;
      this.toolbar.show(view.state);
    }
  }

  /** People press it out of habit; it sends at once, and the bar answers. */
  reassure() {
    this.provider.flush();
    return true;
  }

  /** At the thumb on a phone, above the text on a desk. */
  placeTools() {
    const toolbar = this.find("toolbar");
    const isWide = window.matchMedia("(min-width: 48rem)");
    const place = () =>
      isWide.matches ? this.find("tools").append(toolbar) : this.find("bottom").prepend(toolbar);
    isWide.addEventListener("change", place);
    place();
  }

  shareSwitch() {
    const box = this.find("shared-phone");
    box.checked = isSharedPhone();
    box.addEventListener("change", async () => {
      await this.keep.setShared(box.checked, this.doc, this.provider.pending);
      this.show();
    });
  }

  /** The text is not open to this person any more: nothing of it stays on the screen. */
  close() {
    if (!this.isClosed) {
      this.isClosed = true;
      this.extras?.detach();
      this.view?.destroy();
      this.view = null;
      for (const part of this.page.querySelectorAll("[data-of-text]")) {
        part.remove();
      }
    }
  }
}

const page = document.querySelector("[data-draft]");
if (page) {
  new Desk(page).open();
}
