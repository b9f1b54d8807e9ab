"""Our Word file, edited as people would."""

from io import BytesIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from submissions.word import Chapter, Cover, reading, render_docx

TEXT = UUID(int=7)
PERSON = 'w:author="Somebody" w:date="2026-01-01T00:00:00Z"'


def exported(document, *, text=TEXT):
    chapter = Chapter("3. Убежища", 1, document, text)
    return render_docx("Название", [chapter], language="ru", cover=Cover("УПО"))


def part(raw, name="word/document.xml"):
    with ZipFile(BytesIO(raw)) as archive:
        return archive.read(name).decode()


def with_part(raw, content, name="word/document.xml"):
    out = BytesIO()
    with ZipFile(BytesIO(raw)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for entry in before.namelist():
            kept = before.read(entry) if entry != name else content
            after.writestr(entry, kept)
        if name not in before.namelist():
            after.writestr(name, content)
    return out.getvalue()


def edited(raw, *pairs, name="word/document.xml"):
    """Each first of a pair, which stands in the file once, becomes the second."""
    text = part(raw, name)
    for old, new in pairs:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return with_part(raw, text, name)


def tracked(old, new):
    """Of a whole run: words taken out and put in, with a name and an hour."""
    space = 'xml:space="preserve"'
    gone = f"<w:r><w:delText {space}>{old}</w:delText></w:r>"
    come = f"<w:r><w:t {space}>{new}</w:t></w:r>"
    return (
        f"<w:r><w:t>{old}</w:t></w:r>",
        f'<w:del w:id="900" {PERSON}>{gone}</w:del>{inserted(come)}',
    )


def inserted(run):
    return f'<w:ins w:id="901" {PERSON}>{run}</w:ins>'


def new_paragraph(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def without_paragraph(raw, words):
    """As when somebody marks the whole of it and deletes it."""
    text = part(raw)
    place = text.index(f">{words}<")
    start = text.rindex("<w:p>", 0, place)
    stop = text.index("</w:p>", place) + len("</w:p>")
    return with_part(raw, text[:start] + text[stop:])


def behind(raw, words, more):
    """Something behind the paragraph that ends with these words."""
    text = part(raw)
    stop = text.index("</w:p>", text.index(f">{words}<")) + len("</w:p>")
    return with_part(raw, text[:stop] + more + text[stop:])


STYLE = '<w:pPr><w:pStyle w:val="NumberedParagraph"/></w:pPr>'


def ending_taken_out(raw, number):
    """With tracking: the end of one of the numbered paragraphs."""
    end = f'<w:pPr><w:rPr><w:del w:id="902" {PERSON}/></w:rPr></w:pPr>'
    parts = part(raw).split(STYLE)
    before, after = STYLE.join(parts[: number + 1]), STYLE.join(parts[number + 1 :])
    return with_part(raw, before + end + after)


def paragraphs_of(raw):
    """Those behind the heading of the section, and the digest of the text."""
    told = reading.read(raw)
    place = next(
        number
        for number, one in enumerate(told)
        if any(s.kind == "t" for s in one.signs)
    )
    (sign,) = (s for s in told[place].signs if s.kind == "t")
    return told[place:], sign.digest
