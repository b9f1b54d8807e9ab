// Chips that cite what is elsewhere on the platform, and proposals that show their
// wording as it stands now. Whether the reader may know it, the server says each time;
// what it answers is set as text, never as HTML.

const CARD_AGE = 60_000; // ms until a chip's card is asked for anew

/** What stands behind a reference: {title, wording, language, status, url}, null if it
 * is not open to the reader, undefined while nobody knows (no line). */
export class Cards {
  constructor({ address, language }) {
    this.address = address;
    this.language = language;
    this.kept = new Map();
  }

  ask(kind, ref, { isFresh = false } = {}) {
    const name = `${kind} ${ref}`;
    const kept = this.kept.get(name);
    if (kept && !isFresh && Date.now() - kept.at < CARD_AGE) {
      return kept.card;
    }
    const card = this.fetch(kind, ref);
    this.kept.set(name, { card, at: Date.now() });
    card.then((found) => found === undefined && this.kept.delete(name));
    return card;
  }

  async fetch(kind, ref) {
    const query = new URLSearchParams({ kind, ref, language: this.language });
    try {
      const response = await fetch(`${this.address}?${query}`, {
        headers: { Accept: "application/json" },
        credentials: "same-origin",
      });
      if (response.status === 404) {
        return null;
      }
      return response.ok ? await response.json() : undefined;
    } catch {
      return undefined;
    }
  }
}

const element = (tag, className, text, lang) => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  if (lang) {
    made.lang = lang;
  }
  return made;
};

/** Title, wording and state of what is cited, as children of an element. */
function drawCard(card, words, { isBlock }) {
  const tag = isBlock ? "p" : "span";
  if (!card) {
    return [element(tag, "quiet", card === null ? words.card_closed : words.card_offline)];
  }
  const parts = [element(tag, "card-title", card.title)];
  if (card.wording) {
    parts.push(element(tag, "card-wording", card.wording, card.wording_language));
  }
  const foot = element(tag, "card-foot quiet", card.status);
  if (card.url?.startsWith("/")) {
    const link = element("a", "", words.card_open);
    Object.assign(link, { href: card.url, target: "_blank", rel: "noopener" });
    foot.append(card.status ? " · " : "", link);
  }
  return [...parts, foot];
}

class CiteView {
  constructor(node, { cards, words }) {
    Object.assign(this, { node, cards, words });
    this.dom = element("span", "cite", "");
    this.label = element("span", "cite-label", "");
    this.dom.append(this.label);
    this.show();
  }

  show() {
    const { kind, ref, label } = this.node.attrs;
    this.dom.dataset.kind = kind;
    this.dom.dataset.ref = ref;
    this.label.textContent = label || "…";
  }

  update(node) {
    if (node.type !== this.node.type) {
      return false;
    }
    this.node = node;
    this.show();
    return true;
  }

  async selectNode() {
    this.dom.classList.add("ProseMirror-selectednode");
    const { kind, ref } = this.node.attrs;
    if (!this.cards.address) {
      return;
    }
    const card = await this.cards.ask(kind, ref);
    if (this.dom.classList.contains("ProseMirror-selectednode")) {
      this.card?.remove();
      this.card = element("span", "cite-card", "");
      this.card.contentEditable = "false";
      this.card.append(...drawCard(card, this.words, { isBlock: false }));
      this.dom.append(this.card);
    }
  }

  deselectNode() {
    this.dom.classList.remove("ProseMirror-selectednode");
    this.card?.remove();
    this.card = null;
  }

  ignoreMutation() {
    return true;
  }

  stopEvent(event) {
    return Boolean(event.target.closest?.(".cite-card a"));
  }
}

class ProposalView {
  constructor(node, { cards, words, shown }) {
    Object.assign(this, { node, cards, words, shown });
    this.dom = element("div", "proposal", "");
    this.dom.contentEditable = "false";
    shown.add(this);
    this.name();
    this.dom.append(element("p", "quiet", words.card_loading));
    this.refresh();
  }

  name() {
    this.dom.dataset.proposal = this.node.attrs.ref;
    if (this.node.attrs.id) {
      this.dom.id = this.node.attrs.id;
    }
  }

  async refresh(options) {
    const { ref } = this.node.attrs;
    const card = await this.cards.ask("proposal", ref, options);
    const isStill = ref === this.node.attrs.ref;
    // Without a line the wording that is there stays.
    if (isStill && !(card === undefined && this.card)) {
      this.card = card;
      this.dom.replaceChildren(...drawCard(card, this.words, { isBlock: true }));
    }
  }

  update(node) {
    if (node.type !== this.node.type) {
      return false;
    }
    const isOther = node.attrs.ref !== this.node.attrs.ref;
    this.node = node;
    this.name();
    if (isOther) {
      this.refresh();
    }
    return true;
  }

  ignoreMutation() {
    return true;
  }

  stopEvent(event) {
    return Boolean(event.target.closest?.("a"));
  }

  destroy() {
    this.shown.delete(this);
  }
}

/** `nodeViews` of chips and proposals; `refresh` asks for all wordings anew. */
export function cites({ address, language, words }) {
  const cards = new Cards({ address, language });
  const shown = new Set();
  const refresh = () => {
    if (!document.hidden) {
      shown.forEach((view) => view.refresh({ isFresh: true }));
    }
  };
  document.addEventListener("visibilitychange", refresh);
  return {
    nodeViews: {
      cite: (node) => new CiteView(node, { cards, words }),
      proposal: (node) => new ProposalView(node, { cards, words, shown }),
    },
    refresh,
    destroy: () => document.removeEventListener("visibilitychange", refresh),
  };
}

export const insertCite = ({ kind, ref, label }) => (state, dispatch) => {
  const node = state.schema.nodes.cite.create({ kind, ref, label });
  const { $from, $to } = state.selection;
  if (!$from.parent.canReplaceWith($from.index(), $to.indexAfter(), node.type)) {
    return false;
  }
  if (dispatch) {
    const tr = state.tr.replaceSelectionWith(node, false);
    const before = $from.parent.textBetween(0, $from.parentOffset, null, "\ufffc");
    if (/[^\s\u00a0(«“„]$/.test(before)) {
      tr.insertText(" ", $from.pos);
    }
    dispatch(tr.scrollIntoView());
  }
  return true;
};

/** A proposal is a block of its own, behind the one with the caret. */
export const insertProposal = ({ ref }) => (state, dispatch) => {
  const { $to } = state.selection;
  const { proposal, paragraph } = state.schema.nodes;
  if (!$to.depth) {
    return false;
  }
  if (dispatch) {
    const block = $to.node(1);
    const isReplaced = block.type === paragraph && !block.content.size;
    const isLast = $to.index(0) === state.doc.childCount - 1;
    const from = isReplaced ? $to.before(1) : $to.after(1);
    const made = [proposal.create({ ref }), ...(isLast ? [paragraph.create()] : [])];
    dispatch(state.tr.replaceWith(from, $to.after(1), made).scrollIntoView());
  }
  return true;
};
