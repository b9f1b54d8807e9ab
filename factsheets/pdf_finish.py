"""What WeasyPrint leaves out of a tagged PDF and a screen reader needs: languages of parts and scopes of headers.

Written again by pikepdf, with an identifier made from the content and no moment, author or tool of ours in it, so that
the same facts are the same file wherever and whenever they are drawn.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, String


class StructureLost(RuntimeError):
    """The tags are not those of our page: a changed template, or another WeasyPrint."""


def finish(content: bytes, *, languages: Sequence[str]) -> bytes:
    """Complete a PDF whose articles, in reading order, are written in `languages`."""
    with Pdf.open(BytesIO(content)) as pdf:
        pdf.Root.Lang = String(languages[0])
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        _name_languages(pdf.Root.StructTreeRoot, languages)
        with pdf.open_metadata(
            set_pikepdf_as_editor=False, update_docinfo=False
        ) as metadata:
            for key in (
                "dc:creator",
                "xmp:CreateDate",
                "xmp:ModifyDate",
                "xmp:CreatorTool",
            ):
                metadata.pop(key, None)
        for key in ("/Author", "/Creator", "/CreationDate", "/ModDate"):
            if key in pdf.docinfo:
                del pdf.docinfo[key]
        out = BytesIO()
        pdf.save(
            out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate
        )
        return out.getvalue()


def _name_languages(root: Object, languages: Sequence[str]) -> None:
    remaining = iter(languages)
    for element, parents in _elements(root):
        match element.S:
            case Name.Art:
                language = next(remaining, None)
                if language is None:
                    raise StructureLost("more articles than languages")
                element.Lang = String(language)
            case Name.TH:
                _give_scope(element, Name.Column if Name.THead in parents else Name.Row)
    if next(remaining, None) is not None:
        raise StructureLost("fewer articles than languages")


def _give_scope(header: Object, scope: Object) -> None:
    attributes = header.get("/A", Dictionary(O=Name.Table))
    attributes.Scope = scope
    header.A = attributes


def _elements(
    node: Object, parents: tuple[Object, ...] = ()
) -> Iterator[tuple[Object, tuple[Object, ...]]]:
    """Every structure element in reading order, with the types of those around it."""
    children = node.get("/K", Array())
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary) and "/S" in child:
            yield child, parents
            yield from _elements(child, (*parents, child.S))
