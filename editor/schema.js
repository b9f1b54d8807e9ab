// ProseMirror's schema, built from the one description that the server reads too.
// What a node may hold stands there; how it looks and behaves stands here.
import { Fragment, Schema } from "prosemirror-model";

import description from "../submissions/schema.json" with { type: "json" };

export const VERSION = description.version;
export const ROOT = description.root;
export const CITE_KINDS = description.cite_kinds;
export const LIMITS = description.limits;

const BLOCK_ID = /^b[0-9a-z]{10}$/;
const SAFE_LINK = /^(https?:|mailto:)/i;

export const isSafeLink = (href) => SAFE_LINK.test(href);

/** Attributes of a block's element; its id is the anchor other pages point to. */
const named = (node, more = {}) =>
  node.attrs.id ? { id: node.attrs.id, ...more } : more;

const idOf = (element) => ({ id: BLOCK_ID.test(element.id) ? element.id : null });

const spans = (element) => ({
  colspan: Number(element.getAttribute("colspan")) || 1,
  rowspan: Number(element.getAttribute("rowspan")) || 1,
});

const cell = (tag) => ({
  isolating: true,
  toDOM: ({ attrs: { colspan, rowspan } }) => [
    tag,
    {
      ...(colspan > 1 && { colspan: String(colspan) }),
      ...(rowspan > 1 && { rowspan: String(rowspan) }),
    },
    0,
  ],
  parseDOM: [{ tag, getAttrs: spans }],
});

// `h1` is the section's own heading, on the page: a heading inside begins at `h2`.
const HEADINGS = [1, 2, 3];

const behaviour = {
  heading: {
    defining: true,
    toDOM: (node) => [`h${Math.min(node.attrs.level, 3) + 1}`, named(node), 0],
    parseDOM: HEADINGS.map((level) => ({
      tag: `h${level + 1}`,
      getAttrs: (element) => ({ ...idOf(element), level }),
    })).concat({
      tag: "h1",
      getAttrs: (element) => ({ ...idOf(element), level: 1 }),
    }),
  },
  paragraph: {
    toDOM: (node) => [
      "p",
      named(node, node.attrs.numbered ? {} : { "data-numbered": "false" }),
      0,
    ],
    parseDOM: [
      {
        tag: "p",
        getAttrs: (element) => ({
          ...idOf(element),
          numbered: element.dataset.numbered !== "false",
        }),
      },
    ],
  },
  bullet_list: {
    toDOM: (node) => ["ul", named(node), 0],
    parseDOM: [{ tag: "ul", getAttrs: idOf }],
  },
  ordered_list: {
    toDOM: (node) => [
      "ol",
      named(node, node.attrs.order === 1 ? {} : { start: String(node.attrs.order) }),
      0,
    ],
    parseDOM: [
      {
        tag: "ol",
        getAttrs: (element) => ({
          ...idOf(element),
          order: Number(element.getAttribute("start")) || 1,
        }),
      },
    ],
  },
  list_item: {
    defining: true,
    toDOM: (node) => ["li", named(node), 0],
    parseDOM: [{ tag: "li", getAttrs: idOf }],
  },
  blockquote: {
    defining: true,
    toDOM: (node) => ["blockquote", named(node), 0],
    parseDOM: [{ tag: "blockquote", getAttrs: idOf }],
  },
  table: {
    tableRole: "table",
    isolating: true,
    toDOM: (node) => [
      "div",
      { class: "tablewrap" },
      ["table", named(node), ["tbody", 0]],
    ],
    parseDOM: [{ tag: "table", getAttrs: idOf }],
  },
  table_row: {
    tableRole: "row",
    toDOM: () => ["tr", 0],
    parseDOM: [{ tag: "tr" }],
  },
  table_cell: { tableRole: "cell", ...cell("td") },
  table_header: { tableRole: "header_cell", ...cell("th") },
  proposal: {
    selectable: true,
    draggable: false,
    toDOM: (node) => ["div", named(node, { "data-proposal": node.attrs.ref })],
    parseDOM: [
      {
        tag: "div[data-proposal]",
        getAttrs: (element) => ({ ...idOf(element), ref: element.dataset.proposal }),
      },
    ],
  },
  hard_break: {
    selectable: false,
    linebreakReplacement: true,
    toDOM: () => ["br"],
    parseDOM: [{ tag: "br" }],
    leafText: () => "\n",
  },
  footnote: {
    isolating: true,
    toDOM: (node) => ["span", named(node, { class: "footnote" }), 0],
    parseDOM: [{ tag: "span.footnote", getAttrs: idOf }],
  },
  cite: {
    toDOM: (node) => [
      "span",
      { class: "cite", "data-kind": node.attrs.kind, "data-ref": node.attrs.ref },
      node.attrs.label,
    ],
    parseDOM: [
      {
        tag: "span.cite[data-ref]",
        getAttrs: (element) => ({
          kind: element.dataset.kind,
          ref: element.dataset.ref,
          label: element.textContent.slice(0, 200),
        }),
      },
    ],
    leafText: (node) => node.attrs.label,
  },
};

