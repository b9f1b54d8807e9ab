// What comes out of Word, Google Docs, LibreOffice or WhatsApp, without what they
// bring along: styles, classes, comments, pictures, changes that were tracked.
// It imports nothing: it comes after the editor, in a file of its own (later.js).

const GONE =
  "style,script,meta,link,title,xml,img,picture,svg,video,audio,canvas,object,embed," +
  "iframe,input,select,textarea,button,noscript,template,colgroup,caption,hr," +
  ".msocomtxt,.msocomanchor,.MsoCommentText,.MsoCommentReference," +
  "[data-style*='mso-element:comment'],[data-style*='mso-hide:all'],[data-style*='display:none'],[hidden]," +
  "sdfield,[id^='_com_'],a[href^='#_msocom'],[data-suggestion-gone]";
const KEPT = new Set(
  ("P,UL,OL,LI,BLOCKQUOTE,TABLE,TBODY,TR,TD,TH,BR,STRONG,EM,A,SPAN").split(","),
);
const BLOCK = /^(P|H[1-6]|UL|OL|LI|BLOCKQUOTE|TABLE|TBODY|THEAD|TFOOT|TR|TD|TH|DIV|SECTION|ARTICLE|PRE|DL|DT|DD|MAIN|HEADER|FOOTER|CENTER)$/;
const KEPT_ATTRIBUTES = ["href", "colspan", "rowspan", "start", "class", "data-kind", "data-ref",
  "data-proposal", "data-numbered"];
// How Word, LibreOffice and Google Docs name a footnote and its place in the text.
const NOTE = /#(?:_(?:ftn|edn)|sd(?:foot|end)note|ftnt)(\d+)(?:sym)?$/i;
const PLACE = /#(?:_(?:ftn|edn)ref|ftnt_ref|sd(?:foot|end)note)(\d+)(?:anc)?$/i;
const NOTE_BODY =
  "[data-style*='mso-element:footnote'],[data-style*='mso-element:endnote'],div[id^='ftn']," +
  "div[id^='edn'],div[id^='sdfootnote'],div[id^='sdendnote']";
const NOTE_LIST =
  "[data-style*='mso-element:footnote-list'],[data-style*='mso-element:endnote-list']";
const BULLET = /^[\s\u00a0]*[·•▪◦§\-–—o*ü]?[\s\u00a0]*$/;

/** HTML of the clipboard as HTML that our schema reads. */
export function cleaned(html, { isSafeLink }) {
  const page = new DOMParser().parseFromString(unstyled(html), "text/html");
  const { body } = page;
  body.querySelectorAll("[data-pm-slice]").forEach((element) => {
    // Our own copy: how it was cut is kept, everything else is judged as foreign.
    body.dataset.pmSlice = element.dataset.pmSlice;
  });
  readConditionals(body);
  takeChanges(body);
  keepEmoji(body);
  const notes = takeNotes(body);
  makeWordLists(body);
  unnest(body);
  body.querySelectorAll(GONE).forEach((element) => element.remove());
  removeComments(body);
  placeNotes(body, notes);
  for (const element of [...body.querySelectorAll("*")]) {
    if (element.isConnected) {
      clean(element, isSafeLink);
    }
  }
  flattenTables(body);
  body.querySelectorAll("p,h2,h3,h4").forEach((element) => {
    if (!element.textContent.replace(/\u00a0/g, " ").trim() && !element.closest("td,th,li")) {
      const holds = element.querySelector("span.cite,span.footnote");
      if (!holds) {
        element.remove();
      }
    }
  });
  const slice = body.dataset.pmSlice;
  if (slice && body.firstElementChild) {
    body.firstElementChild.setAttribute("data-pm-slice", slice);
  }
  return body.innerHTML.trim();
}

/** Styles say what is a list or a comment, but as styles they are refused by our
 * policy already when they are read. */
const unstyled = (html) =>
  html
    .replace(/<style\b[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle(?=\s*=)/gi, " data-style"));

const comments = (root) => {
  const walker = root.ownerDocument.createTreeWalker(root, 128); // SHOW_COMMENT
  const found = [];
  while (walker.nextNode()) {
    found.push(walker.currentNode);
  }
  return found;
};

const removeComments = (root) => comments(root).forEach((comment) => comment.remove());

/** Word marks the sign of a list item by `<![if !supportLists]>`, which a parser
 * makes a pair of comments: the sign between them becomes an attribute. */
