import ast
import re
from pathlib import Path

from django.apps import apps
from django.conf import settings

from core.words import sentences

OURS = [
    Path(config.path)
    for config in apps.get_app_configs()
    if Path(config.path).parent == settings.BASE_DIR
]


def is_verb(node):
    text = getattr(node, "value", None)
    return isinstance(text, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+", text)


def spoken(tree):
    """Verbs given to the trail and kinds given to `notify`, also through a
    helper of the module or a name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
            if name.lstrip("_").startswith("record"):
                yield from (arg.value for arg in node.args if is_verb(arg))
            for keyword in node.keywords:
                if keyword.arg in {"verb", "kind"} and is_verb(keyword.value):
                    yield keyword.value.value
        if isinstance(node, ast.Assign) and any(
            getattr(target, "id", "") in {"verb", "kind"} for target in node.targets
        ):
            yield from (part.value for part in ast.walk(node.value) if is_verb(part))


def test_every_verb_has_its_sentence():
    said = {
        verb
        for folder in OURS
        for path in folder.rglob("*.py")
        for verb in spoken(ast.parse(path.read_text()))
    }

    assert said - sentences().keys() == set()
    assert {"review.opened", "membership.left", "invitation.accepted"} <= said


def test_no_sentence_is_left_without_its_verb():
    source = "\n".join(
        path.read_text()
        for folder in OURS
        for path in folder.rglob("*.py")
        if path.name != "verbs.py"
    )

    assert [verb for verb in sentences() if f'"{verb}"' not in source] == []
