"""What WeasyPrint leaves out of a tagged PDF and a screen reader needs: languages of parts and scopes of headers.

Written again by pikepdf, with an identifier made from the content and no moment, author or tool of ours in it, so that
the same facts are the same file wherever and whenever they are drawn.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

HEAD, ROW = "/THead", "/TR"
WALKED = {
    "/Document",
    "/Art",
    "/Sect",
    "/Div",
    "/Table",
    "/THead",
    "/TBody",
    "/TR",
    "/TH",
}


class StructureLost(RuntimeError):
    """The tags are not those of our page: a changed template, or another WeasyPrint."""


def finish(content: bytes, *, languages: Sequence[str]) -> bytes:
    """Complete a PDF whose articles, in reading order, are written in `languages`."""
    with Pdf.open(BytesIO(content)) as pdf:
        pdf.Root.Lang = String(languages[0])
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        remaining = iter(languages)
        for element, parent in _elements(pdf.Root.StructTreeRoot):
            if Name.Art == element.S:
                if (language := next(remaining, None)) is None:
                    raise StructureLost("more articles than languages")
                element.Lang = String(language)
            elif element.S == Name.TH:
                _give_scope(element, Name.Column if parent == HEAD else Name.Row)
        if next(remaining, None) is not None:
            raise StructureLost("fewer articles than languages")
        # WeasyPrint writes a title and its own name, no moment; the metadata is left
        # unopened because opening it is what would stamp it.
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _give_scope(header: Object, scope: Object) -> None:
    attributes = header.get("/A", Dictionary(O=Name.Table))
    attributes.Scope = scope
    header.A = attributes


def _elements(node: Object, parent: str = "") -> Iterator[tuple[Object, str]]:
    """Structure elements in reading order, each with the kind of element around its
    row; paragraphs and lists, which hold neither articles nor headers, are passed by."""
    kind = str(node.get("/S", ""))
    around = parent if kind == ROW else kind
    for child in node.get("/K", Array()):
        if isinstance(child, Dictionary) and str(child.get("/S", "")) in WALKED:
            yield child, around
            yield from _elements(child, around)