function readConditionals(body) {
  for (const comment of comments(body)) {
    if (!/\[if !supportLists\]/i.test(comment.data)) {
      continue;
    }
    let text = "";
    for (let next = comment.nextSibling; next && next.nodeType !== 8; ) {
      const after = next.nextSibling;
      text += next.textContent;
      next.remove();
      next = after;
    }
    comment.parentElement?.closest("p,h1,h2,h3,h4,h5,h6")?.setAttribute("data-sign", text);
  }
  body.querySelectorAll("[data-style*='mso-list:Ignore'],[data-style*='mso-list: Ignore']").forEach((sign) => {
    sign.closest("p,h1,h2,h3,h4,h5,h6")?.setAttribute("data-sign", sign.textContent);
    sign.remove();
  });
}

/** What was deleted elsewhere goes, what was inserted stays. In a copy of ours nothing
 * is decided yet: who moves a paragraph by cut and paste loses no words. */
function takeChanges(body) {
  if (body.dataset.pmSlice) {
    body.querySelectorAll("ins,del").forEach(unwrap);
  }
  body.querySelectorAll("del,s[cite],.msoDel,span[class*='msoDel']").forEach((gone) => gone.remove());
  body.querySelectorAll("ins").forEach(unwrap);
}

function keepEmoji(body) {
  for (const image of body.querySelectorAll("img[alt]")) {
    if (/^\p{Extended_Pictographic}.{0,8}$/u.test(image.alt)) {
      image.replaceWith(image.alt);
    }
  }
}

/** The texts of footnotes, taken out from below the text. */
function takeNotes(body) {
  const notes = new Map();
  for (const link of [...body.querySelectorAll("a[href]")]) {
    const href = link.getAttribute("href");
    const number = !/sym$/i.test(href) && PLACE.exec(href)?.[1];
    const isPlace = link.closest("sup,.MsoFootnoteReference") && !link.closest(NOTE_BODY);
    if (!number || isPlace) {
      continue;
    }
    const note = link.closest(NOTE_BODY) ?? link.closest("p,li,div");
    link.remove();
    notes.set(noteKey(href, number), note.textContent.replace(/\s+/g, " ").trim());
    note.remove();
  }
  body.querySelectorAll(NOTE_LIST).forEach((list) => list.remove());
  return notes;
}

const noteKey = (href, number) => (/edn|endnote/i.test(href) ? "e" : "f") + number;

function placeNotes(body, notes) {
  for (const link of [...body.querySelectorAll("a[href]")]) {
    const href = link.getAttribute("href");
    const number = !/anc$/i.test(href) && NOTE.exec(href)?.[1];
    if (!number) {
      continue;
    }
    const text = notes.get(noteKey(href, number));
    const around = link.closest("sup") ?? link;
    const note = body.ownerDocument.createElement("span");
    note.className = "footnote";
    note.textContent = text;
    around.replaceWith(...(text ? [note] : []));
  }
}

const LIST_LEVEL = /mso-list:\s*\w+\s+level(\d+)/i;

/** Word writes lists as paragraphs that say of which level they are. */
function makeWordLists(body) {
  const open = [];
  let last = null;
  for (const item of [...body.querySelectorAll("p,h1,h2,h3,h4,h5,h6")]) {
    const style = item.getAttribute("data-style") ?? "";
    const isItem = LIST_LEVEL.test(style) || /\bMsoListParagraph/i.test(item.className);
    const isNext = last && nextBlock(last) === item;
    if (!isItem || (item.tagName !== "P" && !LIST_LEVEL.test(style)) || /^H/.test(item.tagName)) {
      open.length = 0;
      last = null;
      continue;
    }
    const sign = item.dataset.sign ?? "";
    if (!LIST_LEVEL.test(style) && !sign) {
      continue; // the second paragraph of an item, or a list without its signs
    }
    if (!isNext) {
      open.length = 0;
    }
    const level = Math.max(1, Number(LIST_LEVEL.exec(style)?.[1] ?? 1));
    const kind = BULLET.test(sign) ? "ul" : "ol";
    open.length = Math.min(open.length, level);
    const deep = Math.min(level, open.length + 1);
    if (open[deep - 1]?.tagName.toLowerCase() !== kind) {
      const list = body.ownerDocument.createElement(kind);
      open.length = deep - 1;
      const above = open[deep - 2];
      if (above) {
        above.lastElementChild.append(list);
      } else {
        item.before(list);
      }
      open.push(list);
    }
    const li = body.ownerDocument.createElement("li");
    open[deep - 1].append(li);
    item.removeAttribute("data-sign");
    item.removeAttribute("data-style");
    li.append(item);
    last = open[0];
  }
}

