"""What our Word files begin from: a package of our own, in which nothing is that we
did not put there (python-docx's has the marks of its maker's sessions and five hundred
kilobytes of styles).

Times New Roman, 12 points, black: OHCHR once asked for it, and it has the Kyrgyz
letters. Paragraphs get their numbers from their style, footnotes and pages from Word.
"""

from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.document import Document as DocumentType

from core import word

FONT = "Times New Roman"
PARAGRAPHS = 1  # the numbering of paragraphs, which runs through the whole file
ORDERED, BULLETS = 2, 3  # what other lists are made from

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XMLNS = f'xmlns:w="{W}" xmlns:r="{R}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def blank(language: str) -> DocumentType:
    document = Document(BytesIO(_package()))
    word.set_language(document, language)
    return document


@cache
def _package() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in _parts().items():
            archive.writestr(name, HEAD + content)
    return out.getvalue()


def _parts() -> dict[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": DOCUMENT,
        "word/_rels/document.xml.rels": _relations(
            {name: f"{name}.xml" for name in PARTS}
        ),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": SETTINGS,
        "word/footnotes.xml": FOOTNOTES,
        "word/footer.xml": FOOTER,
    }


PARTS = ("styles", "numbering", "settings", "footnotes", "footer")


def _content_types() -> str:
    said = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{name}+xml"/>'
        for name in PARTS
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml"'
        f' ContentType="{TYPE}.document.main+xml"/>{said}</Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    said = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{said}</Relationships>'


# A4, 25 mm around; the first page, which is the cover, has no number. The footer is
# the fifth of PARTS.
DOCUMENT = f"""<w:document {XMLNS}><w:body><w:sectPr>
<w:footerReference w:type="default" r:id="rId5"/>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="709"
 w:footer="709" w:gutter="0"/>
</w:sectPr></w:body></w:document>"""

FOOTER = f"""<w:ftr {XMLNS}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>
<w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r>
<w:r><w:t>1</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>"""

# Word is asked to put no names into the file when somebody saves it.
SETTINGS = f"""<w:settings {XMLNS}>
<w:removePersonalInformation/><w:removeDateAndTime/>
<w:defaultTabStop w:val="709"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>
<w:compat><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>
</w:settings>"""


def _rule(kind: str, number: int) -> str:
    return (
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr>'
        '<w:spacing w:after="0"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    )


FOOTNOTES = (
    f"<w:footnotes {XMLNS}>{_rule('separator', -1)}"
    f"{_rule('continuationSeparator', 0)}</w:footnotes>"
)


# Numbers


def _numbering() -> str:
    kinds = {
        PARAGRAPHS: [("decimal", "%1.")],
        ORDERED: [("lowerLetter", "(%1)"), ("lowerRoman", "(%2)")],
        BULLETS: [("bullet", "•"), ("bullet", "–")],
    }
    said = "".join(_list(key, levels) for key, levels in kinds.items())
    num = f'<w:abstractNumId w:val="{PARAGRAPHS}"/>'
    return (
        f"<w:numbering {XMLNS}>{said}"
        f'<w:num w:numId="{PARAGRAPHS}">{num}</w:num></w:numbering>'
    )


def _list(key: int, levels: list[tuple[str, str]]) -> str:
    said = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f"{STYLED if key == PARAGRAPHS else ''}"
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{567 * (level + 1 if key != PARAGRAPHS else 0)}"'
        f" w:{'firstLine' if key == PARAGRAPHS else 'hanging'}="
        f'"{0 if key == PARAGRAPHS else 425}"/></w:pPr></w:lvl>'
        for level, (kind, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{key}">'
        f'<w:multiLevelType w:val="multilevel"/>{said}</w:abstractNum>'
    )


STYLED = '<w:pStyle w:val="NumberedParagraph"/>'


# Styles


def _styles() -> str:
    fonts = " ".join(
        f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "cs", "eastAsia")
    )
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        '<w:sz w:val="24"/><w:szCs w:val="24"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    headings = "".join(map(_heading, range(1, 10)))
    said = "".join(_paragraph(*style) for style in STYLES)
    return f"<w:styles {XMLNS}>{defaults}{FIRST}{headings}{said}{OTHERS}</w:styles>"


FIRST = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>
<w:qFormat/><w:pPr><w:spacing w:after="120"/></w:pPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
</w:tblCellMar></w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList">
<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>"""


def _border(side: str) -> str:
    return f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'


# Name, what is said of the paragraph, what of its letters.
STYLES = [
    (
        *("Title", '<w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/>'),
        '<w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/>',
    ),
    ("Cover Line", '<w:spacing w:after="240"/><w:jc w:val="center"/>', ""),
    (
        *("Cover Label", '<w:spacing w:before="480"/><w:jc w:val="center"/>'),
        "<w:b/><w:bCs/>",
    ),
    ("Cover Name", '<w:spacing w:after="60"/><w:jc w:val="center"/>', ""),
    (
        "Numbered Paragraph",
        f'<w:numPr><w:numId w:val="{PARAGRAPHS}"/></w:numPr><w:jc w:val="both"/>',
        "",
    ),
    ("List Paragraph", '<w:ind w:left="567"/>', ""),
    ("Quote", '<w:ind w:left="567" w:right="567"/>', "<w:i/><w:iCs/>"),
    (
        "Proposal",
        f'<w:pBdr>{_border("left")}</w:pBdr><w:ind w:left="567" w:right="567"/>',
        "<w:b/><w:bCs/>",
    ),
    (
        *("footnote text", '<w:spacing w:after="0"/>'),
        '<w:sz w:val="20"/><w:szCs w:val="20"/>',
    ),
    ("footer", '<w:spacing w:after="0"/><w:jc w:val="center"/>', ""),
]


def _paragraph(name: str, paragraph: str, letters: str) -> str:
    own = "" if name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{id_of(name)}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


BUILT_IN = {"Title", "List Paragraph", "Quote", "footnote text", "footer"}


def id_of(name: str) -> str:
    return name.title().replace(" ", "")


def _heading(level: int) -> str:
    """Bold; from the third on in italics."""
    size = 2 * max(16 - 2 * level, 12)
    letters = "<w:b/><w:bCs/>" if level < 4 else ""  # noqa: PLR2004
    letters += "<w:i/><w:iCs/>" if level > 2 else ""  # noqa: PLR2004
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}">'
        f'<w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>'
        '<w:next w:val="Normal"/><w:uiPriority w:val="9"/><w:qFormat/>'
        '<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="120"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr>{letters}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        "</w:style>"
    )


BORDERS = "".join(
    map(_border, ("top", "left", "bottom", "right", "insideH", "insideV"))
)
OTHERS = f"""
<w:style w:type="character" w:styleId="FootnoteReference">
<w:name w:val="footnote reference"/><w:basedOn w:val="DefaultParagraphFont"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
<w:basedOn w:val="DefaultParagraphFont"/>
<w:rPr><w:color w:val="0F3D4A"/><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>
<w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:after="0"/></w:pPr>
<w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr></w:style>"""
