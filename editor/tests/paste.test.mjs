// Clipboards as programs really fill them, cut down to what matters.
import assert from "node:assert/strict";
import { test } from "node:test";

import { block, Browser, marked, p, schema } from "./desk.mjs";
import * as more from "../later.js";
import { cleaned } from "../cleaning.js";
import { pasteCleaner } from "../paste.js";
import { isSafeLink } from "../schema.js";

const later = () => ({ then: (use) => use(more) }); // at once

const desk = () => new Browser({ plugins: [pasteCleaner(schema, { later })] });

/** The document after pasting into an empty one, as nested names and words. */
function pasted(html) {
  const browser = desk();
  browser.view.pasteHTML(html);
  return outline(browser.doc);
}

function outline(node) {
  const children = [];
  node.forEach((child) => {
    if (child.isText) {
      const marks = child.marks.map((mark) =>
        mark.type.name === "link" ? `link ${mark.attrs.href}` : mark.type.name);
      children.push(marks.length ? [marks.join("+"), child.text] : child.text);
    } else {
      children.push(outline(child));
    }
  });
  const level = node.type.name === "heading" ? node.attrs.level : "";
  return node.type.name === "doc" ? children : [node.type.name + level, ...children];
}

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt;} --></style></head>
<body lang=RU style='tab-interval:35.4pt'><!--StartFragment-->
<h1 style='mso-list:none'><a name="_Toc1"></a><span lang=RU>Защита<o:p></o:p></span></h1>
<p class=MsoNormal><span lang=RU style='font-size:12.0pt;font-family:"Times New Roman",serif'>Приют <b style='mso-bidi-font-weight:normal'>есть</b> в Оше<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]><span lang=RU>первое<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='font-family:"Courier New";mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]><span lang=RU>вложенное</span></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>второе</p>
<p class=MsoNormal><del cite="mailto:x" datetime="2029-05-01T10:00">убрано</del><ins cite="mailto:x" datetime="2029-05-01T10:00">добавлено</ins> и <a href="https://example.org/a?b=1" style='mso-comment-reference:A_1'>ссылка</a><span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[A1]</a></span> <a href="javascript:alert(1)">не ссылка</a></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>раз</p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>два</p>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Отчёт, 2029.</p></div></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><div id="_com_1" class=msocomtxt><p class=MsoCommentText>Секрет: имя</p></div></div></div>
<!--EndFragment--></body></html>`;

test("Word: headings, lists with their levels, footnotes, links; no comments, no deleted words", () => {
  assert.deepEqual(pasted(WORD), [
    ["heading1", "Защита"],
    ["paragraph", "Приют ", ["strong", "есть"], " в Оше", ["footnote", "Отчёт, 2029."], "."],
    ["bullet_list",
      ["list_item", ["paragraph", "первое"],
        ["bullet_list", ["list_item", ["paragraph", "вложенное"]]]],
      ["list_item", ["paragraph", "второе"]]],
    ["paragraph", "добавлено и ", ["link https://example.org/a?b=1", "ссылка"], " не ссылка"],
    ["ordered_list",
      ["list_item", ["paragraph", "раз"]],
      ["list_item", ["paragraph", "два"]]],
  ]);
});

test("nothing of Word's styles, names of people or comments is left in the HTML", () => {
  const html = cleaned(WORD, { isSafeLink });

  assert.doesNotMatch(html, /mso|style=|class="Mso|mailto:x|Секрет|убрано|<!--|javascript/i);
});

test("Google Docs: its outer <b> is not bold, its spans are, its lists nest", () => {
  assert.deepEqual(pasted(`<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">
<h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400;">Heading</span></h2>
<p dir="ltr" style="line-height:1.38"><span style="font-weight:400">Plain </span><span style="font-weight:700">bold</span><span style="font-style:italic;font-weight:400"> slanted</span></p><br>
<ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc" aria-level="1"><p dir="ltr" role="presentation"><span>one</span></p></li>
<ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>deep</span></p></li></ul></ul>
<p><span>Text</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><hr>
<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Source of it</span></p></div></b>`), [
    ["heading2", "Heading"],
    ["paragraph", "Plain ", ["strong", "bold"], ["em", " slanted"]],
    ["bullet_list", ["list_item", ["paragraph", "one"],
      ["bullet_list", ["list_item", ["paragraph", "deep"]]]]],
    ["paragraph", "Text", ["footnote", "Source of it"]],
  ]);
});

test("LibreOffice: fonts go, footnotes and tables come", () => {
  assert.deepEqual(pasted(`<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4"/><style type="text/css">p { margin-bottom: 0.25cm }</style></head><body lang="ru-RU">
