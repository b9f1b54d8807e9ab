"""Every message in the code and the templates, and what gettext could not follow."""

import ast
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

NOT_OURS = {"benches", "bin", "deploy", "docs", "locale", "migrations", "node_modules"}
NOT_OURS |= {"static", "tests", "var"}
TEMPLATES = {".html", ".txt"}

# What each argument of a function is; `_lazy` and `_noop` change nothing here.
ARGUMENTS = {
    "_": ("text",),
    "gettext": ("text",),
    "ngettext": ("text", "plural"),
    "pgettext": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
}
CALL = re.compile(r"\b(?:n?p?gettext|_)\(")
UNTRIMMED = re.compile(r"{%\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)[^%]*%}")


@dataclass(frozen=True, slots=True)
class Message:
    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What gettext looks it up by: the plural is not part of it."""
        return self.text, self.context


@dataclass(slots=True)
class Extract:
    messages: dict[tuple[str, str], Message] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, message: Message, where: str) -> None:
        known = self.messages.get(message.key)
        if known and known.plural and message.plural not in {"", known.plural}:
            self.problems.append(f"{where}: “{message.text}” has two different plurals")
        elif known is None or message.plural:
            self.messages[message.key] = message


def extract(root: Path) -> Extract:
    found = Extract()
    for path in sources(root):
        where = str(path.relative_to(root))
        source = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            read_python(source, where, found)
        else:
            read_template(source, where, found)
    return found


def sources(root: Path) -> Iterator[Path]:
    """Our own Python files, and templates wherever a folder of that name is."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            name for name in folders if name not in NOT_OURS and name[0] != "."
        )
        for path in (Path(folder, name) for name in sorted(names)):
            is_template = path.suffix in TEMPLATES and "templates" in path.parts
            if path.suffix == ".py" or is_template:
                yield path


def read_python(source: str, where: str, found: Extract) -> None:
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            read_call(node, names, f"{where}:{node.lineno}", found)


def read_template(source: str, where: str, found: Extract) -> None:
    for tag in UNTRIMMED.finditer(source):
        line = source.count("\n", 0, tag.start()) + 1
        found.problems.append(f"{where}:{line}: blocktranslate without “trimmed”")
    for call in calls_in(templatize(source, origin=where)):
        read_call(call, {}, where, found)


def calls_in(templatized: str) -> Iterator[ast.Call]:
    """The calls that stand, as Python, in the blanked-out rest of a template."""
    position = 0
    while start := CALL.search(templatized, position):
        position = start.end()
        for end in re.finditer(r"\)", templatized[start.start() :]):
            # A bracket inside a string does not close the call, nor does it parse.
            try:
                code = templatized[start.start() : start.start() + end.end()]
                call = ast.parse(code, mode="eval").body
            except SyntaxError:
                continue
            if isinstance(call, ast.Call):
                yield call
            position = start.start() + end.end()
            break


def read_call(
    call: ast.Call, names: dict[str, str], where: str, found: Extract
) -> None:
    """Add the message of a call to gettext in any of its forms, if it is one."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            name = names.get(name, name)
        case _:
            return
    roles = ARGUMENTS.get(name.removesuffix("_lazy").removesuffix("_noop"))
    if roles is None:
        return
    parts = {}
    for role, argument in zip(roles, call.args, strict=False):
        match argument:
            case ast.Constant(value=str(text)):
                parts[role] = text
            case (
                ast.JoinedStr()
                | ast.BinOp()
                | ast.Call(func=ast.Attribute(attr="format"))
            ):
                found.problems.append(
                    f"{where}: the text given to {name}() is put together first"
                )
    # A variable names a text that is marked where it is written.
    if set(roles) == parts.keys():
        found.add(Message(**parts), where)