// Words may bear several suggestions, even of one kind. Marks that exclude each other
// would share one key in Yjs, and what ends one would end the other: of two overlapping
// deletions made at the same moment the rest would be lost.
const suggestion = (tag) => ({
  inclusive: false,
  excludes: "",
  toDOM: (mark, inline) => [
    tag,
    { "data-id": mark.attrs.id, "data-inline": String(inline) },
    0,
  ],
  parseDOM: [
    {
      tag: `${tag}[data-id]`,
      getAttrs: (element) => ({ id: element.dataset.id }),
    },
  ],
});

// In this order they nest: a suggestion wraps what is strong inside it.
const marks = {
  insertion: suggestion("ins"),
  deletion: suggestion("del"),
  modification: {
    inclusive: false,
    excludes: "",
    toDOM: (mark, inline) => [
      inline ? "span" : "div",
      { class: "modification", "data-id": mark.attrs.id },
      0,
    ],
  },
  link: {
    inclusive: false,
    toDOM: ({ attrs: { href } }) => [
      "a",
      isSafeLink(href) ? { href, rel: "noopener nofollow" } : {},
      0,
    ],
    parseDOM: [
      {
        tag: "a[href]",
        getAttrs: (element) => {
          const href = element.getAttribute("href");
          return isSafeLink(href) ? { href } : false;
        },
      },
    ],
  },
  strong: {
    toDOM: () => ["strong", 0],
    parseDOM: [{ tag: "strong" }, { tag: "b" }],
  },
  em: {
    toDOM: () => ["em", 0],
    parseDOM: [{ tag: "em" }, { tag: "i" }],
  },
};

const defaults = (attrs = {}) =>
  Object.fromEntries(
    Object.entries(attrs).map(([name, value]) => [name, { default: value }]),
  );

function nodes() {
  // The paragraph first: it is what ProseMirror makes where any block may stand.
  const { doc, paragraph, ...rest } = description.nodes;
  return Object.fromEntries(
    Object.entries({ doc, paragraph, ...rest }).map(([name, { attrs, ...spec }]) => [
      name,
      { ...spec, attrs: defaults(attrs), ...behaviour[name] },
    ]),
  );
}

/** Two people may, at the same moment, change a node so that together it holds
 * what it must not, or lacks what it must have (a list item without a paragraph).
 * y-prosemirror deletes such a node for everybody; we complete it instead. */
class CompletingSchema extends Schema {
  node(type, attrs, content, nodeMarks) {
    try {
      return super.node(type, attrs, content, nodeMarks);
    } catch (error) {
      const kind = typeof type === "string" ? this.nodes[type] : type;
      const completed = kind?.createAndFill(attrs, Fragment.from(content), nodeMarks);
      if (!completed) {
        throw error;
      }
      return completed;
    }
  }
}

export const schema = new CompletingSchema({
  nodes: nodes(),
  marks: Object.fromEntries(
    Object.entries(marks).map(([name, spec]) => [
      name,
      { attrs: defaults(description.marks[name].attrs), ...spec },
    ]),
  ),
});