function nextBlock(element) {
  let next = element.nextSibling;
  while (next && (next.nodeType !== 1 || next.tagName === "O:P")) {
    if (next.nodeType === 3 && next.data.trim()) {
      return null;
    }
    next = next.nextSibling;
  }
  return next;
}

/** Google Docs wraps everything into one `<b>` that is not bold, and hangs a nested
 * list beside its item. */
function unnest(body) {
  for (const bold of [...body.querySelectorAll("b")]) {
    if (/(^|;)\s*font-weight:\s*(normal|400)/i.test(bold.getAttribute("data-style") ?? "")) {
      unwrap(bold);
    }
  }
  // A break among blocks is Google's empty line.
  for (const line of [...body.querySelectorAll("br")]) {
    if ([...line.parentElement.children].some((child) => BLOCK.test(child.tagName))) {
      line.remove();
    }
  }
  body.querySelectorAll("ul > ul,ul > ol,ol > ol,ol > ul").forEach((list) => {
    const before = list.previousElementSibling;
    if (before?.tagName === "LI") {
      before.append(list);
    } else {
      const item = list.ownerDocument.createElement("li");
      list.before(item);
      item.append(list);
    }
  });
}

const unwrap = (element) => element.replaceWith(...element.childNodes);

function rename(element, tag) {
  const other = element.ownerDocument.createElement(tag);
  for (const name of KEPT_ATTRIBUTES) {
    if (element.hasAttribute(name)) {
      other.setAttribute(name, element.getAttribute(name));
    }
  }
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

const isBold = (element) => /font-weight:\s*(bold|[6-9]00)/i.test(element.getAttribute("data-style") ?? "");
const isItalic = (element) => /font-style:\s*italic/i.test(element.getAttribute("data-style") ?? "");

/** One element, made into one that we keep, or into what it holds. */
function clean(element, isSafeLink) {
  const tag = element.tagName;
  const isOurs = element.matches("span.footnote,span.cite[data-ref],div[data-proposal]");
  if (isOurs) {
    return bareOf(element);
  }
  if (tag === "B") {
    return rename(element, "strong");
  }
  if (tag === "I" || tag === "CITE" || tag === "DFN") {
    return bareOf(rename(element, "em"));
  }
  if (/^H[1-6]$/.test(tag)) {
    return heading(element, Number(tag[1]));
  }
  if (/^Mso(Title|Heading)|^heading/i.test(element.className) && tag === "P") {
    return heading(element, Number(/\d/.exec(element.className)?.[0] ?? 1));
  }
  if (tag === "A") {
    return isSafeLink(element.getAttribute("href") ?? "") ? bareOf(element) : unwrap(element);
  }
  if (tag === "SPAN" || tag === "FONT") {
    return styled(element);
  }
  if (tag === "DIV" || tag === "PRE" || tag === "DT" || tag === "DD" || tag === "CENTER") {
    const holdsBlocks = [...element.children].some((child) => BLOCK.test(child.tagName));
    return holdsBlocks ? unwrap(element) : bareOf(rename(element, "p"));
  }
  if (!KEPT.has(tag)) {
    return unwrap(element);
  }
  return bareOf(element);
}

/** `h1` is the section's own on the page: the first level inside is `h2`. */
function heading(element, level) {
  const isCopy = element.closest("body").dataset.pmSlice;
  bareOf(rename(element, `h${Math.min(4, isCopy ? level : level + 1)}`));
}

/** Google Docs and LibreOffice say bold and italic by style. */
function styled(element) {
  const inner = [...element.childNodes];
  const isEmphasised = !element.closest("h1,h2,h3,h4,h5,h6");
  if (isItalic(element) && inner.length) {
    const em = element.ownerDocument.createElement("em");
    em.append(...inner);
    element.append(em);
  }
  if (isEmphasised && isBold(element) && inner.length) {
    const strong = element.ownerDocument.createElement("strong");
    strong.append(...element.childNodes);
    element.append(strong);
  }
  unwrap(element);
}

function bareOf(element) {
  const isOurs = element.matches("span.footnote,span.cite,div[data-proposal]");
  for (const { name } of [...element.attributes]) {
    const isKept = KEPT_ATTRIBUTES.includes(name) && (isOurs || !/^(class|data-)/.test(name));
    if (!isKept) {
      element.removeAttribute(name);
    }
  }
}

/** A table inside a table becomes its text; cells hold paragraphs. */
function flattenTables(body) {
  body.querySelectorAll("table table").forEach((inner) => {
    inner.replaceWith(inner.textContent.replace(/\s+/g, " ").trim());
  });
}
