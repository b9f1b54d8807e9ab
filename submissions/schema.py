"""What a document may consist of. One file for both sides: the editor builds
its ProseMirror schema from `schema.json`, the server judges and reads documents
by it.

The version is part of every exchange. A browser with another one is answered
409 and never applied: opening a document with a schema that lacks a node would
delete that node for everybody.
"""

import json
from pathlib import Path

_file = json.loads((Path(__file__).parent / "schema.json").read_text())

VERSION: int = _file["version"]
ROOT: str = _file["root"]  # name of the fragment inside the Yjs document
NODES: dict[str, dict] = _file["nodes"]
MARKS: dict[str, dict] = _file["marks"]
CITE_KINDS: list[str] = _file["cite_kinds"]
UPDATE_BYTES: int = _file["limits"]["update_bytes"]
TEXT_BYTES: int = _file["limits"]["text_bytes"]
UPDATES_IN_TEN_SECONDS: int = _file["limits"]["updates_in_ten_seconds"]
SUGGESTION_MARKS = frozenset({"insertion", "deletion", "modification"})
ELEMENTS = frozenset(NODES) - {"doc", "text"}
ATTRIBUTES = {name: frozenset(node.get("attrs", {})) for name, node in NODES.items()}


def mark_name(key: str) -> str:
    """The mark of a formatting key: overlapping marks of one kind carry a hash
    behind two dashes."""
    return key.partition("--")[0]