<p style="margin-bottom: 0cm"><font face="Liberation Serif"><font size="3">Слова<sup><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></sup> дальше</font></font></p>
<table width="100%" cellpadding="4"><colgroup><col width="128*"/></colgroup><thead><tr valign="top"><th style="border:1px"><p align="left">A</p></th><th><p>B</p></th></tr></thead><tbody><tr><td colspan="2" width="50%"><p>1<br/></p></td></tr></tbody></table>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Источник</p></div></body></html>`), [
    ["paragraph", "Слова", ["footnote", "Источник"], " дальше"],
    ["table",
      ["table_row", ["table_header", ["paragraph", "A"]], ["table_header", ["paragraph", "B"]]],
      ["table_row", ["table_cell", ["paragraph", "1"]]]],
  ]);
});

test("WhatsApp and the like: pictures and classes go, lines are paragraphs", () => {
  assert.deepEqual(pasted(`<div class="_akbu"><span dir="ltr" class="_ao3e selectable-text copyable-text"><span>Привет <img alt="🙂" src="data:image/gif;base64,R0lGOD" class="emoji"> завтра <strong class="x">сбор</strong></span></span></div><div><span>в 10</span></div>`), [
    ["paragraph", "Привет 🙂 завтра ", ["strong", "сбор"]],
    ["paragraph", "в 10"],
  ]);
});

test("plain text: each line a paragraph, empty lines none", () => {
  const browser = desk().fill(p("Before "));
  browser.caret(8);
  browser.view.pasteText("one\r\n\r\ntwo\nthree\n");

  assert.deepEqual(browser.text, ["Before one", "two", "three"]);
});

test("marks of suggestions and ids are not copied", () => {
  const browser = desk().fill(
    schema.node("paragraph", { id: "baaaaaaaaaa" }, [
      schema.text("old "),
      marked("new", ["insertion", { id: "11111111-1111-4111-8111-111111111111" }], ["strong"]),
    ]),
  );
  const { dom } = browser.view.serializeForClipboard(browser.doc.slice(0, browser.doc.content.size));
  const other = desk();
  other.view.pasteHTML(dom.innerHTML);

  assert.deepEqual(outline(other.doc), [["paragraph", "old ", ["strong", "new"]]]);
  assert.equal(other.doc.firstChild.attrs.id, null);
});

test("a copy of ours keeps words that somebody wants deleted, without the mark", () => {
  const id = "11111111-1111-4111-8111-111111111111";
  const browser = desk().fill(p("stays ", marked("goes", ["deletion", { id }])));
  const { dom } = browser.view.serializeForClipboard(browser.doc.slice(0, browser.doc.content.size));

  assert.deepEqual(pasted(dom.innerHTML), [["paragraph", "stays goes"]]);
});

test("foreign ins and del are words of their text, never suggestions of ours", () => {
  const id = "11111111-1111-4111-8111-111111111111";

  assert.deepEqual(
    pasted(`<p>a <ins data-id="${id}">b</ins> <del data-id="${id}">c</del></p>`),
    [["paragraph", "a b"]],
  );
});

test("our own chips, footnotes and proposals survive being copied", () => {
  const ref = "22222222-2222-4222-8222-222222222222";
  const browser = desk().fill(
    block("paragraph", "See ", schema.node("cite", { kind: "finding", ref, label: "NR-014" }),
      schema.node("footnote", null, schema.text("note"))),
    schema.node("proposal", { ref }),
  );
  const { dom } = browser.view.serializeForClipboard(browser.doc.slice(0, browser.doc.content.size));
  const other = desk();
  other.view.pasteHTML(dom.innerHTML);

  assert.deepEqual(other.doc.toJSON(), browser.doc.toJSON());
});

test("scripts, forms, hidden words and nested tables do not come along", () => {
  assert.deepEqual(
    pasted(`<p onclick="x()">ok<script>bad()</script><input value="v"><span style="display:none">hid</span></p>
      <table><tr><td>a<table><tr><td>in</td></tr></table></td></tr></table><p> </p><iframe src="x"></iframe>`),
    [
      ["paragraph", "ok"],
      ["table", ["table_row", ["table_cell", ["paragraph", "ain"]]]],
    ],
  );
});

test("what is too long for one change is not put in, and that is said", () => {
  let said = 0;
  const onTooLong = () => {
    said += 1;
  };
  const browser = new Browser({ plugins: [pasteCleaner(schema, { later, onTooLong })] }).fill(p("Before"));
  const slice = schema.node("doc", null, [p("д".repeat(60_001))]).slice(0);
  browser.view.pasteText("д".repeat(60_001));
  browser.view.pasteHTML(`<p>${"д".repeat(40_000)}</p><p>${"д".repeat(20_001)}</p>`);
  browser.view.pasteHTML(`<table>${`<tr>${"<td>1</td>".repeat(5)}</tr>`.repeat(200)}</table>`);
  const isDropped = !browser.view.someProp("handleDrop", (handle) =>
    handle(browser.view, null, slice, false));

  assert.equal(browser.text.join("").length, 6); // no diff of what is that long
  assert.equal(isDropped, false);
  assert.equal(said, 4);

  browser.view.pasteText("д".repeat(60_000));
  assert.equal(browser.text.join("").length, 60_006);
});
