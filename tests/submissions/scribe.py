"""A browser's side of writing together, without a browser: a Yjs document that
exchanges with the server as the editor does."""

import base64
import json
from random import Random

from django.urls import reverse
from pycrdt import Doc, XmlElement, XmlText

from submissions import documents, schema, store, ydoc


def written(data: bytes) -> str:
    return base64.b64encode(data).decode()


class Scribe:
    def __init__(self, client, text, *, window="window01"):
        self.client, self.text, self.window = client, text, window
        self.doc = Doc()
        self.server_state = b"\x00"
        self.seq = 0
        self.epoch = text.epoch
        self.address = reverse(
            "submissions:sync", args=[text.section.submission.review_id, text.pk]
        )

    @property
    def root(self):
        return store.fragment(self.doc)

    @property
    def plain(self) -> str:
        return documents.plain(documents.document_of(self.doc))

    def write(self, words: str, *, block: int | None = None) -> None:
        """A new paragraph, or words at the end of one."""
        if block is None:
            ydoc.append(self.root, [ydoc.paragraph(words)])
            return
        paragraph = list(self.root.children)[block]
        if not list(paragraph.children):
            paragraph.children.append(XmlText())
        text = next(iter(paragraph.children))
        text.insert(len(text), words)

    def body(self, **changes) -> dict:
        update = self.doc.get_update(self.server_state)
        return {
            "schema": schema.VERSION,
            "epoch": self.epoch,
            "seq": self.seq,
            "state": written(self.doc.get_state()),
            "update": written(update) if update != b"\x00\x00" else None,
            "window": self.window,
            "block": "",
            **changes,
        }

    def post(self, body):
        raw = body if isinstance(body, bytes | str) else json.dumps(body)
        return self.client.post(
            self.address,
            raw,
            content_type="application/json",
            headers={"Accept": "application/json"},
        )

    def sync(self, **changes):
        """One exchange; what was answered is applied."""
        state = self.doc.get_state()
        response = self.post(self.body(**changes))
        if response.status_code == 200:
            answer = response.json()
            for update in answer["updates"]:
                self.doc.apply_update(base64.b64decode(update))
            self.seq = answer["seq"]
            self.server_state = self.doc.get_state() if not answer["took"] else state
            if answer["took"]:
                self.server_state = self.doc.get_state()
        return response


def scribble(doc: Doc, random: Random, *, times: int = 20) -> None:
    """Whatever people do to a document, in no order."""
    root = store.fragment(doc)
    for _time in range(times):
        blocks = list(root.children)
        act = random.choice(["add", "type", "type", "mark", "delete", "attribute"])
        if act == "add" or not blocks:
            ydoc.insert(
                root, random.randint(0, len(blocks)), [ydoc.paragraph("Слово 😀 ")]
            )
            continue
        block = random.choice(blocks)
        text = next((c for c in block.children if isinstance(c, XmlText)), None)
        if act == "attribute" and isinstance(block, XmlElement):
            block.attributes["numbered"] = random.choice([True, False])
        elif act == "delete":
            del root.children[blocks.index(block)]
        elif text is not None and act == "type":
            text.insert(len(text), random.choice(["ң", "word ", "өү", "😀"]))
        elif text is not None and len(text):
            text.format(0, len(text), {random.choice(["strong", "em"]): {}})
