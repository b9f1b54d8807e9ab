"""What every Word file that we make has in common: fonts with the Kyrgyz letters, a
language, and nothing about a person, a machine or an hour."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

TAGS = {"en": "en-GB", "ru": "ru-RU", "ky": "ky-KG"}
# The first moment a zip can hold: every entry of every file gets it.
THE_BEGINNING = (1980, 1, 1, 0, 0, 0)


def set_font(style, font: str) -> None:
    """A theme font would win over the name in every script, and the theme's is
    Latin only."""
    style.font.name = font
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)


def set_language(document: DocumentType, language: str) -> None:
    for lang in document.styles.element.iter(qn("w:lang")):
        for attribute in ("val", "eastAsia"):
            lang.set(qn(f"w:{attribute}"), TAGS[language])


def say_nothing(
    document: DocumentType, *, title: str, language: str, at: datetime
) -> None:
    """The title, the language and a day that is not today's; nothing else."""
    properties = document.core_properties
    for name in (
        *("author", "last_modified_by", "comments", "keywords"),
        *("subject", "category"),
    ):
        setattr(properties, name, "")
    properties.title, properties.language, properties.revision = (
        title[:255],  # as much as the field takes
        TAGS[language],
        1,
    )
    properties.created = properties.modified = at
    said = properties._element
    for element in [element for element in said if not (element.text or "").strip()]:
        said.remove(element)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype in {
            RELATIONSHIP_TYPE.THUMBNAIL,
            RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
        }:
            del package.rels[key]


def saved(document: DocumentType) -> bytes:
    """The same document, the same bytes: no time of day in the archive."""
    raw = BytesIO()
    document.save(raw)
    return _without_time(raw.getvalue())


def _without_time(content: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, THE_BEGINNING)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            after.writestr(entry, before.read(name))
    return out.getvalue()
